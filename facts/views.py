"""Views: the collections that are made from the records, never by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from facts.model.collection import COUNTRY, Collection, FieldPath, Filter, ShortText, Sort, Subject, during
from facts.model.receipt import Basis, GapStatus
from facts.model.record import Voice
from facts.model.values import Status

SUBJECT = Filter("is", "subject", Subject, "the record, as `sheet/kind/id`")
PROPERTY = Filter("is", "path", FieldPath, "the dotted path of the field, such as `delivery.when`")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View(Collection):
    """A collection whose items are rows of the facts table."""

    rows: Literal["facts", "gaps", "timeline"]


def column(name: str, accepts: object, about: str) -> Filter:
    """Return a filter on a column of the facts table."""
    return Filter("is", name, accepts, about)


DATES = {"date": Sort("earliest")}
PLACE = {"subject": Sort("subject"), "property": Sort("path")}

VIEWS: Mapping[str, View] = {
    row.name: row
    for row in (
        View(
            name="facts",
            singular="fact",
            rows="facts",
            description="Every filled field of every record: what, on what basis, in whose voice, since when.",
            filters={
                "subject": SUBJECT,
                "property": PROPERTY,
                "basis": column("basis", Basis, "what the fact rests on"),
                "voice": column("voice", Voice, "whether the article says it or someone in it"),
                "status": column("status", Status, "whether it happened, holds, is planned or claimed"),
                "attributed_to": column("attributed_to", ShortText, "who says it: an id, or a group as named"),
                "country": COUNTRY,
                "date": during(None, "the time that the fact states"),
            },
            sorts=PLACE | DATES,
        ),
        View(
            name="gaps",
            singular="gap",
            rows="gaps",
            description="Every empty field of every record: what the article does not tell, and why it is empty.",
            filters={
                "subject": SUBJECT,
                "property": PROPERTY,
                "status": column("gap", GapStatus, "why the field is empty"),
            },
            sorts=PLACE,
        ),
        View(
            name="timeline",
            singular="entry",
            rows="timeline",
            description="Every dated fact in order of date; the undated stand last.",
            filters={
                "date": during(None, "the time of the entry; the undated never match"),
                "country": COUNTRY,
                "status": column("status", Status, "whether it happened, is negotiated, planned or threatened"),
            },
            sorts=DATES | {"subject": Sort("subject")},
        ),
    )
}

SHEETS = Collection(
    name="sheets",
    singular="sheet",
    description="The sheets: an article each.",
    filters={},
    sorts={"title": Sort("title"), "id": Sort("id")},
)
