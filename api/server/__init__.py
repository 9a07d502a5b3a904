"""The server: its settings, its HTTP protocol, its worker processes."""
