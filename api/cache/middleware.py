"""Outermost ASGI middleware: serves cached responses and rejects invalid requests."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import aclosing, suppress
from datetime import datetime, timedelta
from functools import partial
from time import time

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.cache.exchange import (
    ClientDone,
    Exchange,
    ResponseBuffer,
    ResponseStream,
    ResponseTooLarge,
    is_cacheable,
)
from api.cache.store import CachedResponse, RawKey, Representation, ResponseCache
from api.http.access_log import AccessLogger
from api.http.clients import client_of
from api.http.conditional import http_date
from api.http.encoding import ENCODERS, MIN_COMPRESS_SIZE, THREAD_COMPRESS_SIZE
from api.http.guards import check_request, is_allowed_host, preflight_response, rejection_response
from api.http.headers import Headers, with_security_headers
from api.http.limits import Limits
from api.http.logs import log_exception
from api.http.negotiation import negotiate_encoding
from api.http.problems import MEDIA_TYPE as PROBLEM_TYPE
from api.http.problems import problem_response
from api.http.rejections import MAX_ATTEMPTS, ContentChanged
from api.http.threads import RequestThreads

CACHE_CONTROL = (b"cache-control", b"public, no-cache")
ACCEPT_RANGES = (b"accept-ranges", b"bytes")
RELEVANT_HEADERS = frozenset(
    {
        b"accept",
        b"accept-encoding",
        b"access-control-request-method",
        b"host",
        b"if-match",
        b"if-modified-since",
        b"if-none-match",
        b"if-range",
        b"if-unmodified-since",
        b"range",
        b"x-request-id",
    }
)
BODY_HEADERS = frozenset({b"content-length", b"transfer-encoding"})
MAX_DATE_AGE = 10
"""Seconds by which a server's Date may lag behind its clock."""
INTERNAL_ERROR = "Internal server error. The server's log has the details."
MAX_TOO_LARGE = 1000
"""The number of requests that are recorded because their responses are large."""
READ_METHODS = frozenset({"GET", "HEAD"})


ErrorPage = Callable[[Scope, bytes], Awaitable[Response | None]]
"""Returns the page of problem details for a request; None if the client prefers the problem details."""

Reply = Representation | Response | None
"""A response that may be shared and cached, one that may not, or None for one that is too large to cache."""


class CacheMiddleware:
    """An ASGI middleware around `app`, whose responses to GET do not change until `reset`.

    An identical request (path, query, Accept and Accept-Encoding) is served from the cache without entering the
    application. What is common to all responses is handled here: conditional requests, HEAD and OPTIONS, content
    codings, CORS, request ids, the access log, the limits, the response to an unhandled exception, and the pages that
    `error_page` makes of problem details for browsers.
    """

    def __init__(
        self,
        app: ASGIApp,
        cache: ResponseCache,
        limits: Limits,
        last_modified: datetime,
        logger: AccessLogger | None = None,
        error_page: ErrorPage | None = None,
    ) -> None:
        self.app = app
        self.error_page = error_page
        self.cache = cache
        self.limits = limits
        self.set_last_modified(last_modified)
        self.logger = logger
        self.threads = RequestThreads(limits)
        self.in_progress: dict[RawKey, asyncio.Future[Representation | None]] = {}
        """The representation that each request in progress gets; None if others cannot be sent the same."""
        self.too_large: dict[RawKey, None] = {}
        """Requests with responses that are too large to cache."""

    def reset(self, last_modified: datetime) -> None:
        """Clear the cache because the content changed; later responses get a later Last-Modified."""
        self.set_last_modified(max(last_modified, self.last_modified + timedelta(seconds=1)))
        self.in_progress = {}
        self.too_large.clear()
        self.cache.clear()

    def set_last_modified(self, last_modified: datetime) -> None:
        """Set when the content last changed; for some time from then on, Date may be earlier."""
        self.last_modified = last_modified
        self.raw_last_modified = http_date(last_modified)
        self.recent_until = last_modified.timestamp() + MAX_DATE_AGE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers: dict[bytes, bytes] = {}
        has_body = False
        for name, value in scope["headers"]:
            if name in RELEVANT_HEADERS:
                headers[name] = headers[name] + b", " + value if name in headers else value
            elif name in BODY_HEADERS:
                has_body = has_body or value.strip(b"0") != b""
        exchange = Exchange(scope, send, headers, self.logger)
        try:
            await self.handle(exchange, receive, has_body)
        except ClientDisconnect:
            pass
        except Exception as error:
            cause = error.__cause__  # Starlette wraps what ends a stream
            await self.handle_error(exchange, cause if isinstance(cause, HTTPException) else error)
        finally:
            exchange.finish()

    async def handle_error(self, exchange: Exchange, error: Exception) -> None:
        """Send the response to an exception, 500 if it is unexpected; raise it if a part of one has been sent."""
        problem = problem_response(500, INTERNAL_ERROR, instance=exchange.request_id)
        if isinstance(error, HTTPException):
            problem = problem_response(error.status_code, error.detail, (), error.headers, exchange.request_id)
        else:
            log_exception(error, exchange.request_id)
        if exchange.started:
            raise error
        await self.send_problem(exchange, problem)

    async def handle(self, exchange: Exchange, receive: Receive, has_body: bool) -> None:
        """Serve a cached response for an identical request; otherwise check the request and call the application."""
        scope, headers = exchange.scope, exchange.headers
        raw_key = (scope["raw_path"], scope["query_string"], headers.get(b"accept"), headers.get(b"accept-encoding"))
        if exchange.method in READ_METHODS and not has_body and is_allowed_host(headers, self.limits):
            representation = self.cache.get(raw_key)
            if representation is not None:
                await self.send_cached(exchange, representation, self.last_modified)
                return
        rejection = check_request(scope, headers, self.limits, has_body)
        if rejection is not None:
            await self.send_problem(exchange, rejection_response(rejection, exchange.request_id))
        elif exchange.method == "OPTIONS":
            await exchange.send_response(preflight_response(headers))
        else:
            await self.handle_miss(exchange, receive, raw_key)

    async def handle_miss(self, exchange: Exchange, receive: Receive, raw_key: RawKey) -> None:
        """Send the response of the application: from the cache, or as a stream if it is too large."""
        last_modified = self.last_modified
        reply: Reply = None
        if raw_key not in self.too_large:
            reply = await self.share(raw_key, lambda: self.call_until_unchanged(exchange, receive, raw_key))
        if isinstance(reply, Representation):
            await self.send_cached(exchange, reply, last_modified)
        elif reply is not None:
            await self.send_problem(exchange, reply)
        else:
            headers_for = partial(cache_headers, http_date(min(last_modified, exchange.date())))
            stream = ResponseStream(exchange, headers_for, last_modified)
            with suppress(ClientDone):
                await self.app(inner_scope(exchange), receive, stream)

    async def send_cached(self, exchange: Exchange, representation: Representation, last_modified: datetime) -> None:
        """Send a representation, whose Last-Modified is not to be later than its Date (RFC 9110, section 8.8.2.1)."""
        if time() < self.recent_until and (date := exchange.date()) < last_modified:
            representation = representation.dated(http_date(date))
        await exchange.send_cached(representation, last_modified)

    async def share(self, raw_key: RawKey, call: Callable[[], Awaitable[Reply]]) -> Reply:
        """Return what `call` returns, or the representation that an identical request in progress gets."""
        in_progress = self.in_progress
        while (pending := in_progress.get(raw_key)) is not None:
            await asyncio.wait([pending])
            if not pending.cancelled():
                return pending.result() or await call()
        pending = in_progress[raw_key] = asyncio.get_running_loop().create_future()
        shared = None
        try:
            reply = await call()
            shared = reply if isinstance(reply, Representation) else None
        except (ClientDisconnect, asyncio.CancelledError):
            pending.cancel()  # another request takes its place
            raise
        finally:
            del in_progress[raw_key]
            if not pending.done():
                pending.set_result(shared)
        return reply

    async def call_until_unchanged(self, exchange: Exchange, receive: Receive, raw_key: RawKey) -> Reply:
        """Return the response of the application, which is called again if the content changes while it responds."""
        for _ in range(MAX_ATTEMPTS):
            try:
                return await self.call_app(exchange, receive, raw_key)
            except RuntimeError as error:  # Starlette wraps what ends a stream
                if not isinstance(error.__cause__, ContentChanged):
                    raise
                changed = error
        raise changed

    async def call_app(self, exchange: Exchange, receive: Receive, raw_key: RawKey) -> Reply:
        """Return the response of the application to GET; None if it is too large to cache."""
        in_progress, headers_for = self.in_progress, partial(cache_headers, self.raw_last_modified)
        client = client_of(exchange.scope)
        async with aclosing(ResponseBuffer(self.cache.limit // 8, self.threads.collectors, client)) as buffer:
            try:
                await self.app(inner_scope(exchange), receive, buffer)
            except ResponseTooLarge:
                self.remember_too_large(raw_key)
                return None
        if not buffer.complete:
            raise ClientDisconnect
        if not is_cacheable(buffer.status, buffer.headers):
            uncached = Response(buffer.body, buffer.status)
            uncached.raw_headers = buffer.headers
            return uncached
        encoding = negotiate_encoding(exchange.header(b"accept-encoding"), buffer.size < MIN_COMPRESS_SIZE)
        if encoding is None:
            detail = f"Not acceptable. Available content codings: {', '.join((*ENCODERS, 'identity'))}."
            vary = {"Vary": "Accept-Encoding"}
            return problem_response(406, detail, headers=vary, instance=exchange.request_id)
        response = CachedResponse([*headers_for(buffer.headers), ACCEPT_RANGES], buffer.body)
        if in_progress is self.in_progress:  # no reset in between
            response = self.cache.put(response)
        representation = await self.encode(response, encoding)
        self.cache.alias(raw_key, response, representation)
        return representation

    def remember_too_large(self, raw_key: RawKey) -> None:
        """Have the response to a request sent as a stream from now on."""
        if len(self.too_large) >= MAX_TOO_LARGE:
            del self.too_large[next(iter(self.too_large))]
        self.too_large[raw_key] = None

    async def send_problem(self, exchange: Exchange, response: Response) -> None:
        """Send a response that is not cached; problem details as a page to a browser, with their other headers."""
        is_problem = response.headers.get("content-type") == PROBLEM_TYPE
        page = await self.error_page(exchange.scope, bytes(response.body)) if self.error_page and is_problem else None
        if page is not None:
            replaced = {name for name, _ in page.raw_headers}
            page.status_code = response.status_code
            page.raw_headers += [header for header in response.raw_headers if header[0] not in replaced]
        await exchange.send_response(page or response)

    async def encode(self, response: CachedResponse, encoding: str) -> Representation:
        """Return a response in a content coding; compress a large one in a thread, so that others are served."""
        is_fast = encoding == "identity" or len(response.body) < THREAD_COMPRESS_SIZE
        if is_fast or encoding in response.representations:
            return response.encoded(encoding)
        representation = await self.threads.encode(response.encode, encoding)
        return response.representations.setdefault(encoding, representation)


def inner_scope(exchange: Exchange) -> Scope:
    """Return the scope of the request that the application gets: GET, with the request id in its state."""
    state = {**exchange.scope.get("state", {}), "request_id": exchange.request_id}
    return {**exchange.scope, "method": "GET", "state": state}


def cache_headers(last_modified: bytes, headers: Headers) -> Headers:
    """Return the headers of a cacheable response: those of the application, and what caches need (RFC 9111)."""
    return with_security_headers(
        [
            *(header for header in headers if header[0] not in {b"content-length", b"vary"}),
            (b"vary", vary_with_encoding(value for name, value in headers if name == b"vary")),
            (b"last-modified", last_modified),
            CACHE_CONTROL,
        ]
    )


def vary_with_encoding(values: Iterable[bytes]) -> bytes:
    """Return a Vary header that names Accept-Encoding after what `values` name (RFC 9110, section 12.5.5)."""
    names = [name.strip() for value in values for name in value.split(b",")]
    return b", ".join(dict.fromkeys([*filter(None, names), b"Accept-Encoding"]))
