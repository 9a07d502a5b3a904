"""What happened was before the article was published; what is planned may be later."""

from typing import Any

from facts.model.values import EdtfDate
from facts.verify.publication_times import find_later_happenings
from tests.facts.verify.contradiction_cases import build_record
from tests.tables import each_row


def paths_found(kind: str, published: str | None, **fields: Any) -> list[str]:
    """Return the fields of a record that are dated after an article of this day."""
    record = build_record(kind, "it", title="a thing", **fields)
    day = EdtfDate(edtf=published, stated="that day") if published else None
    findings = list(find_later_happenings({kind: (record,)}, day))
    assert all(finding.is_certain for finding in findings)
    return [finding.field for finding in findings]


@each_row(
    ("published", "status", "when", "paths"),
    [
        ("2026-05-14", "occurred", "2026-12-31", ["when"]),
        ("2026-05-14", "occurred", "2026-05-15", ["when"]),
        ("2026-05-14", "occurred", "2027", ["when"]),
        ("2026-05", "occurred", "2026-06", ["when"]),
        ("2026-05-14", "occurred", "2026-05-14", []),
        ("2026-05-14", "occurred", "2026", []),
        ("2026-05-14", "occurred", "[..2026-12-31]", ["when"]),
        ("2026-05-14", "occurred", "[..2026-05-14]", []),
        ("2026-05-14", "occurred", "../2026-12-31", []),
        ("2026-05-14", "planned", "[..2026-12-31]", []),
        ("2026-05-14", "occurred", "XXXX-12", []),
        ("2026-05-14", "planned", "2026-12-31", []),
        ("2026-05-14", "standing", "2026-12-31", []),
        ("XXXX-05-14", "occurred", "2026-12-31", []),
        (None, "occurred", "2026-12-31", []),
    ],
)
def test_an_event_has_occurred_before_its_article(
    published: str | None, status: str, when: str, paths: list[str]
) -> None:
    """An event that occurred is not wholly later than the day of publication, if that is known."""
    time = EdtfDate(edtf=when, stated="then")
    assert paths_found("events", published, status=status, when=time) == paths


@each_row(
    ("field", "delivery", "paths"),
    [
        ({"signed": "2026-06"}, {}, ["signed"]),
        ({"signed": "2026-05"}, {}, []),
        ({}, {"status": "occurred", "started": "2026-06"}, ["delivery.started"]),
        ({}, {"status": "planned", "started": "2026-06"}, []),
        ({}, {"status": "occurred", "when": "2027"}, []),
    ],
)
def test_a_contract_is_signed_before_its_article(
    field: dict[str, str], delivery: dict[str, str], paths: list[str]
) -> None:
    """A signature, and a delivery that has begun, are not later than the day of publication."""
    times = {name: EdtfDate(edtf=time, stated="then") for name, time in field.items()}
    parts = {
        name: text if name == "status" else EdtfDate(edtf=text, stated="then") for name, text in delivery.items()
    }
    assert paths_found("contracts", "2026-05-14", **times, delivery=parts or None) == paths
