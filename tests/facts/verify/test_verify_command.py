"""What `verify` prints of warnings and of what stands under no receipt, as text and as JSON."""

import json
from pathlib import Path

from facts.__main__ import main
from facts.sheets.loader import read_json
from tests.conftest import FRIGATE, FRIGATE_ARTICLE
from tests.facts.test_main import Capture, write_json


def write_longer_article(path: Path) -> list[str]:
    """Write the frigate article with one passage more to `path`; return the arguments that verify it."""
    text = FRIGATE_ARTICLE.read_text(encoding="utf-8")
    path.write_text(f"{text.rstrip()}\n\nThe yard has 512 workers.\n", encoding="utf-8")
    return ["verify", str(FRIGATE), str(path)]


def test_verify_lists_what_is_under_no_receipt(tmp_path: Path, capsys: Capture) -> None:
    """A figure that no span touches is printed with its passage, and is a problem only with --strict."""
    command = write_longer_article(tmp_path / "article.txt")
    assert main(command) == 1
    output = capsys.readouterr()
    assert "   28  under no receipt: quantity '512 workers'" in output.out.splitlines()
    assert output.out.endswith(" problems, 1 under no receipt\n")
    assert "512 workers" not in output.err
    assert main([*command, "--strict"]) == 1
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "512 workers" in line]
    assert line.startswith(
        "wrong frigate-deal.json: source passages: passage 28 has the quantity '512 workers' under"
    )


def test_verify_prints_what_is_under_no_receipt_as_json(tmp_path: Path, capsys: Capture) -> None:
    """With --json the report has warnings and what no span touches in lists of their own."""
    assert main(["verify", "--json", "--strict", str(FRIGATE), str(FRIGATE_ARTICLE)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["problems"], report["warnings"], report["uncovered"]) == ([], [], [])
    assert main([*write_longer_article(tmp_path / "article.txt"), "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["uncovered"]
    assert finding.keys() == {"kind", "passage", "start", "end", "words"}
    assert (finding["kind"], finding["passage"], finding["words"]) == ("quantity", 28, "512 workers")


def test_verify_prints_warnings(tmp_path: Path, capsys: Capture) -> None:
    """What language leaves open is printed as a warning, with record and field, and the status stays 0."""
    raw = read_json(FRIGATE)
    (event,) = [event for event in raw["events"] if event["id"] == "radar-exports"]
    event["status"] = "asserted"
    event["evidence"]["status"]["spans"] = raw["contracts"][2]["evidence"]["delivery.status"]["spans"]
    sheet = write_json(tmp_path / "sheet.json", raw)
    assert main(["verify", str(sheet), str(FRIGATE_ARTICLE)]) == 0
    output = capsys.readouterr()
    assert output.err.startswith(
        "warning sheet.json: events/radar-exports status: is asserted, but 'were delivered' "
    )
    assert output.out.endswith(" 0 problems, 1 warning\n")
    assert main(["verify", "--json", str(sheet), str(FRIGATE_ARTICLE)]) == 0
    (warning,) = json.loads(capsys.readouterr().out)["warnings"]
    assert (warning["record"], warning["field"]) == ("events/radar-exports", "status")
