"""Promises of the library."""
