"""`build`: sheets from drafts, written completely or not at all."""

import json
import os
import time
from pathlib import Path

import pytest

from facts.__main__ import main
from facts.sheets.loader import read_sheet
from facts.sheets.problems import MAX_ISSUES
from tests.facts.drafts.helpers import DRAFT, TEXT, build_draft

Capture = pytest.CaptureFixture[str]
WRONG = DRAFT.replace("offices: Mayor", "offices: Mayoress")
SUMMARY = "1 country, 1 person, 1 organization, 1 event, 2 statements; 4 of 4 passages accounted for; "

LEFT_OUT = [
    "    2  under no receipt: number '12.5 million'",
    "    2  under no receipt: quantity 'Three ferries'",
    "    4  under no receipt: date '2027 or 2028'",
]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with its article beside it."""
    (tmp_path / "pier.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "pier.yaml"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_build_writes_the_sheet_beside_the_draft(draft: Path, capsys: Capture) -> None:
    """The output lists what is under no receipt and counts the records, passages and unexamined fields."""
    assert main(["build", str(draft)]) == 0
    sheet = draft.with_suffix(".json")
    assert sheet.read_text(encoding="utf-8") == build_draft(DRAFT).text
    output = capsys.readouterr()
    assert output.err == ""
    *lines, summary = output.out.splitlines()
    assert lines == LEFT_OUT
    assert summary.startswith(f"ok {sheet}: {SUMMARY}")
    assert summary.endswith("; 3 under no receipt; 28 fields unexamined")


def test_build_takes_the_article_and_the_sheet(draft: Path, tmp_path: Path, capsys: Capture) -> None:
    """The article may be anywhere, and so may the sheet; a directory gets the sheet under the draft's name."""
    (tmp_path / "elsewhere").mkdir()
    article = draft.with_suffix(".txt").rename(tmp_path / "elsewhere" / "article")
    for output, path in (("x.json", "x.json"), ("elsewhere", "elsewhere/pier.json")):
        assert main(["build", str(draft), str(article), "-o", str(tmp_path / output)]) == 0
        assert read_sheet(tmp_path / path).id == "pier"
    assert main(["build", str(draft)]) == 1
    assert "pier.txt: cannot be read" in capsys.readouterr().err


def test_build_reports_every_problem(draft: Path, capsys: Capture) -> None:
    """With a problem the status is 1, the problem has its line, and an older sheet stays as it is."""
    sheet = draft.with_suffix(".json")
    sheet.write_text("old", encoding="utf-8")
    draft.write_text(WRONG, encoding="utf-8")
    assert main(["build", str(draft)]) == 1
    output = capsys.readouterr()
    assert output.err.startswith("wrong pier.yaml:8: people/ase-bjorno offices.0.title: quotes 'Mayoress', ")
    assert (output.out, sheet.read_text(encoding="utf-8")) == ("", "old")


def test_build_counts_problems_that_it_does_not_list(draft: Path, capsys: Capture) -> None:
    """Of very many problems the first are listed, and the last line says how many more there are."""
    lines = "".join(f"  s{number}: {{summary: a thing, quote: nothing at all}}\n" for number in range(MAX_ISSUES + 7))
    draft.write_text(f"title: a pier\nstatements:\n{lines}", encoding="utf-8")
    assert main(["build", str(draft)]) == 1
    problems = capsys.readouterr().err.splitlines()
    assert len(problems) == MAX_ISSUES + 1
    assert problems[-1] == "wrong 7 more problems are not listed. Correct these, then check again."


def test_build_prints_json(draft: Path, capsys: Capture) -> None:
    """The problems are objects that can be given back to whoever wrote the draft; so is the summary."""
    assert main(["build", "--json", str(draft)]) == 0
    output = json.loads(capsys.readouterr().out)
    assert output["problems"] == []
    assert {name: output["sheets"][0][name] for name in ("id", "statements", "passages")} == {
        "id": "pier",
        "statements": 2,
        "passages": 4,
    }
    assert output["sheets"][0]["unexamined"]["people/ase-bjorno"] == [
        "offices.0.organization",
        "offices.0.status",
        "country",
    ]
    assert [finding["words"] for finding in output["sheets"][0]["uncovered"]] == [
        "12.5 million",
        "Three ferries",
        "2027 or 2028",
    ]
    draft.write_text(WRONG, encoding="utf-8")
    assert main(["build", "--json", str(draft)]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["file"], problem["line"], problem["field"]) == ("pier.yaml", 8, "offices.0.title")
    assert set(problem) == {"file", "line", "record", "field", "message", "hint"}


def test_build_lists_what_it_adds(draft: Path, capsys: Capture) -> None:
    """A group without a record is listed with its words and its field, as a line or as an object."""
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("    when: by", "    participants: Three ferries\n    when: by"), encoding="utf-8")
    assert main(["build", str(draft)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "added group 'Three ferries', at events/rest-of-the-price participants"
    assert main(["build", "--json", str(draft)]) == 0
    (sheet,) = json.loads(capsys.readouterr().out)["sheets"]
    field = "events/rest-of-the-price participants"
    assert sheet["added"] == [{"kind": "group", "id": "", "words": "Three ferries", "field": field}]


def test_build_takes_json(draft: Path, tmp_path: Path, capsys: Capture) -> None:
    """A draft may be JSON, which needs another name for the sheet."""
    path = tmp_path / "pier.json"
    statement = {
        "named": "The Norwegian Fishers' League",
        "summary": "the pier is not long enough",
        "passages": "1-4",
    }
    path.write_text(json.dumps({"title": "a new pier", "statements": {"length": statement}}), encoding="utf-8")
    assert main(["build", str(path)]) == 1
    assert "is also the file of the sheet" in capsys.readouterr().err
    assert main(["build", str(path), "-o", str(tmp_path / "sheet.json")]) == 0
    assert read_sheet(tmp_path / "sheet.json").records["statements"]


def test_build_takes_a_directory(draft: Path, tmp_path: Path, capsys: Capture) -> None:
    """Each draft of a directory is built; a wrong one does not keep the others from being written."""
    for name, text in (("second", DRAFT), ("third", WRONG)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    assert main(["build", str(tmp_path)]) == 1
    output = capsys.readouterr()
    assert [line.split(":")[0] for line in output.out.splitlines()] == [
        f"ok {tmp_path / name}.json" for name in ("pier", "second")
    ]
    assert "wrong third.yaml:8:" in output.err
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["pier.json", "second.json"]


def test_drafts_of_one_id_are_refused(draft: Path, tmp_path: Path, capsys: Capture) -> None:
    """Two drafts of a directory with the same id are not both written."""
    (tmp_path / "second.yaml").write_text(f"id: pier\n{DRAFT}", encoding="utf-8")
    (tmp_path / "second.txt").write_text(TEXT, encoding="utf-8")
    assert main(["build", str(tmp_path)]) == 1
    assert "second.yaml: id: has the same id as pier.yaml: pier" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"), [(["."], "contains no *.yaml or *.yml"), ([".", "x"], "is a directory")]
)
def test_a_directory_without_drafts(arguments: list[str], message: str, tmp_path: Path, capsys: Capture) -> None:
    """An empty directory is reported, and so is one article for a directory."""
    assert main(["build", *(str(tmp_path / argument) for argument in arguments)]) == 1
    assert message in capsys.readouterr().err


def test_build_watches(draft: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each change of the draft or the article builds again, until Ctrl+C; without a change nothing is built."""
    edits = [WRONG, None, DRAFT]

    def wait(_seconds: float) -> None:
        if not edits:
            raise KeyboardInterrupt
        if text := edits.pop(0):
            draft.write_text(text, encoding="utf-8")
            os.utime(draft, (len(edits), len(edits)))

    monkeypatch.setattr(time, "sleep", wait)
    assert main(["build", "--watch", str(draft)]) == 0
    output = capsys.readouterr()
    assert (output.out.count("ok "), output.err.count("wrong ")) == (2, 1)
