"""The corpus of the benchmark is of valid, varied sheets that are the same on every run."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pytest

from facts.archive import Archive, Query
from facts.sheets.loader import find_sheets, load_sheets
from facts.sheets.sheet import Sheet
from tests.benchmark.corpus import BUNDLED_COUNTS, BUNDLED_EVERY, generate_raw_sheets, generate_sheets, write_corpus

FACTS = 4_000


@pytest.fixture(scope="module")
def sheets() -> Sequence[Sheet]:
    """The sheets of a corpus."""
    return list(generate_sheets(FACTS))


def test_files_are_valid_sheets(sheets: Sequence[Sheet], tmp_path: Path) -> None:
    """The files that are written load as the sheets that are generated, in the same order."""
    write_corpus(tmp_path, FACTS)
    digests = [sheet.digest for sheet in load_sheets(find_sheets([tmp_path]))]
    assert digests == [sheet.digest for sheet in sheets]


def test_a_small_corpus_begins_a_large_one() -> None:
    """The sheets of a corpus are the first sheets of a larger one, and other ones than with another seed."""
    small = list(generate_raw_sheets(1_000))
    assert small == list(islice(generate_raw_sheets(FACTS), len(small)))
    assert small[0] != next(generate_raw_sheets(1_000, seed=11))


def test_sheets_vary(sheets: Sequence[Sheet]) -> None:
    """There are few facts in some sheets and many in others, and every few sheets is one like the bundled sheet."""
    sizes = [sum(map(len, sheet.records.values())) for sheet in sheets]
    assert min(sizes) < 10
    assert max(sizes) > 150
    like_bundled = sheets[BUNDLED_EVERY - 1]
    counts = {
        kind: len(records) for kind, records in like_bundled.records.items() if kind in ("statements", "events")
    }
    assert counts == {kind: BUNDLED_COUNTS[kind] for kind in counts}


def test_values_vary(sheets: Sequence[Sheet]) -> None:
    """Every basis, voice, status and reason of a gap occurs, and countries are broad and rare."""
    archive = Archive.build(sheets)
    facets = archive.find("facts", Query(facets=("basis", "voice", "status", "country"))).facets or {}
    gaps = archive.find("gaps", Query(facets=("status",))).facets or {}
    archive.close()
    assert {row["value"] for row in facets["basis"]} == {"stated", "inferred", "derived", "reference"}
    assert {row["value"] for row in facets["voice"]} == {"narrated", "attributed"}
    assert len(facets["status"]) == 7
    assert {row["value"] for row in gaps["status"]} == {"not_stated", "not_applicable", "ambiguous", "unexamined"}
    counts = [row["count"] for row in facets["country"] if row["value"]]
    assert counts[0] > 20 * counts[-1]
