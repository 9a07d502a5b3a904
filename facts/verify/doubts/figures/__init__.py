"""Doubts about amounts, shares and quantities: whose they are, and what their clauses make of them."""
