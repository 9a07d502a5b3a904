"""Two sheets with one id: the server says which files have it, at the start and on reload."""

import signal
from pathlib import Path

import pytest

from api.__main__ import main
from tests.api.server.test_reloader import START_TIMEOUT, is_true_within, run_process
from tests.api.server.test_serving import free_port
from tests.conftest import FRIGATE


def test_server_does_not_start_with_two_sheets_of_one_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The start ends with exit status 1 and one line that has the paths of both files."""
    paths = [tmp_path / name for name in ("first.json", "second.json")]
    for path in paths:
        path.write_bytes(FRIGATE.read_bytes())
    assert main(["--port", str(free_port()), "--sheets", str(tmp_path)]) == 1
    line = f"{paths[1]}: sheet id: has the same id as {paths[0]}. Give each sheet its own id.\n"
    assert capsys.readouterr().err == line


def test_reload_keeps_the_sheets_if_two_have_one_id(tmp_path: Path) -> None:
    """A reload that reads two sheets with one id is logged with both paths, and the sheets stay in service."""
    with run_process(tmp_path, "--sheets", str(tmp_path)) as server:
        path = server.sheet
        again = path.with_name("zz-again.json")
        again.write_bytes(path.read_bytes())
        server.process.send_signal(signal.SIGHUP)
        assert is_true_within(START_TIMEOUT, lambda: server.records("reload_failed"))
        (record,) = server.records("reload_failed")
        assert record["errors"] == [
            f"{again}: sheet id: has the same id as {path}. Give each sheet its own id.",
        ]
        assert server.records("exception") == []
        assert server.title() == "Before"
