"""`draft`, `prompt` and `schema --draft`: what an author, or a language model, starts from."""

import json
from pathlib import Path

import pytest

from facts.__main__ import main
from facts.drafts.schema import draft_json_schema
from facts.drafts.text.nodes import parse_nodes, to_json
from tests.facts.drafts.helpers import DRAFT, TEXT, build_draft

Capture = pytest.CaptureFixture[str]
LINES = [
    "# yaml-language-server: $schema=draft.schema.json",
    "id: new-pier",
    "  headline: {passage: 1}",
    "  NO: [Norway, Norwegian]",
    "# 2: The pier at Vikhavn cost 12.5 million kroner, Mayor Åse Bjørnø said …",
    "#    date: on 4 March 2024  # 2024-03-04",
    "#    quantity: Three ferries  # 3 ferry",
    "#    speaker: Mayor Åse Bjørnø said  # Åse Bjørnø, indirect",
    "#    speaker: {quote: Bjørnø said, passage: 3}  # Bjørnø, direct",
    "#    share: a third of the sum",
    "#    date: by the end of 2025  # [..2025-12-31]",
]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The file of the article."""
    path = tmp_path / "New Pier.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_draft_reads_what_is_certain(article: Path, capsys: Capture) -> None:
    """The draft has the countries that the article names, and in comments each passage with what is read in it."""
    assert main(["draft", str(article)]) == 0
    output = capsys.readouterr().out
    assert [line for line in LINES if line not in output.splitlines() and not line.endswith("sum")] == []
    root = to_json(parse_nodes(output))
    assert isinstance(root, dict)
    assert root == {
        "id": "new-pier",
        "title": None,
        "source": {"language": "en", "headline": {"passage": "1"}},
        "countries": {"NO": ["Norway", "Norwegian"]},
    }


def test_draft_writes_the_schema_beside_it(article: Path, tmp_path: Path, capsys: Capture) -> None:
    """With a file for the draft, the JSON Schema that its first line names is beside it."""
    path = tmp_path / "pier.yaml"
    assert main(["draft", str(article), "-o", str(path)]) == 0
    assert path.read_text(encoding="utf-8").startswith(LINES[0])
    assert json.loads((tmp_path / "draft.schema.json").read_text(encoding="utf-8")) == draft_json_schema()
    assert capsys.readouterr().out == ""


def test_a_draft_that_cannot_be_written_is_named(article: Path, tmp_path: Path, capsys: Capture) -> None:
    """In a directory that does not exist it is the draft that cannot be written, not its schema."""
    assert main(["draft", str(article), "-o", str(tmp_path / "gone" / "pier.yaml")]) == 1
    assert capsys.readouterr().err.startswith("wrong pier.yaml: cannot be written (No such file or directory)")


def test_draft_of_a_sheet(tmp_path: Path, capsys: Capture) -> None:
    """From the draft of a sheet the same sheet is built; a sheet of another article has none."""
    path, sheet, article = tmp_path / "again.yaml", tmp_path / "pier.json", tmp_path / "pier.txt"
    sheet.write_text(build_draft(DRAFT).text, encoding="utf-8")
    article.write_text(TEXT, encoding="utf-8")
    assert main(["draft", "--from", str(sheet), str(article), "-o", str(path)]) == 0
    assert main(["build", str(path), str(article)]) == 0
    assert f"ok {tmp_path / 'again.json'}: " in capsys.readouterr().out
    other = tmp_path / "other.txt"
    other.write_text(f"{TEXT} More.", encoding="utf-8")
    assert main(["draft", "--from", str(sheet), str(other)]) == 1
    assert "is not the digest of the article" in capsys.readouterr().err


def test_prompt_has_all_that_a_model_needs(article: Path, capsys: Capture) -> None:
    """The prompt has the rules, the schema and each passage with its number."""
    article.write_text("\ufeff" + article.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["prompt", str(article)]) == 0
    output = capsys.readouterr().out
    assert json.dumps(draft_json_schema(), ensure_ascii=False, separators=(",", ":")) in output
    assert [f"[{number}] {line}" in output for number, line in enumerate(filter(None, TEXT.split("\n")), 1)] == [
        True
    ] * 4
    assert "`id: new-pier`" in output
    for rule in ("own words", "letter for letter", "12 words", "EDTF", "single quotes", "asserted", "not_stated"):
        assert rule in output


def test_schema_of_drafts(capsys: Capture) -> None:
    """`schema --draft` prints the JSON Schema of drafts."""
    assert main(["schema", "--draft"]) == 0
    assert json.loads(capsys.readouterr().out) == draft_json_schema()


@pytest.mark.parametrize("command", ["draft", "prompt"])
def test_a_missing_article_is_reported(command: str, tmp_path: Path, capsys: Capture) -> None:
    """An article that cannot be read is named."""
    assert main([command, str(tmp_path / "gone.txt")]) == 1
    assert "gone.txt: cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["draft", "prompt"])
def test_nothing_is_drafted_of_an_empty_article(command: str, tmp_path: Path, capsys: Capture) -> None:
    """An article without text is refused."""
    path = tmp_path / "empty.txt"
    path.write_text(" \n\n", encoding="utf-8")
    assert main([command, str(path)]) == 1
    assert "empty.txt: is empty. Put the text of the article there" in capsys.readouterr().err
