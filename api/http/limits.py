"""Limits on requests, connections and the cache; each is a setting of the server."""

from dataclasses import dataclass, field
from typing import Any


def setting(default: object, description: str) -> Any:
    """Return a field of Limits with its description for `--help`."""
    return field(default=default, metadata={"help": description})


@dataclass(frozen=True, slots=True)
class Limits:
    """What a client may use of the server at most."""

    max_target_bytes: int = setting(4096, "bytes of a request target; longer ones get 414")
    max_headers: int = setting(64, "headers of a request; more get 431")
    max_header_bytes: int = setting(16 * 1024, "bytes of all headers of a request; more get 431")
    max_body_bytes: int = setting(1024 * 1024, "bytes of the body of a request to /mcp; more get 413")
    cache_bytes: int = setting(32 * 1024 * 1024, "bytes of cached responses, per process")
    max_concurrent_queries: int = setting(4, "queries of the archive that run at once, per process")
    max_queued_queries: int = setting(
        64, "queries that wait for others to complete, half as many of one client; more get 503"
    )
    query_timeout: float = setting(5.0, "seconds for a query of the archive; then 503")
    allowed_hosts: frozenset[str] = setting(frozenset(), "comma-separated allowed Host names; others get 421")
    keep_alive_timeout: int = setting(15, "seconds that an idle connection stays open")
    header_timeout: float = setting(10.0, "seconds for a client to send the request headers; then 408")
    max_pipelined_bytes: int = setting(16 * 1024, "bytes of further requests to buffer while one is handled")
    send_timeout: float = setting(
        10.0, "seconds for a client to read --send-min-bytes of a response before the connection is closed"
    )
    send_min_bytes: int = setting(32 * 1024, "bytes of a response that a client reads within --send-timeout")
    max_unread_bytes: int = setting(
        64 * 1024 * 1024,
        "bytes of responses that wait for their clients to read, per process; beyond them, the connection that has "
        "waited longest is closed",
    )
    lingering_timeout: float = setting(2.0, "seconds for a rejected client to read the response")
    max_connections: int = setting(
        4096, "connections per process; one more closes the connection that has been idle longest"
    )
