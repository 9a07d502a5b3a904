"""The tool for sheets: what each command answers, to people and to programs, and with which exit status."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from facts.__main__ import main
from facts.sheets.json_schema import SCHEMA_FILE
from facts.sheets.loader import BUNDLED, read_json
from tests.conftest import FRIGATE, FRIGATE_ARTICLE, S400, TESTS

Told = pytest.CaptureFixture[str]

HELP = {
    "": ["anchor it", "check it", "verify it", "serve it", "exit status: 0", "Print the JSON Schema"],
    "check": ["tell everything that is wrong", "--json", "SHEET", "directories"],
    "verify": ["against the text of its article", "--json", "SHEET", "ARTICLE"],
    "anchor": ["Fill in start, end and digest", "own file", "--json", "SHEET", "ARTICLE"],
    "schema": ["Print the JSON Schema of a sheet"],
    "export": ["Write records, facts, gaps or a timeline", "--collection", "timeline"],
}
UNREADABLE = [
    *([], ["mend"], ["check", "--all"], ["verify", "sheet.json"], ["anchor"], ["schema", "sheet.json"]),
    *(["export", "--collection", "weapons"], ["export", "--collection"], ["--json", "check"]),
]
FRIGATE_LINE = (
    "ok frigate-deal: 4 contracts, 5 countries, 3 systems, 4 people, 10 organizations, 4 places, "
    "12 events, 11 statements, 2 media\n"
)
NO_LENDER = {
    "record": "contracts/brazil-nordlys",
    "field": "payment.lender",
    "message": "is filled but has no receipt",
    "hint": 'Add evidence["payment.lender"] with passage and exact, then run `anchor`',
}


def written(path: Path, raw: dict[str, Any]) -> Path:
    """Return the path of a file that has been given a sheet."""
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


@pytest.fixture
def lacking(tmp_path: Path) -> Path:
    """A frigate sheet with one receipt missing."""
    raw = read_json(FRIGATE)
    del raw["contracts"][0]["evidence"]["payment.lender"]
    return written(tmp_path / "lacking.json", raw)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A frigate sheet with the place of one span to be filled in."""
    raw = read_json(FRIGATE)
    span = raw["contracts"][0]["evidence"]["value"]["spans"][0]
    for name in ("start", "end", "digest"):
        del span[name]
    return written(tmp_path / "bare.json", raw)


@pytest.fixture
def hopeless(bare: Path) -> Path:
    """The bare sheet with words that stand nowhere in another span."""
    raw = read_json(bare)
    raw["places"][0]["evidence"]["name"]["spans"][0]["exact"] = "Atlantis"
    return written(bare.with_name("hopeless.json"), raw)


@pytest.mark.parametrize(("command", "phrases"), HELP.items())
def test_help_says_what_a_command_does(command: str, phrases: list[str], capsys: Told) -> None:
    """The help of each command says what it does and takes, and that of the tool the way of a sheet."""
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert ended.value.code == 0
    assert [phrase for phrase in phrases if phrase not in told] == []


@pytest.mark.parametrize("arguments", UNREADABLE, ids=" ".join)
def test_command_line_that_cannot_be_read(arguments: list[str], capsys: Told) -> None:
    """A command line that cannot be read ends with status 2 and how it is to be written, on the error stream."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    told = capsys.readouterr()
    assert ended.value.code == 2
    assert told.out == ""
    assert "usage: fact-sheet" in told.err


def test_check_tells_what_sheets_hold(capsys: Told) -> None:
    """Sheets that load are told on a line each, in order, with how much they hold; the status is 0."""
    assert main(["check", str(FRIGATE), str(S400)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith(FRIGATE_LINE + "ok s400-turkey: 3 contracts, 6 countries, 4 systems, 7 people, ")
    assert (told.out.count("\n"), told.err) == (2, "")


def test_check_takes_the_bundled_sheets(capsys: Told) -> None:
    """Without a name the bundled sheets are checked, as by the name of their directory."""
    assert main(["check"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("ok s400-turkey: ")
    assert main(["check", str(BUNDLED)]) == 0
    assert capsys.readouterr() == told


def test_check_tells_what_is_wrong(lacking: Path, capsys: Told) -> None:
    """A problem is a line on the error stream with file, record, field, what is wrong and what mends it."""
    assert main(["check", str(FRIGATE), str(lacking)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "wrong lacking.json: {record} {field}: {message}. {hint}.\n".format(**NO_LENDER)


def test_check_answers_programs(lacking: Path, capsys: Told) -> None:
    """With --json the answer is one JSON document on the output, for sheets that load and for those that do not."""
    assert main(["check", "--json", str(FRIGATE)]) == 0
    (sheet,) = json.loads(capsys.readouterr().out)["sheets"]
    assert sheet == {"id": "frigate-deal"} | {kind: len(read_json(FRIGATE)[kind]) for kind in list(sheet)[1:]}
    assert len(sheet) == 10
    assert main(["check", str(lacking), "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out) == {"problems": [{"file": "lacking.json", **NO_LENDER}]}
    assert told.err == ""


@pytest.mark.parametrize("command", ["check", "verify", "anchor", "export"])
def test_missing_sheet_is_told(command: str, tmp_path: Path, capsys: Told) -> None:
    """Each command that takes a sheet names the file that is not there, and ends with status 1."""
    article = [str(FRIGATE_ARTICLE)] if command in {"verify", "anchor"} else []
    assert main([command, str(tmp_path / "gone.json"), *article]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err[:6], told.err.count("\n")) == ("", "wrong ", 1)
    assert "gone.json:" in told.err


def test_problem_of_a_file_has_one_colon(tmp_path: Path, capsys: Told) -> None:
    """A problem that is of no record names the file and goes on after one colon."""
    main(["check", str(tmp_path / "gone.json")])
    assert capsys.readouterr().err.startswith(f"wrong {tmp_path / 'gone.json'}: does not exist. ")


@pytest.mark.parametrize("command", ["verify", "anchor"])
@pytest.mark.parametrize(
    ("article", "reason"), [(None, "No such file or directory"), (b"caf\xe9", "it is not UTF-8")]
)
def test_unreadable_article_is_told(
    command: str, article: bytes | None, reason: str, bare: Path, capsys: Told
) -> None:
    """An article that is not there or no UTF-8 is told by name and reason; the sheet stays as it is."""
    sheet, path = FRIGATE if command == "verify" else bare, bare.with_name("article.txt")
    before = sheet.read_bytes()
    if article is not None:
        path.write_bytes(article)
    assert main([command, "--json", str(sheet), str(path)]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["file"], problem["message"]) == (str(path), f"cannot be read ({reason})")
    assert sheet.read_bytes() == before


def test_verify_tells_the_coverage(capsys: Told) -> None:
    """A sheet that fits its article gets a line for each passage, the sum of them, and status 0."""
    assert main(["verify", str(FRIGATE), str(FRIGATE_ARTICLE)]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert [int(line.split()[0]) for line in lines[:-1]] == list(range(1, 28))
    assert "contracts/brazil-nordlys" in lines[5]
    assert lines[9] == "   10  no fact: a sub-heading"
    assert lines[-1].startswith("ok 27 of 27 passages accounted for (25 under a receipt, 2 without facts), ")
    assert (lines[-1][-11:], told.err) == (" 0 problems", "")


def test_verify_tells_what_does_not_fit(tmp_path: Path, capsys: Told) -> None:
    """Against another text the problems are told with file, record and field, counted, and the status is 1."""
    article = tmp_path / "article.txt"
    article.write_bytes(FRIGATE_ARTICLE.read_bytes().replace(b"EUR 480 million", b"EUR 490 million"))
    assert main(["verify", str(FRIGATE), str(article)]) == 1
    told = capsys.readouterr()
    lines = told.err.splitlines()
    assert all(line.startswith("wrong frigate-deal.json: ") for line in lines)
    assert any(" source digest: " in line for line in lines)
    assert any(" contracts/brazil-nordlys value: quotes 'EUR 480 million'" in line for line in lines)
    assert told.out.splitlines()[-1].startswith("wrong 27 of 27 ")
    assert told.out.endswith(f" {len(lines)} problems\n")


def test_verify_answers_programs(tmp_path: Path, capsys: Told) -> None:
    """With --json a report is problems, counts and coverage in one document, whether the sheet fits or not."""
    assert main(["verify", "--json", str(FRIGATE), str(FRIGATE_ARTICLE)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["problems"], report["passages"], report["covered"], report["factless"]) == ([], 27, 25, 2)
    assert [number for number, records in report["coverage"].items() if not records] == ["10", "22"]
    assert "contracts/brazil-nordlys" in report["coverage"]["6"]
    other = tmp_path / "article.txt"
    other.write_text("Another article.\n", encoding="utf-8")
    assert main(["verify", "--json", str(FRIGATE), str(other)]) == 1
    told = capsys.readouterr()
    problems = json.loads(told.out)["problems"]
    assert {"file", "record", "field", "message", "hint"} == set(problems[0])
    assert ("source", "passages") in {(problem["record"], problem["field"]) for problem in problems}
    assert told.err == ""


def test_anchor_fills_in_the_sheet_itself(bare: Path, capsys: Told) -> None:
    """Anchoring writes what was missing into the sheet's file, and nothing else anywhere."""
    assert main(["anchor", str(bare), str(FRIGATE_ARTICLE)]) == 0
    assert capsys.readouterr() == ("ok bare.json: every span is anchored\n", "")
    assert read_json(bare) == read_json(FRIGATE)
    assert os.listdir(bare.parent) == ["bare.json"]
    assert main(["anchor", "--json", str(bare), str(FRIGATE_ARTICLE)]) == 0
    assert json.loads(capsys.readouterr().out) == {"problems": []}


def test_anchoring_an_anchored_sheet_changes_no_byte(tmp_path: Path) -> None:
    """Both sheets stand as the tool writes them, so that anchoring again is no change to review."""
    sheet = tmp_path / "sheet.json"
    shutil.copy(FRIGATE, sheet)
    assert main(["anchor", str(sheet), str(FRIGATE_ARTICLE)]) == 0
    assert sheet.read_bytes() == FRIGATE.read_bytes()


def test_anchor_leaves_the_file_if_a_span_has_no_place(hopeless: Path, capsys: Told) -> None:
    """If one span cannot be anchored, the file stays as it is to the byte, and the span is told."""
    before, beside = hopeless.read_bytes(), sorted(os.listdir(hopeless.parent))
    assert main(["anchor", str(hopeless), str(FRIGATE_ARTICLE)]) == 1
    told = capsys.readouterr()
    assert told.err.startswith("wrong hopeless.json: places/oslo name: has words that passage 5 lacks: Atlantis. ")
    assert (told.out, hopeless.read_bytes()) == ("", before)
    assert sorted(os.listdir(hopeless.parent)) == beside


@pytest.mark.parametrize("linked", [False, True], ids=["file", "link"])
def test_anchor_keeps_the_file_that_it_writes(linked: bool, bare: Path) -> None:
    """An anchored file may be read by whom it could be read before, and a link to it stays one."""
    bare.chmod(0o644)
    link = bare.with_name("link.json")
    link.symlink_to(bare)
    assert main(["anchor", str(link if linked else bare), str(FRIGATE_ARTICLE)]) == 0
    assert read_json(bare) == read_json(FRIGATE)
    assert stat.S_IMODE(bare.stat().st_mode) == 0o644
    assert link.is_symlink()


def test_schema_is_the_bundled_one(capsys: Told) -> None:
    """The schema is printed as it stands beside the bundled sheets."""
    assert main(["schema"]) == 0
    assert capsys.readouterr() == ((BUNDLED / SCHEMA_FILE).read_text(encoding="utf-8"), "")


@pytest.mark.parametrize("collection", ["sheets", "statements", "facts"])
def test_export_writes_what_the_api_serves(collection: str, client: TestClient, capsys: Told) -> None:
    """Every item of a collection is written, as the API answers it page by page."""
    assert main(["export", "--collection", collection, str(S400), str(FRIGATE)]) == 0
    exported = json.loads(capsys.readouterr().out)
    items: list[object] = []
    page = f"/v1/{collection}?limit=100"
    while page:
        answer = client.get(page).json()
        items, page = items + answer["items"], answer["next"]
    assert exported["items"] == items
    assert exported["total"] == len(items) > (100 if collection == "facts" else 1)


def test_colour_is_for_terminals(monkeypatch: pytest.MonkeyPatch, lacking: Path, capsys: Told) -> None:
    """Only a terminal gets colours, and only if it does not decline them."""
    sheets = [str(FRIGATE)], [str(lacking)]
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\033" not in "".join(
        text for sheet in sheets if main(["check", *sheet]) < 2 for text in capsys.readouterr()
    )
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["check", str(FRIGATE)]) == 0
    assert capsys.readouterr().out == FRIGATE_LINE.replace("ok", "\033[32mok\033[0m", 1)
    assert main(["check", str(lacking)]) == 1
    assert capsys.readouterr().err.startswith("\033[31mwrong\033[0m lacking.json: ")
    monkeypatch.setenv("NO_COLOR", "1")
    assert main(["check", str(FRIGATE)]) == 0
    assert capsys.readouterr().out == FRIGATE_LINE


def test_module_is_the_tool() -> None:
    """`python -m facts` is the same tool, and its exit status that of the command."""
    command = [sys.executable, "-m", "facts", "check", str(FRIGATE)]
    done = subprocess.run(command, cwd=TESTS.parent, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout, done.stderr) == (0, FRIGATE_LINE, "")
