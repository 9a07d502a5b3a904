"""Doubts about who says what, and how certain it is."""
