"""Servers: processes that are asked, each on the core of the servers."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from socket import create_server
from typing import NamedTuple, Self

NAMES = ("ours", "bare", "bare on our wire", "idiomatic", "datasette")
PATIENCE = 30
FIRST = {"datasette": "/records/contracts.json"}
"""What a server is asked first, where it does not have our list of contracts."""


class Reply(NamedTuple):
    """An answer as it came."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Server:
    """A server process."""

    def __init__(self, name: str, core: int, folder: Path) -> None:
        self.name = name
        with create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        own = ["api", "--no-access-log", "--port", str(self.port)]
        other = ["tests.benchmark.serve", name, str(self.port), str(folder)]
        began = time.perf_counter()
        self.process = subprocess.Popen(  # noqa: S603 - every argument is ours
            ["taskset", "-c", str(core), sys.executable, "-m", *(own if name == "ours" else other)],  # noqa: S607
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.first_answer()
        self.start = time.perf_counter() - began
        self.memory = self.resident()

    def __enter__(self) -> Self:
        """Return the server, which stops in the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server."""
        self.process.terminate()
        self.process.wait()

    def first_answer(self) -> None:
        """Wait until the server answers; raise RuntimeError if it ends, or does not in half a minute."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            try:
                self.ask(FIRST.get(self.name, "/v1/contracts"))
            except OSError:
                time.sleep(0.005)
            else:
                return
        self.process.kill()
        raise RuntimeError(f"{self.name} does not start")

    def ask(self, target: str, headers: Mapping[str, str] | None = None) -> Reply:
        """Return the answer to a GET."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", target, headers={"Accept-Encoding": "identity", **(headers or {})})
            found = connection.getresponse()
            return Reply(found.status, found.getheaders(), found.read())
        finally:
            connection.close()

    def cpu(self) -> float:
        """Return the seconds of processor time that the process has taken."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self) -> float:
        """Return the memory of the process, in megabytes."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
