"""Tests of `facts.verify`."""
