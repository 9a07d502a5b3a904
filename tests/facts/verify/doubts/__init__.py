"""Tests of doubts of values that no word contradicts."""
