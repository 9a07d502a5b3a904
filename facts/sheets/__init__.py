"""Sheets: loading, checking and anchoring."""
