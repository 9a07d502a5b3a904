"""Tests of `api.routers`."""
