"""Expansion of what a draft says into the records of a sheet: values, receipts, references and gaps."""
