"""Benchmark: this server beside a bare one, idiomatic FastAPI and datasette, on the same records."""
