"""Doubts about offices: who holds them, where and when."""
