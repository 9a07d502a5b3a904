"""Tests of the API as files."""
