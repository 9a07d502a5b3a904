"""Problems are bounded: the first are listed, the rest is counted, and none takes long."""

import json
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from facts.__main__ import main
from facts.sheets.loader import load_sheets, parse_sheet, read_json
from facts.sheets.problems import MAX_ISSUES, MAX_TEXT, MAX_TOTAL_ISSUES, Issue, IssueLog, SheetError
from tests.conftest import FRIGATE

Corruption = Callable[[dict[str, Any]], object]


def name_a_million_passages(raw: dict[str, Any]) -> None:
    """Say that the article has a million passages in three million characters."""
    passages = [{"start": start, "end": start + 1} for start in range(0, 3 * 10**6, 3)]
    raw["source"] |= {"passages": passages, "characters": 3 * 10**6}


def name_thousands_of_passages(raw: dict[str, Any]) -> None:
    """Say that the article has ten thousand passages, of which it has no more than 27."""
    raw["source"]["passages"] = [{"start": 0, "end": 1}] * 10**4


def give_long_name(raw: dict[str, Any]) -> None:
    """Give a record a long id, and a key that is as long."""
    raw["places"][0]["id"] = "x" * 10**6
    raw["places"][1]["y" * 10**5] = 1


MANY: dict[str, Corruption] = {
    "a million passages": name_a_million_passages,
    "thousands of passages": name_thousands_of_passages,
    "a long name": give_long_name,
    "wrong records": lambda raw: raw.update({"events": [{}] * 5_000}),
    "records of one id": lambda raw: raw["media"].extend(raw["media"] * 500),
    "wrong items": lambda raw: raw["events"][0].update({"about": [1] * 300_000}),
    "wrong spans": lambda raw: raw["events"][0]["evidence"]["title"].update({"spans": [{}] * 3_000}),
    "unknown keys": lambda raw: raw["events"][0].update({f"title{number}": 1 for number in range(9_000)}),
    "unknown receipts": lambda raw: raw["events"][0]["evidence"].update(
        {f"titel{number}": raw["events"][0]["evidence"]["title"] for number in range(1_000)}
    ),
    "unknown references": lambda raw: raw["events"][0].update({"about": [f"some-{n}" for n in range(20_000)]}),
    "factless passages": lambda raw: raw["source"].update({"factless": [{"passage": 1, "reason": "a"}] * 20_000}),
}


@pytest.mark.parametrize("name", MANY)
def test_many_problems_are_bounded(name: str) -> None:
    """However much is wrong with a sheet, it takes seconds to say so, and a few pages."""
    raw = read_json(FRIGATE)
    MANY[name](raw)
    start = process_time()
    with pytest.raises(SheetError) as error:
        parse_sheet("sheet.json", raw)
    assert process_time() - start < 10
    assert len(error.value.listed) <= MAX_ISSUES
    assert len(str(error.value)) < MAX_ISSUES * 4 * MAX_TEXT


def test_the_rest_is_counted() -> None:
    """The last problem counts those that are not listed, and the words agree with the number."""
    log = IssueLog(limit=2)
    for number in range(1234):
        log.add(Issue("a.json", f"places/{number % 2}", "name", "is wrong", "Correct it"))
    error = log.to_error()
    assert [problem.record for problem in error.problems] == ["places/0", "places/1", ""]
    assert str(error).splitlines()[-1] == "1,232 more problems are not listed. Correct these, then check again."
    total = IssueLog(limit=3)
    total.extend(error)
    total.extend(error)
    assert (len(total.to_error().listed), total.omitted) == (3, 1232 * 2 + 1)


def test_problems_of_one_record_are_together() -> None:
    """Problems are listed by record, in the order of each record's first one."""
    log = IssueLog()
    for record in ("b", "a", "b"):
        log.add(Issue("a.json", record, "name", "is wrong", "Correct it"))
    assert [issue.record for issue in log] == ["b", "b", "a"]


def test_many_sheets_are_bounded(tmp_path: Path) -> None:
    """The problems of all sheets together are bounded too."""
    raw = read_json(FRIGATE) | {"events": [{}] * 500}
    for number in range(12):
        (tmp_path / f"{number:02}.json").write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(SheetError) as error:
        list(load_sheets(sorted(tmp_path.iterdir())))
    assert len(error.value.listed) == MAX_TOTAL_ISSUES
    assert error.value.omitted > 12 * 500 - MAX_TOTAL_ISSUES


@pytest.mark.parametrize("command", [["check"], ["check", "--json"], ["export"]])
def test_two_sheets_of_one_id_are_reported(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check` and `export` name the paths of both sheets, in one problem and without a traceback."""
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "sheet.json").write_bytes(FRIGATE.read_bytes())
    paths = [str(tmp_path / name / "sheet.json") for name in ("first", "second")]
    assert main([*command, *paths]) == 1
    output = "".join(capsys.readouterr())
    assert output.count("has the same id as") == 1
    assert all(path in output for path in paths)
    assert "Traceback" not in output
