"""A running server reloads its sheets, replaces its workers, writes its log, and stops when requests are complete."""

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
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from tests.api.server.test_serving import free_port, get_json
from tests.conftest import FRIGATE

TIMEOUT = 5.0
START_TIMEOUT = 60
"""Seconds in which a process starts, on a machine that has much else to do."""
LARGE = "/assets/swagger-ui-bundle.js"
COMMON_FIELDS = ["time", "level", "event", "message", "request_id"]
REQUEST_FIELDS = [*COMMON_FIELDS, "client", "method", "target", "status", "bytes", "ms"]
LOADED_FIELDS = [*COMMON_FIELDS, "sheets", "generation"]
SERVER_EVENTS = {"listen", "start", "server", "reload", "reload_failed"}
Fields = dict[str, Any]


class ServerProcess:
    """A server in a process of its own, with a sheet of its own, whose output goes to files."""

    def __init__(self, directory: Path, *arguments: str) -> None:
        self.port = free_port()
        self.sheet, self.out, self.err = directory / "sheet.json", directory / "out", directory / "err"
        self.write_sheet(title="Before")
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        command = [sys.executable, "-m", "api", "--port", str(self.port), "--sheets", str(self.sheet), *arguments]
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = subprocess.Popen(  # noqa: S603 - the command is ours
                command, env=environment, stdout=out, stderr=err, start_new_session=True
            )

    def write_sheet(self, **values: Any) -> None:
        """Write the sheet with other values."""
        raw = json.loads(FRIGATE.read_text(encoding="utf-8"))
        self.sheet.write_text(json.dumps(raw | values), encoding="utf-8")

    def title(self) -> str | None:
        """Return the title of the sheet that is served; None if there is no response."""
        with suppress(OSError, HTTPException):
            return str(get_json(self.port, "/v1/sheets")["items"][0]["title"])
        return None

    def generation(self) -> str:
        """Return the generation of the archive that is served."""
        return str(get_json(self.port, "/healthz")["generation"])

    def errors(self) -> str:
        """Return what the server wrote to standard error."""
        return self.err.read_text(encoding="utf-8")

    def records(self, event: str | None = None) -> list[Fields]:
        """Return the log records, of one event or all."""
        lines = self.out.read_text(encoding="utf-8").splitlines(keepends=True)
        records = [json.loads(line) for line in lines if line.endswith("\n")]
        return [record for record in records if event in {None, record["event"]}]

    def pids(self) -> list[int]:
        """Return the processes that ever started to serve."""
        messages = " ".join(record["message"] for record in self.records("server"))
        return [int(pid) for pid in re.findall(r"Started server process \[(\d+)\]", messages)]

    def seconds_to_exit(self) -> float:
        """Return how long the process takes to exit, at most about TIMEOUT."""
        start = time.monotonic()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(TIMEOUT)
        return time.monotonic() - start


@contextmanager
def run_process(directory: Path, *arguments: str) -> Iterator[ServerProcess]:
    """Run a server until it responds; kill it afterwards if it is still running."""
    server = ServerProcess(directory, *arguments)
    try:
        assert is_true_within(START_TIMEOUT, lambda: server.title() == "Before"), server.errors()
        yield server
    finally:
        server.process.kill()
        server.process.wait()


def is_true_within(seconds: float, condition: Callable[[], object]) -> bool:
    """Return whether a condition becomes true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@dataclass
class Observations:
    """What clients of a server observed, and what it logged."""

    requests: int = 0
    failures: list[str] = field(default_factory=list)
    titles: list[str | None] = field(default_factory=list)
    generations: list[str] = field(default_factory=list)
    errors: str = ""
    body_size: int = 0
    content_length: int = -1
    seconds: float = 0
    status: int | None = None
    records: list[Fields] = field(default_factory=list)
    early_requests: int = 0
    check_output: str = ""

    def of(self, event: str) -> list[Fields]:
        """Return the log records of an event."""
        return [record for record in self.records if record["event"] == event]


@contextmanager
def sending_requests(port: int, observations: Observations, retry: bool = False) -> Iterator[None]:
    """Send requests without pause, on one connection and on new ones; with `retry`, repeat one that fails."""
    done = Event()

    def send_requests() -> None:
        persistent = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        while not done.is_set():
            for connection in (HTTPConnection("127.0.0.1", port, timeout=TIMEOUT), *([] if retry else [persistent])):
                send_request(connection, observations, retry)
                if connection is not persistent:
                    connection.close()
            time.sleep(0.02)
        persistent.close()

    thread = Thread(target=send_requests)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def send_request(connection: HTTPConnection, observations: Observations, retry: bool) -> None:
    """Send a request, and with `retry` another one if it fails; record a failure."""
    observations.requests += 1
    try:
        connection.request("GET", f"/v1/contracts?q={'abc'[observations.requests % 3]}")
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            observations.failures.append(str(response.status))
    except (OSError, HTTPException) as error:
        connection.close()
        if retry:
            send_request(connection, observations, False)
        else:
            observations.failures.append(repr(error))


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Observations:
    """One process that reloads a valid sheet and an invalid one, and is stopped while a client reads slowly."""
    observations = Observations()
    with run_process(tmp_path_factory.mktemp("single")) as server:
        observations.generations.append(server.generation())
        with sending_requests(server.port, observations):
            server.write_sheet(title="After")
            server.process.send_signal(signal.SIGHUP)
            is_true_within(START_TIMEOUT, lambda: server.title() == "After")
            observations.titles.append(server.title())
            observations.generations.append(server.generation())
            server.write_sheet(title="Broken", contracts=[{"id": "a", "buyers": ["UK"]}])
            server.process.send_signal(signal.SIGHUP)
            is_true_within(START_TIMEOUT, lambda: server.records("reload_failed"))
            observations.titles.append(server.title())
            observations.generations.append(server.generation())
        is_true_within(1, lambda: server.out.read_text().count("/v1/contracts?q=") == observations.requests)
        observations.early_requests = server.out.read_text().count("/v1/contracts?q=")
        with socket.create_connection(("127.0.0.1", server.port), timeout=TIMEOUT) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            client.sendall(f"GET {LARGE} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            time.sleep(0.2)
            server.process.send_signal(signal.SIGTERM)
            start = time.monotonic()
            read_slowly(client, observations)
        server.seconds_to_exit()
        observations.seconds, observations.status = time.monotonic() - start, server.process.returncode
        observations.records, observations.errors = server.records(), server.errors()
        command = [sys.executable, "-m", "facts", "check", str(server.sheet)]
        check = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - the command is ours
        observations.check_output = check.stderr
    return observations


def read_slowly(client: socket.socket, observations: Observations) -> None:
    """Read a response in small parts, with pauses."""
    head, _, body = client.recv(8192).partition(b"\r\n\r\n")
    observations.content_length = int(re.findall(rb"content-length: (\d+)", head.lower())[0])
    observations.body_size = len(body)
    while observations.body_size < observations.content_length and (part := client.recv(65536)):
        observations.body_size += len(part)
        time.sleep(0.02)


def test_a_valid_sheet_is_reloaded(single: Observations) -> None:
    """SIGHUP serves the sheet as it is now, under another generation, and no request fails meanwhile."""
    assert single.titles[0] == "After"
    assert single.generations[0] != single.generations[1]
    assert single.failures == []
    assert single.requests > 5
    (reload,) = single.of("reload")
    assert list(reload) == LOADED_FIELDS
    assert (reload["level"], reload["sheets"], reload["generation"]) == ("info", 1, single.generations[1])


def test_an_invalid_sheet_is_logged_and_not_served(single: Observations) -> None:
    """With an invalid sheet the current one stays in service, and the log has the messages of `check`."""
    assert single.titles[1] == "After"
    assert single.generations[1] == single.generations[2]
    messages = [line.removeprefix("wrong ") for line in single.check_output.splitlines()]
    assert messages
    (failure,) = single.of("reload_failed")
    assert list(failure) == [*COMMON_FIELDS, "errors"]
    assert failure["level"] == "error"
    assert set(messages) <= set(failure["errors"])
    assert not [record for record in single.records if "traceback" in record]
    assert single.errors == ""


def test_a_response_is_completed_before_the_server_stops(single: Observations) -> None:
    """SIGTERM lets a client that reads slowly have its complete response."""
    assert single.body_size == single.content_length > 1_000_000


def test_the_server_stops_soon(single: Observations) -> None:
    """When all requests are complete the process exits immediately with status 0, after a reload too."""
    assert single.seconds < TIMEOUT
    assert single.status == 0


def test_a_stop_is_no_failure(tmp_path: Path) -> None:
    """Ctrl-C ends the process with status 0 and without a traceback, as SIGTERM does."""
    with run_process(tmp_path) as server:
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(START_TIMEOUT) == 0
        assert server.errors() == ""
        assert not [record for record in server.records() if record["level"] == "error"]


def test_workers_can_be_stopped_while_they_start(tmp_path: Path) -> None:
    """Ctrl-C, which a terminal sends to all processes, also stops workers that are still starting."""
    server = ServerProcess(tmp_path, "--workers", "2")
    try:
        assert is_true_within(START_TIMEOUT, lambda: "Started parent process" in server.out.read_text())
        time.sleep(0.3)
        os.killpg(server.process.pid, signal.SIGINT)
        assert server.process.wait(START_TIMEOUT) == 0
        assert "Traceback" not in server.errors()
    finally:
        server.process.kill()
        server.process.wait()


def test_every_request_is_logged(single: Observations) -> None:
    """Standard output has a JSON line for each request and each event of the server, all in one shape."""
    requests = single.of("request")
    assert all(list(record) == REQUEST_FIELDS for record in requests)
    assert len([record for record in requests if record["target"].startswith("/v1/contracts?q=")]) == single.requests
    assert [record["status"] for record in requests if record["target"] == LARGE] == [200]
    assert all(list(record)[:5] == COMMON_FIELDS for record in single.records)
    assert {record["event"] for record in single.records} == {*SERVER_EVENTS, "request"}
    (start,) = single.of("start")
    assert list(start) == LOADED_FIELDS
    assert (start["sheets"], start["generation"]) == (1, single.generations[0])


def test_requests_are_logged_as_they_happen(single: Observations) -> None:
    """A record is written soon after its request, for whoever follows the log through a pipe or a file."""
    assert single.early_requests == single.requests


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Observations:
    """Two workers that reload a valid sheet and an invalid one; one of them is killed afterwards."""
    observations = Observations()
    with run_process(tmp_path_factory.mktemp("workers"), "--workers", "2", "--no-access-log") as server:
        assert is_true_within(START_TIMEOUT, lambda: len(server.pids()) == 2)
        observations.titles.append(server.title())
        with sending_requests(server.port, observations):
            server.write_sheet(title="After")
            server.process.send_signal(signal.SIGHUP)
            assert is_true_within(START_TIMEOUT, lambda: len(server.records("reload")) == 2)
            observations.titles += {server.title() for _ in range(10)}
            server.sheet.write_text("{", encoding="utf-8")
            server.process.send_signal(signal.SIGHUP)
            assert is_true_within(START_TIMEOUT, lambda: server.records("reload_failed"))
            observations.titles += {server.title() for _ in range(5)}
        with sending_requests(server.port, observations, retry=True):
            os.kill(server.pids()[0], signal.SIGKILL)
            assert is_true_within(START_TIMEOUT, lambda: len(server.pids()) > 2)
            observations.titles += {server.title() for _ in range(5)}
        server.process.send_signal(signal.SIGTERM)
        observations.seconds = server.seconds_to_exit()
        observations.records, observations.errors = server.records(), server.errors()
    return observations


def test_workers_are_replaced_and_reload(workers: Observations) -> None:
    """A killed worker is replaced by one that serves the same sheets as the others.

    A valid sheet is served by all workers, an invalid one by none and logged once; no request is lost meanwhile.
    """
    assert workers.titles == ["Before", "After", "After", "After"]
    assert workers.failures == []
    assert workers.requests > 20
    (failure,) = workers.of("reload_failed")
    assert [error.split(":")[0] for error in failure["errors"]] == ["sheet.json"]
    assert workers.errors == ""
    assert workers.seconds < TIMEOUT
    assert len(workers.of("start")) == 3


def test_requests_are_not_logged_without_the_access_log(workers: Observations) -> None:
    """With `--no-access-log` there are records of the server's events, but none of requests."""
    assert {record["event"] for record in workers.records} == SERVER_EVENTS
