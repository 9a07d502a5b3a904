"""A server that has run out of file descriptors survives it, and logs it once in a while."""

import asyncio
import errno
import os
import resource
import socket
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from api.http.limits import Limits
from api.http.throttle import Throttle
from api.server import descriptors
from api.server.descriptors import connection_limit, handle_loop_error
from tests.api.server.sockets import SECOND, TIMEOUT, RawServer, run_server, statuses, wait_until
from tests.api.server.test_reloader import run_process
from tests.api.server.test_serving import get_json


@pytest.fixture(autouse=True)
def throttle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing has been logged lately."""
    monkeypatch.setattr(descriptors, "throttle", Throttle(60))


@pytest.mark.parametrize(
    ("descriptor_limit", "expected"), [(1024, 960), (100_000, 4096), (40, 20), (1, 1), (resource.RLIM_INFINITY, 4096)]
)
def test_connections_leave_descriptors(monkeypatch: pytest.MonkeyPatch, descriptor_limit: int, expected: int) -> None:
    """There are never so many connections that none is left for a file."""
    monkeypatch.setattr(resource, "getrlimit", lambda _: (descriptor_limit, descriptor_limit))
    assert connection_limit(4096) == expected


def get_when_served(port: int, path: str) -> Any:
    """Return the response once connections are no longer reset for lack of descriptors."""
    deadline = time.monotonic() + TIMEOUT
    while True:
        try:
            return get_json(port, path)
        except ConnectionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def test_accepting_goes_on_when_descriptors_are_free(tmp_path: Path) -> None:
    """While a server has none left it keeps what it has, and once clients leave it serves others."""
    with run_process(tmp_path) as server, ExitStack() as stack:
        pid = server.process.pid
        limit = len(os.listdir(f"/proc/{pid}/fd")) + 10
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (limit, limit))
        for _ in range(60):
            stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=TIMEOUT))
        stack.close()
        assert get_when_served(server.port, "/v1/sheets")["total"] == 1
        assert server.process.poll() is None
        assert len(server.out.read_text().splitlines()) < 20
        assert server.errors() == ""


def test_running_out_of_descriptors_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    """An event loop that reports it for each connection leaves one record; another error is logged as ever."""

    async def scenario() -> None:
        loop = asyncio.get_running_loop()
        for code in (errno.EMFILE, errno.ENFILE, errno.EMFILE):
            handle_loop_error(loop, {"message": "accept", "exception": OSError(code, os.strerror(code))})
        handle_loop_error(loop, {"message": "something else", "exception": OSError(errno.EBADF, "bad")})

    asyncio.run(scenario())
    assert [record.getMessage() for record in caplog.records] == [
        "Connections cannot be accepted: Too many open files",
        "something else",
    ]


def test_too_many_connections_are_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    """That connections are closed for their number is logged once, however many they are."""

    def connect(server: RawServer, stack: ExitStack) -> None:
        server.connect_many(20, stack)
        wait_until(lambda: len(server.connections()) == 5)
        assert statuses(server.send(SECOND)) == [200]

    with run_server(Limits(max_connections=5)) as server, ExitStack() as stack:
        connect(server, stack)
    assert [record.event for record in caplog.records if hasattr(record, "event")] == ["too_many_connections"]
