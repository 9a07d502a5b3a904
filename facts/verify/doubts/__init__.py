"""Checks for fields that their words may not carry, one kind of doubt per module."""
