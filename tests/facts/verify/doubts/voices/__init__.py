"""Tests of doubts of voices."""
