"""The HTTP protocol: uvicorn's, with limits for slow clients and without ambiguous requests.

uvicorn passes everything that it reads to its parser immediately, and waits without limit for the rest of a request
head and for a client to read. Here bytes are buffered until a head is complete, and the parser gets one request at a
time. A head is a request, and whatever announces a body is rejected before it is parsed, but for a POST to one path.
"""

import re
from asyncio import TimerHandle, Transport
from dataclasses import replace
from functools import partial
from socket import IPPROTO_TCP, TCP_NOTSENT_LOWAT
from typing import Any, ClassVar, cast

from httptools import HttpParserError, HttpParserInvalidMethodError, HttpParserUpgrade
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.http.access_log import AccessLogger, AccessRecord
from api.http.guards import rejection_response
from api.http.headers import DEFAULT_HEADERS, SEND_COMPLETE, new_request_id, with_security_headers
from api.http.limits import Limits
from api.http.rejections import BAD_HEADERS, HEADER_TIMEOUT, METHOD_NOT_ALLOWED, Rejection
from api.server.close_delimited import CloseDelimitedSend
from api.server.descriptors import connection_limit, log_too_many
from api.server.pacing import WRITE_BUFFER, PacedHttpProtocol
from api.server.request_head import body_size, validate_head, validate_partial
from api.server.status_lines import STATUS_LINES

HEAD_END = b"\r\n\r\n"
HTTP2_PREFACE = b"PRI "
"""The method that HTTP/2 begins with (RFC 9113, section 3.4), for which the parser has an error of its own."""
LEADING_BLANK_LINES = re.compile(rb"\A(?:\r\n)+")


class LimitedHttpProtocol(PacedHttpProtocol):
    """uvicorn's protocol for one connection, within limits."""

    idle: ClassVar[dict["LimitedHttpProtocol", None]] = {}
    """The connections of the process that wait for a request, the longest waiting first."""

    def __init__(self, limits: Limits, logger: AccessLogger | None, body_path: bytes | None, **options: Any) -> None:
        super().__init__(limits, **options)
        self.body_path = body_path
        self.request_logger = logger
        self.ws_protocol_class = None  # upgrades are not offered: a request for one is handled as if without
        self.buffer = self.last_head = b""
        self.rejected = self.eof = self.reading_paused = False
        self.header_timer: TimerHandle | None = None
        self.linger_timer: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Start the header timer; close the connection idle longest if there are too many.

        uvicorn's own limit would answer with 503.
        """
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=WRITE_BUFFER)
        if self.client:  # over TCP, keep the kernel's buffer small, so that ours shows how much the client reads
            transport.get_extra_info("socket").setsockopt(IPPROTO_TCP, TCP_NOTSENT_LOWAT, self.limits.send_min_bytes)
        self.start_header_timer()
        if len(self.connections) > self.limits.max_connections:
            self.close_oldest()

    def close_oldest(self) -> None:
        """Close the connection that has waited longest: for a request or, if none does, for its client to read."""
        log_too_many(self.limits.max_connections)
        oldest = next(iter(self.idle))
        if oldest is self and self.unread.waiting:
            self.unread.reset_oldest()
        else:
            oldest.stop_header_timer()
            oldest.close_gracefully()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timers."""
        self.stop_header_timer()
        if self.linger_timer is not None:
            self.linger_timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Buffer `data`; uvicorn would parse all of it, and queue the requests in it."""
        if not self.rejected:
            self.buffer += data
            self.process_buffer()

    def eof_received(self) -> bool:  # type: ignore[override]
        """Handle what was received before the client closed its side; uvicorn closes immediately.

        TLS has no half-closed connections.
        """
        self.eof = True
        self.start_write_timer()
        return self.is_busy() and self.scheme == "http"

    def on_response_complete(self) -> None:
        """Handle the next request; if the connection closes, limit how long the client may take to read."""
        super().on_response_complete()
        if self.transport.is_closing():
            self.start_write_timer()
        elif self.buffer or self.eof:
            self.process_buffer()
        else:
            self.idle[self] = None

    def timeout_keep_alive_handler(self) -> None:
        """Close an idle connection, limiting how long the client may take to read its last response."""
        super().timeout_keep_alive_handler()
        self.start_write_timer()

    def on_headers_complete(self) -> None:
        """Handle the request, with an extension for the application to send a complete response in one call."""
        super().on_headers_complete()
        extensions = {SEND_COMPLETE: self.send_complete, DEFAULT_HEADERS: self.cycle.default_headers}
        self.scope["extensions"] = cast("dict[str, dict[object, object]]", extensions)
        if self.scope["http_version"] == "1.0":
            self.cycle.send = CloseDelimitedSend(self.cycle)  # type: ignore[method-assign]

    def process_buffer(self) -> None:
        """Handle the next request unless one is being handled; read on unless too much is buffered."""
        if not self.is_busy():
            self.next_request()
        if self.reading_paused or len(self.buffer) > self.limits.max_pipelined_bytes:
            self.update_flow_control()

    def update_flow_control(self) -> None:
        """Pause reading if too much is buffered while a request is being handled; else resume it."""
        is_full = self.is_busy() and len(self.buffer) > self.limits.max_pipelined_bytes
        if is_full != self.reading_paused and not self.transport.is_closing():
            self.reading_paused = is_full
            if is_full:
                self.transport.pause_reading()
            else:
                self.transport.resume_reading()

    def next_request(self) -> None:
        """Handle the buffered request if it is complete; if only a part has arrived, start the header timer."""
        if self.buffer.startswith(b"\r\n"):
            self.buffer = LEADING_BLANK_LINES.sub(b"", self.buffer)  # to be ignored (RFC 9112, section 2.2)
        end = self.buffer.find(HEAD_END) + len(HEAD_END)
        if end >= len(HEAD_END):
            self.handle_head(self.buffer[:end])
        elif self.eof:
            self.close_gracefully()
        elif self.buffer:
            self.await_rest()
            if rejection := validate_partial(self.buffer, self.limits):
                self.reject(rejection, self.buffer)

    def handle_head(self, head: bytes) -> None:
        """Pass a request to the parser once its body has arrived too; or reject it."""
        if head != self.last_head:
            if rejection := validate_head(head, self.limits, self.body_path):
                self.reject(rejection, head)
                return
            self.last_head = head
        end = len(head) + body_size(head)
        if len(self.buffer) >= end:
            request, self.buffer = self.buffer[:end], self.buffer[end:]
            self._unset_keepalive_if_required()
            self.stop_header_timer()
            self.feed_parser(request)
        elif self.eof:
            self.close_gracefully()
        else:
            self.await_rest()

    def await_rest(self) -> None:
        """Wait for the rest of a request, within the time that a client has for it."""
        self._unset_keepalive_if_required()
        self.start_header_timer()

    def feed_parser(self, request: bytes) -> None:
        """Have the parser parse a request, and have it handled; reject it if it is malformed."""
        try:
            self.parser.feed_data(request)
        except HttpParserUpgrade:
            pass  # a server may ignore the Upgrade header (RFC 9110, section 7.8)
        except HttpParserInvalidMethodError:
            self.reject(METHOD_NOT_ALLOWED, request)
        except HttpParserError:
            rejection = METHOD_NOT_ALLOWED if request.startswith(HTTP2_PREFACE) else BAD_HEADERS
            self.reject(rejection, request)

    def start_header_timer(self) -> None:
        """Start the timer for a request head, unless it runs."""
        if self.header_timer is None:
            self.header_timer = self.loop.call_later(self.limits.header_timeout, self.on_header_timeout)
            self.idle.setdefault(self)

    def stop_header_timer(self) -> None:
        """Stop the timer for a request head."""
        self.idle.pop(self, None)
        if self.header_timer is not None:
            self.header_timer.cancel()
            self.header_timer = None

    def on_header_timeout(self) -> None:
        """Reject an incomplete request; close silently if nothing was received."""
        if self.buffer:
            self.reject(HEADER_TIMEOUT, self.buffer)
        else:
            self.close_gracefully()

    def close_gracefully(self) -> None:
        """Close when the client has read all responses, limiting how long that may take."""
        self.transport.close()
        self.start_write_timer()

    def reject(self, rejection: Rejection, head: bytes) -> None:
        """Send a problem and close; nothing more is parsed.

        What still arrives is discarded for a while: closing immediately would reset the connection, and a client
        that is still sending would lose the response.
        """
        self.stop_header_timer()
        self.rejected = True
        self.buffer = b""
        request_id = new_request_id()
        response = rejection_response(rejection, request_id)
        response.headers.update({"Connection": "close", "X-Request-ID": request_id})
        headers = [*self.server_state.default_headers, *with_security_headers(response.raw_headers)]
        lines = [name + b": " + value for name, value in headers]
        body = b"" if head.startswith(b"HEAD ") else bytes(response.body)
        self.transport.write(STATUS_LINES[rejection.status] + b"\r\n".join(lines) + HEAD_END + body)
        if self.scheme == "http":
            self.transport.write_eof()
        self.linger_timer = self.loop.call_later(self.limits.lingering_timeout, self.transport.abort)
        self.log_rejection(request_id, rejection.status, len(body))

    def log_rejection(self, request_id: str, status: int, size: int) -> None:
        """Log a rejection, without anything that the client sent."""
        if self.request_logger:
            scope = {"client": self.client, "method": "-", "raw_path": b"-", "query_string": b""}
            record = AccessRecord(scope, request_id)
            record.status, record.bytes = status, size
            self.request_logger(record)


def protocol_factory(
    limits: Limits, logger: AccessLogger | None = None, body_path: bytes | None = None
) -> type[HttpToolsProtocol]:
    """Return the `http` option of `uvicorn.Config` for a protocol within `limits`; it can be pickled for workers.

    Only a POST to `body_path` may have a body.
    """
    limits = replace(limits, max_connections=connection_limit(limits.max_connections))
    return cast("type[HttpToolsProtocol]", partial(LimitedHttpProtocol, limits, logger, body_path))
