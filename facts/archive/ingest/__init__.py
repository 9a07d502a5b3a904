"""Ingestion: convert sheets to rows of the tables."""
