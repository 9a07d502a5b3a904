"""Small ASGI applications, raw requests to them, and responses to store."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from api.cache.middleware import CacheMiddleware
from api.cache.store import (
    ALIAS_OVERHEAD,
    ENTRY_OVERHEAD,
    MAX_ALIASES,
    CachedResponse,
    RawKey,
    Representation,
    ResponseCache,
)
from api.http.access_log import AccessLogger
from api.http.headers import Headers
from api.http.limits import Limits
from tests.api.client import AppClient

MODIFIED = datetime(2026, 1, 1, tzinfo=UTC)
MODIFIED_DATE = "Thu, 01 Jan 2026 00:00:00 GMT"
BEFORE_DATE = "Wed, 31 Dec 2025 23:59:59 GMT"
ENCODINGS = ("identity", "gzip", "br", "zstd")
BODY_HEADERS = {"content-length", "content-type", "content-encoding", "content-disposition"}
LINK = (b"link", b'</>; rel="first"')
CHUNK = 1000

Reply = tuple[int, Headers, bytes]


def echo_path(scope: Scope) -> Reply:
    """Return a page about the path, whatever the query; below `/negotiated`, about the Accept header too."""
    accept = dict(scope["headers"]).get(b"accept", b"") if scope["path"].startswith("/negotiated") else None
    vary = [] if accept is None else [(b"vary", b"Accept")]
    return 200, [(b"content-type", b"text/plain"), LINK, *vary], scope["path"].encode() * 300 + (accept or b"")


class CountingApp:
    """An ASGI application that sends what `reply` returns for a scope, and keeps the scopes of its calls."""

    def __init__(self, reply: Callable[[Scope], Reply] = echo_path) -> None:
        self.app: ASGIApp = self.send_reply
        self.reply = reply
        self.scopes: list[Scope] = []
        self.chunks_sent = 0

    @classmethod
    def around(cls, app: ASGIApp) -> "CountingApp":
        """Return an application that passes its calls on to `app`."""
        counting_app = cls()
        counting_app.app = app
        return counting_app

    @property
    def calls(self) -> int:
        """How often the application was called."""
        return len(self.scopes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to a request."""
        self.scopes.append(scope)
        await self.app(scope, receive, send)

    async def send_reply(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the reply in chunks."""
        status, headers, body = self.reply(scope)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        for start in range(0, max(len(body), 1), CHUNK):
            more_body = start + CHUNK < len(body)
            await send({"type": "http.response.body", "body": body[start : start + CHUNK], "more_body": more_body})
            self.chunks_sent += 1


def fixed(body: bytes = b"body", status: int = 200, headers: Iterable[tuple[bytes, bytes]] = ()) -> CountingApp:
    """Return an application that sends the same response to every request."""
    return CountingApp(lambda scope: (status, list(headers), body))


def cached(app: ASGIApp, size: int = 10**7, logger: AccessLogger | None = None, **limits: Any) -> CacheMiddleware:
    """Return the middleware around `app`, with an empty cache of `size` bytes."""
    return CacheMiddleware(app, ResponseCache(size), Limits(**limits), MODIFIED, logger)


def client_of(middleware: CacheMiddleware) -> TestClient:
    """Return a client that requests no content coding by default."""
    return AppClient(middleware, raise_server_exceptions=False, headers={"Accept-Encoding": "identity"})


def headers_of(response: Response, *without: str) -> dict[str, str]:
    """Return the headers of a response but its request id and some others."""
    return {name: value for name, value in response.headers.items() if name not in {"x-request-id", *without}}


def assert_problem(response: Response, status: int) -> None:
    """Assert that a response is a problem document that names its request."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers
    problem = response.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["instance"] == response.headers["x-request-id"]


@dataclass
class RawResponse:
    """What an ASGI application sent."""

    status: int = 0
    headers: dict[bytes, bytes] = field(default_factory=dict)
    body: bytes = b""


async def request(
    app: ASGIApp,
    path: bytes = b"/",
    query: bytes = b"",
    method: str = "GET",
    encoding: bytes | None = None,
    **scope: Any,
) -> RawResponse:
    """Return the response of `app` to a request that is made without an HTTP client."""
    response = RawResponse()

    async def send(message: Any) -> None:
        response.status = message.get("status", response.status)
        response.headers.update(message.get("headers", ()))
        response.body += message.get("body", b"")

    headers = [] if encoding is None else [(b"accept-encoding", encoding)]
    target = {"path": path.decode("latin-1"), "raw_path": path, "query_string": query}
    parts = {"type": "http", "http_version": "1.1", "method": method, "headers": headers, **target, **scope}
    await app(parts, None, send)  # type: ignore[arg-type]
    return response


def response_of(content: object, length: int = 1000) -> CachedResponse:
    """Return a response whose body is as long as requested, and differs by content."""
    text = f"{content} ".encode()
    return CachedResponse([], (text * length)[:length])


def key_of(content: object, length: int = 1000) -> bytes:
    """Return the key of such a response."""
    return response_of(content, length).key


def raw_key(*parts: object) -> RawKey:
    """Return a raw request."""
    return b"/", " ".join(map(str, parts)).encode(), None, None


def recounted(response: CachedResponse) -> int:
    """Return the size of a response without headers of its own, counted independently."""
    bodies = sum(len(representation.body) for representation in response.representations.values())
    aliases = sum(ALIAS_OVERHEAD + sum(len(part or b"") for part in raw_key) for raw_key in response.raw_keys)
    return ENTRY_OVERHEAD + bodies + aliases


def assert_consistent(cache: ResponseCache) -> None:
    """Assert that a cache is within its limit and that all its totals agree with a recount."""
    assert not cache.probation.keys() & cache.protected.keys()
    stored = {**cache.probation, **cache.protected}
    assert cache.sizes == {key: recounted(response) for key, response in stored.items()}
    assert cache.bytes == sum(cache.sizes.values()) <= cache.limit
    assert cache.protected_bytes == sum(cache.sizes[key] for key in cache.protected)
    assert cache.protected_bytes <= cache.limit * 4 // 5 or len(cache.protected) == 1
    assert cache.entries == len(stored)
    raw_keys = [raw_key for response in stored.values() for raw_key in response.raw_keys]
    assert len(raw_keys) == len(set(raw_keys))
    assert cache.by_raw_key.keys() == set(raw_keys)
    for raw_key, alias in cache.by_raw_key.items():
        assert stored[alias.response.key] is alias.response
        assert raw_key in alias.response.raw_keys
        assert alias.representation in alias.response.representations.values()
    assert all(len(response.raw_keys) <= MAX_ALIASES for response in stored.values())


def filled(*contents: object) -> ResponseCache:
    """Return a cache with room for ten responses of a thousand bytes, and with these in it."""
    cache = ResponseCache(10 * (ENTRY_OVERHEAD + 1000))
    for content in contents:
        cache.put(response_of(content))
    return cache


def put_with_aliases(cache: ResponseCache, content: object) -> Representation:
    """Store a response that is requested in two variants, and return its representation."""
    response = cache.put(response_of(content))
    representation = response.encoded("identity")
    cache.alias(raw_key(content, 1), response, representation)
    cache.alias(raw_key(content, 2), response, representation)
    return representation
