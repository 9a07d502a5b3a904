"""Sort columns: all items that have a key in a sort order, in the order of their keys."""

from array import array
from collections.abc import Container, Iterator
from itertools import compress
from sys import getsizeof

from sqlalchemy import Connection, bindparam, select

from facts.archive import bitmaps
from facts.archive.search.fetch import fetch_all
from facts.archive.search.positions import Position
from facts.archive.search.segment_cache import SegmentCache
from facts.archive.search.segments import Bitmaps
from facts.archive.tables import orders

MAX_KEYS = 250_000
"""Keys of a sort order that are read in one go, to be kept in memory."""
SHEET_BITS = 32
"""The bits of a place before those of the number of its sheet."""
IN_ORDER = (
    select(orders.c.key, orders.c.sheet, orders.c.item)
    .where(orders.c.index == bindparam("number"))
    .order_by(orders.c.key, orders.c.sheet, orders.c.item)
)


class SortColumn:
    """The places of items, each a number, see `position_of`, in the order of their keys, and the keys."""

    def __init__(self, keys: list[str], places: "array[int]") -> None:
        self.keys = keys
        self.places = places

    def iterate(self, places: Container[int], descending: bool) -> Iterator[int]:
        """Yield those of some places that have a key, in order or in its reverse."""
        return filter(places.__contains__, reversed(self.places) if descending else self.places)

    def select(self, places: Container[int]) -> Iterator[tuple[int, str]]:
        """Yield those of some places that have a key, with it."""
        return compress(zip(self.places, self.keys, strict=True), map(places.__contains__, self.places))


def read_sort_column(connection: Connection, cache: SegmentCache, index: int) -> SortColumn:
    """Return the column of a sort order."""
    name = orders.name, index
    column: SortColumn | None = cache.get(name)
    if column is None:
        texts: dict[str, str] = {}
        keys: list[str] = []
        places = array("Q")
        for key, sheet, item in fetch_all(connection, IN_ORDER, {"number": index}):
            keys.append(texts.setdefault(key, key))
            places.append(sheet << SHEET_BITS | item)
        column = SortColumn(keys, places)
        cache.put(name, {0: (column, 16 * len(keys) + sum(map(getsizeof, texts)))})
    return column


def places_of(items: Bitmaps) -> set[int]:
    """Return the places of some items."""
    return {sheet << SHEET_BITS | item for sheet, bitmap in items.items() for item in bitmaps.iter_items(bitmap)}


def position_of(place: int) -> Position:
    """Return the position with a number."""
    return Position(place >> SHEET_BITS, place & (1 << SHEET_BITS) - 1)
