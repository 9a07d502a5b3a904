"""`check` counts the gaps that nobody has examined, and refuses them on request."""

import json
from pathlib import Path

import pytest

from facts.__main__ import main
from tests.conftest import FRIGATE, S400
from tests.facts.sheets.edits import edited_sheet

Capture = pytest.CaptureFixture[str]
LATER = {"status": "unexamined", "note": "not yet looked for"}
UNEXAMINED = [("source", "url"), ("contracts/norway-umibue", "quantity")]


@pytest.fixture
def unexamined_sheet(tmp_path: Path) -> Path:
    """The frigate sheet with two gaps that nobody has examined, one of them of the source."""
    raw = edited_sheet({"source/gaps/url": LATER, "contracts/norway-umibue/gaps/quantity": LATER})
    path = tmp_path / "draft.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


def test_unexamined_gaps_are_counted(unexamined_sheet: Path, capsys: Capture) -> None:
    """A sheet with unexamined gaps is valid; the summary and the JSON say how many there are."""
    assert main(["check", str(unexamined_sheet)]) == 0
    assert capsys.readouterr().out.endswith(", 2 media, 2 unexamined gaps (`--complete` lists them)\n")
    assert main(["check", "--json", str(unexamined_sheet)]) == 0
    (sheet,) = json.loads(capsys.readouterr().out)["sheets"]
    assert sheet["unexamined"] == 2


def test_complete_refuses_unexamined_gaps(unexamined_sheet: Path, capsys: Capture) -> None:
    """With --complete each unexamined gap is a problem of its record and field, and the status is 1."""
    assert main(["check", "--complete", "--json", str(S400), str(unexamined_sheet)]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [(problem["file"], problem["record"], problem["field"]) for problem in problems] == [
        ("draft.json", record, field) for record, field in UNEXAMINED
    ]
    assert main(["check", "--complete", str(unexamined_sheet)]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.splitlines()[0] == (
        "wrong draft.json: source url: is unexamined. "
        "Fill it, or give its gap the status `not_stated`, `not_applicable` or `ambiguous`."
    )


def test_complete_sheets_pass(capsys: Capture) -> None:
    """The bundled sheet and the invented one have no unexamined gap."""
    assert main(["check", "--complete", str(FRIGATE), str(S400)]) == 0
    assert "unexamined" not in capsys.readouterr().out
