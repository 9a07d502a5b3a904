"""Limits: how much a client may ask of the server, each with a name and a default."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused, and what is forgotten."""

    target: int = 4096
    """Bytes of a request target; longer ones are refused with 414."""
    fields: int = 64
    """Header fields of a request; more are refused with 431."""
    head: int = 16 * 1024
    """Bytes of a request's header fields; more are refused with 431."""
    kept: int = 64 * 1024 * 1024
    """Bytes of finished answers that are kept."""
    hosts: frozenset[str] = frozenset()
    """The names that the server answers to; any if there are none; others are refused with 421."""
