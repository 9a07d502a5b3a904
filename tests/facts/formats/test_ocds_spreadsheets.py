"""A release package survives the way through spreadsheets: flatten-tool merges what has no id."""

import json
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

from facts.archive import Archive
from tests.facts.formats.ocds_standard import STANDARD
from tests.facts.formats.test_ocds import dated_package, fact_sheet


def test_spreadsheets_have_every_receipt_and_gap(archive: Archive, tmp_path: Path) -> None:
    """A package that flatten-tool makes a spreadsheet of, and reads back, has as many receipts, gaps and spans."""
    package, schema = dated_package(archive.find("contracts").items), str(STANDARD / "release-schema.json")
    options = {"root_list_path": "releases", "root_id": "ocid", "schema": schema, "disable_local_refs": True}
    (tmp_path / "package.json").write_text(json.dumps(package), "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet = {"output_format": "csv", "main_sheet_name": "releases", "output_name": str(tmp_path / "sheets")}
        flattentool = import_module("flattentool")
        flattentool.flatten(str(tmp_path / "package.json"), **sheet, **options)
        back = {"input_format": "csv", "output_name": str(tmp_path / "back.json")}
        flattentool.unflatten(str(tmp_path / "sheets"), **back, **options)
    restored = json.loads((tmp_path / "back.json").read_text("utf-8"))
    assert list(map(count_evidence, restored["releases"])) == list(map(count_evidence, package["releases"]))


def count_evidence(release: dict[str, Any]) -> tuple[str, list[str], list[int], list[str]]:
    """Return the id of a release, the ids of its receipts, the number of spans of each, and the ids of its gaps."""
    receipts, gaps = fact_sheet(release)["receipts"], fact_sheet(release).get("gaps", [])
    spans = [len(receipt.get("spans", ())) for receipt in receipts]
    assert all(entry["id"] == entry["property"] for entry in [*receipts, *gaps])
    return release["ocid"], [receipt["id"] for receipt in receipts], spans, [gap["id"] for gap in gaps]
