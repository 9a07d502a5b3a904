"""A client that calls the application in the same process, without a network."""

from asyncio import Future
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp, Message, Scope

from api.http.headers import Headers


@dataclass(frozen=True, slots=True)
class SiteResponse:
    """A response: its status, its headers and its body."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: bytes) -> str:
        """Return a header; an empty text if it is missing."""
        return next((value.decode("latin-1") for key, value in self.headers if key == name), "")


async def fetch(app: ASGIApp, target: str) -> SiteResponse:
    """Return the response of an application to GET of `target`, a path with or without a query."""
    url = urlsplit(target)
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(url.path),
        "raw_path": url.path.encode(),
        "query_string": url.query.encode(),
        "root_path": "",
        "headers": [],
        "server": ("site", 80),
        "client": None,
        "state": {},
    }
    start: Message = {}
    parts: list[bytes] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            parts.append(message.get("body", b""))

    await app(scope, receive_nothing, send)
    return SiteResponse(start["status"], list(start["headers"]), b"".join(parts))


async def receive_nothing() -> Message:
    """Wait for a message that never comes: a request has no body, and its client waits for the response."""
    await Future[None]()
    raise AssertionError
