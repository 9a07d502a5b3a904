"""What slow, greedy and ambiguous clients meet, over raw sockets; and that others do not notice them."""

import asyncio
import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from api.log import Seen
from api.problems import TITLES
from api.wire import Limits, Wire, protocol

LIMITS = Limits(target=100, fields=8, head=1000, head_seconds=0.3, answer_seconds=0.3, linger_seconds=0.3)
LARGE = 16 * 1024 * 1024
PATIENCE = 5.0
"""Seconds after which a test gives up."""
SECOND = b"GET /second HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
OPEN, CLOSED = [200, 200], [200]
"""Answers to a good request and to the one that comes after it."""

GET = b"GET /first HTTP/1.1\r\nHost: a\r\n"
POST = b"POST /first HTTP/1.1\r\nHost: a\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
SMUGGLED = b"5\r\nGET /\r\n0\r\n\r\n"
SHAPES: dict[str, tuple[bytes, list[int]]] = {
    # good requests, also unusual ones
    "plain": (GET + b"\r\n", OPEN),
    "no second answer after a close": (GET + b"Connection: close\r\n\r\n", CLOSED),
    "HTTP/1.0": (b"GET /first HTTP/1.0\r\n\r\n", CLOSED),
    "HTTP/1.0 with a host": (b"GET /first HTTP/1.0\r\nHost: a\r\n\r\n", CLOSED),
    "HTTP/1.0 that would stay": (b"GET /first HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", CLOSED),
    "an empty line before": (b"\r\n" + GET + b"\r\n", OPEN),
    "the whole address": (b"GET http://A:80/first HTTP/1.1\r\nHost: a:80\r\n\r\n", OPEN),
    "the server itself": (b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", OPEN),
    "two slashes": (b"GET //evil/first HTTP/1.1\r\nHost: a\r\n\r\n", OPEN),
    "host with a port": (b"GET /first HTTP/1.1\r\nHost: a.example:8000\r\n\r\n", OPEN),
    "host that is an address": (b"GET /first HTTP/1.1\r\nhOST:\t[::1]:8000 \r\n\r\n", OPEN),
    "a length of nothing": (POST + b"Content-Length: 0 \r\n\r\n", OPEN),
    "a value that is not ASCII": (GET + b"X: \xc3\xa9\r\n\r\n", OPEN),
    "websocket": (GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n", OPEN),
    "h2c": (GET + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n\r\n", OPEN),
    "connect to an address here": (b"CONNECT /first HTTP/1.1\r\nHost: a\r\n\r\n", OPEN),
    # request lines
    "HTTP/0.9": (b"GET /first\r\n", [400]),
    "HTTP/0.9 with a version": (b"GET /first HTTP/0.9\r\nHost: a\r\n\r\n", [400]),
    "HTTP/1.2": (b"GET /first HTTP/1.2\r\nHost: a\r\n\r\n", [400]),
    "HTTP/1.10": (b"GET /first HTTP/1.10\r\nHost: a\r\n\r\n", [400]),
    "HTTP/2": (b"GET /first HTTP/2.0\r\nHost: a\r\n\r\n", [400]),
    "HTTP/2 that is known": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]),
    "another protocol": (b"GET /first RTSP/1.0\r\nHost: a\r\n\r\n", [400]),
    "a small protocol": (b"GET /first http/1.1\r\nHost: a\r\n\r\n", [400]),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", [400]),
    "an empty line too many": (b"\r\n\r\n\r\n" + GET + b"\r\n", [400]),
    "a line feed before": (b"\n" + GET + b"\r\n", [400]),
    "a space before": (b" " + GET + b"\r\n", [400]),
    "two spaces": (b"GET  /first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "two spaces after": (b"GET /first  HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a space at the end": (b"GET /first HTTP/1.1 \r\nHost: a\r\n\r\n", [400]),
    "a tab": (b"GET\t/first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a space in the target": (b"GET /fi rst HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a request in the target": (b"GET /first HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "an unknown method": (b"BREW /first HTTP/1.1\r\nHost: a\r\n\r\n", [405]),
    "a small method": (b"get /first HTTP/1.1\r\nHost: a\r\n\r\n", [405]),
    # targets
    "another host": (b"GET http://evil/first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "another port": (b"GET http://a:81/first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a user": (b"GET http://a@evil/first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "another scheme": (b"GET ftp://a/first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "an authority": (b"GET a:80 HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a tunnel": (b"CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n", [400]),
    "no slash": (b"GET first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a star": (b"GET * HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a fragment": (b"GET /first#part HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a NUL": (b"GET /first\0 HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a target that is not ASCII": (b"GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    # hosts
    "no host": (b"GET /first HTTP/1.1\r\n\r\n", [400]),
    "two hosts": (GET + b"Host: b\r\n\r\n", [400]),
    "the same host twice": (GET + b"Host: a\r\n\r\n", [400]),
    "two hosts in HTTP/1.0": (b"GET /first HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", [400]),
    "an empty host": (b"GET /first HTTP/1.1\r\nHost:\r\n\r\n", [400]),
    "a list of hosts": (b"GET /first HTTP/1.1\r\nHost: a, b\r\n\r\n", [400]),
    "a host with a path": (b"GET /first HTTP/1.1\r\nHost: a/b\r\n\r\n", [400]),
    "a host with a user": (b"GET /first HTTP/1.1\r\nHost: a@b\r\n\r\n", [400]),
    "a host with a bad port": (b"GET /first HTTP/1.1\r\nHost: a:b\r\n\r\n", [400]),
    # lines
    "line feeds only": (b"GET /first HTTP/1.1\nHost: a\n\n", [400]),
    "a line feed after the request line": (b"GET /first HTTP/1.1\nHost: a\r\n\r\n", [400]),
    "a line feed after a field": (GET + b"X: a\nY: b\r\n\r\n", [400]),
    "a line feed at the end": (GET + b"\n", [400]),
    "a length after a line feed": (GET + b"X: a\nContent-Length: 52\r\n\r\n", [400]),
    "a carriage return in a value": (GET + b"X: a\rContent-Length: 52\r\n\r\n", [400]),
    "two carriage returns": (GET + b"X: a\r\r\n\r\n", [400]),
    "a carriage return for a line": (b"GET /first HTTP/1.1\rHost: a\r\n\r\n", [400]),
    "a folded field": (GET + b"X: a\r\n b\r\n\r\n", [400]),
    "a folded length": (POST + b"Content-Length:\r\n 52\r\n\r\n", [400]),
    "a folded coding": (POST + b"Transfer-Encoding:\r\n\tchunked\r\n\r\n" + SMUGGLED, [400]),
    "a folded first line": (b"GET /first HTTP/1.1\r\n Host: a\r\n\r\n", [400]),
    "a space before the colon": (POST + b"Content-Length : 52\r\n\r\n", [400]),
    "a tab before the colon": (POST + b"Transfer-Encoding\t: chunked\r\n\r\n" + SMUGGLED, [400]),
    "no colon": (GET + b"X\r\n\r\n", [400]),
    "no name": (GET + b": a\r\n\r\n", [400]),
    "a NUL in a name": (GET + b"X\0: a\r\n\r\n", [400]),
    "a NUL in a value": (GET + b"X: \0\r\n\r\n", [400]),
    "a control character": (GET + b"X: \x01\r\n\r\n", [400]),
    # bodies: never read, and nothing after them is taken for a request
    "a body": (GET + b"Content-Length: 52\r\n\r\n", [413]),
    "a body that writes": (POST + b"Content-Length: 52\r\n\r\n", [405]),
    "a body that is announced": (GET + b"Content-Length: 52\r\nExpect: 100-continue\r\n\r\n", [413]),
    "a large body": (GET + b"Content-Length: " + b"9" * 200 + b"\r\n\r\n", [413]),
    "chunks": (GET + CHUNKED + SMUGGLED, [413]),
    "no chunks": (GET + CHUNKED + b"0\r\n\r\n", [413]),
    "a chunk of bad size": (GET + CHUNKED + b"zz\r\n", [413]),
    "a chunk of negative size": (GET + CHUNKED + b"-1\r\n", [413]),
    "a chunk of huge size": (GET + CHUNKED + b"f" * 17 + b"\r\n", [413]),
    "a chunk with a line feed": (GET + CHUNKED + b"0\n\n", [413]),
    "length and coding": (POST + b"Content-Length: 52\r\n" + CHUNKED + SMUGGLED, [400]),
    "coding and length": (POST + b"Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n" + SMUGGLED, [400]),
    "two lengths": (POST + b"Content-Length: 0\r\nContent-Length: 52\r\n\r\n", [400]),
    "the same length twice": (POST + b"Content-Length: 0\r\ncontent-length: 0\r\n\r\n", [400]),
    "a list of lengths": (POST + b"Content-Length: 0, 52\r\n\r\n", [400]),
    "a positive length": (POST + b"Content-Length: +52\r\n\r\n", [400]),
    "a negative length": (POST + b"Content-Length: -1\r\n\r\n", [400]),
    "an empty length": (POST + b"Content-Length:\r\n\r\n", [400]),
    "a length in hexadecimal": (POST + b"Content-Length: 0x0\r\n\r\n", [400]),
    "a length after a vertical tab": (POST + b"Content-Length: \x0b0\r\n\r\n", [400]),
    "two codings": (POST + b"Transfer-Encoding: identity\r\n" + CHUNKED + SMUGGLED, [400]),
    "a list of codings": (POST + b"Transfer-Encoding: chunked, identity\r\n\r\n" + SMUGGLED, [400]),
    "an unknown coding": (POST + b"Transfer-Encoding: xchunked\r\n\r\n" + SMUGGLED, [400]),
    "a coding after a vertical tab": (POST + b"Transfer-Encoding: \x0bchunked\r\n\r\n" + SMUGGLED, [400]),
    "a coding in HTTP/1.0": (b"POST /first HTTP/1.0\r\n" + CHUNKED + SMUGGLED, [400]),
    # sizes
    "the longest target": (b"GET /" + b"z" * 99 + b" HTTP/1.1\r\nHost: a\r\n\r\n", OPEN),
    "a longer target": (b"GET /" + b"z" * 100 + b" HTTP/1.1\r\nHost: a\r\n\r\n", [414]),
    "the most fields": (GET + b"X: a\r\n" * 7 + b"\r\n", OPEN),
    "more fields": (GET + b"X: a\r\n" * 8 + b"\r\n", [431]),
    "fields without end": (GET + b"X: a\r\n" * 100, [431]),
    "the largest head": (GET + b"X: " + b"z" * 984 + b"\r\n\r\n", OPEN),
    "a larger head": (GET + b"X: " + b"z" * 985 + b"\r\n\r\n", [431]),
    "a head without end": (GET + b"X: " + b"z" * 2000, [431]),
}


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with what is asked for; take a while for `/slow`, and answer at length for `/large`."""
    if scope["path"] == "/slow":
        await asyncio.sleep(0.5)
    body = bytes(LARGE) if scope["path"] == "/large" else scope["path"].encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


class Service:
    """A server in a thread."""

    def __init__(self, limits: Limits, loop: Any, log: Callable[[Seen], None] | None = None) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=512)
        wire = protocol(limits, log)
        config = uvicorn.Config(
            app, http=wire, loop=loop, ws="none", lifespan="off", log_config=None, timeout_graceful_shutdown=2
        )
        self.server = uvicorn.Server(config)
        self.thread = Thread(target=self.server.run, kwargs={"sockets": [self.listening]})

    def connections(self) -> list[Wire]:
        """Return the connections that the server has."""
        return [found for found in list(self.server.server_state.connections) if isinstance(found, Wire)]

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
def serving(limits: Limits, loop: str = "auto", log: Callable[[Seen], None] | None = None) -> Iterator[Service]:
    """Give a server that stops afterwards."""
    service = Service(limits, loop, log)
    service.thread.start()
    try:
        yield service
    finally:
        service.server.should_exit = True
        service.thread.join()


@pytest.fixture(scope="module", params=["uvloop", "asyncio"])
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    """A server on each of the event loops that uvicorn uses."""
    with serving(LIMITS, request.param) as found:
        yield found


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


@pytest.mark.parametrize(("raw", "expected"), SHAPES.values(), ids=SHAPES)
def test_a_shape_of_request_is_answered_once_or_refused(service: Service, raw: bytes, expected: list[int]) -> None:
    """A good request is answered, and so is the one after it; any other has one refusal, and nothing after it one."""
    assert statuses(service.sent(raw + SECOND)) == expected


@pytest.mark.parametrize(("raw", "expected"), SHAPES.values(), ids=SHAPES)
def test_it_does_not_matter_how_bytes_arrive(service: Service, raw: bytes, expected: list[int]) -> None:
    """The answers are the same when each byte is sent by itself."""
    sent = raw + SECOND * (expected != CLOSED)
    assert statuses(service.sent(*(bytes([byte]) for byte in sent))) == expected


def test_a_target_without_end_is_refused(service: Service) -> None:
    """A request line that exceeds its limit is refused before it is whole."""
    assert statuses(service.sent(b"GET /" + b"z" * 400)) == [414]


def test_a_refusal_of_head_has_no_body(service: Service) -> None:
    """HEAD is refused without a document, whose length is told."""
    received = service.sent(b"HEAD /first HTTP/1.1\r\n\r\n")
    assert received.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert received.endswith(b"\r\n\r\n")
    assert received.count(b"\r\n\r\n") == 1


def test_a_client_that_still_sends_can_read_why_it_is_refused(service: Service) -> None:
    """A large body is thrown away: the answer to it is not lost in a reset."""
    with service.connect() as client:
        send_all(client, GET + b"Content-Length: 4000000\r\n\r\n" + bytes(4000000))
        assert statuses(rest(client)) == [413]


def test_a_client_that_says_nothing_is_left(service: Service) -> None:
    """A connection that asks for nothing in time is closed without a word."""
    began = time.monotonic()
    assert service.sent() == b""
    assert 0.25 < time.monotonic() - began < 1


@pytest.mark.parametrize("before", [b"", GET + b"\r\n"], ids=["at first", "after an answer"])
def test_a_head_is_whole_in_time(service: Service, before: bytes) -> None:
    """A head that is only begun is refused in time, also after an answer."""
    began = time.monotonic()
    assert statuses(service.sent(before + GET)) == [200] * bool(before) + [408]
    assert 0.25 < time.monotonic() - began < 1


def test_a_trickle_gains_no_time(service: Service) -> None:
    """The time for a head does not start anew with each byte of it."""
    with service.connect() as client:
        began = time.monotonic()
        client.settimeout(0.02)
        received = b""
        for byte in GET * 10:
            client.sendall(bytes([byte]))
            try:
                received = client.recv(65536)
            except TimeoutError:
                continue
            break
        assert 0.25 < time.monotonic() - began < 1
        assert statuses(received) == [408]


def test_an_answer_that_takes_long_does_not_take_from_the_time_of_the_next_head(service: Service) -> None:
    """A head that is begun during an answer has all its time after it."""
    with service.connect() as client:
        client.sendall(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /second HTTP/1.1\r\n")
        assert answers(client.recv(65536))[0][2] == b"/slow"
        time.sleep(0.2)
        client.sendall(b"Host: a\r\nConnection: close\r\n\r\n")
        assert statuses(rest(client)) == [200]


@pytest.mark.parametrize("count", [100, 5000])
def test_pipelined_requests_are_answered_in_order(service: Service, count: int) -> None:
    """Any number of requests may be sent at once, even by a client that closes its side; none is lost."""
    requests = b"".join(b"GET /%d HTTP/1.1\r\nHost: a\r\n\r\n" % number for number in range(count))
    with service.connect() as client:
        sending = Thread(target=send_all, args=(client, requests))
        sending.start()
        found = answers(rest(client))
        sending.join()
    assert [body for _, _, body in found] == [b"/%d" % number for number in range(count)]


def test_few_requests_wait(service: Service) -> None:
    """While one request is answered, a flood behind it is not read."""
    with service.connect() as client:
        client.settimeout(0.2)
        with pytest.raises(TimeoutError):
            client.sendall(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n" + SECOND * 500000)
        (connection,) = service.connections()
        assert 0 < len(connection.waiting) < LIMITS.pipelined + 300000
    until(lambda: not service.connections())


@pytest.mark.parametrize(
    "then", [b"\r\n", b"Connection: close\r\n\r\n", b"\r\n" + SECOND], ids=["keep", "close", "more"]
)
def test_a_client_that_does_not_read_is_cut(service: Service, then: bytes) -> None:
    """What is left of an answer after some time in which nothing is read goes with the connection."""
    with service.connect() as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n" + then)
        until(lambda: len(service.connections()) == 1)
        assert 0.25 < until(lambda: not service.connections()) < 1


def test_a_client_that_reads_slowly_is_served(service: Service) -> None:
    """A client that reads on gets all of a large answer, even if that takes many times the time for a portion."""
    with service.connect() as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        received, began = 0, time.monotonic()
        while part := client.recv(128 * 1024, socket.MSG_WAITALL):
            received += len(part)
            time.sleep(0.01)
        assert received > LARGE
        assert time.monotonic() - began > 2 * LIMITS.answer_seconds


def test_of_too_many_connections_the_one_that_waits_longest_is_closed() -> None:
    """A further connection is served, at the cost of the one that has been silent for longest."""
    with serving(Limits(connections=10, head_seconds=PATIENCE)) as service, ExitStack() as stack:
        silent = service.several(10, stack)
        until(lambda: len(service.connections()) == 10)
        assert statuses(service.sent(SECOND)) == [200]
        assert silent[0].recv(1) == b""
        until(lambda: len(service.connections()) == 9)
        silent[1].sendall(SECOND)
        assert statuses(rest(silent[1])) == [200]


def test_slow_clients_do_not_slow_others(service: Service) -> None:
    """While 200 clients hang at half a head, an ordinary one is served at once; in the end only they are gone."""
    with ExitStack() as stack:
        slow = service.several(200, stack)
        for client in slow:
            client.sendall(GET)
        for _ in range(20):
            began = time.monotonic()
            assert statuses(service.sent(SECOND)) == [200]
            assert time.monotonic() - began < 0.2
        assert [statuses(rest(client)) for client in slow] == [[408]] * 200
    until(lambda: not service.connections())


def test_what_is_in_flight_is_finished() -> None:
    """A server that is to stop answers what was asked, leaves who asks nothing, and waits for none for ever."""
    with serving(LIMITS) as service, ExitStack() as stack:
        busy, silent, begun, deaf = service.several(4, stack)
        busy.sendall(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n" + SECOND)
        begun.sendall(GET)
        deaf.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        until(lambda: len(service.connections()) == 4)
        time.sleep(0.05)
        service.server.should_exit = True
        assert answers(rest(busy))[0][2] == b"/slow"
        assert rest(silent) == rest(begun) == b""
        assert until(lambda: not service.thread.is_alive()) < 2


def test_refusals_are_logged() -> None:
    """A refusal has a line in the access log, with the id that the client was told and nothing of what it sent."""
    lines: list[Seen] = []
    with serving(LIMITS, log=lines.append) as service:
        found = answers(service.sent(b"GET /first\r\n"))
    (line,) = (seen.fields() for seen in lines)
    assert line["id"] == found[0][1]["x-request-id"]
    assert (line["status"], line["client"], line["method"], line["target"]) == (400, "127.0.0.1", "-", "-")
