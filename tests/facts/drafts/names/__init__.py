"""Tests of names and references."""
