"""Addresses: where a sheet and its records are served for good."""

ROOT = "/v1"


def address(subject: str) -> str:
    """Return the address of a subject: `sheet`, or `sheet/kind/id`."""
    return f"{ROOT}/sheets/{subject}"
