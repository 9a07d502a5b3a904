"""`python -m api`: serves what it is told to, says why if it cannot, and ends when told to."""

import asyncio
import json
import os
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from api.__main__ import main
from api.server.config import config
from api.server.settings import Settings
from api.server.workers import several, stocked
from facts.__main__ import main as tool
from tests.conftest import FRIGATE

PATIENCE = 15.0
PORTS = ["0", "65536", "-1", "http", "80.0", "1e3", "8_000", "+80", " 80", "\u0663", ""]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(arguments: Sequence[str], environment: dict[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    """Run the server as a process of its own until it answers; end it by SIGTERM, and hold that this ends it."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("FACT_SHEET_")}
    command = [sys.executable, "-m", "api", *arguments]
    with subprocess.Popen(  # noqa: S603 - the command is ours
        command, env=given | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            until_it_listens(process, port)
            yield process
            process.terminate()
            output, _ = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, output
            assert "Traceback" not in output
        finally:
            process.kill()


def until_it_listens(process: subprocess.Popen[str], port: int) -> None:
    """Wait until somebody listens on `port`."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, process.communicate()[0]
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nobody listens")


def got(port: int, path: str) -> Any:
    """Return the JSON at a path of the server on `port`."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        assert response.status == 200
        return json.loads(response.read())
    finally:
        connection.close()


def served(port: int) -> list[str]:
    """Return the ids of the sheets that the server on `port` serves."""
    return [sheet["id"] for sheet in got(port, "/healthz")["sheets"]]


def test_the_bundled_sheet_is_served_where_the_environment_says() -> None:
    """Without arguments the bundled sheet is served, at the port that the environment names."""
    port = free_port()
    with serving([], {"FACT_SHEET_PORT": str(port)}, port):
        assert served(port) == ["s400-turkey"]
        assert got(port, "/v1/contracts?sort=-value&limit=1")["items"][0]["id"] == "turkey-2017"


def test_an_option_goes_before_its_variable() -> None:
    """`--sheets` and `--port` are followed, whatever the environment says of them."""
    port = free_port()
    environment = {"FACT_SHEET_PORT": "1", "FACT_SHEET_SHEETS": "/nowhere"}
    with serving(["--port", str(port), "--sheets", str(FRIGATE.parent)], environment, port):
        assert served(port) == ["frigate-deal"]


def test_several_processes_serve_what_the_environment_names(tmp_path: Path) -> None:
    """`--workers` processes all serve the sheets that the environment names, files or directories."""
    port = free_port()
    other = tmp_path / "other.json"
    raw = json.loads(FRIGATE.read_text(encoding="utf-8"))
    other.write_text(json.dumps(raw | {"id": "other"}), encoding="utf-8")
    environment = {"FACT_SHEET_SHEETS": os.pathsep.join((str(FRIGATE.parent), str(other)))}
    with serving(["--workers", "2", "--port", str(port)], environment, port):
        for _ in range(8):
            assert served(port) == ["frigate-deal", "other"]


def test_sheets_that_do_not_load_stop_the_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sheet that does not load stops the start with status 1, and says what `python -m facts check` says."""
    raw = json.loads(FRIGATE.read_text(encoding="utf-8"))
    raw["contracts"][0] |= {"buyer": "UK", "worth": "much"}
    broken, torn = tmp_path / "broken.json", tmp_path / "torn.json"
    broken.write_text(json.dumps(raw), encoding="utf-8")
    torn.write_text("{", encoding="utf-8")
    places = [str(broken), str(FRIGATE), str(torn)]
    command = [sys.executable, "-m", "api", "--port", str(free_port()), "--sheets", *places]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (1, "")
    assert tool(["check", *places]) == 1
    checked = capsys.readouterr()
    lines = [line.removeprefix("wrong ") for line in (checked.out + checked.err).splitlines()]
    said = done.stderr.splitlines()
    assert said == [line for line in lines if line.startswith(("broken.json:", "torn.json:"))]
    assert {line.partition(":")[0] for line in said} == {"broken.json", "torn.json"}
    assert len(said) >= 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--sheets", "/nowhere"], "/nowhere: does not exist"),
        (["--sheets", str(Path(__file__).parent)], "contains no *.json file"),
        (["--sheets", __file__], "is not valid JSON"),
    ],
)
def test_places_without_sheets_stop_the_start(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """A place that does not exist or holds no sheet stops the start with status 1 and a remedy."""
    assert main(arguments) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [*(["--port", port] for port in PORTS), ["--workers", "0"], ["--workers", "65"]]
)
def test_numbers_that_are_none_are_refused(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """A port or number of processes out of range is refused with status 2 and what would be right."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    message = capsys.readouterr().err
    assert arguments[0] in message
    assert "whole number from 1 to" in message


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("PORT", "80a", "whole number from 1 to 65535"),
        ("LOG_FORMAT", "xml", "json, text"),
        ("ACCESS_LOG", "maybe", "yes, true, 1, on, no, false, 0, off"),
        ("CACHE_BYTES", "-1", "whole number from 1 to"),
    ],
)
def test_a_variable_is_held_to_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, accepted: str
) -> None:
    """What is wrong in the environment is refused like on the command line."""
    monkeypatch.setenv(f"FACT_SHEET_{name}", value)
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2
    assert accepted in capsys.readouterr().err


@pytest.mark.parametrize(
    ("proxies", "client"),
    [
        ("", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.7"),
        ("10.0.0.0/8,127.0.0.0/8", "203.0.113.7"),
        ("::1", "127.0.0.1"),
    ],
)
def test_a_named_proxy_alone_tells_who_asks(proxies: str, client: str) -> None:
    """`X-Forwarded-For` is believed only where it comes from a proxy that was named."""
    seen = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["client"][0])

    settings = config(Settings.from_command_line(["--forwarded-allow-ips", proxies] if proxies else []), lambda: app)
    settings.load()
    headers = [(b"x-forwarded-for", b"203.0.113.7"), (b"x-forwarded-proto", b"https")]
    scope: Scope = {"type": "http", "client": ("127.0.0.1", 1), "scheme": "http", "headers": headers}
    asyncio.run(settings.loaded_app(scope, None, None))
    assert seen == [client]


def test_a_proxy_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """What is no address of a proxy is refused with status 2."""
    with pytest.raises(SystemExit) as stopped:
        Settings.from_command_line(["--forwarded-allow-ips", "10.0.0.1,everybody"])
    assert stopped.value.code == 2
    assert "no address such as" in capsys.readouterr().err


def test_what_a_worker_is_told_fits_into_a_pipe(tmp_path: Path) -> None:
    """However large the sheets are: a worker that died before it read all would block its parent for ever."""
    assert len(pickle.dumps(several(Settings.from_command_line([]), tmp_path))) < 16_384
    assert [sheet.id for sheet in stocked(tmp_path)] == ["s400-turkey"]


@pytest.mark.parametrize(
    ("value", "wanted"), [("yes", True), ("True", True), ("1", True), ("off", False), ("NO", False)]
)
def test_a_variable_says_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str, wanted: bool) -> None:
    """Whether a log is written can be said in the ways that people say yes and no."""
    monkeypatch.setenv("FACT_SHEET_ACCESS_LOG", value)
    assert Settings.from_command_line([]).access_log is wanted
