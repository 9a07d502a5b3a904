"""Permanent URLs of sheets and records."""

API_PREFIX = "/v1"


def record_url(subject: str) -> str:
    """Return the address of a subject: `sheet`, or `sheet/kind/id`."""
    return f"{API_PREFIX}/sheets/{subject}"
