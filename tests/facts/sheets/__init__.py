"""Tests of `facts.sheets`."""
