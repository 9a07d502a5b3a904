"""Tests of doubts of parties."""
