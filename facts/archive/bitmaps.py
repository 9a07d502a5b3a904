"""Bitmaps: sets of the items of a sheet as whole numbers, whose bit `n` is set for the item `n`.

So `&` and `|` are intersection and union, and `int.bit_count` is the size. A stored bitmap is either a list of its
items, two bytes each, if these are few and far apart, or the bits themselves, which are read faster; the first byte
says which. Bytes without items before the first one are left out, and their number stands before the bits.
"""

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from sys import byteorder

LIST = b"\x00"
BITS = b"\x01"
MIN_SPARSENESS = 4
"""Bytes of the bits for each item from which on the items are listed."""
MAX_SHORT = 0xFFFF
"""The greatest number that two bytes can hold."""


def from_items(items: Iterable[int]) -> int:
    """Return the bitmap of some items."""
    bitmap = 0
    for item in items:
        bitmap |= 1 << item
    return bitmap


def iter_items(bitmap: int, descending: bool = False) -> Iterator[int]:
    """Yield the items of a bitmap in order, or the last first."""
    digits = bin(bitmap)[2:]
    last = len(digits) - 1
    if descending:
        digits = digits[::-1]
    position = digits.rfind("1")
    while position >= 0:
        yield position if descending else last - position
        position = digits.rfind("1", 0, position)


def first(bitmap: int, count: int) -> int:
    """Return the bitmap of the first items of another, at most `count`."""
    return bitmap if bitmap.bit_count() <= count else from_items(islice(iter_items(bitmap), count))


def encode(bitmap: int) -> bytes:
    """Return a bitmap as it is stored."""
    data = bitmap.to_bytes((bitmap.bit_length() + 7) // 8, "little")
    bits = data.lstrip(b"\x00")
    if MIN_SPARSENESS * bitmap.bit_count() < len(bits) and bitmap.bit_length() <= MAX_SHORT:
        return LIST + list_items(bitmap)
    if len(data) - len(bits) > MAX_SHORT:
        bits = data[MAX_SHORT:]
    return BITS + (len(data) - len(bits)).to_bytes(2, "little") + bits


def list_items(bitmap: int) -> bytes:
    """Return the items of a bitmap, two bytes each."""
    items = array("H")
    while bitmap:  # the last first: what remains becomes shorter
        items.append(bitmap.bit_length() - 1)
        bitmap ^= 1 << items[-1]
    items.reverse()
    if byteorder == "big":
        items.byteswap()
    return items.tobytes()


def decode(data: bytes) -> int:
    """Return the bitmap that is stored as `data`."""
    if data[0] == BITS[0]:
        return int.from_bytes(data[3:], "little") << 8 * int.from_bytes(data[1:3], "little")
    items = array("H", data[1:])
    if byteorder == "big":
        items.byteswap()
    return from_items(items)


def write(data: bytes, target: bytearray, start: int) -> None:
    """Write the bitmap that is stored as `data` into the bits of a greater one, which begin at the byte `start`."""
    if data[0] == BITS[0]:
        start += int.from_bytes(data[1:3], "little")
        target[start : start + len(data) - 3] = data[3:]
        return
    items = array("H", data[1:])
    if byteorder == "big":
        items.byteswap()
    for item in items:
        target[start + (item >> 3)] |= 1 << (item & 7)


def beyond(item: int, descending: bool) -> int:
    """Return the set of all items after `item`, or before it if `descending`."""
    return (1 << item) - 1 if descending else -1 << (item + 1)
