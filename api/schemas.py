"""Shapes: what is answered, as models that make the OpenAPI document exact."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, WithJsonSchema, create_model

from facts.kinds import KINDS, Kind
from facts.kinds.statement import SpeechForm
from facts.model.collection import Collection, CountryParam, EdtfParam
from facts.model.fields import Role
from facts.model.receipt import Basis, Digest, Gap, GapStatus, Receipt, Span
from facts.model.record import AttributionScope, Voice
from facts.model.source import Source
from facts.model.values import Currency, EdtfDate, Status
from facts.urls import record_url
from facts.views import View

SHEET = "s400-turkey"
"""The id of a sheet, for examples."""
REF = "#/components/schemas/"

Match = Literal["definite", "possible"]
Certainty = Literal["certain", "inferred", "uncertain", "approximate", "uncertain_approximate"]
Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
Address = Annotated[str, WithJsonSchema({"type": "string", "format": "uri-reference"})]
SHEET_ID = Field(description="the sheet that it is of", examples=[SHEET])
SUBJECT = Field(description="the record, as `sheet/kind/id`", examples=[f"{SHEET}/contracts/turkey-2017"])
URL = Field(description="the lasting address of the record", examples=[record_url(f"{SHEET}/contracts/turkey-2017")])
MATCH = "how it matches the time asked for; only in lists, and there only where a time was asked for"
ABSENT: Any = None
"""The default of a field that is left out where it was not asked for."""


class Answer(BaseModel):
    """Something that is answered."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)


class FacetCount(Answer):
    """A value of a filter, and how many items have it."""

    value: str | None = Field(description="the value", examples=["TR"])
    count: int = Field(description="how many items have it")


class Row(Answer):
    """A row that a view derives from a field of a record."""

    sheet: str = SHEET_ID
    subject: str = SUBJECT
    url: Address = URL
    title: str = Field(ABSENT, description="what the record is called")
    property: str = Field(description="the dotted path of the field", examples=["delivery.when"])


class Fact(Row):
    """A filled field of a record."""

    value: Any = Field(ABSENT, description="the field's value as its record has it")
    basis: Basis = Field(ABSENT, description="what it rests on")
    spans: list[Span] = Field(ABSENT, description="where in the article it stands")
    note: str | None = Field(ABSENT, description="why it is read so, or which standard it comes from")
    formula: str | None = Field(ABSENT, description="how it is computed, where it is derived")
    inputs: list[str] | None = Field(ABSENT, description="what it is computed from, where it is derived")
    voice: Voice = Field(ABSENT, description="whether the article says it or someone in it")
    attributed_to: str | None = Field(
        ABSENT, description="who says it: an id, or a group as named; null = the article"
    )
    status: Status = Field(ABSENT, description="whether it happened, holds, is planned or claimed")
    earliest: Day | None = Field(
        ABSENT, description="first day that it may mean, where it is a time; null = open, or no time"
    )
    latest: Day | None = Field(
        ABSENT, description="last day that it may mean, where it is a time; null = open, or no time"
    )
    countries: list[str] = Field(ABSENT, description="the countries that the record names or is of")
    match: Match = Field(ABSENT, description=MATCH)


class EmptyField(Row):
    """An empty field of a record."""

    status: GapStatus = Field(ABSENT, description="why it is empty")
    note: str = Field(ABSENT, description="what exactly is missing, unclear or pointless here")


class TimelineEntry(Row):
    """An entry of the timeline."""

    when: EdtfDate | None = Field(ABSENT, description="the time; null = undated")
    gap: Gap | None = Field(ABSENT, description="why it is undated; null = it is dated")
    earliest: Day | None = Field(ABSENT, description="first day that it may mean; null = open, or undated")
    latest: Day | None = Field(ABSENT, description="last day that it may mean; null = open, or undated")
    status: Status = Field(ABSENT, description="whether it happened, is negotiated, planned or threatened")
    certainty: Certainty | None = Field(ABSENT, description="how sure the time is; null = undated")
    basis: Basis | None = Field(ABSENT, description="what the time rests on; null = undated")
    voice: Voice = Field(ABSENT, description="whether the article says it or someone in it")
    attributed_to: str | None = Field(ABSENT, description="who says it; null = the article")
    countries: list[str] = Field(ABSENT, description="the countries that the record names or is of")
    match: Match = Field(ABSENT, description=MATCH)


class SheetEntry(Answer):
    """A sheet, without its records."""

    id: str = Field(description="its name", examples=[SHEET])
    url: Address = Field(description="its lasting address", examples=[record_url(SHEET)])
    title: str = Field(ABSENT, description="what its article is about, in our words")
    digest: Digest = Field(ABSENT, description="SHA-256 of the sheet's JSON with sorted names and no spaces")
    source: Source = Field(ABSENT, description="the article")
    counts: dict[str, int] = Field(ABSENT, description="how many records of each kind it has")


class ReleasePackage(Answer):
    """Contracts as a release package of the Open Contracting Data Standard 1.1."""

    version: Literal["1.1"] = Field(description="the version of the standard")
    uri: str = Field(description="names the package", examples=["urn:uuid:499f7e72-605c-5303-8b88-d70e5bd2455f"])
    publishedDate: Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})] = Field(  # noqa: N815
        ABSENT, description="when the newest of the sheets was last changed"
    )
    publisher: dict[str, str] = Field(description="who publishes it: `name`, and `uri` where there is one")
    extensions: list[Address] = Field(ABSENT, description="the extensions that the releases use")
    releases: list[dict[str, Any]] = Field(description="a release for each contract")


VIEW_ROWS: dict[str, type[Row]] = {"facts": Fact, "gaps": EmptyField, "timeline": TimelineEntry}
NAMED: Mapping[str, tuple[Any, str]] = {
    "AttributionScope": (
        AttributionScope,
        "What an attribution covers. `whole`: all of it; `ambiguous`: the article leaves open how much.",
    ),
    "Basis": (
        Basis,
        "What a field rests on. `stated`: the article says it; `inferred`: an editor's reading, with a note why; "
        "`derived`: computed from other fields; `reference`: from a public standard.",
    ),
    "Certainty": (
        Certainty,
        "How sure a time is. `certain`: as the article states it; `inferred`: an editor's reading; `uncertain`, "
        "`approximate` and `uncertain_approximate`: as EDTF qualifies it, by `?`, `~` and `%`.",
    ),
    "CountryCode": (CountryParam, "A country, as ISO 3166-1 alpha-2."),
    "Currency": (Currency, "A currency, as ISO 4217."),
    "Evidence": (
        dict[str, Receipt],
        "The receipt of each filled field, by its dotted path, such as `delivery.when`.",
    ),
    "Facets": (dict[str, list[FacetCount]], "How many items have each value of a filter, by the filter."),
    "Form": (
        SpeechForm,
        "How a statement is rendered. `direct`: in quotation marks; `indirect`: as reported speech; "
        "`attributed`: by the context.",
    ),
    "Gaps": (dict[str, Gap], "Why a field is empty, by its dotted path, such as `delivery.started`."),
    "GapStatus": (
        GapStatus,
        "Why a field is empty. `not_stated`: the article does not say; `not_applicable`: there is nothing to say; "
        "`ambiguous`: the article can be read in more than one way.",
    ),
    "Match": (
        Match,
        "How something matches a time that is asked for. `definite`: it lies wholly in it; `possible`: it may.",
    ),
    "Role": (Role, "A part that a record plays in another, such as the country that buys in a contract."),
    "Status": (
        Status,
        "How something holds. `occurred`: it happened; `standing`: a state that holds; `negotiated`, `planned`, "
        "`threatened`: it is to come; `conditional`: it depends on something else; `asserted`: a voice claims it.",
    ),
    "Time": (EdtfParam, "A time that is asked for, in EDTF (ISO 8601-2): it matches whatever may lie in it."),
    "Voice": (Voice, "Who says it. `narrated`: the article itself; `attributed`: someone in it, whom it names."),
}
"""The types that stand in many places and are no models, and what they mean."""
ANNOTATIONS = frozenset({"title", "description", "examples", "default"})
LITERAL = frozenset({"const", "default", "enum", "example", "examples"})
"""What stands in a schema and is none."""


def record_shape(kind: Kind) -> type[BaseModel]:
    """Return the shape of a record as it is served: its fields, then what is derived, its receipts and gaps."""
    title, example = kind.singular.title(), kind.example_id
    fields: dict[str, Any] = {
        "id": (str, Field(description=kind.model.model_fields["id"].description, examples=[example])),
        "sheet": (str, SHEET_ID),
        "url": (
            Address,
            Field(description="its lasting address", examples=[record_url(f"{SHEET}/{kind.name}/{example}")]),
        ),
    }
    for name in kind.model.field_names():
        field = kind.model.model_fields[name]
        fields[name] = (field.annotation, Field(ABSENT, description=field.description, examples=field.examples))
    fields["derived"] = (kind.derived, Field(ABSENT, description="what is computed from the fields"))
    fields["evidence"] = (dict[str, Receipt], Field(ABSENT, description="the receipt of each filled field, by path"))
    fields["gaps"] = (dict[str, Gap], Field(ABSENT, description="why a field is empty, by path"))
    if any(test.test == "during" for test in kind.filters.values()):
        fields["match"] = (Match, Field(ABSENT, description=MATCH))
    return create_model(title, __base__=Answer, __doc__=kind.model.__doc__, **fields)


@cache
def list_shape(name: str, item: type[BaseModel], collection: Collection) -> type[BaseModel]:
    """Return the shape of a page of a list."""
    extra: dict[str, Any] = {}
    if collection.facets:
        counts = Field(ABSENT, description="how many items have each value of the filters asked for in `facets`")
        extra["facets"] = (dict[str, list[FacetCount]], counts)
    return create_model(
        name,
        __base__=Answer,
        __doc__=collection.description,
        items=(list[item], Field(description="the items of this page")),  # type: ignore[valid-type]
        total=(int, Field(description="how many items there are in all")),
        next=(Address | None, Field(description="the address of the next page; null = this is the last")),
        **extra,
    )


@cache
def whole_shape() -> type[BaseModel]:
    """Return the shape of a whole sheet: its entry, then its records by kind."""
    lists: dict[str, Any] = {
        name: (list[shape], Field(ABSENT, description=KINDS[name].description))  # type: ignore[valid-type]
        for name, shape in ((name, item_shape(kind)) for name, kind in KINDS.items())
    }
    return create_model("Sheet", __base__=SheetEntry, __doc__="A sheet with all its records.", **lists)


@cache
def item_shape(collection: Collection) -> type[BaseModel]:
    """Return the shape of an item of a collection."""
    if isinstance(collection, Kind):
        return record_shape(collection)
    return VIEW_ROWS[collection.rows] if isinstance(collection, View) else SheetEntry


def named() -> dict[str, dict[str, Any]]:
    """Return the schemas of the types that are no models, by name."""
    found = {}
    for name, (kind, about) in NAMED.items():
        schema = TypeAdapter(kind).json_schema(ref_template=REF + "{model}", mode="serialization")
        schema.pop("$defs", None)
        found[name] = schema | {"description": about}
    return found


def tidy(schema: Any, names: Mapping[str, str]) -> Any:
    """Return a part of an OpenAPI document without generated titles; schemas of `names` refer to their components."""
    if isinstance(schema, list):
        return [tidy(part, names) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if isinstance(schema.get("type"), str) and (name := names.get(bare(schema))):
        return {"$ref": REF + name} | {key: schema[key] for key in ("description",) if key in schema}
    return {
        key: part if key in LITERAL else tidy(part, names)
        for key, part in schema.items()
        if key != "title" or not isinstance(part, str)
    }


def bare(schema: Mapping[str, Any]) -> str:
    """Return what a schema demands, without what it tells."""
    return json.dumps({key: part for key, part in schema.items() if key not in ANNOTATIONS}, sort_keys=True)
