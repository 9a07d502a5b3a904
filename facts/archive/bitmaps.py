"""Bitmaps: sets of the items of a sheet as whole numbers, whose bit `n` is set for the item `n`.

So `&` and `|` are intersection and union, and `int.bit_count` is the size. A stored bitmap is either a list of its
items, two bytes each, if these are few, or the bits themselves, which are read faster; the first byte says which.
"""

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from sys import byteorder

LIST = b"\x00"
BITS = b"\x01"
MIN_SPARSENESS = 4
"""Bytes of the bits for each item from which on the items are listed."""
MAX_LISTED = 0xFFFF
"""The greatest item that a list can hold."""


def from_items(items: Iterable[int]) -> int:
    """Return the bitmap of some items."""
    bitmap = 0
    for item in items:
        bitmap |= 1 << item
    return bitmap


def iter_items(bitmap: int) -> Iterator[int]:
    """Yield the items of a bitmap in order."""
    digits = bin(bitmap)
    last = len(digits) - 1
    position = digits.rfind("1")
    while position > 0:
        yield last - position
        position = digits.rfind("1", 0, position)


def iter_items_reversed(bitmap: int) -> Iterator[int]:
    """Yield the items of a bitmap, the last first."""
    digits = bin(bitmap)
    last = len(digits) - 1
    position = digits.find("1")
    while position > 0:
        yield last - position
        position = digits.find("1", position + 1)


def first(bitmap: int, count: int) -> int:
    """Return the bitmap of the first items of another, at most `count`."""
    return bitmap if bitmap.bit_count() <= count else from_items(islice(iter_items(bitmap), count))


def encode(bitmap: int) -> bytes:
    """Return a bitmap as it is stored."""
    size = (bitmap.bit_length() + 7) // 8
    if MIN_SPARSENESS * bitmap.bit_count() < size and bitmap.bit_length() <= MAX_LISTED:
        items = array("H", iter_items(bitmap))
        if byteorder == "big":
            items.byteswap()
        return LIST + items.tobytes()
    return BITS + bitmap.to_bytes(size, "little")


def decode(data: bytes) -> int:
    """Return the bitmap that is stored as `data`."""
    if data[0] == BITS[0]:
        return int.from_bytes(data[1:], "little")
    items = array("H", data[1:])
    if byteorder == "big":
        items.byteswap()
    return from_items(items)


def beyond(item: int, descending: bool) -> int:
    """Return the set of all items after `item`, or before it if `descending`."""
    return (1 << item) - 1 if descending else -1 << (item + 1)
