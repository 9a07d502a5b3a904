"""Sheets: loading, validation and anchoring."""
