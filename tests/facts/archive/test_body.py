"""Items are composed from bodies without a change, whatever the texts of their records are."""

from hypothesis import given
from hypothesis import strategies as st

from facts.archive import Query
from facts.model.receipt import Gap
from facts.model.record import Record
from facts.views import TimelineFilters
from tests.databases import Databases
from tests.facts.factories import RECEIPT, make_record, make_sheet

PIECES = (
    '"',
    "}",
    "]",
    "\\",
    '"}',
    '\\"}',
    '{"status":',
    ',"attributed_to":',
    ',"formula":',
    ',"inputs":[',
    "é",
    "x",
)
"""What the JSON of a body has between its values, and what must be escaped in it."""
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)


def record_with(text: str) -> Record:
    """Return an event whose title, and the notes of whose receipts and gaps, are a text."""
    event = make_record("events", "event", title=text, status="occurred")
    evidence = dict.fromkeys(event.evidence, RECEIPT.model_copy(update={"basis": "inferred", "note": text}))
    gaps = dict.fromkeys(event.gaps, Gap(status="not_stated", note=text))
    return event.model_copy(update={"evidence": evidence, "gaps": gaps})


@given(texts)
def test_notes_are_served_as_they_are(databases: Databases, text: str) -> None:
    """A note is the same in facts, gaps and the timeline, as JSON and as a value."""
    archive = databases.build([make_sheet("made", {"events": (record_with(text),)})], "sqlite")
    filters = TimelineFilters(undated=True)
    pages = {
        "facts": archive.find("facts", Query(limit=100)),
        "gaps": archive.find("gaps", Query(limit=100)),
        "timeline": archive.find("timeline", Query(filters=filters)),
    }
    rows = {name: [item for item in page.items if "/events/" in item["subject"]] for name, page in pages.items()}
    assert {item["note"] for item in rows["facts"] if item["basis"] == "inferred"} == {text}
    assert {item["note"] for item in rows["gaps"]} == {text}
    assert [item["gap"]["note"] for item in rows["timeline"]] == [text]
