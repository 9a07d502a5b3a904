"""A server that has imported all tests once, and forks the workers of a test run, which need not import them."""

import atexit
import gc
import os
import select
import shlex
import signal
import socket
import sys
import traceback
import warnings
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import pytest

CLIENT = Path(__file__).with_name("fork_client.py")
BOOTSTRAP = "import sys;exec(eval(sys.stdin.readline()))"
"""What execnet has each worker run."""


def start_fork_server(path: Path, modules: Iterable[str]) -> str:
    """Start a server at `path` that imports `modules`, and return the command that has it fork a worker.

    It ends with this process, the only one that has the other end of its pipe.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen()
    alive, own_end = os.pipe()
    if os.fork() == 0:
        try:
            os.close(own_end)
            atexit._clear()
            import_modules(modules)
            fork_workers(listener, alive)
        finally:
            path.unlink(missing_ok=True)
            os._exit(0)
    listener.close()
    os.close(alive)
    return shlex.join([sys.executable, "-I", "-S", str(CLIENT), str(path)])


def import_modules(names: Iterable[str]) -> None:
    """Import modules; one that fails, or warns, is imported again by each worker, which reports it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in names:
            with suppress(Exception, pytest.skip.Exception):
                import_module(name)
    gc.freeze()


def fork_workers(listener: socket.socket, alive: int) -> None:
    """Fork a worker for each client, until the process at the other end of the pipe `alive` has ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while alive not in select.select([listener.fileno(), alive], [], [])[0]:
        connection, _ = listener.accept()
        streams = socket.recv_fds(connection, 1, 3)[1]
        if os.fork() == 0:
            listener.close()
            os.close(alive)
            run_worker(streams)
        connection.close()
        for stream in streams:
            os.close(stream)


def run_worker(streams: list[int]) -> NoReturn:
    """Run a worker that has these standard streams, and exit."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, closefd=False)  # noqa: SIM115 - open until the process ends
        for number, mode in enumerate("rww")
    )
    status = 1
    try:
        exec(BOOTSTRAP, {"__name__": "__main__"})  # noqa: S102 - as the interpreter would
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        sys.stderr.flush()
        os._exit(status)
