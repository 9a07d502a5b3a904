"""What slow and greedy clients meet, over raw sockets; and that others do not notice them."""

import socket
import time
from contextlib import ExitStack
from threading import Thread

import pytest

from api.http.access_log import AccessRecord
from api.http.limits import Limits
from tests.api.server.sockets import (
    GET,
    LARGE,
    LIMITS,
    PATIENCE,
    SECOND,
    Service,
    answers,
    rest,
    send_all,
    serving,
    statuses,
    until,
)


def test_a_client_that_still_sends_can_read_why_it_is_refused(service: Service) -> None:
    """A large body is thrown away: the answer to it is not lost in a reset."""
    with service.connect() as client:
        send_all(client, GET + b"Content-Length: 4000000\r\n\r\n" + bytes(4000000))
        assert statuses(rest(client)) == [413]


def test_a_client_that_says_nothing_is_left(service: Service) -> None:
    """A connection that asks for nothing in time is closed without a word."""
    began = time.monotonic()
    assert service.sent() == b""
    assert 0.2 < time.monotonic() - began < 3


@pytest.mark.parametrize("before", [b"", GET + b"\r\n"], ids=["at first", "after an answer"])
def test_a_head_is_whole_in_time(service: Service, before: bytes) -> None:
    """A head that is only begun is refused in time, also after an answer."""
    began = time.monotonic()
    assert statuses(service.sent(before + GET)) == [200] * bool(before) + [408]
    assert 0.2 < time.monotonic() - began < 3


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
        assert 0.2 < time.monotonic() - began < 3
        assert statuses(received) == [408]


def test_an_answer_that_takes_long_does_not_take_from_the_time_of_the_next_head(service: Service) -> None:
    """A head that is begun during an answer has all its time after it."""
    with service.connect() as client:
        client.sendall(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /second HTTP/1.1\r\n")
        assert client.recv(1)
        time.sleep(0.15)
        client.sendall(b"Host: a\r\nConnection: close\r\n\r\n")
        assert rest(client).endswith(b"/second")


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
        assert 0 < len(connection.waiting) < LIMITS.max_pipelined_bytes + 300000
    until(lambda: not service.connections())


@pytest.mark.parametrize(
    "then", [b"\r\n", b"Connection: close\r\n\r\n", b"\r\n" + SECOND], ids=["keep", "close", "more"]
)
def test_a_client_that_does_not_read_is_cut(service: Service, then: bytes) -> None:
    """What is left of an answer after some time in which nothing is read goes with the connection."""
    with service.connect() as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n" + then)
        until(lambda: len(service.connections()) == 1)
        assert 0.15 < until(lambda: not service.connections()) < 3


def test_a_client_that_reads_slowly_is_served(service: Service) -> None:
    """A client that reads on gets all of a large answer, even if that takes many times the time for a portion."""
    with service.connect() as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        received, began = 0, time.monotonic()
        while part := client.recv(128 * 1024, socket.MSG_WAITALL):
            received += len(part)
            time.sleep(0.01)
        assert received > LARGE
        assert time.monotonic() - began > 2 * LIMITS.send_timeout


def test_of_too_many_connections_the_one_that_waits_longest_is_closed() -> None:
    """A further connection is served, at the cost of the one that has been silent for longest."""
    with serving(Limits(max_connections=10, header_timeout=PATIENCE)) as service, ExitStack() as stack:
        silent = service.several(10, stack)
        until(lambda: len(service.connections()) == 10)
        assert statuses(service.sent(SECOND)) == [200]
        assert silent[0].recv(1) == b""
        until(lambda: len(service.connections()) == 9)
        silent[1].sendall(SECOND)
        assert statuses(rest(silent[1])) == [200]


def test_of_too_many_idle_connections_the_one_that_was_answered_first_is_closed() -> None:
    """A further connection is served, too, where all others were answered and are kept alive."""
    with serving(Limits(max_connections=10)) as service, ExitStack() as stack:
        kept = service.several(10, stack)
        for client in kept:
            client.sendall(GET + b"\r\n")
            assert client.recv(4096).startswith(b"HTTP/1.1 200 ")
        assert statuses(service.sent(SECOND)) == [200]
        assert kept[0].recv(1) == b""
        kept[1].sendall(SECOND)
        assert statuses(rest(kept[1])) == [200]


@pytest.mark.parametrize("loop", ["uvloop", "asyncio"])
def test_slow_clients_do_not_slow_others(loop: str) -> None:
    """While 200 clients hang at half a head, an ordinary one is served before any is gone; then only they are."""
    with serving(Limits(header_timeout=2), loop) as service, ExitStack() as stack:
        slow = service.several(200, stack)
        for client in slow:
            client.sendall(GET)
        until(lambda: len(service.connections()) == 200)
        for _ in range(20):
            assert statuses(service.sent(SECOND)) == [200]
        assert len(service.connections()) >= 200
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
    lines: list[AccessRecord] = []
    with serving(LIMITS, log=lines.append) as service:
        found = answers(service.sent(b"GET /first\r\n"))
    (line,) = (seen.fields() for seen in lines)
    assert line["id"] == found[0][1]["x-request-id"]
    assert (line["status"], line["client"], line["method"], line["target"]) == (400, "127.0.0.1", "-", "-")
