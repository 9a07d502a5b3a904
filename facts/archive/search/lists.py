"""Lists: the items that meet one condition."""

from collections.abc import Sequence
from typing import Protocol

from pyroaring import BitMap

from facts.archive.facet_column import Terms
from facts.archive.search.index_reader import IndexReader
from facts.model.edtf import Range


class ItemList(Protocol):
    """The items that meet a condition."""

    item_count: int
    """How many there are at most."""

    def read(self, reader: IndexReader) -> BitMap:
        """Return the items; the bitmap is not to be changed."""


class TermList:
    """The items that have one of some terms, at most so many."""

    def __init__(self, terms: Terms, item_count: int) -> None:
        self.terms = terms
        self.item_count = item_count

    def read(self, reader: IndexReader) -> BitMap:
        """Return the items."""
        return reader.items_with(self.terms)


class RangeList:
    """The items whose dates or numbers may lie in one of some ranges; `contained`, those that lie wholly in one.

    There may be as many as the collection has, `item_count`.
    """

    def __init__(self, index: int, ranges: Sequence[Range], item_count: int, contained: bool) -> None:
        self.index = index
        self.ranges = ranges
        self.item_count = item_count
        self.contained = contained

    def read(self, reader: IndexReader) -> BitMap:
        """Return the items."""
        columns = reader.span_columns(self.index).values()
        items = BitMap.union(BitMap(), *(column.select(self.ranges, self.contained) for column in columns))
        remaining = reader.numbers.remaining
        return items if remaining is None else items & remaining


def intersect(reader: IndexReader, lists: Sequence[ItemList]) -> BitMap:
    """Return the items that are in all of one or more lists; those after an empty one are not read."""
    items: BitMap | None = None
    for condition in lists:
        items = condition.read(reader) if items is None else items & condition.read(reader)
        if not items:
            break
    return BitMap() if items is None else items
