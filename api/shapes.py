"""Shapes: what is answered, as models that make the OpenAPI document exact."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from facts.collection import Collection
from facts.kinds import KINDS, Kind
from facts.receipt import Basis, Gap, GapStatus, Receipt, Span
from facts.record import Voice
from facts.source import Source
from facts.values import Status, When
from facts.views import View

SUBJECT = Field(description="the record, as `sheet/kind/id`", examples=["s400-turkey/contracts/turkey-2017"])
URL = Field(description="its lasting address", examples=["/v1/sheets/s400-turkey/contracts/turkey-2017"])
ABSENT: Any = None
"""The default of a field that is left out where it was not asked for."""


class Answer(BaseModel):
    """Something that is answered."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)


class Count(Answer):
    """A value of a filter, and how many items have it."""

    value: str | None = Field(description="the value")
    count: int = Field(description="how many items have it")


class Row(Answer):
    """A row that a view derives from a field of a record."""

    sheet: str = Field(description="the sheet")
    subject: str = SUBJECT
    url: str = URL
    title: str = Field(ABSENT, description="what the record is called")
    property: str = Field(description="the dotted path of the field", examples=["delivery.when"])


class Fact(Row):
    """A filled field of a record."""

    value: Any = Field(ABSENT, description="the field's value as its record has it")
    basis: Basis = Field(ABSENT, description="what it rests on")
    spans: list[Span] = Field(ABSENT, description="where in the article it stands")
    note: str = Field(ABSENT, description="why it is read so, or which standard it comes from")
    formula: str = Field(ABSENT, description="how it is computed, where it is derived")
    inputs: list[str] = Field(ABSENT, description="what it is computed from, where it is derived")
    voice: Voice = Field(ABSENT, description="whether the article says it or someone in it")
    attributed_to: str | None = Field(
        ABSENT, description="who says it: an id, or a group as named; null = the article"
    )
    status: Status = Field(ABSENT, description="whether it happened, holds, is planned or claimed")
    earliest: str | None = Field(ABSENT, description="first day that it may mean, where it is a time; null = open")
    latest: str | None = Field(ABSENT, description="last day that it may mean, where it is a time; null = open")
    countries: list[str] = Field(ABSENT, description="the countries that the record names or is of")


class Missing(Row):
    """An empty field of a record."""

    status: GapStatus = Field(ABSENT, description="why it is empty")
    note: str = Field(ABSENT, description="what exactly is missing, unclear or pointless here")


class Entry(Row):
    """An entry of the timeline."""

    when: When | None = Field(ABSENT, description="the time; null = undated")
    gap: Gap | None = Field(ABSENT, description="why it is undated; null = it is dated")
    earliest: str | None = Field(ABSENT, description="first day that it may mean; null = open")
    latest: str | None = Field(ABSENT, description="last day that it may mean; null = open")
    status: Status = Field(ABSENT, description="whether it happened, is negotiated, planned or threatened")
    certainty: str | None = Field(
        ABSENT,
        description="how sure the time is: `certain`, `inferred`, or as EDTF says `uncertain`, `approximate`, "
        "`uncertain_approximate`; null = undated",
    )
    basis: Basis | None = Field(ABSENT, description="what the time rests on; null = undated")
    voice: Voice = Field(ABSENT, description="whether the article says it or someone in it")
    attributed_to: str | None = Field(ABSENT, description="who says it; null = the article")
    countries: list[str] = Field(ABSENT, description="the countries that the record names or is of")


class SheetEntry(Answer):
    """A sheet, without its records."""

    id: str = Field(description="its name", examples=["s400-turkey"])
    url: str = URL
    title: str = Field(ABSENT, description="what its article is about, in our words")
    digest: str = Field(ABSENT, description="SHA-256 of the sheet's JSON with sorted names and no spaces")
    source: Source = Field(ABSENT, description="the article")
    counts: dict[str, int] = Field(ABSENT, description="how many records of each kind it has")


class ReleasePackage(Answer):
    """Contracts as a release package of the Open Contracting Data Standard 1.1."""

    version: str = Field(description="the version of the standard", examples=["1.1"])
    uri: str = Field(description="names the package")
    releases: list[dict[str, Any]] = Field(description="a release for each contract")


MATCH: Any = (str, Field(ABSENT, description="`definite` or `possible`, where a time was asked for"))
VIEW_ROWS: dict[str, type[Row]] = {"facts": Fact, "gaps": Missing, "timeline": Entry}


def record_shape(kind: Kind) -> type[BaseModel]:
    """Return the shape of a record as it is served: its fields, then what is derived, its receipts and gaps."""
    title = kind.singular.title()
    fields: dict[str, Any] = {
        "id": (str, Field(description=kind.model.model_fields["id"].description)),
        "sheet": (str, Field(description="the sheet that it is of")),
        "url": (str, URL),
    }
    for name in kind.model.columns():
        field = kind.model.model_fields[name]
        fields[name] = (field.annotation, Field(ABSENT, description=field.description, examples=field.examples))
    fields["derived"] = (kind.derived, Field(ABSENT, description="what is computed from the fields"))
    fields["evidence"] = (dict[str, Receipt], Field(ABSENT, description="the receipt of each filled field, by path"))
    fields["gaps"] = (dict[str, Gap], Field(ABSENT, description="why a field is empty, by path"))
    return create_model(title, __base__=Answer, __doc__=kind.model.__doc__, **fields)


def list_shape(name: str, item: type[BaseModel], collection: Collection) -> type[BaseModel]:
    """Return the shape of a page of a list."""
    extra: dict[str, Any] = {}
    if any(test.test == "during" for test in collection.filters.values()):
        item = create_model(f"{name}Item", __base__=item, __doc__=item.__doc__, match=MATCH)
    if collection.facets:
        counts = Field(ABSENT, description="how many items have each value of the filters asked for in `facets`")
        extra["facets"] = (dict[str, list[Count]], counts)
    return create_model(
        name,
        __base__=Answer,
        __doc__=collection.about,
        items=(list[item], Field(description="the items of this page")),
        total=(int, Field(description="how many items there are in all")),
        next=(str | None, Field(description="the address of the next page; null = this is the last")),
        **extra,
    )


def whole_shape(records: dict[str, type[BaseModel]]) -> type[BaseModel]:
    """Return the shape of a whole sheet: its entry, then its records by kind."""
    lists: dict[str, Any] = {
        name: (list[shape], Field(ABSENT, description=KINDS[name].about))  # type: ignore[valid-type]
        for name, shape in records.items()
    }
    return create_model("Sheet", __base__=SheetEntry, __doc__="A sheet with all its records.", **lists)


def item_shape(collection: Collection) -> type[BaseModel]:
    """Return the shape of an item of a collection."""
    if isinstance(collection, Kind):
        return record_shape(collection)
    return VIEW_ROWS[collection.rows] if isinstance(collection, View) else SheetEntry
