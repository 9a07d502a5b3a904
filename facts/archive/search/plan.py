"""Query plans: the conditions that an item must meet."""

from collections.abc import Collection as Container
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from facts.archive.fulltext import search_words
from facts.archive.indexes import IS_TRUE, any_of_filters, index_number, range_index
from facts.archive.query import Query, QueryError
from facts.model.collection import AtLeast, AtMost, Collection, Includes, Lookup, Within
from facts.model.decimals import lower_key, upper_key
from facts.model.edtf import EdtfError, Range, parse
from facts.model.receipt import Basis
from facts.views import FACTS

MAX_DATE_RANGES = 120
"""At most so many separate ranges of days in one filter."""
MAX_WORDS = 60
"""At most so many different words in a search."""
MAX_PARTS = 200
"""At most so many ranges of days, words, values, sort keys and facets in a query."""


@dataclass(frozen=True, slots=True)
class TermCondition:
    """An item has one of some values in an index."""

    index: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RangeCondition:
    """A date or a number of an item in an index may lie in one of some ranges: of days, or of keys of numbers."""

    index: int
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """What an item must have to match a query: all conditions, and words with each of some beginnings."""

    collection: Collection
    terms: tuple[TermCondition, ...]
    ranges: tuple[RangeCondition, ...]
    words: tuple[str, ...] | None
    """The beginnings of words; None if the query has no search, empty if its search has no word."""
    sort: tuple[str, ...]
    """The sort keys, `-` for descending."""

    @property
    def matches_nothing(self) -> bool:
        """Whether no item can match."""
        return self.words == () or any(not condition.ranges for condition in self.ranges)


def plan_query(collection: Collection, query: Query, years: str) -> QueryPlan:
    """Return the plan of a query, an unknown year being one of `years`; raise QueryError if it cannot be answered."""
    if query.filters is not None and not isinstance(query.filters, collection.filters):
        raise QueryError("filters", f"not filters of {collection.name}", collection.filters.__name__)
    require_names("sort", [key.removeprefix("-") for key in query.sort], collection.sorts)
    require_names("facets", query.facets, collection.facets)
    require_names("sum", [query.sum] if query.sum else [], collection.sums)
    active = {} if query.filters is None else dict(query.filters.active())
    plan = QueryPlan(
        collection,
        tuple(iter_terms(collection, active, query.derived)),
        tuple(iter_ranges(collection, active, years)),
        None if query.q is None else parse_words(query.q),
        unique_sorts(query.sort or collection.default_sort),
    )
    check_cost(plan, query)
    return plan


def iter_terms(collection: Collection, active: Mapping[str, Any], derived: bool) -> Iterator[TermCondition]:
    """Yield the conditions of the filters by values that are set, and those that a collection has without them."""
    for name in any_of_filters(collection.filters):
        if name in active:
            yield TermCondition(index_number(collection, name), active[name])
    for name, lookup in collection.filters.lookups().items():
        if isinstance(lookup, Includes) and name not in active:
            yield TermCondition(index_number(collection, name), (IS_TRUE,))
    if collection is FACTS and not derived:
        stored = tuple(basis for basis in get_args(Basis) if basis != "derived")
        yield TermCondition(index_number(collection, "basis"), stored)


def iter_ranges(collection: Collection, active: Mapping[str, Any], years: str) -> Iterator[RangeCondition]:
    """Yield the conditions of the filters by dates and limits that are set."""
    lookups = collection.filters.lookups()
    falling = falling_limits(lookups, active)
    for name, value in active.items():
        lookup = lookups[name]
        if isinstance(lookup, Within):
            ranges = () if name in falling else parse_ranges(name, lookup, value, years)
            yield RangeCondition(range_index(collection, lookup), ranges)


def parse_ranges(name: str, lookup: Within, value: Any, years: str) -> tuple[Range, ...]:
    """Return the ranges that the filter `name` accepts; raise QueryError for a date that has no days."""
    match lookup:
        case AtLeast():
            return ((lower_key(value), None),)
        case AtMost():
            return ((None, upper_key(value)),)
    try:
        date = parse(value)
        if date.ranges == ((None, None),) and value.startswith("XXXX-"):
            date = parse(value, years)
    except EdtfError as error:
        raise QueryError(name, str(error), "an EDTF expression such as 2018 or 2019-23") from None
    if len(date.ranges) > MAX_DATE_RANGES:
        raise QueryError(name, "too many separate dates", f"at most {MAX_DATE_RANGES}, such as 201X-09")
    return date.ranges


def require_names(parameter: str, names: Sequence[str], available: Container[str]) -> None:
    """Check that each of `names` is available; raise QueryError otherwise."""
    if unknown := [name for name in names if name not in available]:
        raise QueryError(parameter, f"unknown name: {unknown[0]}", ", ".join(available) or "none")


def check_cost(plan: QueryPlan, query: Query) -> None:
    """Check that a query has no more parts than can be answered quickly; raise QueryError otherwise."""
    parts = {
        "q": len(plan.words or ()),
        "filters": sum(len(condition.values) for condition in plan.terms),
        "dates": sum(len(condition.ranges) for condition in plan.ranges),
        "sort": len(plan.sort),
        "facets": len(query.facets),
    }
    if sum(parts.values()) > MAX_PARTS:
        largest = max(parts, key=parts.__getitem__)
        accepted = f"at most {MAX_PARTS} words, values, dates, sort keys and facets in all"
        raise QueryError(
            largest, f"the query has {sum(parts.values())} parts, of them {parts[largest]} here", accepted
        )


def falling_limits(lookups: Mapping[str, Lookup], active: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of the maxima that are below the minimum of the same field, so that nothing matches."""
    minima = {lookups[name].path: value for name, value in active.items() if isinstance(lookups[name], AtLeast)}
    maxima = [(name, value) for name, value in active.items() if isinstance(lookups[name], AtMost)]
    return frozenset(name for name, value in maxima if value < minima.get(lookups[name].path, value))


def unique_sorts(sort: Sequence[str]) -> tuple[str, ...]:
    """Return the sort keys without repetitions, in whichever direction: a repeated key orders nothing."""
    keys: dict[str, str] = {}
    for key in sort:
        keys.setdefault(key.removeprefix("-"), key)
    return tuple(keys.values())


def parse_words(text: str) -> tuple[str, ...]:
    """Return the beginnings of words in a search; raise QueryError for too many."""
    words = search_words(text)
    if len(words) > MAX_WORDS:
        raise QueryError("q", "too many words", f"at most {MAX_WORDS}")
    return tuple(words)
