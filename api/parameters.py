"""Query parameters: a model for each operation, made from the filters and sorts of its collection."""

import re
from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from typing import Annotated, Any, Self, cast, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    create_model,
)
from pydantic_core import ErrorDetails

from api.http.problems import InvalidParam, ParameterError, unknown_param
from facts.archive import Query
from facts.archive.query import DEFAULT_LIMIT, MAX_LIMIT, MAX_SORT_KEYS, CursorText, Limit, SearchText
from facts.archive.select import MAX_FACET_VALUES
from facts.model.collection import MAX_FILTER_VALUES, AnyOf, BoolParam, Collection, Filters
from facts.model.item import Match
from facts.model.values import Identifier

QUERY_FIELDS = frozenset(Query.model_fields) - {"filters", "sheet"}
SEVERAL = f"; one value, or up to {MAX_FILTER_VALUES} with commas between"
ID_PATTERN = next(part.pattern for part in get_args(Identifier)[1:] if isinstance(part, StringConstraints))
ID_MESSAGE = "must be an id, which has letters, digits and hyphens"
DIGITS = re.compile(r"[1-9][0-9]{0,2}")


def require_limit(value: object) -> object:
    """Return `value` unless it is text other than the digits of a valid limit; raise ValueError then."""
    if isinstance(value, str) and not (DIGITS.fullmatch(value) and int(value) <= MAX_LIMIT):
        raise ValueError(f"must be a whole number from 1 to {MAX_LIMIT}")
    return value


class QueryParams(BaseModel):
    """The query parameters of an operation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def from_query(cls, query: Iterable[tuple[str, str]]) -> Self:
        """Return the parameters of a parsed query string; raise ParameterError for what is not accepted.

        FastAPI's own parsing of a model of parameters takes 200 microseconds, ten times as long.
        """
        try:
            return cls.model_validate(dict(query))
        except ValidationError as error:
            raise ParameterError(*map(cls.to_invalid_param, error.errors())) from None

    @classmethod
    def to_invalid_param(cls, error: ErrorDetails) -> InvalidParam:
        """Return a validation error as an invalid parameter, with what would be accepted."""
        name = str(error["loc"][0])
        field = cls.model_fields.get(name)
        if field is None:
            names = sorted(cls.model_fields, key="derived".__eq__)
            return unknown_param(name, ", ".join(names) or "none")
        message = str(error["msg"]).removeprefix("Value error, ")
        if error["type"] == "string_pattern_mismatch":
            message = ID_MESSAGE if error["ctx"]["pattern"] == ID_PATTERN else "invalid value"
        accepted = f"{field.description}{SEVERAL if name in cls.list_names() else ''}"
        return InvalidParam(parameter=name, message=message[:1].lower() + message[1:], accepted=accepted)

    @classmethod
    @cache
    def openapi_parameters(cls) -> list[dict[str, Any]]:
        """Return the parameters as OpenAPI describes them: each is optional, and none is null."""
        parameters = []
        for name, schema in cls.model_json_schema()["properties"].items():
            parameter = {"name": name, "in": "query", "required": False, "description": schema.pop("description")}
            types = [option for option in schema.pop("anyOf", ()) if option != {"type": "null"}]
            details = {key: value for key, value in schema.items() if (key, value) != ("default", None)}
            if name in cls.list_names():
                parameter |= {"style": "form", "explode": False}
            parameters.append(parameter | {"schema": details | next(iter(types), {})})
        return parameters

    @classmethod
    def list_names(cls) -> frozenset[str]:
        """Return the names of the parameters that take several values."""
        return frozenset()

    @classmethod
    def unpaged_parameters(cls) -> list[dict[str, Any]]:
        """Return the parameters of a list without pages: no facets, and all items unless `limit` is given."""
        parameters = deepcopy(cls.openapi_parameters())
        for parameter in parameters:
            if parameter["name"] == "limit":
                parameter["description"] = f"number of items, from 1 to {MAX_LIMIT}; all if omitted"
                del parameter["schema"]["default"]
        return [parameter for parameter in parameters if parameter["name"] != "facets"]


class ItemParams(QueryParams):
    """The query parameters that records, sheets and lists share."""

    derived: BoolParam = Field(
        True, description="`false` leaves out derived values, their receipts and derived facts"
    )

    @property
    def requested_fields(self) -> frozenset[str] | None:
        """The fields that were requested; None = all."""
        fields: str | None = getattr(self, "fields", None)
        return None if fields is None else frozenset(fields.split(","))


class ListParams(ItemParams, Filters):
    """The query parameters of a list: its filters, and those that every list has."""

    @classmethod
    @cache
    def list_names(cls) -> frozenset[str]:
        """Return the names of the filters that take several values."""
        return frozenset(name for name, operator in cls.operators().items() if isinstance(operator, AnyOf))

    @property
    def is_paged(self) -> bool:
        """Whether a page was requested."""
        return bool(self.model_fields_set & {"limit", "cursor"})

    def to_query(self, sheet: str | None) -> Query:
        """Return the parameters as a query of the archive; they are the filters of their collection."""
        values = {name: getattr(self, name) for name in self.model_fields_set & QUERY_FIELDS}
        for name in ("sort", "facets"):
            if name in values:
                values[name] = tuple(values[name].split(","))
        return Query(filters=self, sheet=sheet, **values)


def comma_separated(names: Iterable[str], max_length: int = 10, prefix: str = "") -> Any:
    """Return the type of a comma-separated list of `names`, at most `max_length` of them."""
    name = f"{prefix}(?:{'|'.join(names)})"
    return Annotated[str, StringConstraints(pattern=f"^{name}(?:,{name}){{0,{max_length - 1}}}$", max_length=400)]


@cache
def item_params(name: str, collection: Collection, item: type[BaseModel]) -> type[ItemParams]:
    """Return the parameters of one record or sheet of a collection, which is served as `item`."""
    return create_model(name, __base__=ItemParams, fields=fields_param(collection, item))


@cache
def list_params(name: str, collection: Collection, has_bom: bool = False) -> type[ListParams]:
    """Return the parameters of a list: its filters, then those of every list, and `bom` if it `has_bom`."""
    description = (
        "words to search for; each must begin a word of an item's title, of its fields' names, values and "
        "quotations, or of the names of records that it refers to"
    )
    params: dict[str, Any] = {"q": (SearchText | None, Field(None, description=description, examples=["air def"]))}
    params["sort"] = names_param(
        comma_separated(collection.sorts, MAX_SORT_KEYS, "-?"),
        f"comma-separated sort keys (at most {MAX_SORT_KEYS}), `-` for descending",
        collection.sorts,
    )
    if collection.facets:
        params["facets"] = names_param(
            comma_separated(collection.facets),
            f"comma-separated filters to facet by ({MAX_FACET_VALUES} most frequent values each)",
            collection.facets,
        )
    if collection.has_match:
        description = (
            "keep only items that match the requested dates and limits for certain (`definite`), or only perhaps "
            "(`possible`)"
        )
        params["match"] = (Match | None, Field(None, description=description))
    params["fields"] = fields_param(collection, collection.item)
    params["limit"] = (
        Annotated[Limit, BeforeValidator(require_limit)],
        Field(DEFAULT_LIMIT, description=f"page size, from 1 to {MAX_LIMIT}"),
    )
    params["cursor"] = (
        CursorText | None,
        Field(None, description="cursor, from the `next` link of the previous page"),
    )
    if has_bom:
        description = "`true` begins the file with a byte order mark, by which Excel knows that it is UTF-8"
        params["bom"] = (BoolParam, Field(False, description=description))
    bases: Any = (collection.filters, ListParams)
    return cast("type[ListParams]", create_model(name, __base__=bases, **params))


def fields_param(collection: Collection, item: type[BaseModel]) -> Any:
    """Return the parameter that selects fields of `item`, the model of the items of a collection."""
    identifying = ", ".join(name for name in item.model_fields if name in collection.identifying)
    names = [name for name in item.model_fields if name not in {"match", *collection.identifying}]
    description = (
        f"comma-separated fields to return, besides {identifying}: {', '.join(names)}. Items are then partial "
        "objects, which a client that is generated from this document may not accept"
    )
    accepted = comma_separated((*names, *identifying.split(", ")), len(item.model_fields))
    return (accepted | None, Field(None, description=description))


def names_param(kind: Any, description: str, names: Iterable[str]) -> Any:
    """Return a parameter that is a comma-separated list of `names`."""
    return (kind | None, Field(None, description=f"{description}: {', '.join(names)}"))
