"""Index plans: the fields that each index of a collection reads, computed once for all its items."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from facts.archive.fulltext import sort_key
from facts.archive.indexes import (
    OPEN_END,
    SUBJECT,
    any_of_filters,
    index_number,
    path_key,
    range_filters,
    range_index,
    sort_filter,
    sort_name,
)
from facts.archive.ingest.field_rows import FieldRow
from facts.model.collection import Collection, Contains, During, Includes


@dataclass(frozen=True, slots=True)
class TermPlan:
    """The terms of an index: the values that rows have in a column."""

    index: int
    column: str
    paths: tuple[str, ...]
    """The fields whose rows count; none for those of all fields."""
    is_list: bool
    """Whether the column has several values."""
    is_facet: bool
    """Whether items without a value have a term that says so."""
    has_column: bool
    """Whether the terms of each item are stored."""


@dataclass(frozen=True, slots=True)
class FlagPlan:
    """The term of those items whose first row has a column that is true."""

    index: int
    column: str


@dataclass(frozen=True, slots=True)
class SortPlan:
    """A sort order: the key of the first row of a field, or of an item if there is no `path`."""

    index: int
    path: str | None
    key: Callable[[FieldRow], str | None]


@dataclass(frozen=True, slots=True)
class RangePlan:
    """The dates or the numbers of the rows of some fields."""

    index: int
    paths: tuple[str, ...]
    is_date: bool


@dataclass(frozen=True, slots=True)
class IndexPlan:
    """The indexes of a collection."""

    terms: Sequence[TermPlan]
    flags: Sequence[FlagPlan]
    sorts: Sequence[SortPlan]
    ranges: Sequence[RangePlan]


@cache
def index_plan(collection: Collection) -> IndexPlan:
    """Return the plan of a collection."""
    lookups = collection.filters.lookups().items()
    return IndexPlan(
        terms=[
            TermPlan(
                index_number(collection, name),
                lookup.column,
                lookup.paths,
                isinstance(lookup, Contains),
                lookup.is_facet,
                lookup.is_facet and name != SUBJECT,
            )
            for name, lookup in any_of_filters(collection.filters).items()
        ],
        flags=[
            FlagPlan(index_number(collection, name), lookup.column)
            for name, lookup in lookups
            if isinstance(lookup, Includes)
        ],
        sorts=[
            SortPlan(index_number(collection, sort_name(name)), sort.path, sort_key_of(sort.column))
            for name, sort in collection.sorts.items()
            if sort_filter(collection, sort) is None
        ],
        ranges=list(
            dict.fromkeys(
                RangePlan(range_index(collection, lookup), lookup.paths, isinstance(lookup, During))
                for lookup in range_filters(collection.filters).values()
            )
        ),
    )


def sort_key_of(column: str) -> Callable[[FieldRow], str | None]:
    """Return a function from a row to its sort key for a column; the key is None where the row has no value there."""
    if column == "earliest":
        return lambda row: range_key(row.earliest, row.latest)
    if column == "least":
        return lambda row: range_key(row.least, row.greatest)
    if column in {"subject", "id"}:
        return lambda row: path_key(row.subject)
    return partial(text_key, column)


def range_key(first: str | None, last: str | None) -> str | None:
    """Return the key of what may mean all from `first` to `last`, each open if it is None; None if both are."""
    start = first or last
    return start and f"{start}/{last or OPEN_END}"


def text_key(column: str, row: FieldRow) -> str | None:
    """Return the key of the text that a row has in a column."""
    value = " ".join(row.terms) if column == "text" and row.terms else getattr(row, column)
    return None if value is None else sort_key(value)
