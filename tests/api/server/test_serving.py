"""`python -m api` serves the sheets of its settings, explains a failing start, and stops on SIGTERM."""

import asyncio
import json
import os
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
from api.server.config import uvicorn_config
from api.server.settings import Settings
from facts.__main__ import main as run_tool
from tests.conftest import FRIGATE
from tests.tables import each_row

TIMEOUT = 60.0
PORTS = ["0", "65536", "-1", "http", "80.0", "1e3", "8_000", "+80", " 80", "\u0663", ""]


def free_port() -> int:
    """Return a port that no process listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@contextmanager
def serving(arguments: Sequence[str], environment: dict[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    """Run the server as a process; afterwards stop it by SIGTERM, and assert that it exits with status 0."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("FACT_SHEET_")}
    command = [sys.executable, "-m", "api", *arguments]
    with subprocess.Popen(  # noqa: S603 - the command is ours
        command, env=inherited | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            wait_until_listening(process, port)
            yield process
            process.terminate()
            output, _ = process.communicate(timeout=TIMEOUT)
            assert process.returncode == 0, output
            assert "Traceback" not in output
        finally:
            process.kill()


def wait_until_listening(process: subprocess.Popen[str], port: int) -> None:
    """Wait until the process listens on `port`."""
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()[0]
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("no process listens")


def get_json(port: int, path: str) -> Any:
    """Return the JSON at a path of the server on `port`."""
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        assert response.status == 200
        return json.loads(response.read())
    finally:
        connection.close()


def sheet_ids(port: int) -> list[str]:
    """Return the ids of the sheets that the server on `port` serves."""
    return [sheet["id"] for sheet in get_json(port, "/healthz")["sheets"]]


def test_the_bundled_sheet_is_served_at_the_port_of_the_environment() -> None:
    """Without arguments the bundled sheet is served, at the port in FACT_SHEET_PORT."""
    port = free_port()
    with serving([], {"FACT_SHEET_PORT": str(port)}, port):
        assert sheet_ids(port) == ["s400-turkey"]
        assert get_json(port, "/v1/contracts?sort=-value&limit=1")["items"][0]["id"] == "turkey-2017"


def test_an_option_takes_precedence_over_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--sheets` and `--port` take precedence over the environment."""
    monkeypatch.setenv("FACT_SHEET_PORT", "1")
    monkeypatch.setenv("FACT_SHEET_SHEETS", "/nowhere")
    settings = Settings.from_command_line(["--port", "8001", "--sheets", str(FRIGATE)])
    assert (settings.port, list(map(str, settings.sheets))) == (8001, [str(FRIGATE)])


def test_the_sheets_of_the_environment_are_served(tmp_path: Path) -> None:
    """The sheets in FACT_SHEET_SHEETS are served, files or directories."""
    port = free_port()
    twin = tmp_path / "twin.json"
    raw = json.loads(FRIGATE.read_text(encoding="utf-8"))
    twin.write_text(json.dumps(raw | {"id": "twin"}), encoding="utf-8")
    environment = {"FACT_SHEET_SHEETS": os.pathsep.join((str(FRIGATE.parent), str(twin)))}
    with serving(["--port", str(port)], environment, port):
        assert sheet_ids(port) == ["frigate-deal", "twin"]


def test_sheets_that_do_not_load_stop_the_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Invalid sheets stop the start with status 1 and the messages of `python -m facts check`."""
    raw = json.loads(FRIGATE.read_text(encoding="utf-8"))
    raw["contracts"][0] |= {"buyers": ["UK"], "worth": "much"}
    broken, torn = tmp_path / "broken.json", tmp_path / "torn.json"
    broken.write_text(json.dumps(raw), encoding="utf-8")
    torn.write_text("{", encoding="utf-8")
    paths = [str(broken), str(FRIGATE), str(torn)]
    assert main(["--port", str(free_port()), "--sheets", *paths]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    messages = output.err.splitlines()
    assert run_tool(["check", *paths]) == 1
    output = capsys.readouterr()
    lines = [line.removeprefix("wrong ") for line in (output.out + output.err).splitlines()]
    assert messages == [line for line in lines if line.startswith(("broken.json:", "torn.json:"))]
    assert {line.partition(":")[0] for line in messages} == {"broken.json", "torn.json"}
    assert len(messages) >= 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--sheets", "/nowhere"], "/nowhere: does not exist"),
        (["--sheets", str(Path(__file__).parent)], "contains no *.json file"),
        (["--sheets", __file__], "is not valid JSON"),
    ],
)
def test_paths_without_sheets_stop_the_start(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """A path that does not exist or has no sheets stops the start with status 1 and a hint."""
    assert main(arguments) == 1
    assert message in capsys.readouterr().err


def test_a_taken_port_stops_the_start(capsys: pytest.CaptureFixture[str]) -> None:
    """A port that another process listens on stops the start with status 1 and a hint in plain text."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = str(sock.getsockname()[1])
        assert main(["--port", port]) == 1
    reason = "address already in use; choose another address with --host or --port."
    assert capsys.readouterr() == ("", f"Cannot listen on 127.0.0.1:{port}: {reason}\n")


@pytest.mark.parametrize(
    "arguments", [*(["--port", port] for port in PORTS), ["--workers", "0"], ["--workers", "65"]]
)
def test_invalid_numbers_are_rejected(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """An invalid port or number of processes is rejected with status 2 and the accepted values."""
    with pytest.raises(SystemExit) as exit_info:
        main(arguments)
    assert exit_info.value.code == 2
    message = capsys.readouterr().err
    assert arguments[0] in message
    maximum = {"--port": 65535, "--workers": 64}[arguments[0]]
    assert f"must be a whole number from 1 to {maximum}, not {arguments[1]!r}" in message


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("PORT", "80a", "must be a whole number from 1 to 65535, not '80a'"),
        ("LOG_FORMAT", "xml", "must be one of json, text, not 'xml'"),
        ("ACCESS_LOG", "maybe", "must be one of yes, true, 1, on, no, false, 0, off, not 'maybe'"),
        ("CACHE_BYTES", "-1", "whole number from 1 to"),
        *(
            ("PUBLIC_URL", url, "must be a URL such as https://facts.example")
            for url in ("foo bar", "facts.example", "ftp://facts.example", "https://", "https://a.example/?x=1")
        ),
        *(
            ("PUBLIC_URL", url, "must be a URL without a path, such as https://facts.example")
            for url in ("https://facts.example/base", "https://facts.example/a/b/", "http://facts.example:8080/v1")
        ),
    ],
)
def test_a_variable_is_validated_like_its_option(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, accepted: str
) -> None:
    """An invalid value in the environment is rejected like one on the command line."""
    monkeypatch.setenv(f"FACT_SHEET_{name}", value)
    with pytest.raises(SystemExit) as exit_info:
        main([])
    assert exit_info.value.code == 2
    assert accepted in capsys.readouterr().err


@each_row(
    ("proxies", "client"),
    [
        ("", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.7"),
        ("10.0.0.0/8,127.0.0.0/8", "203.0.113.7"),
        ("::1", "127.0.0.1"),
    ],
)
def test_only_a_trusted_proxy_names_the_client(proxies: str, client: str) -> None:
    """`X-Forwarded-For` is used only if it comes from an address in `--forwarded-allow-ips`."""
    clients = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        clients.append(scope["client"][0])

    config = uvicorn_config(
        Settings.from_command_line(["--forwarded-allow-ips", proxies] if proxies else []), lambda: app
    )
    config.load()
    headers = [(b"x-forwarded-for", b"203.0.113.7"), (b"x-forwarded-proto", b"https")]
    scope: Scope = {"type": "http", "client": ("127.0.0.1", 1), "scheme": "http", "headers": headers}
    asyncio.run(config.loaded_app(scope, None, None))
    assert clients == [client]


def test_an_invalid_proxy_is_rejected(capsys: pytest.CaptureFixture[str]) -> None:
    """An invalid address of a proxy is rejected with status 2."""
    with pytest.raises(SystemExit) as exit_info:
        Settings.from_command_line(["--forwarded-allow-ips", "10.0.0.1,everybody"])
    assert exit_info.value.code == 2
    assert (
        "must be an IP address or network such as 10.0.0.1 or 10.0.0.0/8, not 'everybody'" in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("value", "expected"), [("yes", True), ("True", True), ("1", True), ("off", False), ("NO", False)]
)
def test_a_variable_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    """The access log can be turned on and off in the usual words."""
    monkeypatch.setenv("FACT_SHEET_ACCESS_LOG", value)
    assert Settings.from_command_line([]).access_log is expected
