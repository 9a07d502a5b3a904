"""The front: the outermost layer, which answers again what was answered before and refuses what is not a question."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.cache.exchange import Caught, Exchange, Over
from api.cache.store import CachedResponse, Representation, ResponseCache
from api.dependencies import told
from api.http.access_log import AccessLogger, log_exception
from api.http.conditional import http_date
from api.http.encoding import MIN_COMPRESS_SIZE, THREAD_COMPRESS_SIZE
from api.http.guards import check_request, is_allowed_host, preflight_response, rejection_response
from api.http.headers import Headers, with_security_headers
from api.http.limits import Limits
from api.http.negotiation import negotiate_encoding, negotiate_media_type
from api.http.problems import ParameterError, invalid_params_response, problem_response, unknown_param
from api.http.query_string import parse_query
from api.offers import offers
from facts.archive import Archive
from facts.urls import API_PREFIX

REVALIDATE = b"public, no-cache"
UNKEPT = (b"cache-control", b"no-store")
WISH = b"access-control-request-method"
"""What makes OPTIONS a preflight."""
READ = frozenset(
    {b"accept", b"accept-encoding", b"if-none-match", b"if-modified-since", b"host", b"x-request-id", WISH}
)
BODY = frozenset({b"content-length", b"transfer-encoding"})


class CacheMiddleware:
    """An ASGI layer around `app`, whose answers to GET do not change until the archive is replaced.

    A repeat is answered from what is kept: the inner application is not entered. Here is all that concerns
    every answer alike: conditional requests, HEAD and OPTIONS, content codings, CORS, request ids, the access
    log, the limits, and the answer to a fault.
    """

    def __init__(
        self, app: ASGIApp, archive: Archive, kept: ResponseCache, limits: Limits, log: AccessLogger | None = None
    ) -> None:
        self.limits = limits
        self.log = log
        self.kept = kept
        self.app = app
        self.archive = archive
        self.modified = archive.built

    def set_archive(self, archive: Archive) -> None:
        """Serve another archive from now on; what the one before answered is forgotten, and older."""
        self.archive = archive
        self.modified = max(archive.built, self.modified + timedelta(seconds=1))
        self.kept.clear()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given: dict[bytes, bytes] = {}
        body = False
        for name, value in scope["headers"]:
            if name in READ:
                given[name] = given[name] + b", " + value if name in given else value
            elif name in BODY:
                body = body or value.strip(b"0") != b""
        exchange = Exchange(scope, send, given, self.log)
        try:
            await self.answer(exchange, receive, body)
        except Exception as error:
            log_exception(error, exchange.identifier.decode())
            if exchange.begun:
                raise
            await exchange.response(
                problem_response(500, "Internal server error.", instance=exchange.identifier.decode())
            )
        finally:
            exchange.done()

    async def answer(self, exchange: Exchange, receive: Receive, body: bool) -> None:
        """Answer from what is kept, if the same was asked in the same words; else find out what is asked."""
        scope, given = exchange.scope, exchange.given
        name = (scope["raw_path"], scope["query_string"], given.get(b"accept"), given.get(b"accept-encoding"))
        if not body and is_allowed_host(given, self.limits) and exchange.method in {"GET", "HEAD"}:
            form = self.kept.named(name)
            if form is not None:
                await exchange.form(form, self.modified)
                return
        rejection = check_request(scope, given, self.limits, body)
        if rejection is not None:
            await exchange.response(rejection_response(rejection, exchange.identifier.decode()))
        elif exchange.method == "OPTIONS":
            await exchange.response(preflight_response(given))
        else:
            await self.question(exchange, receive, name)

    async def question(self, exchange: Exchange, receive: Receive, name: tuple[Any, ...]) -> None:
        """Answer what is asked, whatever its spelling, from what is kept or anew."""
        path = exchange.scope["path"]
        try:
            asked = sorted(parse_query(exchange.scope["query_string"]))
            if asked and not path.startswith(f"{API_PREFIX}/"):
                raise ParameterError(*(unknown_param(given) for given, _ in asked))
        except ParameterError as error:
            await exchange.response(invalid_params_response(error.errors, exchange.identifier.decode()))
            return
        offered = offers(path)
        chosen = (
            "" if "format" in dict(asked) else negotiate_media_type(exchange.field(b"accept") or "", tuple(offered))
        )
        if chosen is None:
            await exchange.response(unacceptable("Accept", offered, exchange.identifier.decode()))
            return
        key = (path, urlencode(asked), chosen)
        answer = self.kept.get(key) or await self.ask(exchange, receive, key)
        if answer is None:
            return
        coding = negotiate_encoding(exchange.field(b"accept-encoding"), len(answer.body) < MIN_COMPRESS_SIZE)
        if coding is None:
            await exchange.response(
                unacceptable("Accept-Encoding", ["zstd", "br", "gzip", "identity"], exchange.identifier.decode())
            )
            return
        form = await self.form(answer, coding)
        self.kept.name(name, answer, form)
        await exchange.form(form, self.modified)

    async def form(self, answer: CachedResponse, coding: str) -> Representation:
        """Return an answer in a coding; where that takes long it is made in a thread, and others are answered."""
        if coding in answer.forms or coding == "identity" or len(answer.body) < THREAD_COMPRESS_SIZE:
            return answer.form(coding)
        made = await asyncio.to_thread(answer.made, coding)
        return answer.forms.setdefault(coding, made)

    async def ask(self, exchange: Exchange, receive: Receive, key: tuple[str, str, str]) -> CachedResponse | None:
        """Return the inner application's answer, which is kept; None if it was sent already, or breaks off."""
        archive, (path, query, media) = self.archive, key
        asked = {
            "method": "GET",
            "query_string": query.encode(),
            "state": {"request_id": exchange.identifier.decode()},
            **told(archive, offers(path).get(media)),
        }
        standing = partial(self.standing, self.modified, media)
        caught = Caught(exchange, self.kept.limit // 8, standing, self.modified)
        with suppress(Over):
            await self.app({**exchange.scope, **asked}, receive, caught)
        if caught.passed or not caught.whole:
            return None
        if caught.status != 200 or UNKEPT in caught.headers:
            await exchange.send_all(caught.status, with_security_headers(caught.headers), caught.body())
            return None
        answer = CachedResponse(key, standing(caught.headers), caught.body())
        if archive is self.archive:
            self.kept.keep(answer)
        return answer

    def standing(self, modified: datetime, media: str, headers: Headers) -> Headers:
        """Return the headers of a kept answer: those given, and what caches need to know (RFC 9111)."""
        varying = b"Accept, Accept-Encoding" if media else b"Accept-Encoding"
        dated = http_date(min(modified, datetime.now(UTC)))
        common = [(b"vary", varying), (b"last-modified", dated), (b"cache-control", REVALIDATE)]
        return with_security_headers([*(header for header in headers if header[0] != b"content-length"), *common])


def unacceptable(field: str, offered: Iterable[str], instance: str) -> Response:
    """Return the answer to a request that accepts nothing of what is offered."""
    return problem_response(406, f"Offered here: {', '.join(offered)}.", headers={"Vary": field}, instance=instance)
