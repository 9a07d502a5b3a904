"""Tests of `facts.model`."""
