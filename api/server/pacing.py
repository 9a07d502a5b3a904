"""The sending side of the HTTP protocol: write responses at the rate at which clients read."""

from asyncio import TimerHandle
from typing import Any, ClassVar, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.http.limits import Limits
from api.server.status_lines import STATUS_LINES
from api.server.unread import STREAM_COST, UnreadResponses, reset

CLOSE = b"connection: close\r\n"
NOTHING = memoryview(b"")
PORTION = 128 * 1024
"""Bytes of a body that are written to the transport in one call."""
WRITE_BUFFER = 32 * 1024
"""Bytes that the transport buffers until it says that the client does not read."""


class PacedHttpProtocol(HttpToolsProtocol):
    """uvicorn's protocol for one connection, with complete responses of any size, and limits for slow readers."""

    unread: ClassVar[UnreadResponses] = UnreadResponses()
    """What the connections of the process hold for clients that do not read."""

    def __init__(self, limits: Limits, **options: Any) -> None:
        super().__init__(**options)
        self.limits = limits
        self.unsent_head, self.unsent = b"", NOTHING
        self.is_sending = False
        self.write_timer: TimerHandle | None = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Drop unsent data, and stop the timer."""
        self.unsent, self.is_sending = NOTHING, False
        self.resume_writing()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """Close when the response is complete, limiting how long the client may take to read it."""
        if self.is_sending:
            self.cycle.keep_alive = False
        else:
            super().shutdown()
        self.start_write_timer()

    def pause_writing(self) -> None:
        """Start the write timer for a client that does not read, and bound what all of these hold."""
        super().pause_writing()
        self.start_write_timer()
        self.count_unread()

    def count_unread(self) -> None:
        """Count what the connection holds for a client that does not read."""
        size = len(cast("bytes", self.unsent.obj)) + self.transport.get_write_buffer_size()
        if self.is_busy() and not self.is_sending:
            size += STREAM_COST
        self.unread.add(self.transport, self.unsent.obj or self, size, self.limits.max_unread_bytes)

    def resume_writing(self) -> None:
        """Stop the write timer for a client that reads, and send it more."""
        super().resume_writing()
        self.unread.remove(self.transport)
        if self.write_timer is not None:
            self.write_timer.cancel()
            self.write_timer = None
        if self.is_sending:
            self.send_portions()

    def send_complete(self, status: int, raw_headers: bytes, request_id: bytes, body: bytes | memoryview) -> bool:
        """Send a complete response; return False without sending if one has started or the client has disconnected.

        A small one is written in one call, which is fastest.
        """
        cycle = self.cycle
        if cycle.response_started or cycle.disconnected:
            return False
        cycle.response_started = cycle.response_complete = True
        default_headers = b"".join([b"%b: %b\r\n" % header for header in cycle.default_headers])
        connection = b"" if cycle.keep_alive else CLOSE
        head = b"%b%b%bx-request-id: %b\r\n%b\r\n" % (
            STATUS_LINES[status],
            default_headers,
            raw_headers,
            request_id,
            connection,
        )
        if len(body) <= PORTION and not self.flow.write_paused:
            self.transport.writelines((head, body))
            self.on_body_sent()
        else:
            self.unsent_head, self.unsent, self.is_sending = head, memoryview(body), True
            self.send_portions()
            if self.flow.write_paused:
                self.count_unread()
        return True

    def send_portions(self) -> None:
        """Write unsent data to the transport until that pauses writing, because the client does not read.

        The last portion is copied, so that it does not keep the complete body in memory.
        """
        while (self.unsent_head or self.unsent) and not self.flow.write_paused:
            head, portion, rest = self.unsent_head, self.unsent[:PORTION], self.unsent[PORTION:]
            self.unsent_head, self.unsent = b"", rest or NOTHING
            self.transport.writelines((head, portion if rest else bytes(portion)))
        if self.is_sending and not self.unsent_head and not self.unsent:
            self.is_sending = False
            self.on_body_sent()

    def on_body_sent(self) -> None:
        """Close the connection after a complete response unless it is kept alive, and continue."""
        if not self.cycle.keep_alive:
            self.transport.close()
        self.on_response_complete()

    def is_busy(self) -> bool:
        """Return whether a request is being handled, or its response sent."""
        return self.cycle is not None and (not self.cycle.response_complete or self.is_sending)

    def start_write_timer(self) -> None:
        """Start the timer for the client to read what is buffered for it, unless it runs."""
        size = self.transport.get_write_buffer_size()
        if size and self.write_timer is None:
            self.write_timer = self.loop.call_later(self.limits.send_timeout, self.on_write_timeout, size)

    def on_write_timeout(self, previous_size: int) -> None:
        """Abort the connection unless the client has read enough of what was buffered."""
        self.write_timer = None
        size = self.transport.get_write_buffer_size()
        if size > max(previous_size - self.limits.send_min_bytes, 0):
            reset(self.transport)
        else:
            self.start_write_timer()
