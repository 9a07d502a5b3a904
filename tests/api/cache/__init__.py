"""Tests of `api.cache`."""
