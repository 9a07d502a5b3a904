"""The fact sheets over HTTP."""
