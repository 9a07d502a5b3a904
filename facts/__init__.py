"""Fact sheets: the facts of an article as typed, sourced, queryable data."""
