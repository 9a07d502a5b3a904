"""Benchmark of this server against bare ASGI, idiomatic FastAPI and datasette on the same records."""
