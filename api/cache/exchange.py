"""Exchanges: one request, and the means to answer it."""

import re
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from starlette.responses import Response
from starlette.types import Message, Scope, Send

from api.cache.store import REPRESENTATION, Representation
from api.http.access_log import AccessLogger, AccessRecord
from api.http.conditional import is_not_modified
from api.http.headers import SEND_COMPLETE, Headers, new_request_id, with_security_headers

NOTHING: dict[str, Any] = {}
IDENTIFIER = re.compile(rb"[A-Za-z0-9._-]{1,64}")
NO_TAG = b"none"
"""Stands for the entity tag of an answer that has none: every tag has quotes."""


class Exchange:
    """One request, and the means to answer it."""

    __slots__ = ("begun", "given", "identifier", "log", "method", "scope", "seen", "send")

    def __init__(self, scope: Scope, send: Send, given: dict[bytes, bytes], log: AccessLogger | None) -> None:
        self.log = log
        self.begun = False
        self.scope = scope
        self.send = send
        self.given = given
        self.method: str = scope["method"]
        known = given.get(b"x-request-id")
        if known is None or not IDENTIFIER.fullmatch(known):
            known = new_request_id().encode()
        self.identifier = known
        self.seen = AccessRecord(scope, known.decode()) if log else None

    def host(self) -> str:
        """Return the name that the client calls the server by, without a port."""
        name = self.given.get(b"host", b"").decode("latin-1").lower()
        return name.partition("]")[0] + "]" if name.startswith("[") else name.partition(":")[0]

    def field(self, name: bytes) -> str | None:
        """Return a header field; None if there is none."""
        found = self.given.get(name)
        return None if found is None else found.decode("latin-1")

    def unchanged(self, etag: bytes, modified: datetime) -> bool:
        """Return whether the client has what it would get, and said so."""
        none_match, since = self.given.get(b"if-none-match"), self.given.get(b"if-modified-since")
        return (none_match is not None or since is not None) and is_not_modified(etag, modified, none_match, since)

    async def form(self, form: Representation, modified: datetime) -> None:
        """Send a kept answer, or that it is unchanged."""
        status, headers, lines, body = 200, form.headers, form.lines, form.body
        if self.unchanged(form.etag, modified):
            status, headers, lines, body = 304, form.unchanged, form.unchanged_lines, b""
        sent = b"" if self.method == "HEAD" else body
        whole = self.scope.get("extensions", NOTHING).get(SEND_COMPLETE)
        if whole is None or not whole(status, lines, self.identifier, sent):
            await self.send_all(status, headers, body)
        elif self.seen:
            self.seen.status, self.seen.bytes = status, len(sent)

    async def response(self, response: Response) -> None:
        """Send an answer that is not kept."""
        await self.send_all(response.status_code, with_security_headers(response.raw_headers), bytes(response.body))

    async def send_all(self, status: int, headers: Sequence[tuple[bytes, bytes]], body: bytes) -> None:
        """Send an answer at once."""
        await self.start(status, headers)
        await self.chunk(body, False)

    async def start(self, status: int, headers: Sequence[tuple[bytes, bytes]]) -> None:
        """Send the head of an answer."""
        self.begun = True
        if self.seen:
            self.seen.status = status
        named = [*headers, (b"x-request-id", self.identifier)]
        await self.send({"type": "http.response.start", "status": status, "headers": named})

    async def chunk(self, body: bytes, more: bool) -> None:
        """Send a part of the body, unless only the head was asked for."""
        sent = b"" if self.method == "HEAD" else body
        if self.seen:
            self.seen.bytes += len(sent)
        await self.send({"type": "http.response.body", "body": sent, "more_body": more})

    def done(self) -> None:
        """Write the log."""
        if self.log and self.seen:
            self.log(self.seen)


class Over(Exception):  # noqa: N818 - no error
    """Raised to an application that goes on when all is said to the client."""


class Caught:
    """What the inner application sends, held back until it is whole; if it grows too large, passed on.

    `standing` makes the headers of an answer that is passed on of those that the application sends; `modified` is
    when the archive last changed. A client that speaks HTTP/1.0 cannot tell where a stream ends, and gets a whole.
    """

    def __init__(
        self, exchange: Exchange, limit: int, standing: Callable[[Headers], Headers], modified: datetime
    ) -> None:
        self.exchange = exchange
        self.limit = limit if exchange.scope.get("http_version") != "1.0" else sys.maxsize
        self.standing = standing
        self.modified = modified
        self.status = 0
        self.headers: Headers = []
        self.chunks: list[bytes] = []
        self.size = 0
        self.passed = self.whole = False

    async def __call__(self, message: Message) -> None:
        """Take one message; raise Over if nothing more is wanted."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
            return
        chunk, more = message.get("body", b""), message.get("more_body", False)
        self.whole = not more
        if self.passed:
            await self.exchange.chunk(chunk, more)
            return
        self.chunks.append(chunk)
        self.size += len(chunk)
        if self.size > self.limit:
            self.passed = True
            await self.pass_on(more)

    async def pass_on(self, more: bool) -> None:
        """Send what was held back, unless the client wants the head alone, or has it all."""
        headers = self.standing(self.headers)
        if self.exchange.unchanged(NO_TAG, self.modified):
            await self.exchange.send_all(304, [field for field in headers if field[0] not in REPRESENTATION], b"")
            raise Over
        await self.exchange.start(self.status, headers)
        if self.exchange.method == "HEAD":
            await self.exchange.chunk(b"", False)
            raise Over
        await self.exchange.chunk(self.body(), more)

    def body(self) -> bytes:
        """Return what was held back."""
        return b"".join(self.chunks)
