"""Posting lists: the items that meet one condition."""

from collections.abc import Sequence
from typing import Protocol

from pyroaring import BitMap

from facts.archive.facet_column import Terms
from facts.archive.search.index_reader import IndexReader
from facts.model.edtf import Range

COMPARISON_COST = 500
"""The cost of comparing one item, relative to selecting it with all items of its collection."""


class ItemList(Protocol):
    """The items that meet a condition."""

    item_count: int
    """Maximum number of them."""

    def read(self, reader: IndexReader, within: BitMap | None) -> BitMap:
        """Return the items, at least those of some items if they are given; the bitmap is not to be changed."""


class TermList:
    """The items that have one of some terms, at most so many."""

    def __init__(self, terms: Terms, item_count: int) -> None:
        self.terms = terms
        self.item_count = item_count

    def read(self, reader: IndexReader, within: BitMap | None) -> BitMap:
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

    def read(self, reader: IndexReader, within: BitMap | None) -> BitMap:
        """Return the items, or those of a few items, each of which is compared."""
        columns = reader.range_columns(self.index).values()
        if within is not None and len(within) * COMPARISON_COST <= self.item_count:
            selected = (column.select_from(within, self.ranges, self.contained) for column in columns)
            return BitMap.union(BitMap(), *selected)
        items = BitMap.union(BitMap(), *(column.select(self.ranges, self.contained) for column in columns))
        remaining = reader.numbers.remaining
        return items if remaining is None else items & remaining


def intersect(reader: IndexReader, lists: Sequence[ItemList], items: BitMap | None = None) -> BitMap:
    """Return the items, or those of some items, that are in all lists; those after an empty one are not read."""
    for condition in lists:
        others = condition.read(reader, items)
        items = others if items is None else items & others
        if not items:
            break
    return BitMap() if items is None else items
