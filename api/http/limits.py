"""Limits: how much a client may ask of the server, each with a name, a default and an option."""

from dataclasses import dataclass, field
from typing import Any


def limit(default: object, about: str) -> Any:
    """Return the field of a limit."""
    return field(default=default, metadata={"about": about})


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused, what is cut off, and what is forgotten."""

    target: int = limit(4096, "bytes of a request target; longer ones are refused with 414")
    fields: int = limit(64, "header fields of a request; more are refused with 431")
    head: int = limit(16 * 1024, "bytes of a request's header fields; more are refused with 431")
    kept: int = limit(64 * 1024 * 1024, "bytes of finished answers that are kept")
    hosts: frozenset[str] = limit(frozenset(), "the names that the server answers to, if not to any; others get 421")
    idle_seconds: int = limit(15, "seconds that a connection may wait for its next request")
    head_seconds: float = limit(10.0, "seconds for a request head, once it has begun; then 408")
    pipelined: int = limit(16 * 1024, "bytes of further requests that wait while one is answered")
    answer_seconds: float = limit(10.0, "seconds for a client to take `portion` of an answer; then it is cut off")
    portion: int = limit(32 * 1024, "bytes of an answer that a client takes in that time")
    linger_seconds: float = limit(2.0, "seconds for a refused client to read why")
    connections: int = limit(4096, "connections of a process; one more closes the one that waits longest")
