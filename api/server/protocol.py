"""The wire: what uvicorn leaves open to slow and to ambiguous clients is closed here.

uvicorn hands all that it reads to its parser at once, waits for the rest of a request head for ever, and waits
for ever for a client to read. Here bytes wait until a head is whole, and one request at a time goes to the parser.
As no request here has a body, a head is a request, and whatever could say otherwise is refused before it is parsed.
"""

import re
from asyncio import TimerHandle, Transport
from functools import partial
from socket import IPPROTO_TCP, TCP_NOTSENT_LOWAT
from typing import Any, ClassVar, cast

from httptools import HttpParserError, HttpParserInvalidMethodError, HttpParserUpgrade
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.cache.exchange import COUNT, PROCESS, WHOLE, safe
from api.cache.middleware import ALLOWED
from api.http.access_log import AccessLogger, AccessRecord
from api.http.limits import Limits
from api.http.problems import TITLES, problem_response
from api.server.request_head import FIELDS, LATE, READ_ONLY, Rejection, validate_head, validate_partial

END = b"\r\n\r\n"
PREFACE = b"PRI "
"""The method that HTTP/2 begins with (RFC 9113, section 3.4), which the parser refuses otherwise than any other."""
EMPTY = re.compile(rb"\A(?:\r\n)+")


class LimitedHttpProtocol(HttpToolsProtocol):
    """uvicorn's protocol of one connection, within limits."""

    unasked: ClassVar[dict["LimitedHttpProtocol", None]] = {}
    """The connections of the process that wait for a request, the longest waiting first."""

    def __init__(self, limits: Limits, log: AccessLogger | None, **given: Any) -> None:
        super().__init__(**given)
        self.limits = limits
        self.log = log
        self.ws_protocol_class = None  # an upgrade is not offered, so a request for one is answered as if without
        self.waiting = self.asked = b""
        self.refused = self.ended = self.held = False
        self.late: TimerHandle | None = None
        self.stuck: TimerHandle | None = None
        self.parting: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Start the clock, and close a connection if there are too many: uvicorn's limit would answer 503."""
        super().connection_made(transport)
        if self.client:  # over TCP, have the kernel keep little, so that what is left shows what the client reads
            transport.get_extra_info("socket").setsockopt(IPPROTO_TCP, TCP_NOTSENT_LOWAT, self.limits.send_min_bytes)
        self.expect()
        if len(self.connections) > self.limits.max_connections:
            oldest = next(iter(self.unasked))
            oldest.expected()
            oldest.leave()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clocks."""
        self.expected()
        self.resume_writing()
        if self.parting is not None:
            self.parting.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Have `data` wait for its turn: uvicorn would parse it all, and queue what requests there are."""
        if not self.refused:
            self.waiting += data
            self.proceed()

    def eof_received(self) -> bool:  # type: ignore[override]
        """Answer what was asked before the client closed its side; uvicorn closes at once. TLS has no such state."""
        self.ended = True
        self.watch()
        return self.busy() and self.scheme == "http"

    def on_response_complete(self) -> None:
        """Take up the next request; if the connection closes, do not wait for ever for the client to read."""
        super().on_response_complete()
        if self.transport.is_closing():
            self.watch()
        elif self.waiting or self.ended:
            self.proceed()
        else:
            self.unasked[self] = None

    def pause_writing(self) -> None:
        """Start the clock for a client that does not read: uvicorn has none."""
        super().pause_writing()
        self.watch()

    def resume_writing(self) -> None:
        """Stop the clock for a client that reads."""
        super().resume_writing()
        if self.stuck is not None:
            self.stuck.cancel()
            self.stuck = None

    def timeout_keep_alive_handler(self) -> None:
        """Close an idle connection without waiting for ever for its last answer to be read."""
        super().timeout_keep_alive_handler()
        self.watch()

    def shutdown(self) -> None:
        """Close when all is answered, without waiting for ever for it to be read."""
        super().shutdown()
        self.watch()

    def on_headers_complete(self) -> None:
        """Have the request answered, at once if the answer is finished."""
        super().on_headers_complete()
        self.scope["extensions"] = cast("dict[str, dict[object, object]]", {WHOLE: self.whole})

    def whole(self, status: int, lines: bytes, identifier: bytes, body: bytes) -> bool:
        """Send a finished answer; return False, and send nothing, if uvicorn is to send it piece by piece."""
        cycle = self.cycle
        if cycle.response_started or cycle.disconnected or not cycle.keep_alive or self.flow.write_paused:
            return False
        cycle.response_started = cycle.response_complete = True
        always = b"".join([b"%b: %b\r\n" % header for header in cycle.default_headers])
        head = b"%b%b%bx-request-id: %b\r\n\r\n" % (STATUS_LINE[status], always, lines, identifier)
        self.transport.write(head + body)
        self.on_response_complete()
        return True

    def busy(self) -> bool:
        """Return whether a request is being answered."""
        return self.cycle is not None and not self.cycle.response_complete

    def proceed(self) -> None:
        """Take up the next request if none is being answered; read on unless too much waits."""
        if not self.busy():
            self.take()
        if self.held or len(self.waiting) > self.limits.max_pipelined_bytes:
            self.hold()

    def hold(self) -> None:
        """Stop reading if too much waits behind a request that is being answered, and go on if it does not."""
        full = self.busy() and len(self.waiting) > self.limits.max_pipelined_bytes
        if full != self.held and not self.transport.is_closing():
            self.held = full
            if full:
                self.transport.pause_reading()
            else:
                self.transport.resume_reading()

    def take(self) -> None:
        """Take up the request that waits, if its head is whole; if it has begun, it is to be whole in time."""
        if self.waiting.startswith(b"\r\n"):
            self.waiting = EMPTY.sub(b"", self.waiting)  # such lines are to be ignored (RFC 9112, section 2.2)
        end = self.waiting.find(END) + len(END)
        if end >= len(END):
            head, self.waiting = self.waiting[:end], self.waiting[end:]
            self._unset_keepalive_if_required()
            self.expected()
            self.ask(head)
        elif self.ended:
            self.leave()
        elif self.waiting:
            self._unset_keepalive_if_required()
            self.expect()
            if refusal := validate_partial(self.waiting, self.limits):
                self.refuse(refusal, self.waiting)

    def ask(self, head: bytes) -> None:
        """Hand a request to the parser, which has it answered; or refuse it."""
        refusal = validate_head(head, self.limits) if head != self.asked else None
        if refusal is None:
            self.asked = head
            try:
                self.parser.feed_data(head)
            except HttpParserUpgrade:
                pass  # a server may ignore the wish (RFC 9110, section 7.8)
            except HttpParserInvalidMethodError:
                refusal = READ_ONLY
            except HttpParserError:
                refusal = READ_ONLY if head.startswith(PREFACE) else FIELDS
        if refusal is not None:
            self.refuse(refusal, head)

    def expect(self) -> None:
        """Start the clock for a request head, unless it runs."""
        if self.late is None:
            self.late = self.loop.call_later(self.limits.header_timeout, self.give_up)
            self.unasked.setdefault(self)

    def expected(self) -> None:
        """Stop the clock for a request head."""
        self.unasked.pop(self, None)
        if self.late is not None:
            self.late.cancel()
            self.late = None

    def give_up(self) -> None:
        """Refuse a request that took too long to be asked; say nothing to a client that said nothing."""
        if self.waiting:
            self.refuse(LATE, self.waiting)
        else:
            self.leave()

    def leave(self) -> None:
        """Close when all answers are read, without waiting for ever for that."""
        self.transport.close()
        self.watch()

    def watch(self) -> None:
        """Start the clock for the client to read what is left of its answers, unless it runs."""
        left = self.transport.get_write_buffer_size()
        if left and self.stuck is None:
            self.stuck = self.loop.call_later(self.limits.send_timeout, self.cut, left)

    def cut(self, before: int) -> None:
        """Cut the connection unless the client has read enough of what was left `before`."""
        self.stuck = None
        left = self.transport.get_write_buffer_size()
        if left > max(before - self.limits.send_min_bytes, 0):
            self.transport.abort()
        else:
            self.watch()

    def refuse(self, refusal: Rejection, head: bytes) -> None:
        """Answer with a problem and close; nothing more is parsed.

        What still comes is thrown away for a while: closing on it would reset the connection, and a client that
        is still sending would lose the answer.
        """
        status, detail = refusal
        self.expected()
        self.refused = True
        self.waiting = b""
        identifier = f"{PROCESS}-{next(COUNT):x}"
        extra = {"Connection": "close", "X-Request-ID": identifier}
        response = problem_response(status, detail, headers=extra | ({"Allow": ALLOWED} if status == 405 else {}))
        fields = [*self.server_state.default_headers, *safe(response.raw_headers)]
        lines = [f"HTTP/1.1 {status} {TITLES[status]}".encode()]
        lines += [name + b": " + value for name, value in fields]
        body = b"" if head.startswith(b"HEAD ") else bytes(response.body)
        self.transport.write(b"\r\n".join(lines) + END + body)
        if self.scheme == "http":
            self.transport.write_eof()
        self.parting = self.loop.call_later(self.limits.lingering_timeout, self.transport.abort)
        self.note(identifier, status, len(body))

    def note(self, identifier: str, status: int, size: int) -> None:
        """Write a line of the access log about a refusal, which repeats nothing of what was refused."""
        if self.log:
            seen = AccessRecord(
                {"client": self.client, "method": "-", "raw_path": b"-", "query_string": b""}, identifier
            )
            seen.status, seen.bytes = status, size
            self.log(seen)


def protocol_factory(limits: Limits, log: AccessLogger | None = None) -> type[HttpToolsProtocol]:
    """Return what `uvicorn.Config(http=...)` takes, to hold connections to `limits`; it can be sent to a worker."""
    return cast("type[HttpToolsProtocol]", partial(LimitedHttpProtocol, limits, log))
