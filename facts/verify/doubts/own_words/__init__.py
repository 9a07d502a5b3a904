"""Doubts about titles, summaries and other own words: what they turn round, lose or add."""
