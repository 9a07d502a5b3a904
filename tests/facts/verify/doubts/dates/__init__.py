"""Tests of doubts of dates."""
