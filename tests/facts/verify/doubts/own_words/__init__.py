"""Tests of doubts of own words."""
