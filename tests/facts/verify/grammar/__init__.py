"""Tests of the grammar of sentences."""
