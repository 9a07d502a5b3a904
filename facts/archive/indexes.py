"""Indexes: the numbers by which the database knows what collections are filtered, searched and sorted by."""

from collections.abc import Mapping
from functools import cache

from facts.model.collection import AnyOf, AtLeast, AtMost, Collection, Filters, Lookup, Sort, Within
from facts.model.receipt import sha256_hex
from facts.views import COLLECTIONS, VIEWS

TERMS_PER_INDEX = 1 << 23
"""The terms of an index have numbers of their own: so many from a multiple of this on."""
ITEMS = ""
"""The name of the index whose one term all items of a collection have."""
WORDS = 0
"""The index whose terms are the words of all items."""
BEGINNINGS = 1
"""The index whose terms are the first letters of the words of all items."""
RECORDS = 2
"""The index whose one term all records have."""
SUBJECT = "subject"
"""The filter of views by the record that an item comes from: a value for each record, which the items tell."""
NO_VALUE = ""
"""The value of the term of items that have no value to filter by."""
IS_TRUE = "true"
"""The value of the term of items for which a column is true."""
OPEN_START = ""
"""Stands for the first of what is open at its start: it comes before every day and every number."""
OPEN_END = "~"
"""Stands for the last of what is open at its end: it comes after every day and every number."""
BEGINNING_LENGTHS = (1, 2, 3)
"""The letters of the beginnings of words that are terms of their own."""
FORMAT = 9
"""To be raised with every change of the tables, or of what is in them, that these names do not show."""


def path_key(path: str) -> str:
    """Return the sort key of a path, which sorts `a/b` before `a-b`: children before names with the same prefix."""
    return path.replace("/", "\x01")


def sort_name(name: str) -> str:
    """Return the name of the index of a sort order."""
    return f"sort:{name}"


def list_names() -> list[tuple[str, str]]:
    """Return the collection and the name of each index, in the order of their numbers."""
    return [
        (collection.name, name)
        for collection in COLLECTIONS.values()
        for name in (ITEMS, *collection.filters.lookups(), *map(sort_name, collection.sorts))
    ]


INDEX_NUMBERS: Mapping[tuple[str, str], int] = {names: number for number, names in enumerate(list_names(), 3)}
INDEXES = range(3 + len(INDEX_NUMBERS))
"""The numbers of all indexes."""
VERSION = sha256_hex(repr((FORMAT, TERMS_PER_INDEX, list(INDEX_NUMBERS))))[:16]
"""The version of the tables and indexes, which must be that of an archive for it to be read."""


def index_number(collection: Collection, name: str) -> int:
    """Return the number of an index of a collection: of a filter, of `ITEMS` or of a `sort_name`."""
    return INDEX_NUMBERS[collection.name, name]


@cache
def items_index(index: int) -> int:
    """Return the number of the index `ITEMS` of the collection that an index is of."""
    collection, _ = next(names for names, number in INDEX_NUMBERS.items() if number == index)
    return INDEX_NUMBERS[collection, ITEMS]


def term_range(index: int) -> tuple[int, int]:
    """Return the first and the last number that a term of an index may have."""
    return index * TERMS_PER_INDEX, (index + 1) * TERMS_PER_INDEX - 1


@cache
def any_of_filters(filters: type[Filters]) -> Mapping[str, AnyOf]:
    """Return the filters that keep items with any of some values, by name."""
    return {name: lookup for name, lookup in filters.lookups().items() if isinstance(lookup, AnyOf)}


@cache
def range_filters(filters: type[Filters]) -> Mapping[str, Within]:
    """Return the filters by dates and limits, by name."""
    return {name: lookup for name, lookup in filters.lookups().items() if isinstance(lookup, Within)}


def range_index(collection: Collection, lookup: Lookup) -> int:
    """Return the number of the index of the dates or the numbers that a filter looks at.

    A minimum and a maximum look at the same numbers.
    """
    bounds = (AtLeast, AtMost) if isinstance(lookup, AtLeast | AtMost) else type(lookup)
    return next(
        index_number(collection, name)
        for name, other in range_filters(collection.filters).items()
        if isinstance(other, bounds) and other.path == lookup.path
    )


def sort_filter(collection: Collection, sort: Sort) -> str | None:
    """Return the name of the filter whose terms are the keys of a sort order of a view; None if there is none."""
    if collection.name not in VIEWS:
        return None
    filters = any_of_filters(collection.filters).items()
    return next((name for name, lookup in filters if lookup.column == sort.column), None)
