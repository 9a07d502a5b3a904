"""Lists: the items that meet one condition."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from sqlalchemy import Connection

from facts.archive import bitmaps
from facts.archive.search.postings import read_postings, read_postings_in_segment, read_postings_in_sheets
from facts.archive.search.segment_cache import SegmentCache
from facts.archive.search.segments import Bitmaps

FEW_BLOCKS = 512
"""At most so many blocks of a list are read in one go, and not kept in memory."""


class ItemList(Protocol):
    """The items that meet a condition."""

    item_count: int
    """How many there are at most."""
    is_exact: bool
    """Whether there are as many."""

    def read_all(self, connection: Connection) -> Bitmaps:
        """Return all items."""

    def read_sheets(self, connection: Connection, sheets: Sequence[int]) -> Bitmaps:
        """Return the items in some sheets, which are in order; those of others may be among them."""

    def read_segment(self, connection: Connection, number: int) -> int:
        """Return the items in a segment."""


class TermList:
    """The items that have one of some terms."""

    def __init__(self, cache: SegmentCache, terms: Sequence[int], item_count: int) -> None:
        self.cache = cache
        self.terms = tuple(terms)
        self.item_count = item_count
        self.is_exact = len(terms) == 1
        self.items: Bitmaps | None = None

    def read_all(self, connection: Connection) -> Bitmaps:
        """Return all items."""
        if self.items is None:
            self.items = read_postings(connection, self.terms)
        return self.items

    def read_sheets(self, connection: Connection, sheets: Sequence[int]) -> Bitmaps:
        """Return the items in some sheets, which are in order; those of others may be among them."""
        return read_postings_in_sheets(connection, self.terms, sheets)

    def read_segment(self, connection: Connection, number: int) -> int:
        """Return the items in a segment."""
        if self.item_count <= FEW_BLOCKS:
            return self.cache.segments[number].join(self.read_all(connection))
        return read_postings_in_segment(connection, self.cache, self.terms, number)


def count_items(items: Bitmaps) -> int:
    """Return the number of items."""
    return sum(map(int.bit_count, items.values()))


def take_items(items: Iterable[tuple[int, int]], count: int) -> Bitmaps:
    """Return the first items of sheets, in their order, at most `count`; no more are read."""
    taken: Bitmaps = {}
    for sheet, bitmap in items:
        taken[sheet] = bitmaps.first(bitmap, count)
        count -= taken[sheet].bit_count()
        if count == 0:
            break
    return taken
