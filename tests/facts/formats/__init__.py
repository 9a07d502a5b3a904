"""Tests of `facts.formats`."""
