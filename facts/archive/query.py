"""Queries: what is asked of a collection, and the page that answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from facts.model.collection import Collection, Filter

LIMIT = 50
LARGEST = 100


class QueryError(ValueError):
    """Raised for a query that cannot be answered: which `parameter`, why, and what would be accepted."""

    def __init__(self, parameter: str, message: str, accepted: str) -> None:
        super().__init__(f"{parameter}: {message}; accepted: {accepted}")
        self.parameter = parameter
        self.message = message
        self.accepted = accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked of a collection.

    `filters` are the collection's own, by name. `q` holds words that must begin words of an item's names,
    titles and summaries. `sort` names orders, the first foremost, `-` before one that descends. `cursor` is
    one of an earlier page. `certainty` keeps what lies wholly (`definite`) or only perhaps (`possible`) in
    the time asked for, if one is. `facets` names the filters to count by. `derived` false leaves out what
    is computed.
    """

    filters: Mapping[str, Any] = field(default_factory=dict)
    sheet: str | None = None
    q: str | None = None
    sort: Sequence[str] = ()
    limit: int = LIMIT
    cursor: str | None = None
    facets: Sequence[str] = ()
    certainty: Literal["definite", "possible"] | None = None
    derived: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a collection: its items, how many there are in all, and where to go on."""

    items: Sequence[Mapping[str, Any]]
    total: int
    next: str | None = None
    prev: str | None = None
    facets: Mapping[str, Sequence[dict[str, Any]]] | None = None


class CursorError(QueryError):
    """Raised for a cursor that leads nowhere: none that was given out for the query."""


def checked(collection: Collection, query: Query) -> Mapping[str, Any]:
    """Return the filters of `query` as the types that `collection` takes; raise QueryError for the first fault."""
    if not 1 <= query.limit <= LARGEST:
        raise QueryError("limit", "is out of range", f"a whole number from 1 to {LARGEST}")
    named("sort", [name.removeprefix("-") for name in query.sort], collection.sorts)
    named("facets", query.facets, collection.facets)
    named("filters", query.filters, collection.filters)
    return {name: accepted(collection, name, value) for name, value in query.filters.items() if value is not None}


def named(parameter: str, names: Sequence[str] | Mapping[str, Any], known: Sequence[str] | Mapping[str, Any]) -> None:
    """Hold that each of `names` is known; raise QueryError otherwise."""
    if not set(names) <= set(known):
        raise QueryError(parameter, "names something unknown", ", ".join(known) or "nothing here")


def accepted(collection: Collection, name: str, value: Any) -> Any:
    """Return the value of a filter as the type that it takes; raise QueryError saying what would be accepted."""
    found = collection.filters[name]
    try:
        return reader(found).validate_python(value)
    except ValidationError:
        raise QueryError(name, "cannot be read", found.about) from None


@cache
def reader(found: Filter) -> TypeAdapter[Any]:
    """Return what reads the values of a filter."""
    return TypeAdapter(found.accepts)
