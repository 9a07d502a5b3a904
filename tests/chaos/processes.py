"""The processes of a server, found by the directory of their temporary files."""

import os
import signal
import socket
import time
from contextlib import suppress
from pathlib import Path

SHELL = b"/bin/sh"
SPAWNED = b"multiprocessing.spawn"


def processes_of(directory: Path) -> dict[int, bytes]:
    """Return the commands of the processes whose temporary files are in `directory`, by process id."""
    variable = f"TMPDIR={directory}\0".encode()
    commands = {}
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if variable in (path / "environ").read_bytes() + b"\0":
                commands[int(path.name)] = (path / "cmdline").read_bytes()
    return commands


def workers_of(directory: Path) -> list[int]:
    """Return the worker processes."""
    return [pid for pid, command in processes_of(directory).items() if SPAWNED in command]


def kill(*pids: int) -> None:
    """Kill processes, some of which may have ended."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def find_remains(directory: Path, port: int, seconds: float) -> list[str]:
    """Return what is left of a server when so much time has passed: processes, files, its port; nothing at best."""
    deadline = time.monotonic() + seconds
    while (remains := list_remains(directory, port)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return remains


def list_remains(directory: Path, port: int) -> list[str]:
    """Return what is there of a server now."""
    remains = [f"process {pid}: {command!r}" for pid, command in processes_of(directory).items()]
    remains += [f"file {path}" for path in directory.rglob("*")]
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        remains.append(f"port {port}: {error}")
    return remains
