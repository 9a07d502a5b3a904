"""Tests of `api.server.config`."""
