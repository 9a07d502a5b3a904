"""Chaos: processes of a server are killed at random moments under load."""
