"""A server on its own, and clients of it that speak over raw sockets."""

import asyncio
import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread
from typing import Any
from uuid import UUID

import uvicorn
from starlette.types import Receive, Scope, Send

from api.http.access_log import AccessRecord
from api.http.limits import Limits
from api.http.problems import TITLES
from api.server.protocol import LimitedHttpProtocol, protocol_factory

LIMITS = Limits(
    max_target_bytes=100,
    max_headers=8,
    max_header_bytes=1000,
    header_timeout=0.25,
    send_timeout=0.2,
    lingering_timeout=0.3,
)
LARGE = 12 * 1024 * 1024
PATIENCE = 5.0
"""Seconds after which a test gives up."""
GET = b"GET /first HTTP/1.1\r\nHost: a\r\n"
SECOND = b"GET /second HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
MEMBERS = ["type", "title", "status", "detail", "instance"]


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with what is asked for; take a while for `/slow`, and answer at length for `/large`."""
    if scope["path"] == "/slow":
        await asyncio.sleep(0.3)
    body = bytes(LARGE) if scope["path"] == "/large" else scope["path"].encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


class Service:
    """A server in a thread."""

    def __init__(self, limits: Limits, loop: Any, log: Callable[[AccessRecord], None] | None = None) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=512)
        wire = protocol_factory(limits, log)
        config = uvicorn.Config(
            app, http=wire, loop=loop, ws="none", lifespan="off", log_config=None, timeout_graceful_shutdown=2
        )
        self.server = uvicorn.Server(config)
        self.thread = Thread(target=self.server.run, kwargs={"sockets": [self.listening]})

    def connections(self) -> list[LimitedHttpProtocol]:
        """Return the connections that the server has."""
        return [
            found for found in list(self.server.server_state.connections) if isinstance(found, LimitedHttpProtocol)
        ]

    def connect(self) -> socket.socket:
        """Return a new connection."""
        return socket.create_connection(self.listening.getsockname(), timeout=PATIENCE)

    def several(self, count: int, stack: ExitStack) -> list[socket.socket]:
        """Return new connections that are closed with `stack`."""
        return [stack.enter_context(self.connect()) for _ in range(count)]

    def sent(self, *parts: bytes) -> bytes:
        """Return all that the server sends, until it closes, to a client that sends `parts` one after the other."""
        with self.connect() as client:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for part in parts:
                client.sendall(part)
            return rest(client)


@contextmanager
def serving(
    limits: Limits, loop: str = "auto", log: Callable[[AccessRecord], None] | None = None
) -> Iterator[Service]:
    """Give a server that stops afterwards."""
    service = Service(limits, loop, log)
    service.thread.start()
    try:
        yield service
    finally:
        service.server.should_exit = True
        service.thread.join()


def rest(client: socket.socket) -> bytes:
    """Return all that comes until the server closes."""
    return b"".join(iter(lambda: client.recv(65536), b""))


def send_all(client: socket.socket, data: bytes) -> None:
    """Send `data`, and that nothing more comes."""
    client.sendall(data)
    client.shutdown(socket.SHUT_WR)


def answers(received: bytes) -> list[tuple[int, dict[str, str], bytes]]:
    """Return status, header fields and body of each answer, once nothing is left over."""
    found = []
    while received:
        head, _, received = received.partition(b"\r\n\r\n")
        line, *fields = head.decode().split("\r\n")
        named = {name.lower(): value for name, value in (field.split(": ", 1) for field in fields)}
        assert len(named) == len(fields)
        size = int(named["content-length"])
        assert size <= len(received)
        found.append((int(line.split(" ")[1]), named, received[:size]))
        received = received[size:]
    return found


def statuses(received: bytes) -> list[int]:
    """Return the status of each answer, once the shape of the last, if it is a refusal, is held."""
    found = answers(received)
    status, fields, body = found[-1]
    if status != 200:
        assert fields["content-type"] == "application/problem+json"
        assert fields["connection"] == "close"
        assert fields["x-content-type-options"] == "nosniff"
        assert fields["cache-control"] == "no-store"
        assert fields["x-request-id"]
        assert ("allow" in fields) == (status == 405)
        document = json.loads(body)
        assert list(document) == ["type", "title", "status", "detail", "instance"]
        assert (document["type"], document["status"]) == ("about:blank", status)
        assert document["title"] == TITLES.get(status, "Error")
        assert document["instance"] == UUID(document["instance"]).urn
        assert len(body) < 2048
        assert not [word for word in (b"first", b"second", b"evil", b"zzz") if word in body]
    return [status for status, _, _ in found]


def until(true: Callable[[], bool]) -> float:
    """Return the seconds until something is `true`."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() < began + PATIENCE
        time.sleep(0.01)
    return time.monotonic() - began
