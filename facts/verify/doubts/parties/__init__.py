"""Doubts about who buys, sells, lends and takes part."""
