"""A server that runs: reads its sheets again, replaces its workers, writes its log, ends when all is answered."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from api.cache.middleware import CacheMiddleware
from api.cache.store import ResponseCache
from api.http.limits import Limits
from tests.api.server import sockets
from tests.api.server.sockets import SECOND, answers, serving
from tests.api.server.test_serving import free_port, got
from tests.conftest import FRIGATE
from tests.facts.factories import build_empty_archive as empty

PATIENCE = 5.0
LARGE = "/assets/swagger-ui-bundle.js"
FIELDS = ["time", "id", "client", "method", "target", "status", "bytes", "ms"]


class Running:
    """A server in a process of its own, with a sheet of its own, whose output goes to files."""

    def __init__(self, place: Path, *arguments: str) -> None:
        self.port = free_port()
        self.sheet, self.out, self.err = place / "sheet.json", place / "out", place / "err"
        self.change(title="Before")
        given = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        command = [sys.executable, "-m", "api", "--port", str(self.port), "--sheets", str(self.sheet), *arguments]
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = subprocess.Popen(  # noqa: S603 - ours
                command, env=given, stdout=out, stderr=err, start_new_session=True
            )

    def change(self, **values: Any) -> None:
        """Write the sheet anew, with other values."""
        raw = json.loads(FRIGATE.read_text(encoding="utf-8"))
        self.sheet.write_text(json.dumps(raw | values), encoding="utf-8")

    def title(self) -> str | None:
        """Return the title of the sheet that is served; None if nobody answers."""
        with suppress(OSError, HTTPException):
            return str(got(self.port, "/v1/sheets")["items"][0]["title"])
        return None

    def told(self) -> str:
        """Return what the server wrote to standard error."""
        return self.err.read_text(encoding="utf-8")

    def pids(self) -> list[int]:
        """Return the processes that ever began to serve."""
        return [int(found) for found in re.findall(r"Started server process \[(\d+)\]", self.told())]


@contextmanager
def running(place: Path, *arguments: str) -> Iterator[Running]:
    """Run a server until it answers; kill it afterwards if it still runs."""
    server = Running(place, *arguments)
    try:
        assert within(15, lambda: server.title() == "Before"), server.told()
        yield server
    finally:
        server.process.kill()
        server.process.wait()


def within(seconds: float, true: Callable[[], object]) -> bool:
    """Return whether something becomes true in time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@contextmanager
def asking(port: int, seen: "Seen", patient: bool = False) -> Iterator[None]:
    """Ask without pause, on one connection and on new ones; one that is `patient` asks again when refused."""
    done = Event()

    def ask() -> None:
        kept = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        while not done.is_set():
            for connection in (HTTPConnection("127.0.0.1", port, timeout=PATIENCE), *([] if patient else [kept])):
                attempt(connection, seen, patient)
                if connection is not kept:
                    connection.close()
            time.sleep(0.005)
        kept.close()

    thread = Thread(target=ask)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def attempt(connection: HTTPConnection, seen: "Seen", patient: bool) -> None:
    """Ask once, or once more if patient; note what comes."""
    seen.asked += 1
    try:
        connection.request("GET", f"/v1/contracts?q={'abc'[seen.asked % 3]}")
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            seen.failures.append(str(response.status))
    except (OSError, HTTPException) as error:
        connection.close()
        if patient:
            attempt(connection, seen, False)
        else:
            seen.failures.append(repr(error))


@dataclass
class Seen:
    """What was seen of a server."""

    asked: int = 0
    failures: list[str] = field(default_factory=list)
    titles: list[str | None] = field(default_factory=list)
    generations: list[str] = field(default_factory=list)
    told: str = ""
    body: int = 0
    length: int = -1
    seconds: float = 0
    lines: list[str] = field(default_factory=list)
    early: int = 0


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What is seen of one process that is told to read a good sheet, a broken one, and to end while it is read."""
    seen = Seen()
    with running(tmp_path_factory.mktemp("alone")) as server:
        seen.generations.append(got(server.port, "/healthz")["generation"])
        with asking(server.port, seen):
            server.change(title="After")
            server.process.send_signal(signal.SIGHUP)
            within(PATIENCE, lambda: server.title() == "After")
            seen.titles.append(server.title())
            seen.generations.append(got(server.port, "/healthz")["generation"])
            server.change(title="Broken", contracts=[{"id": "a", "buyer": "UK"}])
            server.process.send_signal(signal.SIGHUP)
            within(PATIENCE, lambda: "from before" in server.told())
            seen.titles.append(server.title())
            seen.generations.append(got(server.port, "/healthz")["generation"])
        seen.told = server.told()
        within(1, lambda: server.out.read_text().count("/v1/contracts?q=") == seen.asked)
        seen.early = server.out.read_text().count("/v1/contracts?q=")
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            client.sendall(f"GET {LARGE} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            time.sleep(0.2)
            server.process.send_signal(signal.SIGTERM)
            began = time.monotonic()
            slowly(client, seen)
        with suppress(subprocess.TimeoutExpired):
            server.process.wait(PATIENCE)
        seen.seconds = time.monotonic() - began
        seen.lines = server.out.read_text().splitlines()
        capture = [sys.executable, "-m", "facts", "check", str(server.sheet)]
        checked = subprocess.run(capture, capture_output=True, text=True, check=False)  # noqa: S603 - ours
        seen.titles.append(checked.stderr)
    return seen


def slowly(client: socket.socket, seen: Seen) -> None:
    """Read an answer in small parts, with pauses."""
    head, _, body = client.recv(8192).partition(b"\r\n\r\n")
    seen.length, seen.body = int(re.findall(rb"content-length: (\d+)", head.lower())[0]), len(body)
    while seen.body < seen.length and (part := client.recv(65536)):
        seen.body += len(part)
        time.sleep(0.02)


def test_a_good_sheet_is_read_again(alone: Seen) -> None:
    """SIGHUP serves the sheet as it is now: another generation, and no request fails meanwhile."""
    assert alone.titles[0] == "After"
    assert alone.generations[0] != alone.generations[1]
    assert alone.failures == []
    assert alone.asked > 5


def test_a_broken_sheet_is_told_and_not_served(alone: Seen) -> None:
    """With a broken sheet the one from before goes on, and standard error has the messages of `check`."""
    assert alone.titles[1] == "After"
    assert alone.generations[1] == alone.generations[2]
    messages = [line.removeprefix("wrong ") for line in str(alone.titles[2]).splitlines()]
    assert messages
    assert set(messages) <= set(alone.told.splitlines())
    assert "Traceback" not in alone.told


def test_an_answer_is_finished_before_the_end(alone: Seen) -> None:
    """SIGTERM lets a client that reads slowly have its whole answer."""
    assert alone.body == alone.length > 1_000_000


def test_the_end_comes_soon(alone: Seen) -> None:
    """When all is answered the process ends at once, a reload before or not."""
    assert alone.seconds < PATIENCE


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_end_is_no_failure(ending: signal.Signals, tmp_path: Path) -> None:
    """Ctrl-C and SIGTERM end the process with status 0 and without a traceback."""
    with running(tmp_path) as server:
        server.process.send_signal(ending)
        assert server.process.wait(PATIENCE) == 0
        assert "Traceback" not in server.told()


@pytest.mark.parametrize("wait", [0, 0.2, 0.4])
def test_several_end_before_they_have_begun(wait: float, tmp_path: Path) -> None:
    """Ctrl-C, which a terminal sends to all processes, ends them while they are only starting, too."""
    server = Running(tmp_path, "--workers", "2")
    try:
        assert within(15, lambda: "Started parent process" in server.told())
        time.sleep(wait)
        os.killpg(server.process.pid, signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0
        assert "Traceback" not in server.told()
    finally:
        server.process.kill()
        server.process.wait()


def test_every_request_has_a_line_in_the_log(alone: Seen) -> None:
    """Standard output has a JSON line for each request, and nothing else, when the process has ended."""
    found = [json.loads(line) for line in alone.lines]
    assert all(list(line) == FIELDS for line in found)
    assert len([line for line in found if line["target"].startswith("/v1/contracts?q=")]) == alone.asked
    assert [line["status"] for line in found if line["target"] == LARGE] == [200]


def test_the_log_is_written_as_it_happens(alone: Seen) -> None:
    """A line is there soon after its request, for whoever follows the log through a pipe or a file."""
    assert alone.early == alone.asked


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What is seen of two processes, one of which is killed, that are told to read a good sheet, and a broken one."""
    seen = Seen()
    with running(tmp_path_factory.mktemp("several"), "--workers", "2", "--no-access-log") as server:
        assert within(PATIENCE, lambda: len(server.pids()) == 2)
        with asking(server.port, seen, patient=True):
            os.kill(server.pids()[0], signal.SIGKILL)
            assert within(PATIENCE, lambda: len(server.pids()) > 2)
            seen.titles += {server.title() for _ in range(5)}
        with asking(server.port, seen):
            server.change(title="After")
            server.process.send_signal(signal.SIGHUP)
            assert within(PATIENCE, lambda: server.told().count("reloaded:") == 2)
            seen.titles += {server.title() for _ in range(10)}
            server.sheet.write_text("{", encoding="utf-8")
            server.process.send_signal(signal.SIGHUP)
            assert within(PATIENCE, lambda: "is not valid JSON" in server.told())
            seen.titles += {server.title() for _ in range(5)}
        with asking(server.port, seen, patient=True):
            os.kill(server.pids()[1], signal.SIGKILL)
            assert within(PATIENCE, lambda: len(server.pids()) > 3)
            seen.titles += {server.title() for _ in range(5)}
        server.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        with suppress(subprocess.TimeoutExpired):
            server.process.wait(PATIENCE)
        seen.seconds = time.monotonic() - began
        seen.told, seen.lines = server.told(), server.out.read_text().splitlines()
    return seen


def test_workers_are_replaced_and_reload(several: Seen) -> None:
    """A killed worker is replaced, by one that serves what the others do, whatever sheets there are by then.

    A new sheet is served by all, a broken one by none and told once; no request is lost on the way.
    """
    assert several.titles == ["Before", "After", "After", "After"]
    assert several.failures == []
    assert several.asked > 20
    assert several.told.count("sheet.json: is not valid JSON") == 1
    assert "Traceback" not in several.told
    assert several.seconds < PATIENCE


def test_no_log_is_written_if_none_is_wanted(several: Seen) -> None:
    """With `--no-access-log` standard output stays empty."""
    assert several.lines == []


def test_a_fault_keeps_the_connection(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """After 500 the same connection answers the next request; what happened is told in the server's log only."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/first":
            raise RuntimeError("secret")
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"second"})

    monkeypatch.setattr(
        sockets, "app", CacheMiddleware(app, empty(datetime.now(UTC)), ResponseCache(10**6), Limits())
    )
    with serving(Limits()) as service:
        (status, fields, body), (other, _, second) = answers(service.sent(sockets.GET + b"\r\n", SECOND))
    assert (status, other, second) == (500, 200, b"second")
    assert fields["content-type"] == "application/problem+json"
    assert b"secret" not in body
    assert "RuntimeError: secret" in capsys.readouterr().err
