"""Methods: GET, HEAD and OPTIONS for every address, and no other (RFC 9110, section 9)."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem

ALLOWED = "GET, HEAD, OPTIONS"


class ReadOnly:
    """An ASGI layer that answers HEAD by GET without the body, OPTIONS by itself, and refuses what would write."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        method = scope.get("method", "GET")
        if method == "GET":
            await self.app(scope, receive, send)
        elif method == "HEAD":
            await self.app({**scope, "method": "GET"}, receive, bodiless(send))
        elif method == "OPTIONS":
            await send({"type": "http.response.start", "status": 204, "headers": [(b"allow", ALLOWED.encode())]})
            await send({"type": "http.response.body"})
        else:
            await problem(405, "This server is read-only.", headers={"Allow": ALLOWED})(scope, receive, send)


def bodiless(send: Send) -> Send:
    """Return `send` without the content of bodies; their length stays as it is announced."""

    async def headers_only(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return headers_only
