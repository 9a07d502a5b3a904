"""Lists: the items that meet one condition, as a bitmap for each sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, bindparam, select

from facts.archive import bitmaps
from facts.archive.search.sheet_select import SheetSelect
from facts.archive.tables import blocks

Bitmaps = dict[int, int]
"""The bitmap of items of each sheet that has one."""

IN_TERMS = blocks.c.term.in_(bindparam("terms", expanding=True))
BLOCKS = SheetSelect(select(blocks.c.sheet, blocks.c.bitmap).where(IN_TERMS), blocks.c.sheet)
ALL_BLOCKS = select(blocks.c.sheet, blocks.c.bitmap).where(IN_TERMS)
BLOCKS_AFTER = (
    select(blocks.c.sheet, blocks.c.bitmap)
    .where(blocks.c.term == bindparam("number"), blocks.c.sheet >= bindparam("start"))
    .order_by(blocks.c.sheet)
    .limit(bindparam("size"))
)
BLOCKS_BEFORE = (
    select(blocks.c.sheet, blocks.c.bitmap)
    .where(blocks.c.term == bindparam("number"), blocks.c.sheet <= bindparam("start"))
    .order_by(blocks.c.sheet.desc())
    .limit(bindparam("size"))
)
MAX_ROWS = 5000
"""A list of at most so many blocks, or dates, is read in one go."""
BATCH_SIZES = (8, 32, 128, 512)
"""The sheets of each batch of a list that is read in order; the last size is that of all further ones."""


class ItemList(Protocol):
    """The items that meet a condition."""

    item_count: int
    """How many there are at most."""

    def read(self, connection: Connection, sheets: Sequence[int]) -> Bitmaps:
        """Return the items in some sheets, which are in order."""

    def iterate(self, connection: Connection, start: int, descending: bool) -> Iterator[Bitmaps] | None:
        """Return all items from a sheet on, in batches of sheets in order; None if they cannot be read in order."""


class TermList:
    """The items that have one of some terms."""

    def __init__(self, terms: Sequence[int], item_count: int) -> None:
        self.terms = terms
        self.item_count = item_count

    def read(self, connection: Connection, sheets: Sequence[int]) -> Bitmaps:
        """Return the items in some sheets, which are in order."""
        union: Bitmaps = {}
        add_blocks(union, BLOCKS.execute(connection, sheets, terms=self.terms))
        return union

    def iterate(self, connection: Connection, start: int, descending: bool) -> Iterator[Bitmaps] | None:
        """Return all items from a sheet on, in batches of sheets in order; None if they cannot be read in order."""
        if len(self.terms) == 1:
            return self.iterate_term(connection, start, descending)
        if self.item_count > MAX_ROWS:
            return None
        union: Bitmaps = {}
        add_blocks(union, connection.execute(ALL_BLOCKS, {"terms": self.terms}).all())
        return KnownList(union).iterate(connection, start, descending)

    def iterate_term(self, connection: Connection, start: int, descending: bool) -> Iterator[Bitmaps]:
        """Yield the items that have the one term."""
        statement = BLOCKS_BEFORE if descending else BLOCKS_AFTER
        for size in batch_sizes():
            parameters = {"number": self.terms[0], "start": start, "size": size}
            batch: Bitmaps = {}
            add_blocks(batch, connection.execute(statement, parameters).all())
            if batch:
                yield batch
                start = next(reversed(batch)) + (-1 if descending else 1)
            if len(batch) < size:
                return


class KnownList:
    """Items that are known, of however many sheets."""

    def __init__(self, items: Mapping[int, int]) -> None:
        self.items = items
        self.item_count = sum(bitmap.bit_count() for bitmap in items.values())

    def read(self, connection: Connection, sheets: Sequence[int]) -> Bitmaps:
        """Return the items in some sheets."""
        return {sheet: self.items[sheet] for sheet in sheets if sheet in self.items}

    def iterate(self, connection: Connection, start: int, descending: bool) -> Iterator[Bitmaps]:
        """Yield all items from a sheet on, in one batch."""
        sheets = (sheet for sheet in self.items if (sheet <= start if descending else sheet >= start))
        yield {sheet: self.items[sheet] for sheet in sorted(sheets, reverse=descending)}


def add_blocks(union: Bitmaps, rows: Iterable[Any]) -> None:
    """Add the items of blocks to those of their sheets."""
    for sheet, items in rows:
        bitmap = bitmaps.decode(items)
        union[sheet] = union[sheet] | bitmap if sheet in union else bitmap


def count_items(items: Bitmaps) -> int:
    """Return the number of items."""
    return sum(bitmap.bit_count() for bitmap in items.values())


def take_items(items: Iterable[tuple[int, int]], count: int) -> Bitmaps:
    """Return the first items of sheets, in their order, at most `count`; no more are read."""
    taken: Bitmaps = {}
    for sheet, bitmap in items:
        taken[sheet] = bitmaps.first(bitmap, count)
        count -= taken[sheet].bit_count()
        if count == 0:
            break
    return taken


def batch_sizes() -> Iterator[int]:
    """Yield the size of each batch."""
    yield from BATCH_SIZES
    while True:
        yield BATCH_SIZES[-1]
