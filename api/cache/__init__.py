"""The response cache: an ASGI middleware and its store."""
