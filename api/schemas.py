"""Response schemas: the models of pages and sheets, and the names of the types that many models share."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, Field, WithJsonSchema, create_model

from facts.archive.query import MAX_TOTAL
from facts.formats.references import References
from facts.kinds import KINDS
from facts.kinds.statement import SpeechForm
from facts.model.collection import Collection, CountryParam, EdtfParam
from facts.model.currency import Currency
from facts.model.fields import Role
from facts.model.item import Match, ResponseModel, TotalRelation, UriReference
from facts.model.numeric import Operator
from facts.model.receipt import AttributionScope, Basis, FieldScope, Gap, GapStatus, Receipt
from facts.model.record import Voice
from facts.model.values import Status
from facts.views import Certainty, SheetSummary

T = TypeVar("T", bound=BaseModel)
OMITTED: Any = None
"""The default of a field that OCDS omits where it is empty."""


class CurrencySum(ResponseModel):
    """The sum of amounts in one currency, as what they may come to; amounts are never converted."""

    currency: Currency = Field(description="ISO 4217 code")
    count: int = Field(description="number of items with an amount in this currency")
    least: str = Field(description="the least that they come to, as text; an amount without a least counts as 0")
    greatest: str | None = Field(description="the most that they come to, as text; null where one of them is open")


class FacetCount(ResponseModel):
    """A value of a filter, and the number of items that have it."""

    value: str | None = Field(description="value of the filter; null = the items without one", examples=["TR"])
    count: int = Field(description="number of items that have it")
    sums: list[CurrencySum] | None = Field(
        description="sum of the amounts of these items in each currency; null without the parameter `sum`"
    )


Facets = dict[str, list[FacetCount]]


class Page(ResponseModel, Generic[T]):
    """A page of a list."""

    items: list[T] = Field(description="items of this page")
    total: int = Field(description=f"number of items on all pages, counted up to {MAX_TOTAL}")
    total_relation: TotalRelation = Field(description="`eq`: there are `total` items; `gte`: that many, or more")
    next: UriReference | None = Field(description="URL of the next page; null on the last page")
    facets: Facets | None = Field(
        description="number of items by value of each filter in the parameter `facets`; null without it"
    )
    hint: str | None = Field(description="why the list is empty, if a part of the query can match nothing")
    references: References | None = Field(
        description="records that the items refer to, by sheet and id; null without `include=references`"
    )


@cache
def page_schema(collection: Collection) -> type[BaseModel]:
    """Return the model of a page of a collection, named after its items: `ContractPage`."""
    item = collection.item
    description = f"One page of the {collection.name}."
    return create_model(f"{item.__name__}Page", __base__=Page[item], __doc__=description)  # type: ignore[valid-type]


@cache
def sheet_schema() -> type[BaseModel]:
    """Return the model of a complete sheet: its summary, then its records by kind."""
    lists: dict[str, Any] = {
        kind.name: (list[kind.item], Field(description=f"the {kind.name} of the sheet"))  # type: ignore[name-defined]
        for kind in KINDS.values()
    }
    return create_model("Sheet", __base__=SheetSummary, __doc__="A sheet with all its records.", **lists)


class ReleasePackage(BaseModel):
    """Contracts as a release package of the Open Contracting Data Standard 1.1."""

    version: Literal["1.1"] = Field(description="version of the standard")
    uri: str = Field(description="URI of the package", examples=["urn:uuid:499f7e72-605c-5303-8b88-d70e5bd2455f"])
    publishedDate: Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})] = Field(  # noqa: N815
        OMITTED, description="when the newest of the sheets was last changed"
    )
    license: str = Field(OMITTED, description="URL of the license of the data")
    publisher: dict[str, str] = Field(description="publisher: `name`, and `uri` where there is one")
    extensions: list[UriReference] = Field(OMITTED, description="extensions that the releases use")
    releases: list[dict[str, Any]] = Field(description="one release for each contract")


SHARED_SCHEMAS: Mapping[str, tuple[Any, str]] = {
    "AttributionScope": (
        AttributionScope,
        "What an attribution covers. `whole`: all of it; `ambiguous`: the article leaves open how much.",
    ),
    "FieldScope": (
        FieldScope,
        "What an attribution covers of a field. `whole`: all of it; `ambiguous`: the article leaves it open; `none`: "
        "the article itself says it, though its record is attributed.",
    ),
    "Basis": (
        Basis,
        "What a field rests on. `stated`: the article says it; `inferred`: an editor's reading, with a note why; "
        "`derived`: computed from other fields; `reference`: from a public standard.",
    ),
    "Certainty": (
        Certainty,
        "How certain a date is. `certain`: as the article states it; `inferred`: an editor's reading; `uncertain`, "
        "`approximate` and `uncertain_approximate`: as EDTF qualifies it, by `?`, `~` and `%`.",
    ),
    "CountryCode": (
        CountryParam,
        "A country, as alpha-2 code: of ISO 3166-1, of ISO 3166-3 for a former state, or XK for Kosovo.",
    ),
    "Currency": (Currency, "A currency, as ISO 4217, those of the past included."),
    "EdtfQuery": (EdtfParam, "A date to filter by, in EDTF (ISO 8601-2): it matches whatever may lie in it."),
    "Evidence": (
        dict[str, Receipt],
        "The receipt of each filled field, by its path, such as `delivery.when`.",
    ),
    "Facets": (
        Facets,
        "The number of items that have each value of a filter, by filter. Items without a value are counted as null, "
        "so that the counts of a filter whose items have one value each add up to `total`.",
    ),
    "Gaps": (dict[str, Gap], "Why a field is empty, by its path, such as `delivery.started`."),
    "GapStatus": (
        GapStatus,
        "Why a field is empty. `not_stated`: the article does not say; `not_applicable`: there is nothing to say; "
        "`ambiguous`: the article can be read in more than one way; `unexamined`: nobody has looked yet.",
    ),
    "Match": (
        Match,
        "How an item matches the requested dates and limits. `definite`: all that its date or number may mean lies "
        "within; `possible`: a part does, or it is an estimate.",
    ),
    "Operator": (
        Operator,
        "How a number is meant. `=`: exactly; `>`, `>=`, `<`, `<=`: more than, at least, less than, up to; "
        "`~`: about; `..`: a range, whose upper end is `to`.",
    ),
    "References": (References, "Records that items refer to, by their sheet, then by their id."),
    "Role": (Role, "A role that a country plays in a record, such as the buyer in a contract."),
    "SpeechForm": (
        SpeechForm,
        "How a statement is reported. `direct`: in quotation marks; `indirect`: as reported speech; "
        "`attributed`: by the context.",
    ),
    "Status": (
        Status,
        "Status of a fact. `occurred`: it happened; `standing`: a state that holds; `negotiated`, `planned`, "
        "`threatened`: it is to come; `conditional`: it depends on something else; `asserted`: an opinion, a "
        "judgement or a forecast, which is no happening.",
    ),
    "Voice": (Voice, "Who says it. `narrated`: the article itself; `attributed`: someone in it, whom it names."),
}
"""The types that many models share and that are not models themselves, and what they mean."""
