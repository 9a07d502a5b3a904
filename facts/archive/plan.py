"""Query plans: a query as the shape that decides its SQL, and the values that are bound to it."""

from collections.abc import Collection as Container
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facts.archive.fulltext import search_pattern, tokenize
from facts.archive.query import Query, QueryError
from facts.model.collection import AnyOf, AtLeast, AtMost, Collection, Filters, Within
from facts.model.decimals import lower_key, upper_key
from facts.model.edtf import EdtfError, Range, parse
from facts.model.item import Match
from facts.views import View

MAX_DATE_RANGES = 120
"""At most so many separate ranges of days in one filter: each is a part of the SQL."""
MAX_WORDS = 60
"""At most so many different words in a search: each is a part of the SQL."""
MAX_CACHED_TERMS = 10
"""Words, ranges of days, sort keys (two each) and facets of a query whose SQL is cached."""


@dataclass(frozen=True, slots=True)
class FilterRanges:
    """Ranges of days or of keys of numbers: their first and last, or the names that these are bound to."""

    ranges: tuple[Range, ...]

    @classmethod
    def parse(cls, name: str, operator: Within, value: Any, years: str) -> "FilterRanges":
        """Return the ranges that the filter `name` accepts; raise QueryError for a date that has no days."""
        match operator:
            case AtLeast():
                return cls(((lower_key(value), None),))
            case AtMost():
                return cls(((None, upper_key(value)),))
        return cls.parse_date(name, value, years)

    @classmethod
    def parse_date(cls, name: str, expression: str, years: str) -> "FilterRanges":
        """Return the ranges of the filter `name`, an unknown year being one of `years`; raise QueryError."""
        try:
            date = parse(expression)
            if date.ranges == ((None, None),) and expression.startswith("XXXX-"):
                date = parse(expression, years)
        except EdtfError as error:
            raise QueryError(name, str(error), "an EDTF expression such as 2018 or 2019-23") from None
        if len(date.ranges) > MAX_DATE_RANGES:
            raise QueryError(name, "too many separate dates", f"at most {MAX_DATE_RANGES}, such as 201X-09")
        return cls(date.ranges)

    def bind_names(self, name: str) -> "FilterRanges":
        """Return the names that the ends of the filter `name` are bound to; an open end has none."""
        return FilterRanges(
            tuple(
                (first and f"{name}_{number}_first", last and f"{name}_{number}_last")
                for number, (first, last) in enumerate(self.ranges)
            )
        )

    def bind_values(self, name: str) -> dict[str, str]:
        """Return the ends of the filter `name` by the names that they are bound to."""
        names = (end for ends in self.bind_names(name).ranges for end in ends)
        values = (value for ends in self.ranges for value in ends)
        return {key: value for key, value in zip(names, values, strict=True) if key and value}


@dataclass(frozen=True, slots=True)
class QueryShape:
    """What determines the SQL of a query: queries that differ only in their values share it.

    `filters` are those that are set, a date or a limit with the names of its ends; `several` are those with several
    values, however many; `word_count` is None without a search.
    """

    collection: Collection
    filters: tuple[tuple[str, FilterRanges | None], ...]
    several: frozenset[str]
    has_sheet: bool
    word_count: int | None
    sort: tuple[str, ...]
    facets: tuple[str, ...]
    match: Match | None
    derived: bool

    @property
    def is_view(self) -> bool:
        """Whether items are rows of the facts table, not records."""
        return isinstance(self.collection, View)

    @property
    def is_uncacheable(self) -> bool:
        """Whether the SQL has too many parts to be cached: it would take up to a megabyte."""
        count = sum(len(ranges.ranges) for _, ranges in self.filters if ranges)
        return (self.word_count or 0) + count + 2 * len(self.sort) + len(self.facets) > MAX_CACHED_TERMS


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """A query as its shape, and its values by the names that they are bound to."""

    shape: QueryShape
    values: Mapping[str, Any]


def plan_query(collection: Collection, query: Query, years: str) -> QueryPlan:
    """Return the plan of a query, an unknown year being one of `years`; raise QueryError if it cannot be answered."""
    if query.filters is not None and not isinstance(query.filters, collection.filters):
        raise QueryError("filters", f"not filters of {collection.name}", collection.filters.__name__)
    if query.sort:
        require_names("sort", [key.removeprefix("-") for key in query.sort], collection.sorts)
    if query.facets:
        require_names("facets", query.facets, collection.facets)
    values: dict[str, Any] = {"sheet_id": query.sheet}
    filters: list[tuple[str, FilterRanges | None]] = []
    several: set[str] = set()
    operators, falling = collection.filters.operators(), falling_limits(query.filters)
    for name, value in query.filters.active() if query.filters is not None else ():
        operator, names = operators[name], None
        if isinstance(operator, Within):
            ranges = FilterRanges(()) if name in falling else FilterRanges.parse(name, operator, value, years)
            names = ranges.bind_names(name)
            values |= ranges.bind_values(name)
        elif isinstance(operator, AnyOf):
            values[name] = value if len(value) > 1 else value[0]
            several |= {name} if len(value) > 1 else set()
        filters.append((name, names))
    patterns = None if query.q is None else like_patterns(query.q)
    values |= {f"word_{number}": pattern for number, pattern in enumerate(patterns or ())}
    shape = QueryShape(
        collection,
        tuple(filters),
        frozenset(several),
        has_sheet=query.sheet is not None,
        word_count=None if patterns is None else len(patterns),
        sort=unique_sorts(query.sort),
        facets=tuple(dict.fromkeys(query.facets)),
        match=query.match,
        derived=query.derived,
    )
    return QueryPlan(shape, values)


def require_names(parameter: str, names: Sequence[str], available: Container[str]) -> None:
    """Check that each of `names` is available; raise QueryError otherwise."""
    if unknown := [name for name in names if name not in available]:
        raise QueryError(parameter, f"unknown name: {unknown[0]}", ", ".join(available) or "none")


def falling_limits(filters: Filters | None) -> frozenset[str]:
    """Return the names of the maxima that are below the minimum of the same field, so that nothing matches."""
    if filters is None:
        return frozenset()
    limits = [(filters.operators()[name], name, value) for name, value in filters.active()]
    minima = {operator.path: value for operator, _, value in limits if isinstance(operator, AtLeast)}
    maxima = ((operator.path, name, value) for operator, name, value in limits if isinstance(operator, AtMost))
    return frozenset(name for path, name, value in maxima if value < minima.get(path, value))


def unique_sorts(sort: Sequence[str]) -> tuple[str, ...]:
    """Return the sort keys without repetitions, in whichever direction: a repeated key orders nothing."""
    keys: dict[str, str] = {}
    for key in sort:
        keys.setdefault(key.removeprefix("-"), key)
    return tuple(keys.values())


def like_patterns(text: str) -> list[str]:
    """Return a LIKE pattern for each different word of `text`; raise QueryError for too many.

    A word consists of letters and digits, so that nothing in a pattern needs to be escaped.
    """
    words = dict.fromkeys(tokenize(text))
    if len(words) > MAX_WORDS:
        raise QueryError("q", "too many words", f"at most {MAX_WORDS}")
    return [search_pattern(word) for word in words]
