"""Server processes, all on one core."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from socket import create_server
from typing import NamedTuple, Self

NAMES = ("fact-sheet-api", "bare ASGI", "bare ASGI, our protocol", "idiomatic FastAPI", "datasette")
"""The servers that are compared; the first is this project's."""
TIMEOUT = 30
READY_TARGETS = {"datasette": "/records.json"}
"""The target of the first request to a server that does not have `/v1/contracts`."""


class Response(NamedTuple):
    """A response as received."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Server:
    """A server process: the one with this name in the benchmark, or another `module` with its arguments."""

    def __init__(self, name: str, core: int, directory: Path, module: Sequence[str] = ()) -> None:
        self.name = name
        with create_server(("127.0.0.1", 0)) as sock:
            self.port: int = sock.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        if name == NAMES[0]:
            module = ["api", "--no-access-log"]
        arguments = ["--port", str(self.port)] if module else [name, str(self.port), str(directory)]
        module = module or ["tests.benchmark.serve"]
        started = time.perf_counter()
        self.process = subprocess.Popen(  # noqa: S603 - every argument is a constant of the benchmark
            ["taskset", "-c", str(core), sys.executable, "-m", *module, *arguments],  # noqa: S607
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.wait_until_ready()
        self.startup_seconds = time.perf_counter() - started
        self.startup_memory = self.read_memory()

    def __enter__(self) -> Self:
        """Return the server."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server."""
        self.process.terminate()
        self.process.wait()

    def wait_until_ready(self) -> None:
        """Wait for the first response; raise RuntimeError if the process ends or the timeout expires."""
        deadline = time.monotonic() + TIMEOUT
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                self.get(READY_TARGETS.get(self.name, "/v1/contracts"))
            except OSError:
                time.sleep(0.005)
            else:
                return
        self.process.kill()
        raise RuntimeError(f"{self.name} does not start")

    def get(self, target: str, headers: Mapping[str, str] | None = None) -> Response:
        """Return the response to a GET request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.request("GET", target, headers={"Accept-Encoding": "identity", **(headers or {})})
            response = connection.getresponse()
            return Response(response.status, response.getheaders(), response.read())
        finally:
            connection.close()

    def read_cpu(self) -> float:
        """Return the CPU time of the process in seconds."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def read_memory(self) -> float:
        """Return the resident memory of the process in megabytes."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
