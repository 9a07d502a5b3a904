"""Limit the memory that is buffered for clients that do not read."""

import struct
from asyncio import Transport
from collections import Counter
from socket import SO_LINGER, SOL_SOCKET

NO_LINGER = struct.pack("ii", 1, 0)
STREAM_COST = 4 * 1024 * 1024
"""Approximate bytes that an unfinished stream takes besides its buffer: the batch of items that it goes through."""


class UnreadResponses:
    """The connections that wait for their clients to read, the longest waiting first, and the bytes that they hold.

    A body that several connections send is in memory once, and counted once.
    """

    def __init__(self) -> None:
        self.waiting: dict[Transport, object] = {}
        """The body that each connection sends."""
        self.holders: Counter[int] = Counter()
        """The number of connections that send each body, by its id."""
        self.sizes: dict[int, int] = {}
        """What each body counts for: what the first of its connections held."""
        self.bytes = 0

    def add(self, transport: Transport, body: object, size: int, limit: int) -> None:
        """Add a connection that waits and holds `size` bytes in the object `body`.

        While all hold more than `limit` bytes, abort the connection that has waited longest.
        """
        self.remove(transport)
        self.waiting[transport] = body
        self.holders[id(body)] += 1
        if id(body) not in self.sizes:
            self.sizes[id(body)] = size
            self.bytes += size
        while self.bytes > limit and len(self.waiting) > 1:
            self.reset_oldest()

    def reset_oldest(self) -> None:
        """Abort the connection that has waited longest."""
        oldest = next(iter(self.waiting))
        self.remove(oldest)
        reset(oldest)

    def remove(self, transport: Transport) -> None:
        """Remove a connection whose client reads again, or has disconnected."""
        body = self.waiting.pop(transport, None)
        if body is None:
            return
        self.holders[id(body)] -= 1
        if not self.holders[id(body)]:
            del self.holders[id(body)]
            self.bytes -= self.sizes.pop(id(body))


def reset(transport: Transport) -> None:
    """Close a connection so that its client notices that the response is incomplete, and free the system's buffer."""
    transport.get_extra_info("socket").setsockopt(SOL_SOCKET, SO_LINGER, NO_LINGER)
    transport.abort()
