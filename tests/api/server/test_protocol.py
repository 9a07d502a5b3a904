"""Slow and greedy clients on raw sockets are bounded, and others do not notice them."""

import socket
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from threading import Thread

import pytest
from starlette.types import Receive, Scope, Send

from api.cache.middleware import CacheMiddleware
from api.cache.store import ResponseCache
from api.http.access_log import AccessRecord
from api.http.limits import Limits
from api.http.logs import LOGGER, record_fields
from tests.api.server.sockets import (
    GATE,
    GET,
    LARGE,
    LIMITS,
    SECOND,
    TIMEOUT,
    RawServer,
    parse_responses,
    receive_all,
    run_server,
    send_all,
    statuses,
    wait_until,
)


def test_a_client_that_is_still_sending_can_read_the_rejection(raw_server: RawServer) -> None:
    """A large body is discarded: the response is not lost in a reset."""
    with raw_server.connect() as client:
        send_all(client, GET + b"Content-Length: 4000000\r\n\r\n" + bytes(4000000))
        assert statuses(receive_all(client)) == [413]


def test_a_silent_connection_is_closed(raw_server: RawServer) -> None:
    """A connection that sends nothing in time is closed without a response."""
    start = time.monotonic()
    assert raw_server.send() == b""
    assert 0.2 < time.monotonic() - start < 3


@pytest.mark.parametrize("before", [b"", GET + b"\r\n"], ids=["at first", "after a response"])
def test_a_head_is_complete_in_time(raw_server: RawServer, before: bytes) -> None:
    """An incomplete head is rejected in time, also after a response."""
    start = time.monotonic()
    assert statuses(raw_server.send(before + GET)) == [200] * bool(before) + [408]
    assert 0.2 < time.monotonic() - start < 3


def test_a_trickle_gains_no_time(raw_server: RawServer) -> None:
    """The header timer does not restart with each byte."""
    with raw_server.connect() as client:
        start = time.monotonic()
        client.settimeout(0.02)
        received = b""
        for byte in GET * 10:
            client.sendall(bytes([byte]))
            try:
                received = client.recv(65536)
            except TimeoutError:
                continue
            break
        assert 0.2 < time.monotonic() - start < 3
        assert statuses(received) == [408]


def test_a_slow_response_takes_no_time_from_the_next_head(raw_server: RawServer) -> None:
    """The header timer of a head that arrives during a response starts after the response."""
    with raw_server.connect() as client:
        client.sendall(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /second HTTP/1.1\r\n")
        assert client.recv(1)
        client.sendall(b"Host: a\r\nConnection: close\r\n\r\n")
        assert receive_all(client).endswith(b"/second")


@pytest.mark.parametrize("count", [100, 5000])
def test_pipelined_requests_are_answered_in_order(raw_server: RawServer, count: int) -> None:
    """Any number of requests may be pipelined, even by a client that closes its side; none is lost."""
    requests = b"".join(b"GET /%d HTTP/1.1\r\nHost: a\r\n\r\n" % number for number in range(count))
    with raw_server.connect() as client:
        sender = Thread(target=send_all, args=(client, requests))
        sender.start()
        responses = parse_responses(receive_all(client))
        sender.join()
    assert [body for _, _, body in responses] == [b"/%d" % number for number in range(count)]


@pytest.mark.parametrize("loop", ["uvloop", "asyncio"])
def test_few_requests_are_buffered(loop: str) -> None:
    """While one request is handled, a flood behind it is not read."""
    GATE.clear()
    limits = replace(LIMITS, header_timeout=TIMEOUT)  # not that of a thread that waits for its turn
    with run_server(limits, loop) as raw_server, raw_server.connect() as client:
        client.settimeout(0.1)
        with pytest.raises(TimeoutError):
            client.sendall(b"GET /gated HTTP/1.1\r\nHost: a\r\n\r\n" + SECOND * 500000)
        wait_until(lambda: any(protocol.buffer for protocol in raw_server.connections()))
        (protocol,) = raw_server.connections()
        assert 0 < len(protocol.buffer) < LIMITS.max_pipelined_bytes + 300000
        GATE.set()
        client.close()
        wait_until(lambda: not raw_server.connections())


@pytest.mark.parametrize(
    "rest_of_head", [b"\r\n", b"Connection: close\r\n\r\n", b"\r\n" + SECOND], ids=["keep", "close", "more"]
)
def test_a_client_that_does_not_read_is_disconnected(raw_server: RawServer, rest_of_head: bytes) -> None:
    """A connection is closed, with what is left of the response, if the client reads nothing for some time."""
    with raw_server.connect() as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n" + rest_of_head)
        wait_until(lambda: len(raw_server.connections()) == 1)
        assert 0.15 < wait_until(lambda: not raw_server.connections()) < 3


def test_a_client_that_reads_slowly_is_served(raw_server: RawServer) -> None:
    """A client that keeps reading gets all of a large response, even if that takes many times the send timeout."""
    with raw_server.connect() as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        received, start = 0, time.monotonic()
        while part := client.recv(128 * 1024, socket.MSG_WAITALL):
            received += len(part)
            time.sleep(0.01)
        assert received > LARGE
        assert time.monotonic() - start > 2 * LIMITS.send_timeout


def test_of_too_many_connections_the_one_that_waits_longest_is_closed() -> None:
    """A further connection is served, and the one that has been silent for longest is closed."""
    with run_server(Limits(max_connections=10, header_timeout=TIMEOUT)) as raw_server, ExitStack() as stack:
        silent = raw_server.connect_many(10, stack)
        wait_until(lambda: len(raw_server.connections()) == 10)
        assert statuses(raw_server.send(SECOND)) == [200]
        assert silent[0].recv(1) == b""
        wait_until(lambda: len(raw_server.connections()) == 9)
        silent[1].sendall(SECOND)
        assert statuses(receive_all(silent[1])) == [200]


def test_of_too_many_idle_connections_the_one_that_was_answered_first_is_closed() -> None:
    """A further connection is served, too, where all others have had a response and are kept alive."""
    with run_server(Limits(max_connections=10)) as raw_server, ExitStack() as stack:
        idle = raw_server.connect_many(10, stack)
        for client in idle:
            client.sendall(GET + b"\r\n")
            assert client.recv(4096).startswith(b"HTTP/1.1 200 ")
        assert statuses(raw_server.send(SECOND)) == [200]
        assert idle[0].recv(1) == b""
        idle[1].sendall(SECOND)
        assert statuses(receive_all(idle[1])) == [200]


@pytest.mark.parametrize("loop", ["uvloop", "asyncio"])
def test_slow_clients_do_not_slow_others(loop: str) -> None:
    """While 200 clients stall in a head, ordinary requests are served; then only the slow clients get 408."""
    with run_server(Limits(header_timeout=2), loop) as raw_server, ExitStack() as stack:
        slow = raw_server.connect_many(200, stack)
        for client in slow:
            client.sendall(GET)
        wait_until(lambda: len(raw_server.connections()) == 200)
        for _ in range(20):
            assert statuses(raw_server.send(SECOND)) == [200]
        assert len(raw_server.connections()) >= 200
        assert [statuses(receive_all(client)) for client in slow] == [[408]] * 200
        wait_until(lambda: not raw_server.connections())


def test_requests_in_progress_are_completed_on_shutdown() -> None:
    """On shutdown, requests in progress are completed, idle connections closed, and slow clients disconnected."""
    with run_server(LIMITS) as raw_server, ExitStack() as stack:
        busy, silent, incomplete, unread = raw_server.connect_many(4, stack)
        busy.sendall(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n" + SECOND)
        incomplete.sendall(GET)
        unread.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        wait_until(lambda: len(raw_server.connections()) == 4)
        time.sleep(0.05)
        raw_server.server.should_exit = True
        assert parse_responses(receive_all(busy))[0][2] == b"/slow"
        assert receive_all(silent) == receive_all(incomplete) == b""
        assert wait_until(lambda: not raw_server.thread.is_alive()) < 2


def test_rejections_are_logged() -> None:
    """A rejection is in the access log, with the request id of the response and nothing that the client sent."""
    records: list[AccessRecord] = []
    with run_server(LIMITS, logger=records.append) as raw_server:
        ((_, headers, _),) = parse_responses(raw_server.send(b"GET /first\r\n"))
    (fields,) = (record.as_dict() for record in records)
    assert fields["request_id"] == headers["x-request-id"]
    assert (fields["status"], fields["client"], fields["method"], fields["target"]) == (400, "127.0.0.1", "-", "-")


def test_an_error_keeps_the_connection(caplog: pytest.LogCaptureFixture) -> None:
    """After a 500 the same connection serves the next request; the log alone has the traceback, by request id."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/first":
            raise RuntimeError("secret")
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"second"})

    middleware = CacheMiddleware(app, ResponseCache(10**6), Limits(), datetime.now(UTC))
    with run_server(Limits(), app=middleware) as raw_server:
        failed, succeeded = parse_responses(raw_server.send(GET + b"\r\n", SECOND))
    assert (failed[0], succeeded[0], succeeded[2]) == (500, 200, b"second")
    assert failed[1]["content-type"] == "application/problem+json"
    assert b"secret" not in failed[2]
    assert "RuntimeError: secret" in caplog.text
    (record,) = (record for record in caplog.records if record.name == LOGGER.name)
    assert record_fields(record)["request_id"] == failed[1]["x-request-id"]
