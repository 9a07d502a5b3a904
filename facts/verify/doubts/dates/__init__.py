"""Doubts about dates: what they are the date of, and what they count from."""
