"""The sheet tool: the output of each command, as text and as JSON, and its exit status."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from facts.__main__ import main
from facts.kinds import KINDS
from facts.sheets.json_schema import SCHEMA_FILE
from facts.sheets.loader import BUNDLED, read_json
from tests.conftest import FRIGATE, FRIGATE_ARTICLE, S400, TESTS

Capture = pytest.CaptureFixture[str]

HELP = {
    "": [
        "agents over stdio",
        "draft it",
        "build it",
        "anchor it",
        "check it",
        "verify it",
        "serve it",
        "exit status: 0",
        "Print the JSON Schema",
    ],
    "check": ["report every problem", "--json", "SHEET", "directories"],
    "verify": ["with the text of its article", "--strict", "--json", "SHEET", "ARTICLE"],
    "anchor": ["Add start, end and digest", "in place", "--json", "SHEET", "ARTICLE"],
    "reanchor": ["where it is in an edited article", "in place", "--json", "SHEET", "ARTICLE"],
    "read": ["how words are read", "--json", "WORDS", "in quotation marks"],
    "draft": ["a draft to start from", "--from SHEET", "--output DRAFT", "ARTICLE"],
    "import": ["LangExtract", "FILE", "ARTICLE", "--output DRAFT"],
    "prompt": ["what to give a language model", "ARTICLE"],
    "build": ["report every problem", "--watch", "--output SHEET", "--json", "DRAFT", "a directory of drafts"],
    "schema": ["Print the JSON Schema of a sheet, or of a draft", "--draft"],
    "export": ["Write records, facts, gaps or the timeline", "--collection", "timeline"],
}
INVALID = [
    *([], ["mend"], ["check", "--all"], ["verify"], ["anchor"], ["reanchor"], ["read"], ["schema", "sheet.json"]),
    *(["export", "--collection", "weapons"], ["export", "--collection"], ["--json", "check"]),
]
FRIGATE_LINE = (
    "ok frigate-deal: 4 contracts, 5 countries, 3 systems, 4 people, 10 organizations, 4 places, "
    "13 events, 12 statements, 2 media\n"
)
NO_LENDER = {
    "record": "contracts/brazil-nordlys",
    "field": "payment.lender",
    "message": "is filled but has no receipt",
    "hint": 'Add evidence["payment.lender"] with passage and exact, then run `anchor`',
}


def write_json(path: Path, raw: dict[str, Any]) -> Path:
    """Write a raw sheet to the file `path`, and return the path."""
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


@pytest.fixture
def invalid_sheet(tmp_path: Path) -> Path:
    """The frigate sheet without one of its receipts."""
    raw = read_json(FRIGATE)
    del raw["contracts"][0]["evidence"]["payment.lender"]
    return write_json(tmp_path / "invalid.json", raw)


@pytest.fixture
def unanchored_sheet(tmp_path: Path) -> Path:
    """The frigate sheet without the position of one span."""
    raw = read_json(FRIGATE)
    span = raw["contracts"][0]["evidence"]["value"]["spans"][0]
    for name in ("start", "end", "digest"):
        del span[name]
    return write_json(tmp_path / "unanchored.json", raw)


@pytest.fixture
def unanchorable_sheet(unanchored_sheet: Path) -> Path:
    """The unanchored sheet with words in another span that the article does not have."""
    raw = read_json(unanchored_sheet)
    raw["places"][0]["evidence"]["name"]["spans"][0]["exact"] = "Atlantis"
    return write_json(unanchored_sheet.with_name("unanchorable.json"), raw)


@pytest.mark.parametrize(("command", "phrases"), HELP.items())
def test_help_says_what_a_command_does(command: str, phrases: list[str], capsys: Capture) -> None:
    """The help of each command describes it and its arguments; that of the tool describes the workflow."""
    with pytest.raises(SystemExit) as exit_info:
        main([*command.split(), "--help"])
    output = " ".join(capsys.readouterr().out.split())
    assert exit_info.value.code == 0
    assert [phrase for phrase in phrases if phrase not in output] == []


@pytest.mark.parametrize("arguments", INVALID, ids=" ".join)
def test_invalid_command_line(arguments: list[str], capsys: Capture) -> None:
    """An invalid command line exits with status 2 and prints the usage to standard error."""
    with pytest.raises(SystemExit) as exit_info:
        main(arguments)
    output = capsys.readouterr()
    assert exit_info.value.code == 2
    assert output.out == ""
    assert "usage: fact-sheet" in output.err


def test_check_prints_record_counts(capsys: Capture) -> None:
    """Each valid sheet gets a line, in order, with its number of records of each kind; the status is 0."""
    assert main(["check", str(FRIGATE), str(S400)]) == 0
    output = capsys.readouterr()
    assert output.out.startswith(FRIGATE_LINE + "ok s400-turkey: 3 contracts, 6 countries, 4 systems, 7 people, ")
    assert (output.out.count("\n"), output.err) == (2, "")


def test_check_takes_the_bundled_sheets(capsys: Capture) -> None:
    """Without arguments the bundled sheets are checked, as with their directory."""
    assert main(["check"]) == 0
    output = capsys.readouterr()
    assert output.out.startswith("ok s400-turkey: ")
    assert main(["check", str(BUNDLED)]) == 0
    assert capsys.readouterr() == output


def test_check_prints_problems(invalid_sheet: Path, capsys: Capture) -> None:
    """A problem is a line on standard error with file, record, field, message and hint."""
    assert main(["check", str(FRIGATE), str(invalid_sheet)]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == "wrong invalid.json: {record} {field}: {message}. {hint}.\n".format(**NO_LENDER)


def test_check_prints_json(invalid_sheet: Path, capsys: Capture) -> None:
    """With --json the output is one JSON document, for valid sheets and for invalid ones."""
    assert main(["check", "--json", str(FRIGATE)]) == 0
    (sheet,) = json.loads(capsys.readouterr().out)["sheets"]
    counts = {kind: len(read_json(FRIGATE)[kind]) for kind in KINDS}
    assert sheet == {"id": "frigate-deal", **counts, "unexamined": 0}
    assert main(["check", str(invalid_sheet), "--json"]) == 1
    output = capsys.readouterr()
    assert json.loads(output.out) == {"problems": [{"file": "invalid.json", **NO_LENDER}]}
    assert output.err == ""


@pytest.mark.parametrize("command", ["check", "verify", "anchor", "export"])
def test_missing_sheet_is_reported(command: str, tmp_path: Path, capsys: Capture) -> None:
    """Each command that takes a sheet reports a missing file by name, and exits with status 1."""
    article = [str(FRIGATE_ARTICLE)] if command in {"verify", "anchor"} else []
    assert main([command, str(tmp_path / "gone.json"), *article]) == 1
    output = capsys.readouterr()
    assert (output.out, output.err[:6], output.err.count("\n")) == ("", "wrong ", 1)
    assert "gone.json:" in output.err


def test_problem_of_a_file_has_one_colon(tmp_path: Path, capsys: Capture) -> None:
    """A problem that concerns no record has one colon after the name of the file."""
    main(["check", str(tmp_path / "gone.json")])
    assert capsys.readouterr().err.startswith(f"wrong {tmp_path / 'gone.json'}: does not exist. ")


@pytest.mark.parametrize("command", ["verify", "anchor"])
@pytest.mark.parametrize(
    ("article", "reason"), [(None, "No such file or directory"), (b"caf\xe9", "it is not UTF-8")]
)
def test_unreadable_article_is_reported(
    command: str, article: bytes | None, reason: str, unanchored_sheet: Path, capsys: Capture
) -> None:
    """A missing article, or one that is not UTF-8, is reported by name and reason; the sheet is unchanged."""
    sheet, path = FRIGATE if command == "verify" else unanchored_sheet, unanchored_sheet.with_name("article.txt")
    before = sheet.read_bytes()
    if article is not None:
        path.write_bytes(article)
    assert main([command, "--json", str(sheet), str(path)]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["file"], problem["message"]) == (str(path), f"cannot be read ({reason})")
    assert sheet.read_bytes() == before


def test_verify_prints_the_coverage(capsys: Capture) -> None:
    """For a sheet that matches its article: a line for each passage, a summary and status 0."""
    assert main(["verify", str(FRIGATE), str(FRIGATE_ARTICLE)]) == 0
    output = capsys.readouterr()
    lines = output.out.splitlines()
    assert [int(line.split()[0]) for line in lines[:-1]] == list(range(1, 28))
    assert "contracts/brazil-nordlys" in lines[5]
    assert lines[9] == "   10  no fact: a sub-heading"
    assert lines[-1].startswith("ok 27 of 27 passages accounted for (25 with a receipt, 2 without facts), ")
    assert (lines[-1][-11:], output.err) == (" 0 problems", "")


def test_verify_prints_mismatches(tmp_path: Path, capsys: Capture) -> None:
    """For another text: the problems with file, record and field, their number and status 1."""
    article = tmp_path / "article.txt"
    article.write_bytes(FRIGATE_ARTICLE.read_bytes().replace(b"EUR 480 million", b"EUR 490 million"))
    assert main(["verify", str(FRIGATE), str(article)]) == 1
    output = capsys.readouterr()
    lines = output.err.splitlines()
    assert all(line.startswith("wrong frigate-deal.json: ") for line in lines)
    assert any(" source digest: " in line for line in lines)
    assert any(" contracts/brazil-nordlys value: quotes 'EUR 480 million'" in line for line in lines)
    assert output.out.splitlines()[-1].startswith("wrong 27 of 27 ")
    assert output.out.endswith(f" {len(lines)} problems\n")


def test_verify_prints_json(tmp_path: Path, capsys: Capture) -> None:
    """With --json the report is one document of problems, counts and coverage, with or without problems."""
    assert main(["verify", "--json", str(FRIGATE), str(FRIGATE_ARTICLE)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["problems"], report["passages"], report["covered"], report["factless"]) == ([], 27, 25, 2)
    assert [number for number, records in report["coverage"].items() if not records] == ["10", "22"]
    assert "contracts/brazil-nordlys" in report["coverage"]["6"]
    article = tmp_path / "article.txt"
    article.write_text("Another article.\n", encoding="utf-8")
    assert main(["verify", "--json", str(FRIGATE), str(article)]) == 1
    output = capsys.readouterr()
    problems = json.loads(output.out)["problems"]
    assert {"file", "record", "field", "message", "hint"} == set(problems[0])
    assert ("source", "passages") in {(problem["record"], problem["field"]) for problem in problems}
    assert output.err == ""


READINGS: dict[str, dict[str, object]] = {
    "up to $2.5 billion": {"kind": "money", "operator": "<=", "amount": "2500000000", "currency": "USD"},
    "\u20ac10\u201312m": {
        "kind": "money",
        "operator": "..",
        "amount": "10000000",
        "to": "12000000",
        "currency": "EUR",
    },
    "45%": {"kind": "share", "operator": "=", "value": "0.45"},
    "between 20 and 25 percent": {"kind": "share", "operator": "..", "value": "0.2", "to": "0.25"},
    "30 to 40 jets": {"kind": "quantity", "operator": "..", "value": 30, "to": 40, "unit": "jet"},
    "two-and-a-half brigades": {"kind": "quantity", "operator": "=", "value": 2.5, "unit": "brigade"},
    "at least 12": {"kind": "quantity", "operator": ">=", "value": 12, "unit": None},
    "fall of 2019": {"kind": "date", "edtf": "2019-23"},
}


@pytest.mark.parametrize("words", READINGS)
def test_read_prints_json(words: str, capsys: Capture) -> None:
    """With --json the readings of a phrase are a list of objects, each with its kind."""
    assert main(["read", words, "--json"]) == 0
    output = capsys.readouterr()
    assert (json.loads(output.out), output.err) == ([READINGS[words]], "")


def test_read_prints_text(capsys: Capture) -> None:
    """Without --json each reading is a line in words and digits."""
    assert main(["read", "up to $2.5 billion"]) == 0
    assert capsys.readouterr() == ("ok money: up to 2500000000 USD\n", "")


@pytest.mark.parametrize(
    "words", ["$5 billion per ship", "-5%", "--5", "per", "", "\u00a55", "x" * 10_000, "7" * 10_000]
)
def test_read_prints_what_is_not_understood(words: str, capsys: Capture) -> None:
    """Words without a reading end with status 1: an empty list with --json, else a line with the word."""
    assert main(["read", words, "--json"]) == 1
    assert capsys.readouterr() == ("[]\n", "")
    assert main(["read", words]) == 1
    output = capsys.readouterr()
    assert (output.out, output.err[:6], output.err.count("\n")) == ("", "wrong ", 1)
    assert words != "per" or "'per' is not understood" in output.err
    assert words != "$5 billion per ship" or "'per ship' makes it a rate" in output.err
    assert len(output.err) < 700
    assert main(["read", "--", words]) == 1
    assert capsys.readouterr() == output


def test_anchor_edits_the_sheet_in_place(unanchored_sheet: Path, capsys: Capture) -> None:
    """Anchoring adds the missing fields to the sheet's file, and writes no other file."""
    assert main(["anchor", str(unanchored_sheet), str(FRIGATE_ARTICLE)]) == 0
    assert capsys.readouterr() == ("ok unanchored.json: every span is anchored\n", "")
    assert read_json(unanchored_sheet) == read_json(FRIGATE)
    assert os.listdir(unanchored_sheet.parent) == ["unanchored.json"]
    assert main(["anchor", "--json", str(unanchored_sheet), str(FRIGATE_ARTICLE)]) == 0
    assert json.loads(capsys.readouterr().out) == {"problems": [], "notes": []}


def test_anchoring_an_anchored_sheet_changes_no_byte(tmp_path: Path) -> None:
    """The sheet is formatted as the tool writes it, so anchoring again causes no diff."""
    sheet = tmp_path / "sheet.json"
    shutil.copy(FRIGATE, sheet)
    assert main(["anchor", str(sheet), str(FRIGATE_ARTICLE)]) == 0
    assert sheet.read_bytes() == FRIGATE.read_bytes()


def test_anchor_leaves_the_file_if_a_span_has_no_position(unanchorable_sheet: Path, capsys: Capture) -> None:
    """If a span cannot be anchored, it is reported and the file is unchanged."""
    before, files = unanchorable_sheet.read_bytes(), sorted(os.listdir(unanchorable_sheet.parent))
    assert main(["anchor", str(unanchorable_sheet), str(FRIGATE_ARTICLE)]) == 1
    output = capsys.readouterr()
    message = "places/oslo name: has words that are not in passage 5: Atlantis"
    assert output.err.startswith(f"wrong unanchorable.json: {message}. ")
    assert (output.out, unanchorable_sheet.read_bytes()) == ("", before)
    assert sorted(os.listdir(unanchorable_sheet.parent)) == files


@pytest.mark.parametrize("linked", [False, True], ids=["file", "link"])
def test_anchor_keeps_the_file_that_it_writes(linked: bool, unanchored_sheet: Path) -> None:
    """Anchoring keeps the mode of the file, and a symbolic link to it stays a link."""
    unanchored_sheet.chmod(0o644)
    link = unanchored_sheet.with_name("link.json")
    link.symlink_to(unanchored_sheet)
    assert main(["anchor", str(link if linked else unanchored_sheet), str(FRIGATE_ARTICLE)]) == 0
    assert read_json(unanchored_sheet) == read_json(FRIGATE)
    assert stat.S_IMODE(unanchored_sheet.stat().st_mode) == 0o644
    assert link.is_symlink()


def test_schema_is_the_bundled_one(capsys: Capture) -> None:
    """The printed schema is the file beside the bundled sheets."""
    assert main(["schema"]) == 0
    assert capsys.readouterr() == ((BUNDLED / SCHEMA_FILE).read_text(encoding="utf-8"), "")


def test_colour_is_for_terminals(monkeypatch: pytest.MonkeyPatch, invalid_sheet: Path, capsys: Capture) -> None:
    """Colours are used only on a terminal, and not if NO_COLOR is set."""
    sheets = [str(FRIGATE)], [str(invalid_sheet)]
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\033" not in "".join(
        text for sheet in sheets if main(["check", *sheet]) < 2 for text in capsys.readouterr()
    )
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["check", str(FRIGATE)]) == 0
    assert capsys.readouterr().out == FRIGATE_LINE.replace("ok", "\033[32mok\033[0m", 1)
    assert main(["check", str(invalid_sheet)]) == 1
    assert capsys.readouterr().err.startswith("\033[31mwrong\033[0m invalid.json: ")
    monkeypatch.setenv("NO_COLOR", "1")
    assert main(["check", str(FRIGATE)]) == 0
    assert capsys.readouterr().out == FRIGATE_LINE


def test_module_is_the_tool() -> None:
    """`python -m facts` runs the tool and exits with the status of the command."""
    command = [sys.executable, "-m", "facts", "check", str(FRIGATE)]
    process = subprocess.run(command, cwd=TESTS.parent, capture_output=True, text=True, check=False)  # noqa: S603
    assert (process.returncode, process.stdout, process.stderr) == (0, FRIGATE_LINE, "")
