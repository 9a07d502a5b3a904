"""Exchanges: a request and the methods to respond to it."""

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from starlette.responses import Response
from starlette.types import Message, Scope, Send

from api.cache.store import REPRESENTATION_HEADERS, Representation, serialize_headers
from api.http.access_log import AccessLogger, AccessRecord
from api.http.clients import ClientLimiter
from api.http.conditional import is_not_modified, is_precondition_met
from api.http.headers import DEFAULT_HEADERS, SEND_COMPLETE, Headers, new_request_id, with_security_headers
from api.http.problems import problem_response
from api.http.ranges import applies, select_range

NO_EXTENSIONS: dict[str, Any] = {}
CLIENT_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
PRECONDITION_FAILED = "Precondition failed. The response has another entity tag, or was modified since."
NO_ETAG = b"none"
"""Stands for the entity tag of a response without one: it matches none, as every tag has quotes."""


class Exchange:
    """One request, and the means to respond to it.

    `headers` holds the request headers that matter here, each combined into one value.
    """

    __slots__ = ("headers", "log_record", "logger", "method", "request_id", "scope", "send", "started")

    def __init__(self, scope: Scope, send: Send, headers: dict[bytes, bytes], logger: AccessLogger | None) -> None:
        self.scope = scope
        self.send = send
        self.headers = headers
        self.logger = logger
        self.method: str = scope["method"]
        self.started = False
        client_request_id = headers.get(b"x-request-id")
        if client_request_id is not None and CLIENT_REQUEST_ID.fullmatch(client_request_id):
            self.request_id = client_request_id.decode()
        else:
            self.request_id = new_request_id()
        self.log_record = AccessRecord(scope, self.request_id) if logger else None

    def header(self, name: bytes) -> str | None:
        """Return a request header; None if it is missing."""
        value = self.headers.get(name)
        return None if value is None else value.decode("latin-1")

    def is_not_modified(self, etag: bytes, last_modified: datetime) -> bool:
        """Return whether the request is conditional, and the client has the current response."""
        if_none_match, if_modified_since = self.headers.get(b"if-none-match"), self.headers.get(b"if-modified-since")
        is_conditional = if_none_match is not None or if_modified_since is not None
        return is_conditional and is_not_modified(etag, last_modified, if_none_match, if_modified_since)

    def is_precondition_met(self, etag: bytes, last_modified: datetime) -> bool:
        """Return whether the client wants the current response, if it is one that it names."""
        if_match, if_unmodified_since = self.headers.get(b"if-match"), self.headers.get(b"if-unmodified-since")
        is_conditional = if_match is not None or if_unmodified_since is not None
        return not is_conditional or is_precondition_met(etag, last_modified, if_match, if_unmodified_since)

    async def send_precondition_failed(self) -> None:
        """Send 412 (section 15.5.13)."""
        await self.send_response(problem_response(412, PRECONDITION_FAILED, instance=self.request_id))

    async def send_cached(self, representation: Representation, last_modified: datetime) -> None:
        """Send a representation, a requested range of it, 304 if the client has it, or 412 if it wants another."""
        if not self.is_precondition_met(representation.etag, last_modified):
            await self.send_precondition_failed()
            return
        status, headers, raw_headers = 200, representation.headers, representation.raw_headers
        body = b"" if self.method == "HEAD" else representation.body
        if self.is_not_modified(representation.etag, last_modified):
            status, body = 304, b""
            headers, raw_headers = representation.not_modified_headers, representation.raw_not_modified
        elif b"range" in self.headers and (positions := self.requested_range(representation)) is not None:
            await self.send_range(representation, positions)
            return
        if not self.send_raw(status, raw_headers, body):
            await self.send_complete(status, headers, body)

    def date(self) -> datetime:
        """Return the Date of the response, which the server updates once a second; now if it sets none."""
        for name, value in self.scope.get("extensions", NO_EXTENSIONS).get(DEFAULT_HEADERS, ()):
            if name == b"date":
                return parsedate_to_datetime(value.decode())
        return datetime.now(UTC)

    def requested_range(self, representation: Representation) -> range | None:
        """Return the positions of the body that a GET with a Range header requests; None if it requests all."""
        if self.method != "GET" or not applies(self.headers.get(b"if-range"), representation.etag):
            return None
        return select_range(self.headers[b"range"], len(representation.body))

    async def send_range(self, representation: Representation, positions: range) -> None:
        """Send a range of a representation, or 416 for an empty one (RFC 9110, sections 15.3.7 and 15.5.17)."""
        size = len(representation.body)
        if not positions:
            unsatisfied = {"Content-Range": f"bytes */{size}"}
            detail = f"The range begins after the last of {size} bytes."
            await self.send_response(problem_response(416, detail, headers=unsatisfied, instance=self.request_id))
            return
        body = memoryview(representation.body)[positions.start : positions.stop]
        headers = [header for header in representation.headers if header[0] != b"content-length"]
        headers += [
            (b"content-range", b"bytes %d-%d/%d" % (positions.start, positions.stop - 1, size)),
            (b"content-length", b"%d" % len(body)),
        ]
        if not self.send_raw(206, serialize_headers(headers), body):
            await self.send_complete(206, headers, bytes(body))

    async def send_response(self, response: Response) -> None:
        """Send a response that is not cached."""
        await self.send_complete(
            response.status_code, with_security_headers(response.raw_headers), bytes(response.body)
        )

    def send_raw(self, status: int, raw_headers: bytes, body: bytes | memoryview) -> bool:
        """Send a complete response by our protocol; return False, and send nothing, if `send` must be used."""
        extension = self.scope.get("extensions", NO_EXTENSIONS).get(SEND_COMPLETE)
        if extension is None or not extension(status, raw_headers, self.request_id.encode(), body):
            return False
        if self.log_record:
            self.log_record.status, self.log_record.bytes = status, len(body)
        return True

    async def send_complete(self, status: int, headers: Headers, body: bytes) -> None:
        """Send a response in one piece."""
        await self.send_start(status, headers)
        await self.send_body(body, False)

    async def send_start(self, status: int, headers: Sequence[tuple[bytes, bytes]]) -> None:
        """Send the status and the headers of a response."""
        self.started = True
        if self.log_record:
            self.log_record.status = status
        headers = [*headers, (b"x-request-id", self.request_id.encode())]
        await self.send({"type": "http.response.start", "status": status, "headers": headers})

    async def send_body(self, body: bytes, more_body: bool) -> None:
        """Send a part of the body, nothing of it in response to HEAD."""
        if self.method == "HEAD":
            body = b""
        if self.log_record:
            self.log_record.bytes += len(body)
        await self.send({"type": "http.response.body", "body": body, "more_body": more_body})

    def finish(self) -> None:
        """Write the access log."""
        if self.logger and self.log_record:
            self.logger(self.log_record)


class ClientDone(Exception):  # noqa: N818 - not an error
    """Raised to stop an application whose client needs no more."""


class ResponseTooLarge(Exception):  # noqa: N818 - not an error
    """Raised to stop an application whose response is too large to collect."""


class ResponseBuffer:
    """Collects what an application sends.

    `limit` is for what comes in chunks, which can be sent as a stream instead. It is collected once `collectors` have
    a place for the client; one chunk is held by each buffer that waits.
    """

    def __init__(self, limit: int, collectors: ClientLimiter, client: str) -> None:
        self.limit = limit
        self.collectors = collectors
        self.client = client
        self.place: AbstractAsyncContextManager[None] | None = None
        self.status = 0
        self.headers: Headers = []
        self.chunks: list[bytes] = []
        self.size = 0
        self.complete = False

    async def __call__(self, message: Message) -> None:
        """Receive one message of the application; raise ResponseTooLarge if it can only be a stream."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
            return
        self.complete = not message.get("more_body", False)
        if not self.complete and self.place is None:
            place = self.collectors.place_of(self.client)
            await place.__aenter__()
            self.place = place
        chunk = message.get("body", b"")
        self.chunks.append(chunk)
        self.size += len(chunk)
        if self.size > self.limit and not self.complete:
            raise ResponseTooLarge

    async def aclose(self) -> None:
        """Let others collect."""
        if self.place is not None:
            await self.place.__aexit__(None, None, None)

    @property
    def body(self) -> bytes:
        """What the application has sent of the body."""
        return b"".join(self.chunks)


class ResponseStream:
    """Sends what an application sends, as soon as the client reads it.

    `cache_headers` turns the headers of the application into those to send, `last_modified` is when the content last
    changed. HTTP/1.0 has no chunks: the end of a stream is that of the connection (RFC 9112, section 6.3).
    """

    def __init__(
        self, exchange: Exchange, cache_headers: Callable[[Headers], Headers], last_modified: datetime
    ) -> None:
        self.exchange = exchange
        self.cache_headers = cache_headers
        self.last_modified = last_modified

    async def __call__(self, message: Message) -> None:
        """Send one message of the application; raise ClientDone if the client needs no more."""
        if message["type"] == "http.response.start":
            await self.start(message["status"], list(message["headers"]))
        else:
            await self.exchange.send_body(message.get("body", b""), message.get("more_body", False))

    async def start(self, status: int, headers: Headers) -> None:
        """Send the headers, and no more if the client wants only these or has the body."""
        if not is_cacheable(status, headers):
            headers = with_security_headers(headers)
        else:
            headers = self.cache_headers(headers)
            if not self.exchange.is_precondition_met(NO_ETAG, self.last_modified):
                await self.exchange.send_precondition_failed()
                raise ClientDone
            if self.exchange.is_not_modified(NO_ETAG, self.last_modified):
                not_modified = [header for header in headers if header[0] not in REPRESENTATION_HEADERS]
                await self.exchange.send_complete(304, not_modified, b"")
                raise ClientDone
        await self.exchange.send_start(status, headers)
        if self.exchange.method == "HEAD":
            await self.exchange.send_body(b"", False)
            raise ClientDone


def is_cacheable(status: int, headers: Headers) -> bool:
    """Return whether later requests may be served a response."""
    return status == 200 and not any(
        name == b"cache-control" and b"no-store" in value.lower() for name, value in headers
    )
