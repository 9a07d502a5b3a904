"""The reason phrase of a response is the title of its problem, whoever sends it and whatever Python calls it."""

from http import HTTPStatus

from starlette.types import Receive, Scope, Send

from api.http.headers import SEND_COMPLETE
from api.http.problems import TITLES
from tests.api.server.sockets import LIMITS, run_server

STATUSES = {200: "OK", 206: "Partial Content", 304: "Not Modified", 429: HTTPStatus(429).phrase, **TITLES}


async def respond(scope: Scope, receive: Receive, send: Send) -> None:
    """Respond with the status in the path: as a complete response, or as a stream."""
    _, kind, status = scope["path"].split("/")
    if kind == "complete":
        assert scope["extensions"][SEND_COMPLETE](int(status), b"content-length: 0\r\n", b"1", b"")
        return
    await send({"type": "http.response.start", "status": int(status), "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


def test_reason_phrases() -> None:
    """Complete responses, streams and rejections have the phrases of RFC 9110."""
    request = b"GET /%b/%d HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    with run_server(LIMITS, app=respond) as server:
        for kind in (b"complete", b"stream"):
            lines = {status: server.send(request % (kind, status)).split(b"\r\n", 1)[0] for status in STATUSES}
            assert lines == {
                status: b"HTTP/1.1 %d %b" % (status, title.encode()) for status, title in STATUSES.items()
            }
        rejected = server.send(b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n")
        assert rejected.startswith(b"HTTP/1.1 413 Content Too Large\r\n")
