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
from typing import get_args
from urllib.request import urlopen

import pytest

from api.app import create_app
from api.server.settings import build_parser, env_name
from facts.__main__ import main as facts_main
from facts.archive import Archive
from facts.drafts.build import build
from facts.drafts.prompt import EXAMPLE
from facts.drafts.schema import RECORD, draft_json_schema
from facts.drafts.text.nodes import parse_nodes, to_json
from facts.kinds import KINDS
from facts.kinds.statement import SpeechForm
from facts.model.article import Article
from facts.model.values import Status
from facts.sheets.loader import read_sheet
from facts.verify.reader import Unread, read
from facts.views import COLLECTIONS
from tests.api.client import AppClient
from tests.benchmark.__main__ import main as benchmark_main
from tests.conftest import ARTICLES, S400, TESTS
from tests.tables import each_row

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


GROUP_FIELDS = frozenset(("kind", "what", "amount", "title", "organization", "status", "name", "used_by"))
"""The fields of groups, which the table of kinds has in parentheses."""


def test_every_command_is_run() -> None:
    """The console blocks have five calls of curl, calls of the tool, and nothing else."""
    assert len(CALLS) == 5
    assert len(CALLS) + len(TOOL_CALLS) == len(re.findall(r"^\$ ", "".join(CONSOLE), re.MULTILINE))
    assert len(SHELL) == 2


@pytest.fixture(scope="module")
def bundled_client() -> Iterator[AppClient]:
    """A client of the API of the bundled sheet."""
    archive = Archive.build([read_sheet(S400)])
    yield AppClient(create_app(archive))
    archive.close()


@each_row(("command", "output"), CALLS)
def test_calls_return_what_is_printed(bundled_client: AppClient, command: str, output: str) -> None:
    """Each call of curl returns the JSON that is printed, apart from white space."""
    match = re.fullmatch(r"curl 'http://127\.0\.0\.1:8000(/[^']*)'", command)
    assert match
    response = bundled_client.get(match.group(1))
    assert response.status_code == 200
    assert json.loads(output) == response.json()


def test_the_table_of_kinds_has_every_field() -> None:
    """The table names each kind with the fields that the schema of drafts has, and the text each choice."""
    section = README[README.index("## Add an article") : README.index("### Sheets")]
    rows = {
        kind: set(re.findall("`([^`]+)`", cells))
        for kind, cells in re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.M)
    }
    schema = draft_json_schema()
    for kind in KINDS.values():
        properties = schema["$defs"][kind.singular.title()]["properties"]
        groups = {name.partition(".")[0] for name in properties if "." in name}
        fields = properties.keys() - RECORD.keys() - groups - {"voice", "attribution_scope"}
        assert fields <= rows[kind.name] <= fields | GROUP_FIELDS
    assert rows["source"] == schema["properties"]["source"]["properties"].keys() - RECORD.keys()
    choices = [*get_args(Status), *get_args(SpeechForm), "pledged", "paid", "current", "former"]
    assert [choice for choice in choices if f"`{choice}`" not in section] == []


TABLE_OF_WORDS = "| words | what is read | what to write |\n|---|---|---|\n"
WORDS: list[list[str]] = [
    [cell.strip() for cell in row.strip("|").split(" | ")]
    for row in README.partition(TABLE_OF_WORDS)[2].partition("\n\n")[0].splitlines()
]
"""The rows of the table of dates and figures."""


def test_the_table_of_words_says_what_is_read() -> None:
    """Words have a reading by themselves, or have none, and what to write for these is the field of a draft."""
    assert len(WORDS) > 10
    for words, reading, written in WORDS:
        for phrase in re.findall("`([^`]+)`", words):
            is_read = not isinstance(read(phrase), Unread)
            assert is_read == (not reading.startswith(("not", "counted"))), phrase
        for text in re.findall(r"`(\{.+?\})`", written):
            assert isinstance(to_json(parse_nodes(f"field: {text}")), dict), text
    names = README.partition("| words | whom or what they tell | what to write |\n")[2].partition("\n\n")[0]
    for text in re.findall(r"`(\w+: \{.+?\})`", names):
        assert isinstance(to_json(parse_nodes(text)), dict), text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the article and the draft of the README, and the invented articles."""
    shutil.copytree(ARTICLES, tmp_path / "tests" / "articles")
    (tmp_path / "ferries.txt").write_text(dict(BLOCKS)["text"], encoding="utf-8")
    (tmp_path / "ferries.yaml").write_text(dict(BLOCKS)["yaml"], encoding="utf-8")
    return tmp_path


def test_the_tool_prints_what_is_printed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The calls of the tool, one after the other, print the output in the README."""
    monkeypatch.chdir(folder)
    for command, output in TOOL_CALLS:
        call, _, tail = command.removeprefix("python -m facts ").partition(" | tail -")
        assert facts_main(call.split()) == 0, command
        assert capsys.readouterr().out.splitlines()[-int(tail or 0) :] == output.splitlines()


def test_the_draft_shown_tells_the_article() -> None:
    """The draft of three sentences, the example for models too, tells all of it without a warning."""
    assert [dict(BLOCKS)["text"], dict(BLOCKS)["yaml"]] == [path.read_text(encoding="utf-8") for path in EXAMPLE]
    result = build("ferries.yaml", dict(BLOCKS)["yaml"], Article(dict(BLOCKS)["text"]), "ferries")
    assert (result.problems, result.uncovered) == ((), ())
    assert result.report
    assert result.report.warnings == ()


def test_the_loop_with_a_model_runs(folder: Path) -> None:
    """The three commands write a prompt, a draft and the answer to the model, which has no problem here."""
    model = folder / "bin" / "your-model"
    model.parent.mkdir()
    model.write_text(f"#!/bin/sh\ncat > /dev/null\ncat <<'END'\n{dict(BLOCKS)['yaml']}END\n", encoding="utf-8")
    model.chmod(0o700)
    (folder / "ferries.yaml").unlink()
    path = os.pathsep.join([str(model.parent), str(Path(sys.executable).parent), os.environ["PATH"]])
    script = ["bash", "-ec", dict(BLOCKS)["bash"]]
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}
    process = subprocess.run(script, cwd=folder, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    assert json.loads(process.stdout)["problems"] == []
    assert dict(BLOCKS)["text"].strip() in (folder / "prompt.txt").read_text(encoding="utf-8")


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


def test_the_benchmark_describes_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """The command of the README's tables exists, and describes its options."""
    assert "`python -m tests.benchmark`" in README
    with pytest.raises(SystemExit) as exit_info:
        benchmark_main(["--help"])
    assert exit_info.value.code == 0
    assert "--rounds" in capsys.readouterr().out
