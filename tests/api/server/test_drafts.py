"""`python -m api --sheets DIR` with drafts beside their articles: they are built when the server starts."""

from pathlib import Path

import pytest

from api.__main__ import main
from tests.api.server.test_serving import free_port, get_json, serving
from tests.conftest import ARTICLES
from tests.facts.drafts.helpers import DRAFT, TEXT

WRONG = DRAFT.replace("offices: Mayor", "offices: Mayoress")


def write_draft(directory: Path, text: str) -> None:
    """Write a draft and its article into a directory."""
    (directory / "pier.yaml").write_text(text, encoding="utf-8")
    (directory / "pier.txt").write_text(TEXT, encoding="utf-8")


def test_a_directory_of_drafts_is_served(tmp_path: Path) -> None:
    """The records of drafts are served as those of sheets."""
    write_draft(tmp_path, DRAFT)
    port = free_port()
    with serving(["--port", str(port), "--sheets", str(ARTICLES), str(tmp_path)], {}, port):
        items = get_json(port, "/v1/sheets/pier/statements")["items"]
        sheets = get_json(port, "/v1/sheets")["items"]
    assert [item["id"] for item in items] == ["cost", "no-rain"]
    assert {sheet["id"] for sheet in sheets} == {"pier", "frigate-deal", "hospital", "satellites"}


def test_a_wrong_draft_is_not_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The server does not start, and prints the problem with its line."""
    write_draft(tmp_path, WRONG)
    assert main(["--port", str(free_port()), "--sheets", str(tmp_path)]) == 1
    errors = capsys.readouterr().err
    assert errors.startswith("pier.yaml:8: people/ase-bjorno offices.0.title: quotes 'Mayoress', which is not in the")
    assert errors.count("\n") == 1
