"""Ranges: the items whose dates or numbers may lie, or lie wholly, in some ranges."""

from collections.abc import Sequence

from sqlalchemy import Connection

from facts.archive.search.plan import RangeCondition
from facts.archive.search.segment_cache import SegmentCache
from facts.archive.search.segments import Bitmaps
from facts.archive.search.span_columns import read_span_column


class RangeList:
    """The items whose dates or numbers may lie in one of some ranges; `contained`, those that lie wholly in one.

    There may be as many as the collection has, `item_count`.
    """

    is_exact = False

    def __init__(self, cache: SegmentCache, condition: RangeCondition, item_count: int, contained: bool) -> None:
        self.cache = cache
        self.index = condition.index
        self.ranges = condition.ranges
        self.item_count = item_count
        self.contained = contained

    def read_all(self, connection: Connection) -> Bitmaps:
        """Return all items."""
        return self.read_segments(connection, range(len(self.cache.segments)))

    def read_sheets(self, connection: Connection, sheets: Sequence[int]) -> Bitmaps:
        """Return the items in some sheets; those of others may be among them."""
        return self.read_segments(connection, sorted(set(map(self.cache.segments.number_of, sheets))))

    def read_segments(self, connection: Connection, numbers: Sequence[int]) -> Bitmaps:
        """Return the items in some segments."""
        segments = ((self.cache.segments[number], self.read_segment(connection, number)) for number in numbers)
        return {
            sheet: items
            for segment, bitmap in segments
            for sheet, items in segment.split(bitmap.to_bytes(segment.size, "little"))
        }

    def read_segment(self, connection: Connection, number: int) -> int:
        """Return the items in a segment."""
        return read_span_column(connection, self.cache, self.index, number).select(self.ranges, self.contained)
