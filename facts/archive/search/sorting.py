"""Sorting: all matching items in the order of their sort keys.

Items without a key come last, in whichever direction; items with equal keys are in the order of the archive, or in
its reverse if the first key is descending.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, String, bindparam, cast, func, select

from facts.archive import bitmaps
from facts.archive.facet_columns import read_columns
from facts.archive.indexes import NO_VALUE, index_number, path_key, sort_filter, sort_name
from facts.archive.search.facet_segments import FacetSegment, read_facet_segment
from facts.archive.search.fetch import fetch_all
from facts.archive.search.lists import count_items
from facts.archive.search.matching import read_terms
from facts.archive.search.positions import Position, read_at
from facts.archive.search.segment_cache import SegmentCache
from facts.archive.search.segments import Bitmaps
from facts.archive.search.sheet_select import SheetSelect
from facts.archive.search.sort_columns import MAX_KEYS, places_of, position_of, read_sort_column
from facts.archive.tables import orders, terms
from facts.model.collection import Collection

Keys = dict[Position, str]
"""The sort keys of items, except those that have none."""
LINE_END = "\n"
KEYS = SheetSelect(
    select(
        orders.c.sheet,
        func.aggregate_strings(cast(orders.c.item, String), ","),
        func.aggregate_strings(orders.c.key, LINE_END),
    )
    .where(orders.c.index == bindparam("number"))
    .group_by(orders.c.sheet),
    orders.c.sheet,
)
"""The items and the keys of each sheet as two texts: reading a row for each takes longer."""
VALUES_OF_TERMS = select(terms.c.term, terms.c.value).where(terms.c.term.in_(bindparam("numbers", expanding=True)))
VALUES_PER_QUERY = 1000
FEW_SHEETS = 16
"""Sheets whose keys are read rather than those of all sheets."""
FEW_ITEMS = 200
"""Items whose keys are looked up one by one; for more, all keys of their sheets are read."""


KeySource = Literal["keys", "terms", "subjects"]
"""Where the keys of a sort order are: in an index of keys, or in the values of the terms of an index.

Those of subjects are terms too, but each sheet has its own, so that they are in the order of the sheets.
"""


@dataclass(frozen=True, slots=True)
class SortOrder:
    """A sort key of a query: where the keys are, their index, and whether they descend."""

    source: KeySource
    index: int
    descending: bool

    @classmethod
    def parse(cls, collection: Collection, key: str) -> "SortOrder":
        """Return the sort order of a collection by a key, `-` for descending."""
        name = key.removeprefix("-")
        filter_name = sort_filter(collection, collection.sorts[name])
        index = index_number(collection, filter_name or sort_name(name))
        source: KeySource = "keys" if filter_name is None else "subjects" if filter_name == "subject" else "terms"
        return cls(source, index, key.startswith("-"))


def gather(
    connection: Connection, cache: SegmentCache, matching: Bitmaps, sorts: Sequence[SortOrder]
) -> list[Position]:
    """Return all matching items in order."""
    positions = [Position(sheet, item) for sheet in sorted(matching) for item in bitmaps.iter_items(matching[sheet])]
    if sorts[0].descending:
        positions.reverse()
    for sort in reversed(sorts):
        keys = read_keys(connection, cache, sort, matching)
        positions.sort(key=lambda position, keys=keys: keys.get(position, ""), reverse=sort.descending)  # type: ignore[misc]
        positions.sort(key=lambda position, keys=keys: position not in keys)  # type: ignore[misc]
    return positions


def has_column(connection: Connection, sort: SortOrder, matching: Bitmaps) -> bool:
    """Return whether all keys of a sort order are read to sort items: those of many that are in many sheets."""
    if sort.source != "keys" or len(matching) <= FEW_SHEETS or count_items(matching) <= FEW_ITEMS:
        return False
    return read_terms(connection, sort.index, (NO_VALUE,))[1] <= MAX_KEYS


def iterate_sorted(
    connection: Connection, cache: SegmentCache, matching: Bitmaps, sort: SortOrder, backward: bool
) -> Iterator[Position]:
    """Yield all matching items in the order of a key that has a column, or in its reverse if `backward`."""
    column = read_sort_column(connection, cache, sort.index)
    places = places_of(matching)
    descending = sort.descending != backward
    if not backward:
        yield from map(position_of, column.iterate(places, descending))
    yield from map(position_of, sorted(places.difference(column.places), reverse=descending))
    if backward:
        yield from map(position_of, column.iterate(places, descending))


def read_keys(connection: Connection, cache: SegmentCache, sort: SortOrder, items: Bitmaps) -> Keys:
    """Return the sort keys of items."""
    if sort.source != "keys":
        return read_values(connection, cache, sort.index, items)
    if has_column(connection, sort, items):
        column = read_sort_column(connection, cache, sort.index)
        return {position_of(place): key for place, key in column.select(places_of(items))}
    if count_items(items) <= FEW_ITEMS:
        positions = [Position(sheet, item) for sheet in items for item in bitmaps.iter_items(items[sheet])]
        return dict(read_at(connection, orders.name, orders.c.key.name, positions, sort.index))
    keys: Keys = {}
    for sheet, numbers, texts in KEYS.execute(connection, sorted(items), number=sort.index):
        bitmap = items.get(sheet, 0)
        pairs = zip(map(int, numbers.split(",")), texts.split(LINE_END), strict=True)
        keys |= {Position(sheet, item): key for item, key in pairs if bitmap >> item & 1}
    return keys


def read_values(connection: Connection, cache: SegmentCache, index: int, items: Bitmaps) -> Keys:
    """Return the values of the terms of items in an index, of which each has one."""
    terms_by_position: dict[Position, int] = {}
    if len(items) <= FEW_SHEETS:
        for sheet, column in read_columns(connection, index, sorted(items)).items():
            for item in bitmaps.iter_items(items.get(sheet, 0)):
                terms_by_position[Position(sheet, item)] = column.terms_of(item)[0]
    else:
        facet_segments: dict[int, FacetSegment] = {}
        for sheet, bitmap in items.items():
            number = cache.segments.number_of(sheet)
            if number not in facet_segments:
                facet_segments[number] = read_facet_segment(connection, cache, index, number)
            first = cache.segments[number].first_bit(sheet)
            for item in bitmaps.iter_items(bitmap):
                terms_by_position[Position(sheet, item)] = facet_segments[number].terms_of(first + item)[0]
    values = read_term_values(connection, list(set(terms_by_position.values())))
    return {position: path_key(values[term]) for position, term in terms_by_position.items()}


def read_term_values(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Return the values of terms by their numbers."""
    values: dict[int, str] = {}
    for start in range(0, len(numbers), VALUES_PER_QUERY):
        batch = {"numbers": numbers[start : start + VALUES_PER_QUERY]}
        values |= dict(fetch_all(connection, VALUES_OF_TERMS, batch))
    return values
