"""A server that cannot start says why in one message, without a traceback, and exits with a status of its own."""

import os
import signal
import subprocess
import sys
import tempfile

import pytest

from api.__main__ import main
from tests.api.server.test_serving import free_port, sheet_ids

WITHOUT_THREADS = """
import sys, threading
def start(self):
    raise RuntimeError("can't start new thread")
threading.Thread.start = start
"""
INTERRUPTED_IMPORT = """
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "uvicorn":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
"""
RUN = """
from api.__main__ import main
sys.exit(main())
"""


def run_server(
    *arguments: str, limits: str = "", redirection: str = "", code: str = "import sys", **environment: str
) -> tuple[int, str]:
    """Run a server that ends by itself, with limits and redirections of a shell; return the status and its output."""
    command = [
        "/bin/sh",
        "-c",
        f'{limits} exec "$@" {redirection}',
        "sh",
        sys.executable,
        "-c",
        code + RUN,
        *arguments,
    ]
    process = subprocess.run(  # noqa: S603 - the command is ours
        [*command, "--port", str(free_port())],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return process.returncode, process.stdout + process.stderr


@pytest.mark.parametrize(
    ("redirection", "code", "environment", "message"),
    [
        (">&-", "import sys", {"FACT_SHEET_WORKERS": "2"}, "Standard output, where the log goes, is closed"),
        ("", WITHOUT_THREADS, {}, "Cannot start a thread: can't start new thread"),
    ],
)
def test_what_stops_the_start_is_said_once(
    redirection: str, code: str, environment: dict[str, str], message: str
) -> None:
    """Without a log or threads: one line, and status 1."""
    status, output = run_server(redirection=redirection, code=code, **environment)
    assert status == 1
    assert message in output
    assert len(output.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "temporary", "message"),
    [
        (["--host", "203.0.113.1"], None, "Cannot listen on 203.0.113.1:"),
        ([], "/nowhere", "set TMPDIR to a directory that can be written to"),
        (["--database", "sqlite:////nowhere/archive.db"], None, "/nowhere/archive.db"),
    ],
)
def test_what_is_missing_is_said_once(
    arguments: list[str],
    temporary: str | None,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without an address, a temporary directory or an archive: one line, and status 1."""
    monkeypatch.setattr(tempfile, "tempdir", temporary)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    assert main([*arguments, "--port", str(free_port())]) == 1
    output = "".join(capsys.readouterr())
    assert message in output
    assert len(output.splitlines()) == 1


def test_a_full_disk_stops_the_start() -> None:
    """If the archive cannot be written, the message says where, and status 1."""
    status, output = run_server(limits="ulimit -f 64;")
    assert status == 1
    assert output.startswith("Cannot write the archive to /")
    assert len(output.splitlines()) == 1


def test_without_standard_error_the_status_remains() -> None:
    """If there is nowhere to write the message, the exit status tells that the start failed."""
    assert run_server(redirection="2>&-", FACT_SHEET_SHEETS="/nowhere") == (1, "")


def test_an_interrupted_start_has_no_traceback() -> None:
    """Ctrl-C while modules are imported ends the server with status 130, and nothing is printed."""
    assert run_server(code=INTERRUPTED_IMPORT) == (130, "")


@pytest.mark.parametrize(
    ("arguments", "environment", "message"),
    [
        (["--sheets", "a", "--database", "sqlite:///a.db"], {}, "--database: not allowed with argument --sheets"),
        (
            [],
            {"FACT_SHEET_SHEETS": "a", "FACT_SHEET_DATABASE": "sqlite:///a.db"},
            "FACT_SHEET_SHEETS and FACT_SHEET_DATABASE exclude each other: unset one of them",
        ),
        (["--database", "archive.db"], {}, "This is not the URL of a database. Accepted: sqlite:///facts.db, "),
        (["--database", "sqlite:///:memory:"], {}, "sqlite:///:memory:: not supported. Accepted: sqlite:///facts.db"),
        (["--database", "mysql://user:secret@host/name"], {}, "mysql://user:***@host/name: not supported. Accepted:"),
        (["--database", "postgresql://user:secret@host:port/name"], {}, "This is not the URL of a database"),
        (
            [],
            {"FACT_SHEET_DATABASE": "postgres://user:secret@host/name"},
            "FACT_SHEET_DATABASE: postgres://user:***@host/name: not supported",
        ),
    ],
)
def test_sheets_or_one_database_are_served(
    arguments: list[str],
    environment: dict[str, str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Sheets and a database exclude each other, and other databases are refused; no message has a password."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as exit_info:
        main(arguments)
    assert exit_info.value.code == 2
    output = "".join(capsys.readouterr())
    assert message in " ".join(output.split())
    assert "secret" not in output


def test_a_log_that_nobody_reads_stops_no_server() -> None:
    """When the reader of the log goes away, the server says so once, serves on, and stops with status 0."""
    port = free_port()
    command = [sys.executable, "-m", "api", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            assert "Listening" in process.stdout.readline()
            process.stdout.close()
            assert {sheet_ids(port)[0] for _ in range(5)} == {"s400-turkey"}
            process.terminate()
            assert process.wait(10) == 0
            (message,) = process.stderr.read().splitlines()
            assert message.startswith("Cannot write the log to standard output: ")
        finally:
            process.kill()
