"""Limits: how much a client may ask of the server, each with a name, a default and an option."""

from dataclasses import dataclass, field
from typing import Any


def setting(default: object, about: str) -> Any:
    """Return the field of a limit."""
    return field(default=default, metadata={"about": about})


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused, what is cut off, and what is forgotten."""

    max_target_bytes: int = setting(4096, "bytes of a request target; longer ones are refused with 414")
    max_headers: int = setting(64, "header fields of a request; more are refused with 431")
    max_header_bytes: int = setting(16 * 1024, "bytes of a request's header fields; more are refused with 431")
    cache_bytes: int = setting(64 * 1024 * 1024, "bytes of finished answers that are kept")
    allowed_hosts: frozenset[str] = setting(
        frozenset(), "the names that the server answers to, if not to any; others get 421"
    )
    keep_alive_timeout: int = setting(15, "seconds that a connection may wait for its next request")
    header_timeout: float = setting(10.0, "seconds for a request head, once it has begun; then 408")
    max_pipelined_bytes: int = setting(16 * 1024, "bytes of further requests that wait while one is answered")
    send_timeout: float = setting(10.0, "seconds for a client to take `portion` of an answer; then it is cut off")
    send_min_bytes: int = setting(32 * 1024, "bytes of an answer that a client takes in that time")
    lingering_timeout: float = setting(2.0, "seconds for a refused client to read why")
    max_connections: int = setting(4096, "connections of a process; one more closes the one that waits longest")
