"""Views: the collections that are derived from the records, and the model of an item of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, WithJsonSchema, create_model

from facts.kinds import KINDS
from facts.model.collection import (
    BoolParam,
    Collection,
    CountryFilter,
    During,
    EdtfParam,
    Equals,
    FieldPath,
    Filters,
    Includes,
    InPassage,
    PassageParam,
    ShortText,
    Sort,
    SubjectPath,
    date_description,
)
from facts.model.fields import Reference
from facts.model.item import (
    EXAMPLE_SHEET,
    CountryId,
    Match,
    ResponseModel,
    UriReference,
    match_field,
    sheet_field,
    url_field,
)
from facts.model.receipt import AttributionScope, Basis, Digest, Gap, GapStatus, Span
from facts.model.record import ACTORS, Voice
from facts.model.source import Source
from facts.model.values import Date, EdtfDate, Status

EXAMPLE_SUBJECT = f"{EXAMPLE_SHEET}/contracts/turkey-2017"

EXAMPLE_TIME = "2026-01-31T12:00:00Z"

Timestamp = Annotated[datetime, WithJsonSchema({"type": "string", "format": "date-time"})]
Certainty = Literal["certain", "inferred", "uncertain", "approximate", "uncertain_approximate"]
OpenDate = Date | None
AttributedTo = Annotated[str, Reference()] | None
CountryIds = tuple[Annotated[CountryId, Reference("countries")], ...]


def require_kind(name: str) -> str:
    """Return `name` if it is that of a kind of record, or `sheets`; raise ValueError otherwise."""
    if name not in RECORD_KINDS:
        raise ValueError(f"must be one of {', '.join(RECORD_KINDS)}")
    return name


RECORD_KINDS = (*KINDS, "sheets")
"""The kinds of subjects that a row of a view can be of."""
KindName = Annotated[
    str, AfterValidator(require_kind), WithJsonSchema({"type": "string", "enum": list(RECORD_KINDS)})
]


class ViewRow(ResponseModel):
    """A row of a view, derived from one field of a record."""

    sheet: str = sheet_field()
    subject: str = Field(description="the record, as `sheet/kind/id`", examples=[EXAMPLE_SUBJECT])
    url: UriReference = url_field(EXAMPLE_SUBJECT)
    title: str = Field(description="title of the record")
    property: str = Field(description="dotted path of the field", examples=["delivery.when"])


class Fact(ViewRow):
    """A filled field of a record."""

    # Facts in responses are no instances: `facts.archive.body` composes their JSON from that of the record, in the
    # order of these fields. A new one from `voice` to `latest` needs a field of `FieldRow`, any other `Body.compose`.

    value: Any = Field(description="the field's value as its record has it")
    basis: Basis = Field(description="what the value rests on")
    spans: tuple[Span, ...] = Field(description="where in the article it is")
    note: str | None = Field(description="why it is read this way, or which standard it comes from")
    formula: str | None = Field(description="how it is computed, if it is derived")
    inputs: tuple[str, ...] | None = Field(description="fields that it is computed from, if it is derived")
    voice: Voice = Field(description="whether the article itself or someone in it says it")
    attributed_to: AttributedTo = Field(description="who says it: an id, or a group as named; null = the article")
    attribution_scope: AttributionScope | None = Field(
        description="`ambiguous` where the article leaves open whether the attribution covers it; null = the article"
    )
    status: Status = Field(description="whether it happened, holds, is planned or claimed")
    earliest: OpenDate = Field(description="first day that a date may mean; null = open, or not a date")
    latest: OpenDate = Field(description="last day that a date may mean; null = open, or not a date")
    countries: CountryIds = Field(description="countries that the record names or is tied to")
    match: Match | None = match_field()


class GapEntry(ViewRow):
    """An empty field of a record."""

    status: GapStatus = Field(description="why it is empty")
    note: str = Field(description="what exactly is missing, unclear or not applicable")


class TimelineEntry(ViewRow):
    """An entry of the timeline."""

    when: EdtfDate | None = Field(description="the date; null = undated")
    gap: Gap | None = Field(description="why it is undated; null = it is dated")
    earliest: OpenDate = Field(description="first day that the date may mean; null = open, or undated")
    latest: OpenDate = Field(description="last day that the date may mean; null = open, or undated")
    status: Status = Field(description="whether it happened, is negotiated, planned or threatened")
    certainty: Certainty | None = Field(description="how certain the date is; null = undated")
    basis: Basis | None = Field(description="what the date rests on; null = undated")
    voice: Voice = Field(description="whether the article itself or someone in it says it")
    attributed_to: AttributedTo = Field(description="who says it: an id, or a group as named; null = the article")
    attribution_scope: AttributionScope | None = Field(
        description="`ambiguous` where the article leaves open whether the attribution covers it; null = the article"
    )
    countries: CountryIds = Field(description="countries that the record names or is tied to")
    match: Match | None = match_field()


RecordCounts = create_model(
    "RecordCounts",
    __base__=ResponseModel,
    __doc__="Number of records of each kind.",
    **{name: (int, Field(description=f"number of {name}")) for name in KINDS},  # type: ignore[call-overload]
)


class SheetSummary(ResponseModel):
    """A sheet without its records."""

    id: str = Field(description="id of the sheet", examples=[EXAMPLE_SHEET])
    url: UriReference = url_field(EXAMPLE_SHEET)
    title: str = Field(description="what its article is about, in our words")
    digest: Digest = Field(description="SHA-256 of the sheet's JSON with sorted names and no spaces")
    updated: Timestamp = Field(
        description="when this version was loaded into the database; for a server of files, when the file was last "
        "modified",
        examples=[EXAMPLE_TIME],
    )
    source: Source = Field(description="the article")
    counts: RecordCounts = Field(description="number of records of each kind")


@dataclass(frozen=True, kw_only=True, eq=False)
class View(Collection):
    """A collection whose items are rows: each tells of a field of a record."""

    model: type[ViewRow]
    identifying: tuple[str, ...] = ("sheet", "subject", "url", "property")


SubjectFilter = Annotated[SubjectPath | None, Equals(column="subject")]
PropertyFilter = Annotated[FieldPath | None, Equals(column="path")]
SUBJECT_DESCRIPTION = "the record, as `sheet/kind/id`"
PROPERTY_DESCRIPTION = "dotted path of the field, such as `delivery.when`"
COUNTRY_DESCRIPTION = "a country that the record names or is tied to, as ISO 3166 alpha-2"


class FactFilters(Filters):
    """The filters of facts."""

    subject: SubjectFilter = Field(None, description=SUBJECT_DESCRIPTION)
    property: PropertyFilter = Field(None, description=PROPERTY_DESCRIPTION)
    basis: Annotated[Basis | None, Equals(column="basis")] = Field(None, description="what the fact rests on")
    voice: Annotated[Voice | None, Equals(column="voice")] = Field(
        None, description="whether the article itself or someone in it says it"
    )
    status: Annotated[Status | None, Equals(column="status")] = Field(
        None, description="whether it happened, holds, is planned or claimed"
    )
    attributed_to: Annotated[ShortText | None, Equals(column="attributed_to", kinds=ACTORS)] = Field(
        None, description="who says it: an id, or a group as named"
    )
    country: CountryFilter = Field(None, description=COUNTRY_DESCRIPTION)
    date: Annotated[EdtfParam | None, During()] = Field(
        None, description=date_description("the date that the fact states")
    )
    passage: Annotated[PassageParam | None, InPassage()] = Field(
        None, description="number of a passage that the fact rests on, within a sheet"
    )


class GapFilters(Filters):
    """The filters of gaps."""

    subject: SubjectFilter = Field(None, description=SUBJECT_DESCRIPTION)
    property: PropertyFilter = Field(None, description=PROPERTY_DESCRIPTION)
    status: Annotated[GapStatus | None, Equals(column="gap")] = Field(None, description="why the field is empty")


class TimelineFilters(Filters):
    """The filters of the timeline."""

    date: Annotated[EdtfParam | None, During()] = Field(
        None, description=f"{date_description('the date of the entry')}; undated entries never match"
    )
    country: CountryFilter = Field(None, description=COUNTRY_DESCRIPTION)
    kind: Annotated[KindName | None, Equals(column="kind")] = Field(
        None, description="kind of the record, such as `contracts` or `events`"
    )
    status: Annotated[Status | None, Equals(column="status")] = Field(
        None, description="whether it happened, is negotiated, planned or threatened"
    )
    undated: Annotated[BoolParam | None, Includes(column="dated")] = Field(
        None, description="`true` includes the entries without a date, after the others"
    )


SUBJECT_SORTS = {"subject": Sort("subject"), "property": Sort("path")}
DATE_SORTS = {"date": Sort("earliest")}

FACTS = View(
    name="facts",
    singular="fact",
    description="Every filled field of every record: its value, what it rests on, who says so and where.",
    model=Fact,
    filters=FactFilters,
    sorts=SUBJECT_SORTS | DATE_SORTS,
)
GAPS = View(
    name="gaps",
    singular="gap",
    description="Every empty field of every record: what the article does not say, and why the field is empty.",
    model=GapEntry,
    filters=GapFilters,
    sorts=SUBJECT_SORTS,
)
TIMELINE = View(
    name="timeline",
    singular="entry",
    description="What happened and is to happen, in order of date; undated entries come last, if requested.",
    model=TimelineEntry,
    filters=TimelineFilters,
    sorts=DATE_SORTS | {"subject": Sort("subject")},
    default_sort=("date",),
)
VIEWS: Mapping[str, View] = {view.name: view for view in (FACTS, GAPS, TIMELINE)}


class SheetFilters(Filters):
    """The filters of sheets: there are none."""


SHEETS = Collection(
    name="sheets",
    singular="sheet",
    description="The sheets: one for each article.",
    model=SheetSummary,
    filters=SheetFilters,
    sorts={"title": Sort("title"), "id": Sort("id")},
)

COLLECTIONS: Mapping[str, Collection] = {SHEETS.name: SHEETS, **KINDS, **VIEWS}
