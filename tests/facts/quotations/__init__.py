"""Tests of `facts.quotations`."""
