"""Tests of doubts of figures."""
