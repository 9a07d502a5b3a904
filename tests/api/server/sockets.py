"""A server in a thread, and clients of it on raw sockets."""

import asyncio
import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread
from typing import Any, Literal

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.access_log import AccessLogger
from api.http.limits import Limits
from api.http.problems import TITLES
from api.server.protocol import LimitedHttpProtocol, protocol_factory

LIMITS = Limits(
    max_target_bytes=100,
    max_headers=8,
    max_header_bytes=1000,
    header_timeout=0.5,
    send_timeout=0.2,
    lingering_timeout=0.3,
)
LARGE = 12 * 1024 * 1024
PAUSE = 0.3
"""Seconds until `/slow` is responded to."""
GATE = Event()
"""Until it is set, `/gated` is not responded to."""
TIMEOUT = 15.0
"""Seconds after which a test fails."""
GET = b"GET /first HTTP/1.1\r\nHost: a\r\n"
SECOND = b"GET /second HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
MEMBERS = ["type", "title", "status", "detail", "instance"]


async def echo_path(scope: Scope, receive: Receive, send: Send) -> None:
    """Respond with the path: `/slow` after a pause, `/gated` once `GATE` is set, `/large` with a large body."""
    await asyncio.sleep(PAUSE if scope["path"] == "/slow" else 0)
    while scope["path"] == "/gated" and not GATE.is_set():
        await asyncio.sleep(0.01)
    body = bytes(LARGE) if scope["path"] == "/large" else scope["path"].encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


class RawServer:
    """A server in a thread."""

    def __init__(
        self,
        limits: Limits,
        loop: Any,
        logger: AccessLogger | None,
        app: ASGIApp,
        body_path: bytes | None,
        lifespan: Literal["on", "off"],
    ) -> None:
        self.sock = socket.create_server(("127.0.0.1", 0), backlog=512)
        config = uvicorn.Config(
            app,
            http=protocol_factory(limits, logger, body_path),
            loop=loop,
            ws="none",
            lifespan=lifespan,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=2,
        )
        self.server = uvicorn.Server(config)
        self.thread = Thread(target=self.server.run, kwargs={"sockets": [self.sock]})

    def connections(self) -> list[LimitedHttpProtocol]:
        """Return the open connections."""
        protocols = list(self.server.server_state.connections)
        return [protocol for protocol in protocols if isinstance(protocol, LimitedHttpProtocol)]

    def connect(self) -> socket.socket:
        """Return a new connection."""
        return socket.create_connection(self.sock.getsockname(), timeout=TIMEOUT)

    def connect_many(self, count: int, stack: ExitStack) -> list[socket.socket]:
        """Return new connections that are closed with `stack`."""
        return [stack.enter_context(self.connect()) for _ in range(count)]

    def send(self, *parts: bytes) -> bytes:
        """Send `parts` one after the other on a new connection; return all that comes until the server closes it."""
        with self.connect() as client:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for part in parts:
                client.sendall(part)
            return receive_all(client)


@contextmanager
def run_server(
    limits: Limits,
    loop: str = "auto",
    logger: AccessLogger | None = None,
    app: ASGIApp = echo_path,
    body_path: bytes | None = None,
    lifespan: Literal["on", "off"] = "off",
) -> Iterator[RawServer]:
    """Run a server, and stop it afterwards."""
    server = RawServer(limits, loop, logger, app, body_path, lifespan)
    server.thread.start()
    try:
        yield server
    finally:
        server.server.should_exit = True
        server.thread.join()


def receive_all(client: socket.socket) -> bytes:
    """Return all that comes until the server closes."""
    return b"".join(iter(lambda: client.recv(65536), b""))


def send_all(client: socket.socket, data: bytes) -> None:
    """Send `data`, and close the sending side."""
    client.sendall(data)
    client.shutdown(socket.SHUT_WR)


def parse_responses(received: bytes) -> list[tuple[int, dict[str, str], bytes]]:
    """Return status, headers and body of each response; assert that nothing is left over."""
    responses = []
    while received:
        head, _, received = received.partition(b"\r\n\r\n")
        status_line, *lines = head.decode().split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        assert len(headers) == len(lines)
        size = int(headers["content-length"])
        assert size <= len(received)
        responses.append((int(status_line.split(" ")[1]), headers, received[:size]))
        received = received[size:]
    return responses


def statuses(received: bytes) -> list[int]:
    """Return the status of each response; assert the shape of the last, if it is a rejection."""
    responses = parse_responses(received)
    status, headers, body = responses[-1]
    if status != 200:
        assert headers["content-type"] == "application/problem+json"
        assert headers["connection"] == "close"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["x-request-id"]
        assert ("allow" in headers) == (status == 405)
        document = json.loads(body)
        assert list(document) == MEMBERS
        assert (document["type"], document["status"]) == ("about:blank", status)
        assert document["title"] == TITLES.get(status, "Error")
        assert document["instance"] == headers["x-request-id"]
        assert len(body) < 2048
        assert not [word for word in (b"first", b"second", b"evil", b"zzz") if word in body]
    return [status for status, _, _ in responses]


def wait_until(condition: Callable[[], bool]) -> float:
    """Wait until `condition` is true; return the seconds that it took."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() < start + TIMEOUT
        time.sleep(0.01)
    return time.monotonic() - start
