"""File descriptors: limit connections so that some remain for files, and log when they run out."""

import errno
import logging
import resource
from asyncio import AbstractEventLoop
from typing import Any

from api.http.logs import log_event
from api.http.throttle import LOG_INTERVAL, Throttle

RESERVED = 64
"""Descriptors that connections leave, or half of the limit if that is less."""
EXHAUSTED = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
throttle = Throttle(LOG_INTERVAL)


def connection_limit(max_connections: int) -> int:
    """Return how many connections a process may have: at most `max_connections`, and what its descriptors allow."""
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if limit == resource.RLIM_INFINITY:
        return max_connections
    return max(min(max_connections, limit - min(RESERVED, limit // 2)), 1)


def log_too_many(max_connections: int) -> None:
    """Log that connections are closed for their number."""
    if throttle.allows():
        message = "Too many connections: those that have waited longest are closed"
        log_event("too_many_connections", message, level=logging.WARNING, limit=max_connections)


def handle_loop_error(loop: AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log an error of the event loop; one that has run out of descriptors would log it for each connection."""
    error = context.get("exception")
    if not isinstance(error, OSError) or error.errno not in EXHAUSTED:
        loop.default_exception_handler(context)
    elif throttle.allows():
        message = f"Connections cannot be accepted: {error.strerror}"
        log_event("accept_failed", message, level=logging.ERROR)
