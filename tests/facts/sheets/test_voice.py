"""The article's own voice needs no evidence, what is only named has no voice, and an attribution has a scope."""

from collections.abc import Iterator
from typing import Any

import pytest

from facts.archive import Archive, Query
from facts.kinds import KINDS
from facts.kinds.contract import Contract
from facts.model.record import AttributedRecord
from facts.sheets.loader import parse_sheet, read_json
from facts.sheets.sheet import Sheet
from facts.views import FactFilters
from tests.conftest import FRIGATE
from tests.facts.sheets.edits import FILE, GONE, Edits, edited_sheet, problems_of
from tests.tables import each_row

INDIA = "contracts/india-2018"
NORWAY = "contracts/norway-umibue"
NAMED = ("countries", "people", "organizations", "places")
VOICE = ("voice", "attributed_to", "attribution_scope")
SPOKEN = {"attributed_to": "ravi-deshmane"}

WRONG: dict[str, Edits] = {
    f'{NORWAY}: is attributed, but its voice is not "attributed". Correct it.': {f"{NORWAY}/voice": GONE},
    f"{NORWAY} voice: is filled but has no receipt. "
    'Add evidence["voice"] with passage and exact, then run `anchor`.': {f"{NORWAY}/evidence/voice": GONE},
    f"{INDIA} attributed_to: is empty but has a receipt and no gap. "
    'Fill it, or add gaps["attributed_to"] with a status and a note.': {
        f"{INDIA}/evidence/attributed_to": {
            "basis": "stated",
            "spans": [read_json(FRIGATE)["source"]["evidence"]["byline"]["spans"][0]],
        }
    },
    "places/oslo voice: is not a known field. Remove it, or correct its name.": {"places/oslo/voice": "narrated"},
    f"{INDIA} evidence.value: has the scope of an attribution, but is attributed to no one. Correct it.": {
        f"{INDIA}/evidence/value/attribution_scope": "ambiguous"
    },
}


@each_row(("line", "edits"), WRONG.items())
def test_an_attribution_is_complete(line: str, edits: Edits) -> None:
    """An attributed record says so and has receipts for it, and only it does."""
    assert problems_of(edits) == [line]


def test_the_own_voice_is_the_default(sheets: tuple[Sheet, ...]) -> None:
    """A record without a voice is the article's own: no receipt or gap of the sheets says only that."""
    for record in (record for sheet in sheets for _, record in sheet):
        if isinstance(record, AttributedRecord) and record.voice == "narrated":
            assert not {*record.evidence, *record.gaps} & set(VOICE), record.id
    assert Contract(id="example", title="example").voice == "narrated"


@each_row("kind", NAMED)
def test_what_is_only_named_has_no_voice(kind: str) -> None:
    """Countries, people, organizations and places are named and not claimed: they have no field of a voice."""
    assert not set(VOICE) & set(KINDS[kind].item.model_fields)


@pytest.fixture(scope="module")
def rows() -> Iterator[dict[tuple[str, str], Any]]:
    """The facts of the frigate sheet by record and field, where two receipts are attributed to someone."""
    receipts = edited_sheet({})["contracts"]
    (india,) = (row["evidence"] for row in receipts if row["id"] == "india-2018")
    edits = {
        f"{INDIA}/evidence/value": india["value"] | SPOKEN,
        f"{INDIA}/evidence/signed": india["signed"] | SPOKEN | {"attribution_scope": "ambiguous"},
    }
    archive = Archive.build([parse_sheet(FILE, edited_sheet(edits))])
    yield {(row["subject"].partition("/")[2], row["property"]): row for row in archive.iterate("facts")}
    archive.close()


SCOPES = [
    (INDIA, "title", None, None),
    (INDIA, "value", "ravi-deshmane", "whole"),
    (INDIA, "signed", "ravi-deshmane", "ambiguous"),
    (NORWAY, "title", "kenta-morisaki", "ambiguous"),
    ("events/hull-cracks", "title", "fjordvik-dockworkers-union", "whole"),
    ("places/oslo", "name", None, None),
]


@each_row(("record", "field", "speaker", "scope"), SCOPES)
def test_a_fact_says_how_far_its_attribution_reaches(
    rows: dict[tuple[str, str], Any], record: str, field: str, speaker: str | None, scope: str | None
) -> None:
    """The scope of a fact is that of its receipt, else of its record; the article's own voice has none."""
    row = rows[record, field]
    assert (row["attributed_to"], row["attribution_scope"]) == (speaker, scope)
    assert row["voice"] == ("attributed" if speaker else "narrated")


def test_what_a_statement_says_has_its_scope(archive: Archive) -> None:
    """What is said has the scope of the statement, and that it is said is the article's own."""
    (statement,) = archive.find("statements", Query(sheet="frigate-deal", limit=1)).items
    subject = f"frigate-deal/statements/{statement['id']}"
    facts = archive.find("facts", Query(filters=FactFilters(subject=subject), limit=100)).items
    scopes = {fact["property"]: fact["attribution_scope"] for fact in facts}
    assert scopes["summary"] == statement["attribution_scope"] is not None
    assert scopes["form"] is None


def test_an_entry_of_the_timeline_has_the_scope(archive: Archive) -> None:
    """The timeline says of each entry how far the attribution reaches."""
    entries = archive.iterate("timeline")
    scopes = {(entry["subject"], entry["property"]): entry["attribution_scope"] for entry in entries}
    assert scopes["s400-turkey/contracts/turkey-2020", "signed"] == "ambiguous"
    assert scopes["s400-turkey/contracts/turkey-2017", "signed"] is None
