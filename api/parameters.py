"""Query parameters: a model for each operation, built from the filters and sorts of its collection."""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from functools import cache
from typing import Annotated, Any, Literal, Self, cast

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
from api.schemas import sheet_schema
from facts.archive import Query
from facts.archive.query import DEFAULT_LIMIT, MAX_LIMIT, MAX_SORT_KEYS, CursorText, Limit, SearchText
from facts.archive.search.facet_counts import MAX_FACET_VALUES
from facts.formats.selection import field_tree, iter_paths, path_pattern
from facts.model.collection import MAX_FILTER_VALUES, AnyOf, BoolParam, Collection, Filters
from facts.model.item import Match
from facts.model.kind import Kind
from facts.model.values import ID_PATTERN
from facts.sheets.suggestions import suggest_name
from facts.views import SHEETS, View

MAX_FIELDS_LENGTH = 400
QUERY_FIELDS = frozenset(Query.model_fields) - {"filters", "sheet"}
SEVERAL = f"; one value, or up to {MAX_FILTER_VALUES} with commas between"
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
        """Return the parameters of a parsed query string; raise ParameterError if some are invalid.

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
            names = sorted(cls.model_fields, key=lambda name: name == "derived")
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
        return [parameter for parameter in parameters if parameter["name"] not in {"facets", "sum"}]


class ItemParams(QueryParams):
    """The query parameters that records, sheets and lists share."""

    derived: BoolParam = Field(
        True, description="`false` leaves out derived values, their receipts and derived facts"
    )

    @property
    def includes_references(self) -> bool:
        """Whether the records that items refer to are included."""
        return getattr(self, "include", None) is not None

    @property
    def requested_fields(self) -> frozenset[str] | None:
        """The paths of the fields that were requested; None = all."""
        fields: str | None = getattr(self, "fields", None)
        return None if fields is None else frozenset(fields.split(","))


class ListParams(ItemParams, Filters):
    """The query parameters of a list: its filters, and those that every list has."""

    @classmethod
    @cache
    def list_names(cls) -> frozenset[str]:
        """Return the names of the filters that take several values."""
        return frozenset(name for name, lookup in cls.lookups().items() if isinstance(lookup, AnyOf))

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


SORT_KEY = "sort key"


def comma_separated(noun: str, names: Sequence[str], max_length: int = 10, prefix: str = "") -> Any:
    """Return the type of a comma-separated list of `names`, at most `max_length` of them; `noun` is what one is."""
    name = f"{prefix}(?:{'|'.join(names)})"
    known = re.compile(name)

    def require_known_names(value: object) -> object:
        """Return a list of names; raise ValueError for one that there is not, or for too many."""
        texts = value.split(",") if isinstance(value, str) else []
        if len(texts) > max_length:
            raise ValueError(f"has more than {max_length} {noun}s")
        for text in texts:
            if not known.fullmatch(text):
                raise ValueError(describe_unknown(noun, text, names))
        return value

    documented = Field(json_schema_extra={"pattern": f"^{name}(?:,{name}){{0,{max_length - 1}}}$"})
    return Annotated[str, StringConstraints(max_length=400), BeforeValidator(require_known_names), documented]


INCLUDE_PARAM: Any = (
    Literal["references"] | None,
    Field(
        None,
        description="`references` adds the field `references` to a page, a record or a line of NDJSON: kind, name "
        "and URL of each record referred to, by its sheet, then by its id. CSV and Markdown have names without it",
    ),
)


@cache
def item_params(collection: Collection) -> type[ItemParams]:
    """Return the parameters of one record or sheet of a collection."""
    item = sheet_schema() if collection is SHEETS else collection.item
    params: dict[str, Any] = {"fields": fields_param(collection, item)}
    if isinstance(collection, Kind | View):
        params["include"] = INCLUDE_PARAM
    name = f"{collection.singular.title()}Params"
    return cast("type[ItemParams]", create_model(name, __base__=ItemParams, **params))


@cache
def list_params(collection: Collection, has_bom: bool = False) -> type[ListParams]:
    """Return the parameters of a list: its filters, then those of every list, and `bom` if it `has_bom`."""
    description = (
        "words to search for; each must begin a word of an item's title, of its fields' names, values and "
        "quotations, or of the names of records that it refers to"
    )
    params: dict[str, Any] = {"q": (SearchText | None, Field(None, description=description, examples=["air def"]))}
    params["sort"] = names_param(
        comma_separated(SORT_KEY, tuple(collection.sorts), MAX_SORT_KEYS, "-?"),
        f"comma-separated sort keys (at most {MAX_SORT_KEYS}), `-` for descending; a repeated one orders nothing",
        collection.sorts,
    )
    if collection.facets:
        params |= facet_params(collection)
    if collection.has_match:
        description = (
            "keep only items that match the requested dates and limits for certain (`definite`), or only perhaps "
            "(`possible`)"
        )
        params["match"] = (Match | None, Field(None, description=description))
    params["fields"] = fields_param(collection, collection.item)
    if isinstance(collection, Kind | View):
        params["include"] = INCLUDE_PARAM
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
    name = f"{collection.name.title()}Params"
    return cast("type[ListParams]", create_model(name, __base__=bases, **params))


def facet_params(collection: Collection) -> dict[str, Any]:
    """Return the parameters that count items by the values of filters and, if they have amounts, add these up."""
    description = f"comma-separated filters to facet by ({MAX_FACET_VALUES} most frequent values each)"
    params = {"facets": names_param(comma_separated("facet", collection.facets), description, collection.facets)}
    if collection.sums:
        description = "amount to add up for each value of `facets`, each currency on its own"
        params["sum"] = names_param(Literal[tuple(collection.sums)], description, collection.sums)
    return params


def fields_param(collection: Collection, item: type[BaseModel]) -> Any:
    """Return the parameter that selects fields of `item`, the model of the items of a collection, by their paths."""
    tree = {name: inner for name, inner in field_tree(item).items() if name != "match"}
    identifying = ", ".join(name for name in tree if name in collection.identifying)
    names = [name for name in tree if name not in collection.identifying]
    inner = next((path for path in iter_paths(tree) if "." in path), "")
    description = (
        f"comma-separated fields to return, besides {identifying}: {', '.join(names)}; or fields inside, such as "
        f"{inner}. Items are then partial objects, which a client that is generated from this document may not accept"
    )
    pattern = path_pattern(tree)
    known = re.compile(pattern)

    def require_known_fields(value: object) -> object:
        """Return a list of fields; raise ValueError for one that there is not."""
        for path in value.split(",") if isinstance(value, str) else ():
            if not known.fullmatch(path):
                raise ValueError(describe_unknown("field", path, iter_paths(tree)))
        return value

    accepted = Annotated[
        str,
        StringConstraints(max_length=MAX_FIELDS_LENGTH),
        BeforeValidator(require_known_fields),
        Field(json_schema_extra={"pattern": f"^(?:{pattern})(?:,(?:{pattern}))*$"}),
    ]
    return (accepted | None, Field(None, description=description))


def describe_unknown(noun: str, text: str, known: Iterable[str]) -> str:
    """Return the message for an unknown name, with the closest known one; `noun` is the kind of name."""
    if not text:
        return f"has an empty {noun} name" if noun == "field" else f"has an empty {noun}"
    if noun == SORT_KEY and text[0] in " +" and text[1:] in known:
        return f"has + before {text[1:]}; write {text[1:]}, which sorts in ascending order, or -{text[1:]}"
    suggestion = suggest_name(text, known)
    return f"unknown {noun} {text[:40]}" + (f"; did you mean {suggestion}?" if suggestion else "")


def names_param(kind: Any, description: str, names: Iterable[str]) -> Any:
    """Return a parameter that is a comma-separated list of `names`."""
    return (kind | None, Field(None, description=f"{description}: {', '.join(names)}"))
