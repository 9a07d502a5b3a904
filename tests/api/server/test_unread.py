"""Clients that do not read take little memory, however many they are and whatever they request."""

import socket
from asyncio import Transport
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from api.http.limits import Limits
from api.server.protocol import LimitedHttpProtocol
from api.server.unread import STREAM_COST, UnreadResponses
from facts.formats.chunking import CHUNK_SIZE
from tests.api.cache.helpers import cached
from tests.api.server.sockets import LARGE, TIMEOUT, RawServer, receive_all, run_server, wait_until
from tests.tables import each_row

CLIENTS = 50
MEGABYTE = 1024 * 1024
LOOPS = pytest.mark.parametrize("loop", ["uvloop", "asyncio"])


async def large_app(scope: Scope, receive: Receive, send: Send) -> None:
    """Send a large body of the first byte of the path, in pieces to `/stream`; a small one to `/small`."""
    content = scope["raw_path"][1:2]
    if scope["path"] == "/stream":
        await StreamingResponse(iterate_large(content))(scope, receive, send)
    else:
        await Response(content * (5 if scope["path"] == "/small" else LARGE))(scope, receive, send)


async def iterate_large(content: bytes) -> AsyncIterator[bytes]:
    """Yield a large body in pieces."""
    for _ in range(LARGE // CHUNK_SIZE):
        yield content * CHUNK_SIZE


def request_of(path: str, version: str = "1.1", headers: str = "") -> bytes:
    """Return a request."""
    return f"GET {path} HTTP/{version}\r\nHost: a\r\n{headers}\r\n".encode()


def resident_bytes() -> int:
    """Return the memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def connect_slow(server: RawServer, count: int, stack: ExitStack) -> list[socket.socket]:
    """Return connections whose buffers in the kernel are small."""
    clients = []
    for _ in range(count):
        client = stack.enter_context(socket.socket())
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(TIMEOUT)
        client.connect(server.sock.getsockname())
        clients.append(client)
    return clients


def is_stalled(server: RawServer, count: int) -> bool:
    """Return whether `count` connections wait for their clients to read."""
    connections = server.connections()
    return len(connections) == count and all(connection.flow.write_paused for connection in connections)


REQUESTS = {
    "a body": request_of("/x"),
    "a body for HTTP/1.0": request_of("/x", "1.0"),
    "a range": request_of("/x", headers="Range: bytes=1-\r\n"),
    "a body behind others": request_of("/small") * 400 + request_of("/x"),
    "a stream": request_of("/stream"),
    "a stream for HTTP/1.0": request_of("/stream", "1.0"),
}


@LOOPS
@pytest.mark.parametrize("request_", REQUESTS.values(), ids=list(REQUESTS))
def test_clients_that_do_not_read_take_little_memory(loop: str, request_: bytes) -> None:
    """Clients that request a large response and read nothing of it take 200 kB each, where it has 12 MB."""
    app = cached(large_app, size=8 * LARGE + MEGABYTE)
    app.cache.limit = 9 * LARGE if b"stream" not in request_ else MEGABYTE
    limits = Limits(max_unread_bytes=(CLIENTS + 1) * STREAM_COST * 2)
    with run_server(limits, loop, app=app) as server, ExitStack() as stack:
        assert len(server.send(request_.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))) > 100
        before = resident_bytes()
        for client in connect_slow(server, CLIENTS, stack):
            client.sendall(request_)
        wait_until(lambda: is_stalled(server, CLIENTS))
        assert resident_bytes() - before < CLIENTS * 200_000


@LOOPS
def test_of_clients_that_do_not_read_different_responses_the_longest_waiting_are_disconnected(loop: str) -> None:
    """What all hold for clients that do not read is bounded, too, if each requests another large response."""
    app = cached(large_app, size=LARGE)
    limits = Limits(max_unread_bytes=4 * LARGE)
    with run_server(limits, loop, app=app) as server, ExitStack() as stack:
        clients = connect_slow(server, 10, stack)
        for number, client in enumerate(clients):
            client.sendall(request_of(f"/{number}"))
            wait_until(lambda client=client: client.getsockname() in stalled_clients(server))  # type: ignore[misc]
        wait_until(lambda: stalled_clients(server) == {client.getsockname() for client in clients[-3:]})
        assert 3 * LARGE < LimitedHttpProtocol.unread.bytes <= limits.max_unread_bytes
        assert server.send(request_of("/small", headers="Connection: close\r\n")).endswith(b"sssss")
        with pytest.raises(ConnectionResetError):
            receive_all(clients[0])
    assert LimitedHttpProtocol.unread.bytes == 0
    assert not LimitedHttpProtocol.unread.waiting


def stalled_clients(server: RawServer) -> set[object]:
    """Return the addresses of the clients for whom connections wait."""
    return {connection.client for connection in server.connections() if connection.flow.write_paused}


@LOOPS
@pytest.mark.parametrize("path", ["/x", "/stream"])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_large_response_is_complete(loop: str, path: str, version: str) -> None:
    """A client that reads slowly gets all of a large response; that of unknown length ends with the connection."""
    app = cached(large_app, size=9 * LARGE if path == "/x" else MEGABYTE)
    with run_server(Limits(), loop, app=app) as server, ExitStack() as stack:
        (client,) = connect_slow(server, 1, stack)
        client.sendall(request_of(path, version) + (request_of("/small") if version == "1.1" else b""))
        wait_until(lambda: is_stalled(server, 1))
        client.shutdown(socket.SHUT_WR)
        head, _, body = receive_all(client).partition(b"\r\n\r\n")
    content = path[1:2].encode()
    assert body.count(content * 1024) == LARGE // 1024
    assert (b"transfer-encoding" in head) == (path == "/stream" and version == "1.1")
    assert (b"content-length" in head) == (path == "/x")
    if version == "1.0":
        assert body == content * LARGE
        assert b"connection: close" in head
    else:
        assert body.endswith(b"sssss")


@each_row("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_a_shared_body_is_counted_once(order: Sequence[int]) -> None:
    """Connections with one body hold it together, whatever is in the buffer of each; without them nothing is held."""
    unread, body = UnreadResponses(), b"body" * 1000
    transports = [Transport() for _ in order]
    for number, transport in enumerate(transports):
        unread.add(transport, body, len(body) + number, limit=10_000)
    assert unread.bytes == len(body)
    for number in order:
        assert unread.bytes == len(body)
        unread.remove(transports[number])
    assert unread.bytes == 0
    assert not unread.waiting
