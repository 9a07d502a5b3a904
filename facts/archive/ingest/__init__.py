"""Ingestion: from a sheet to the rows of the tables."""
