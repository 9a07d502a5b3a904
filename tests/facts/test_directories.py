"""Commands take directories of sheets and articles, and say what in an article's text is not what it seems."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from facts.__main__ import main
from facts.commands.notes import describe_text
from facts.model.article import Article
from facts.sheets.loader import read_json
from tests.conftest import FRIGATE, FRIGATE_ARTICLE
from tests.tables import each_row

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A directory with a sheet and its article beside it, and another whose article is recognized by its digest."""
    raw = read_json(FRIGATE)
    for name in ("first", "second"):
        (tmp_path / f"{name}.json").write_text(json.dumps(raw | {"id": name}), encoding="utf-8")
    shutil.copy(FRIGATE_ARTICLE, tmp_path / "first.txt")
    return tmp_path


@pytest.mark.parametrize("command", ["verify", "anchor", "reanchor"])
def test_a_directory_is_all_its_sheets(command: str, directory: Path, capsys: Capture) -> None:
    """Each sheet of a directory gets a line; its article is beside it, in another directory, or has its digest."""
    assert main([command, str(directory)]) == 0
    output = capsys.readouterr()
    assert [line.split(":")[0] for line in output.out.splitlines()] == ["ok first.json", "ok second.json"]
    articles = directory / "articles"
    articles.mkdir()
    (directory / "first.txt").rename(articles / "first.txt")
    assert main([command, str(directory), str(articles)]) == 0
    assert capsys.readouterr() == output


@pytest.mark.parametrize("command", ["verify", "anchor", "reanchor"])
def test_a_sheet_without_article_is_reported(command: str, directory: Path, capsys: Capture) -> None:
    """A sheet whose article is missing is reported by name; one article is not taken for several sheets."""
    article = (directory / "first.txt").rename(directory / "other.text")
    assert main([command, str(directory)]) == 1
    output = capsys.readouterr()
    assert (output.out, output.err.count("has no article: neither")) == ("", 2)
    assert main([command, str(directory), str(article)]) == 1
    assert "is one article for 2 sheets" in capsys.readouterr().err


def test_the_other_sheets_are_read(directory: Path, capsys: Capture) -> None:
    """A sheet that cannot be read does not keep the others from being read; the status is 1."""
    (directory / "broken.json").write_text("{", encoding="utf-8")
    (directory / "broken.txt").write_text("No facts.\n", encoding="utf-8")
    assert main(["reanchor", str(directory), "--json"]) == 1
    output = json.loads(capsys.readouterr().out)
    assert [sheet["file"] for sheet in output["sheets"]] == ["first.json", "second.json"]
    assert [problem["file"] for problem in output["problems"]] == ["broken.json"]


NOTES = {
    "a byte order mark": "\ufeffText.\n",
    "line ends of two characters (CRLF)": "Text.\r\nMore.\r\n",
    "no-break spaces": "5\u00a0km",
    "accents as characters of their own (not NFC)": "Cafe\u0301",
}


END = ": positions and digests are of the file as it is"


@each_row(("feature", "text"), [*NOTES.items(), (", ".join(NOTES), "".join(NOTES.values()))])
def test_an_article_is_not_what_it_seems(feature: str, text: str, tmp_path: Path) -> None:
    """Each feature of an article's file that changes what positions count is noted, all in one line."""
    article = tmp_path / "article.txt"
    article.write_bytes(text.encode())
    assert describe_text(article, Article.read(article)) == [f"article.txt has {feature}{END}"]


@pytest.mark.parametrize("command", ["verify", "anchor", "reanchor"])
def test_a_note_says_what_positions_count(command: str, tmp_path: Path, capsys: Capture) -> None:
    """An article that is not what it seems is noted once, on standard error or in the JSON."""
    sheet, article = tmp_path / "sheet.json", tmp_path / "article.txt"
    shutil.copy(FRIGATE, sheet)
    article.write_bytes("".join(NOTES.values()).encode())
    note = f"article.txt has {', '.join(NOTES)}{END}"
    main([command, str(sheet), str(article), "--json"])
    notes = json.loads(capsys.readouterr().out)["notes"]
    shutil.copy(FRIGATE, sheet)
    main([command, str(sheet), str(article)])
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("note ")]
    assert (notes, lines) == ([note], [f"note {note}"])


def test_progress_is_for_terminals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """A long task shows on a terminal how far it is and how fast, and clears that; elsewhere it shows nothing."""
    for number in range(6):
        (tmp_path / f"{number}.json").write_text("{}", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert "\r" not in capsys.readouterr().err
    for number in range(6):
        (tmp_path / f"{number}.json").write_text(
            json.dumps(read_json(FRIGATE) | {"id": f"s{number}"}), encoding="utf-8"
        )
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["check", str(tmp_path)]) == 0
    shown = capsys.readouterr().err
    assert "0/6 [" in shown
    assert "it/s" in shown
    assert shown.rpartition("\r")[2] == ""


def test_reanchor_prints_what_is_left(tmp_path: Path, capsys: Capture) -> None:
    """The JSON has the number of spans that were kept, and the others by state; lines name what is left."""
    sheet, article = tmp_path / "sheet.json", tmp_path / "article.txt"
    shutil.copy(FRIGATE, sheet)
    text = FRIGATE_ARTICLE.read_text(encoding="utf-8").replace("EUR 480 million", "EUR 490 million")
    article.write_text(f"An update.\n{text}", encoding="utf-8")
    assert main(["reanchor", str(sheet), str(article), "--json"]) == 1
    output = json.loads(capsys.readouterr().out)
    assert (set(output), output["kept"]) == ({"kept", "moved", "changed", "gone", "ambiguous", "notes"}, 0)
    names = {"record": "contracts/brazil-nordlys", "field": "value"}
    row = names | {"passage_before": 6, "passage_after": 7, "exact": "EUR 480 million"}
    assert row in output["changed"]
    assert (output["gone"], output["ambiguous"]) == ([], [])
    shutil.copy(FRIGATE, sheet)
    assert main(["reanchor", str(sheet), str(article)]) == 1
    stdout, stderr = capsys.readouterr()
    assert f"wrong sheet.json: 0 kept, {len(output['moved'])} moved, {len(output['changed'])} changed, " in stdout
    message = "cites passage 6 (EUR 480 million), now passage 7, which has other text there"
    assert f"wrong sheet.json: contracts/brazil-nordlys value: {message}. " in stderr
    assert main(["check", str(sheet)]) == 1
    assert "is null: `reanchor` could not place it. Set it to the number of the passage" in capsys.readouterr().err
