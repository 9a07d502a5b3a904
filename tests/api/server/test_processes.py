"""Whatever process of a server is killed, nothing is left of it that should not be, and it serves on if it can."""

import signal
import socket
from functools import partial
from pathlib import Path

import pytest

from tests.api.server.test_reloader import (
    START_TIMEOUT,
    Observations,
    ServerProcess,
    is_true_within,
    run_process,
    sending_requests,
)
from tests.chaos.processes import processes_of


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory for temporary files of the servers that a test starts."""
    directory = tmp_path / "temporary"
    directory.mkdir()
    monkeypatch.setenv("TMPDIR", str(directory))
    return directory


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_is_left_of_a_killed_server(workers: int, tmp_path: Path, temporary: Path) -> None:
    """When the first process is killed under load, the others end: none is left, nor a file, and the port is free."""
    with run_process(tmp_path, "--workers", str(workers)) as server:
        assert len(list(temporary.iterdir())) == 1
        assert len(processes_of(temporary)) > workers
        with sending_requests(server.port, Observations()):
            server.process.kill()
            server.process.wait()
            assert is_true_within(START_TIMEOUT, lambda: server.title() is None)
        assert is_true_within(START_TIMEOUT, lambda: processes_of(temporary) == {})
        assert list(temporary.iterdir()) == []
        assert "Traceback" not in server.errors()
        socket.create_server(("127.0.0.1", server.port)).close()


def has_records(server: ServerProcess, event: str, count: int) -> bool:
    """Return whether a server has logged an event as often as `count` says."""
    return len(server.records(event)) == count


def test_a_stopped_server_leaves_nothing(tmp_path: Path, temporary: Path) -> None:
    """After SIGTERM no process and no file is left, however often the sheets were reloaded."""
    with run_process(tmp_path, "--workers", "2") as server:
        (directory,) = temporary.iterdir()
        for title in ("a", "b"):
            server.write_sheet(title=title)
            reloads = len(server.records("reload"))
            server.process.send_signal(signal.SIGHUP)
            assert is_true_within(START_TIMEOUT, partial(has_records, server, "reload", reloads + 2))
        assert {path.name.split(".")[0] for path in directory.iterdir()} == {"current", "2", "3"}
        server.process.terminate()
        assert server.process.wait(10) == 0
        assert is_true_within(5, lambda: processes_of(temporary) == {})
        assert list(temporary.iterdir()) == []
