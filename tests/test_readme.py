"""The README tells the truth: each command in it runs, each output in it is real."""

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
TOOL = [(command, output) for command, output in COMMANDS if command.startswith("python -m facts ")]


def test_every_command_is_run() -> None:
    """There are five calls of curl, and nothing in a console block but them and the tool."""
    assert len(CALLS) == 5
    assert len(CALLS) + len(TOOL) == len(re.findall(r"^\$ ", "".join(CONSOLE), re.MULTILINE))
    assert len(SHELL) == 2


@pytest.mark.parametrize(("command", "output"), CALLS)
def test_calls_answer_as_printed(command: str, output: str) -> None:
    """Each call of curl gets the answer that is printed, but for white space."""
    found = re.fullmatch(r"curl 'http://127\.0\.0\.1:8000(/[^']*)'", command)
    assert found
    archive = Archive.build([read_sheet(S400)])
    answer = TestClient(create_app(archive)).get(found.group(1))
    archive.close()
    assert answer.status_code == 200
    assert json.loads(output) == answer.json()


@pytest.mark.parametrize(("command", "output"), TOOL)
def test_the_tool_prints_as_printed(command: str, output: str, tmp_path: Path) -> None:
    """Each call of the tool prints what is printed; it leaves the sheets that it works on as they are."""
    for folder in ("sheets", "articles"):
        shutil.copytree(TESTS / folder, tmp_path / "tests" / folder)
    call, _, tail = command.partition(" | tail -")
    arguments = [sys.executable, *call.split()[1:]]
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.splitlines()[-int(tail or 0) :] == output.splitlines()
    for folder in ("sheets", "articles"):
        for path in (TESTS / folder).iterdir():
            assert (tmp_path / "tests" / folder / path.name).read_bytes() == path.read_bytes()


def test_the_python_example_prints_as_printed() -> None:
    """The example in Python prints what is printed below it."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(dict(BLOCKS)["python"], {})  # noqa: S102
    assert printed.getvalue() == dict(BLOCKS)["output"]


def test_the_start_command_serves() -> None:
    """The first command ends in a server that answers; what comes before makes what CI makes."""
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
    """Return the answer of a server that is starting."""
    for _ in range(200):
        try:
            with urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
                return bytes(answer.read())
        except OSError:
            assert server.poll() is None
            time.sleep(0.05)
    raise AssertionError("the server did not answer")


def test_ci_runs_the_test_command() -> None:
    """CI calls the README's test command and nothing cleverer."""
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == SHELL[1]


def test_the_table_of_filters_is_whole() -> None:
    """The README names every filter of every list."""
    rows = re.findall(r"^\| (`/v1/.*?) \| (.*) \|$", README, re.MULTILINE)
    told = {path: re.findall(r"`(\w+)`", text) for paths, text in rows for path in re.findall(r"`/v1/(\w+)`", paths)}
    for name, collection in COLLECTIONS.items():
        if collection.filters:
            assert set(told[name]) >= set(collection.filters), name


def test_the_options_are_those_of_the_server(capsys: pytest.CaptureFixture[str]) -> None:
    """The README names every option, each with its variable."""
    with pytest.raises(SystemExit):
        build_parser().parse_args(["--help"])
    options = set(re.findall(r"^  (--[\w-]+)", capsys.readouterr().out, re.MULTILINE))
    named = dict(re.findall(r"^\| `(--[\w-]+).*?` \| `(\w+)`", README, re.MULTILINE))
    assert set(named) == options
    assert all(name == env_name(option.strip("-").replace("-", "_")) for option, name in named.items())


def test_the_layout_names_what_is_there() -> None:
    """Every file that the README names exists."""
    section = README.partition("## How a fact travels")[2].partition("\n## ")[0]
    files = {str(path.relative_to(ROOT)) for path in ROOT.glob("*/**/*.py")}
    named = re.findall(r"`([\w/]+(?:\.py|/))`", section)
    assert len(named) > 20
    for name in named:
        assert (ROOT / name).is_dir() or any(f"/{path}".endswith(f"/{name}") for path in files), name


def test_the_record_shown_is_a_good_one() -> None:
    """The record that the README shows can be anchored, checked and verified in the sheet that it is of."""
    raw, article = read_json(FRIGATE), Article.read(FRIGATE_ARTICLE)
    shown = json.loads(dict(BLOCKS)["json"])
    raw["people"] = [shown if person["id"] == shown["id"] else person for person in raw["people"]]
    assert anchor("sheet.json", raw, article) == []
    assert verify("sheet.json", parse_sheet("sheet.json", raw), article).problems == ()


def test_the_benchmark_explains_itself() -> None:
    """The command that made the README's table exists and tells what it does."""
    assert "`python -m tests.benchmark`" in README
    command = [sys.executable, "-m", "tests.benchmark", "--help"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert "--rounds" in told
