"""Tests of the reading of fields."""
