"""Merge segments, so that there are few to read, and drop the items of removed sheets.

A segment is of a level, the logarithm of its size. Once `FACTOR` segments at the end are of one level or below, they
are merged: so an item is written again only as often as there are levels. At the end of a load of many sheets, what
was loaded is merged into one segment.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from math import log
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Connection, Select, Table, bindparam, delete, func, select

from facts.archive.facet_column import FacetColumn
from facts.archive.indexes import INDEXES, term_range
from facts.archive.ingest.bulk import insert_rows
from facts.archive.ingest.segment_builder import encode_items
from facts.archive.item_numbers import ItemNumbers
from facts.archive.ordered_column import OrderedColumn
from facts.archive.range_column import RangeColumn
from facts.archive.tables import facets, orders, posting_key, postings, ranges, segments, term_of, terms

FACTOR = 8
"""Segments of a level that are merged, and how many times as large those of the next level are."""
MIN_MERGED = 2
MAX_MERGED = 4_000_000
"""Items of segments that are merged at the end of a load, which takes 150 bytes of memory for each."""
MAX_REMOVED = 0.5
"""The share of items of removed sheets from which on a segment is written again."""
TERMS_PER_STEP = 20_000
"""Numbers of terms whose items are merged together."""


@cache
def last_terms() -> Select[Any]:
    """Return the query for the greatest term of each index."""
    greatest = (select(func.max(terms.c.term)).where(terms.c.term.between(*term_range(index))) for index in INDEXES)
    return select(*(query.scalar_subquery() for query in greatest))


def merge_segments(connection: Connection) -> None:
    """Merge the last segments of an archive as long as `FACTOR` of them are of one level or below."""
    while True:
        numbers = ItemNumbers.read(connection)
        count = count_mergeable([segment.item_count for segment in numbers.segments])
        if count < FACTOR:
            return
        end = len(numbers.segments)
        Merge(connection, numbers, range(end - count, end)).run()


def merge_loaded(connection: Connection, loaded: int) -> bool:
    """Merge the last segments at the end of a load of so many items; return whether there were several to merge."""
    numbers = ItemNumbers.read(connection)
    count = count_loaded([segment.item_count for segment in numbers.segments], loaded)
    if count < MIN_MERGED:
        return False
    end = len(numbers.segments)
    Merge(connection, numbers, range(end - count, end)).run()
    return True


def clean_segments(connection: Connection) -> None:
    """Write those segments again of which many items are those of removed sheets."""
    numbers = ItemNumbers.read(connection)
    for place, segment in enumerate(numbers.segments):
        remaining = sum(sheet.item_count for sheet in numbers.sheets_of(place))
        if segment.item_count - remaining > MAX_REMOVED * segment.item_count:
            Merge(connection, numbers, range(place, place + 1)).run()


def count_mergeable(sizes: Sequence[int]) -> int:
    """Return how many segments at the end are of the level of the last one, or followed by as large ones."""
    levels = [int(log(max(size, 1), FACTOR)) for size in sizes]
    count, level = 0, levels[-1] if levels else 0
    for other in reversed(levels):
        if other > level:
            break
        count += 1
    return count


def count_loaded(sizes: Sequence[int], loaded: int) -> int:
    """Return how many segments at the end are merged after a load: those with at most `FACTOR` times its items.

    So to merge them takes no longer than to load the same items a few times.
    """
    return bisect_right(list(accumulate(reversed(sizes))), min(FACTOR * loaded, MAX_MERGED))


class Merge:
    """A merge of the segments at some places into the first of them, or into none if no item remains."""

    def __init__(self, connection: Connection, numbers: ItemNumbers, places: range) -> None:
        self.connection = connection
        self.segments = [numbers.segments[place].sheet for place in places]
        self.first_items = {segment.sheet: segment.first_item for segment in numbers.segments}
        self.item_count = sum(sheet.item_count for place in places for sheet in numbers.sheets_of(place))
        self.remaining = numbers.remaining

    def run(self) -> None:
        """Write the merged segment in place of the others."""
        merged = {
            facets: dict(self.merge_facets()),
            orders: dict(self.merge_orders()),
            ranges: dict(self.merge_ranges()),
        }
        self.merge_postings()
        number = self.segments[0]
        first_item = self.first_items[number]
        for table in (segments, *merged):
            self.connection.execute(delete(table).where(table.c.sheet.in_(self.segments)))
        if self.item_count:
            insert_rows(self.connection, segments, [(number, first_item, self.item_count)])
            for table, columns in merged.items():
                insert_rows(self.connection, table, [(number, *row) for row in columns.items()])

    def merge_postings(self) -> None:
        """Merge the items of all terms, some terms at a time."""
        number = self.segments[0]
        for first, last in self.term_steps():
            parts: dict[int, list[bytes]] = {}
            for segment in self.segments:
                in_step = postings.c.key.between(posting_key(segment, first), posting_key(segment, last))
                rows = self.connection.execute(select(postings.c.key, postings.c.bitmap).where(in_step)).all()
                for key, data in rows:
                    parts.setdefault(term_of(key), []).append(data)
                self.connection.execute(delete(postings).where(in_step))
            merged = ((term, self.merge_parts(parts[term])) for term in sorted(parts))
            merged_rows = ((posting_key(number, term), number, data) for term, data in merged if data)
            insert_rows(self.connection, postings, merged_rows)

    def merge_parts(self, parts: Sequence[bytes]) -> bytes | None:
        """Return the items of one term in all segments as they are stored; None if none remains."""
        if len(parts) == 1 and self.remaining is None:
            return parts[0]
        items = self.keep(BitMap.union(*map(BitMap.deserialize, parts)))
        return encode_items(items) if items else None

    def term_steps(self) -> Iterator[tuple[int, int]]:
        """Yield the first and the last number of the terms that are merged together, of an index or of several.

        No number is left out: those after the greatest term of an index are of terms that removed sheets had.
        """
        starts: list[int] = []
        room = 0
        for index, greatest in zip(INDEXES, self.connection.execute(last_terms()).one(), strict=True):
            first, _ = term_range(index)
            end = (greatest or first) + 1
            if end - first > room:
                starts += range(first, end, TERMS_PER_STEP)
                first, room = starts[-1], TERMS_PER_STEP
            room -= end - first
        _, last = term_range(INDEXES[-1])
        yield from zip(starts, [*(start - 1 for start in starts[1:]), last], strict=True)

    def merge_facets(self) -> Iterator[tuple[int, bytes]]:
        """Yield the merged column of each facet."""
        first_item = self.first_items[self.segments[0]]
        for index, columns in self.read_columns(facets):
            decoded = (
                (self.first_items[segment] - first_item, FacetColumn.decode(index, data))
                for segment, data in columns.items()
            )
            yield index, FacetColumn.merge(decoded).encode()

    def merge_orders(self) -> Iterator[tuple[int, bytes]]:
        """Yield the merged column of each sort order."""
        for index, columns in self.read_columns(orders):
            decoded = map(OrderedColumn.decode, columns.values())
            entries = [
                (key, item) for column in decoded for item, key in column.keys_by_item(self.keep(column.items))
            ]
            if entries:
                yield index, OrderedColumn.build(entries).encode()

    def merge_ranges(self) -> Iterator[tuple[int, bytes]]:
        """Yield the merged column of the dates or numbers of each index."""
        for index, columns in self.read_columns(ranges):
            decoded = map(RangeColumn.decode, columns.values())
            rows = [value_range for column in decoded for value_range in column.ranges(self.remaining)]
            if rows:
                yield index, RangeColumn.build(rows).encode()

    def read_columns(self, table: Table) -> Iterator[tuple[int, dict[int, bytes]]]:
        """Yield each index that has columns in a table, with those of the segments."""
        indexes = select(table.c.index).where(table.c.sheet.in_(self.segments)).distinct().order_by(table.c.index)
        columns = select(table.c.sheet, table.c.column).where(
            table.c.sheet.in_(self.segments), table.c.index == bindparam("number")
        )
        for index in self.connection.scalars(indexes).all():
            rows = self.connection.execute(columns.order_by(table.c.sheet), {"number": index})
            yield index, dict(map(tuple, rows))

    def keep(self, items: BitMap) -> BitMap:
        """Return those of some items that are of no removed sheet."""
        return items if self.remaining is None else items & self.remaining
