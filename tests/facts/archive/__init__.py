"""Tests of `facts.archive`."""
