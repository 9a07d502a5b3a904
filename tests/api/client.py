"""A client of an application in the thread of the test; the thread of starlette's costs more than most requests."""

import asyncio
from functools import cache
from typing import Any
from urllib.parse import unquote

import httpx2
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Scope


@cache
def event_loop() -> asyncio.AbstractEventLoop:
    """Return the event loop of all clients; it runs while an application responds."""
    return asyncio.new_event_loop()


class AppTransport(httpx2.BaseTransport):
    """A transport whose server is an ASGI application; exceptions are raised, unless their response is wanted."""

    def __init__(self, app: ASGIApp, raise_server_exceptions: bool) -> None:
        self.app = app
        self.raise_server_exceptions = raise_server_exceptions

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the response, when its body is complete; 500 without a body, if the application starts none."""
        messages: list[Message] = []
        try:
            event_loop().run_until_complete(self.respond(request, messages))
        except Exception:
            if self.raise_server_exceptions:
                raise
        start: Message = messages[0] if messages else {"status": 500}
        chunks = [bytes(message.get("body", b"")) for message in messages[1:] if request.method != "HEAD"]
        stream = httpx2.ByteStream(b"".join(chunks))
        return httpx2.Response(start["status"], headers=start.get("headers"), stream=stream, request=request)

    async def respond(self, request: httpx2.Request, messages: list[Message]) -> None:
        """Let the application respond to a request, and collect what it sends."""
        body = [{"type": "http.request", "body": request.read()}]

        async def receive() -> Message:
            return body.pop() if body else await asyncio.get_running_loop().create_future()

        async def send(message: Message) -> None:
            messages.append(message)

        await self.app(scope_of(request), receive, send)
        await asyncio.sleep(0)  # so that the tasks that it has cancelled end


def scope_of(request: httpx2.Request) -> Scope:
    """Return the ASGI scope of a request."""
    url = request.url
    return {
        "type": "http",
        "http_version": "1.1",
        "method": request.method,
        "path": unquote(url.path),
        "raw_path": url.raw_path.split(b"?", 1)[0],
        "root_path": "",
        "scheme": url.scheme,
        "query_string": url.query,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": ("testclient", 50000),
        "server": (url.host, url.port or 80),
        "extensions": {},
        "state": {},
    }


class AppClient(TestClient):
    """A client of an application, to be used as starlette's; it starts no lifespan, which the application has not."""

    def __init__(self, app: Any, raise_server_exceptions: bool = True, headers: dict[str, str] | None = None) -> None:
        self.app = app
        transport = AppTransport(app, raise_server_exceptions)
        headers = {"User-Agent": "testclient"} | (headers or {})
        httpx2.Client.__init__(
            self, base_url="http://testserver", headers=headers, transport=transport, follow_redirects=True
        )

    def __enter__(self) -> "AppClient":
        """Return the client."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the client."""
        self.close()
