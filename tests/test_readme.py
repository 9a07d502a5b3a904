"""The README: each command runs, each output is real, and each file, filter and option exists."""

import contextlib
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.server.settings import build_parser, env_name
from facts.archive import Archive
from facts.model.article import Article
from facts.sheets.anchor import anchor
from facts.sheets.loader import parse_sheet, read_json, read_sheet
from facts.verify import verify
from facts.views import COLLECTIONS
from tests.conftest import FRIGATE, FRIGATE_ARTICLE, S400, TESTS

ROOT = TESTS.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
SHELL = [body.strip() for language, body in BLOCKS if language == "sh"]
CONSOLE = [body for language, body in BLOCKS if language == "console"]
COMMANDS: list[tuple[str, str]] = [
    (command, output)
    for body in CONSOLE
    for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE)
]
CALLS = [(command, output) for command, output in COMMANDS if command.startswith("curl ")]
TOOL_CALLS = [(command, output) for command, output in COMMANDS if command.startswith("python -m facts ")]


def test_every_command_is_run() -> None:
    """The console blocks have five calls of curl, calls of the tool, and nothing else."""
    assert len(CALLS) == 5
    assert len(CALLS) + len(TOOL_CALLS) == len(re.findall(r"^\$ ", "".join(CONSOLE), re.MULTILINE))
    assert len(SHELL) == 2


@pytest.mark.parametrize(("command", "output"), CALLS)
def test_calls_return_what_is_printed(command: str, output: str) -> None:
    """Each call of curl returns the JSON that is printed, apart from white space."""
    match = re.fullmatch(r"curl 'http://127\.0\.0\.1:8000(/[^']*)'", command)
    assert match
    archive = Archive.build([read_sheet(S400)])
    response = TestClient(create_app(archive)).get(match.group(1))
    archive.close()
    assert response.status_code == 200
    assert json.loads(output) == response.json()


@pytest.mark.parametrize(("command", "output"), TOOL_CALLS)
def test_the_tool_prints_what_is_printed(command: str, output: str, tmp_path: Path) -> None:
    """Each call of the tool prints the output in the README, and leaves its sheets unchanged."""
    for folder in ("sheets", "articles"):
        shutil.copytree(TESTS / folder, tmp_path / "tests" / folder)
    call, _, tail = command.partition(" | tail -")
    arguments = [sys.executable, *call.split()[1:]]
    process = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S603
    assert process.stdout.splitlines()[-int(tail or 0) :] == output.splitlines()
    for folder in ("sheets", "articles"):
        for path in (TESTS / folder).iterdir():
            assert (tmp_path / "tests" / folder / path.name).read_bytes() == path.read_bytes()


def test_the_python_example_prints_what_is_printed() -> None:
    """The example in Python prints the output below it."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(dict(BLOCKS)["python"], {})  # noqa: S102
    assert output.getvalue() == dict(BLOCKS)["output"]


def test_the_start_command_serves() -> None:
    """The first command starts a server, after the same setup as the test command."""
    *setup, serve = SHELL[0].split(" && ")
    assert [step.replace("-e .", "-e '.[test]'") for step in setup] == SHELL[1].split(" && ")[:-1]
    assert serve == ".venv/bin/python -m api"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"FACT_SHEET_PORT": str(port)}
    with subprocess.Popen([sys.executable, "-m", "api"], cwd=ROOT, env=environment, stderr=subprocess.PIPE) as server:
        try:
            assert b"contracts" in fetch(f"http://127.0.0.1:{port}/", server)
        finally:
            server.terminate()
            server.communicate(timeout=20)


def fetch(url: str, server: subprocess.Popen[bytes]) -> bytes:
    """Return the body of a response of a server that is starting."""
    for _ in range(200):
        try:
            with urlopen(url, timeout=5) as response:  # noqa: S310 - our own server
                return bytes(response.read())
        except OSError:
            assert server.poll() is None
            time.sleep(0.05)
    raise AssertionError("the server did not start")


def test_ci_runs_the_test_command() -> None:
    """CI runs the README's test command."""
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == SHELL[1]


def test_the_table_of_filters_is_complete() -> None:
    """The README names every filter of every list."""
    rows = re.findall(r"^\| (`/v1/.*?) \| (.*) \|$", README, re.MULTILINE)
    words = {path: re.findall(r"`(\w+)`", text) for paths, text in rows for path in re.findall(r"`/v1/(\w+)`", paths)}
    for name, collection in COLLECTIONS.items():
        if collection.filters.model_fields:
            assert set(words[name]) >= set(collection.filters.model_fields), name


def test_the_options_are_those_of_the_server(capsys: pytest.CaptureFixture[str]) -> None:
    """The README has every option, with its environment variable."""
    with pytest.raises(SystemExit):
        build_parser().parse_args(["--help"])
    options = set(re.findall(r"^  (--[\w-]+)", capsys.readouterr().out, re.MULTILINE))
    named = dict(re.findall(r"^\| `(--[\w-]+).*?` \| `(\w+)`", README, re.MULTILINE))
    assert set(named) == options
    assert all(name == env_name(option.strip("-").replace("-", "_")) for option, name in named.items())


def resolve_paths(line: str) -> Iterator[Path]:
    """Yield the paths named in a line of the README: a file without a folder is in the folder named before it."""
    folder: Path | None = None
    for name in re.findall(r"`([\w/]+(?:\.py|/))`", line):
        assert folder or "/" in name, f"{name} has no folder before it"
        path = ROOT / name if "/" in name or folder is None else folder / name
        folder = path if name.endswith("/") else path.parent
        yield path


def test_the_architecture_names_what_exists() -> None:
    """Every file and folder named in the architecture exists, and every folder of the packages is named."""
    section = README.partition("\n## Architecture\n")[2].partition("\n## ")[0]
    paths = [path for line in section.splitlines() for path in resolve_paths(line)]
    assert len(paths) > 20
    assert [path for path in paths if not path.exists()] == []
    folders = {path if path.is_dir() else path.parent for path in paths}
    packages = [path for package in ("api", "facts") for path in (ROOT / package).iterdir() if path.is_dir()]
    assert folders >= {path for path in packages if path.name != "__pycache__"}


def test_the_record_shown_is_valid() -> None:
    """The record in the README can be anchored, checked and verified as a part of its sheet."""
    raw, article = read_json(FRIGATE), Article.read(FRIGATE_ARTICLE)
    record = json.loads(dict(BLOCKS)["json"])
    raw["people"] = [record if person["id"] == record["id"] else person for person in raw["people"]]
    assert anchor("sheet.json", raw, article) == []
    assert verify("sheet.json", parse_sheet("sheet.json", raw), article).problems == ()


def test_the_benchmark_describes_itself() -> None:
    """The command of the README's tables exists, and describes its options."""
    assert "`python -m tests.benchmark`" in README
    command = [sys.executable, "-m", "tests.benchmark", "--help"]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert "--rounds" in output
