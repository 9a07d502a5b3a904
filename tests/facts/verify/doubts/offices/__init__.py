"""Tests of doubts of offices."""
