"""Ordered columns: the items of a segment in the order of their keys, each with one key."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, repeat
from sys import getsizeof

from pyroaring import BitMap

from facts.archive import packing
from facts.archive.ranks import is_sparse, list_ranks
from facts.model.cached_property import cached_property

STEP = 1024
"""Items of a column from one bitmap to the next."""
MAX_COPIED = 4096
"""Items that are copied from the order rather than combined from bitmaps."""
STRIDE = 8
"""Steps after which the items of all steps before are kept as one bitmap."""
SEARCH_COST = 8
"""The cost of finding an item by binary search, relative to comparing it in a scan of the column."""
MAX_SORTED = 2
"""Up to this many times the square root of all items are sorted rather than looked for in the order of all.

The fewer there are, the longer is the scan that finds the first of them.
"""
LINE_END = "\n"
"""Stands between keys, which have none."""
Entry = tuple[str, int]
"""A key and the item that has it."""


class OrderedColumn:
    """Items in the order of their keys, at least one; those of equal keys are in order."""

    def __init__(
        self, keys: Sequence[str], ends: "array[int]", order: "array[int]", codes: "array[int]", items: BitMap
    ) -> None:
        self.keys = keys
        """The different keys in order; the code of a key is its place here."""
        self.ends = ends
        """Number of items that have each key or one before."""
        self.order = order
        self.codes = codes
        """The code of the key of each item, in the order of the items."""
        self.items = items
        self.numbers = items.to_array()

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> "OrderedColumn":
        """Return the column of items by their keys."""
        ordered = sorted(entries)
        keys: list[str] = []
        ends = array("I")
        code_by_item: dict[int, int] = {}
        for place, (key, item) in enumerate(ordered):
            if not keys or key != keys[-1]:
                keys.append(key)
                ends.append(place)
            ends[-1] = place + 1
            code_by_item[item] = len(keys) - 1
        items = BitMap(code_by_item)
        order = array("I", [item for _, item in ordered])
        return cls(keys, ends, order, array("I", map(code_by_item.__getitem__, items)), items)

    @classmethod
    def decode(cls, data: bytes) -> "OrderedColumn":
        """Return the column that is stored as `data`."""
        keys, items, *numbers = packing.split(packing.decompress(data))
        texts = keys.decode().split(LINE_END)
        ends, order, codes = map(packing.unpack_numbers, numbers)
        return cls(texts, ends, order, codes, BitMap.deserialize(items))

    def encode(self) -> bytes:
        """Return the column as it is stored."""
        numbers = map(packing.pack_numbers, (self.ends, self.order, self.codes))
        return packing.compress(packing.join([LINE_END.join(self.keys).encode(), self.items.serialize(), *numbers]))

    def keys_by_item(self, items: BitMap) -> Iterator[tuple[int, str]]:
        """Yield those of some items that have a key, each with its key."""
        items = items & self.items
        return zip(items.to_array(), self.keys_of(items), strict=True)

    def keys_of(self, items: BitMap) -> Iterator[str]:
        """Yield the key of each of some items of the column."""
        return map(self.keys.__getitem__, map(self.codes.__getitem__, self.places_of(items)))

    def places_of(self, items: BitMap) -> Iterable[int]:
        """Return the places of some items of the column among all of them."""
        if len(items) == len(self.items):
            return range(len(items))
        if is_sparse(self.items):
            return list_ranks(items, self.items)
        if len(items) * SEARCH_COST > len(self.items):
            return compress(range(len(self.items)), map(items.__contains__, self.numbers))
        return map(bisect_left, repeat(self.numbers), items.to_array())

    def iterate(self, items: BitMap, descending: bool, start: Entry | None = None) -> Iterator[Entry]:
        """Return those of some items that have a key with it, in order or in its reverse, beyond a place or all."""
        keyed = items & self.items
        if len(keyed) ** 2 <= MAX_SORTED**2 * len(self.items):
            return iter(self.sort(keyed, descending, start))
        return self.walk(keyed, descending, start)

    def sort(self, items: BitMap, descending: bool, start: Entry | None) -> list[Entry]:
        """Return some items of the column with their keys in order or in its reverse, beyond a place or all."""
        entries = sorted(zip(self.keys_of(items), items, strict=True), reverse=descending)
        if start is None:
            return entries
        return entries[bisect_left(entries, True, key=(start.__gt__ if descending else start.__lt__)) :]

    def walk(self, items: BitMap, descending: bool, start: Entry | None) -> Iterator[Entry]:
        """Yield some items of the column with their keys, found in the order of all.

        After a step that has none of them, others are skipped as a whole: those of dates may be far from the first.
        """
        first, end = 0, len(self.order)
        if start is not None:
            first, end = (first, self.place_of(start)) if descending else (self.place_of(start, after=True), end)
        steps = range(first // STEP, -(-end // STEP))
        is_empty = False
        for step in reversed(steps) if descending else steps:
            if is_empty and not items.intersect(self.steps[step]):
                continue
            is_empty = True
            places = range(max(step * STEP, first), min((step + 1) * STEP, end))[:: -1 if descending else 1]
            ordered = map(self.order.__getitem__, places)
            for place in compress(places, map(items.__contains__, ordered)):
                is_empty = False
                yield self.keys[bisect_right(self.ends, place)], self.order[place]

    def place_of(self, entry: Entry, after: bool = False) -> int:
        """Return how many items are before a key and its item, which need not be there, or `after` those before."""
        key, item = entry
        code = bisect_left(self.keys, key)
        first = self.count_before(code)
        if code == len(self.keys) or self.keys[code] != key:
            return first
        return (bisect_right if after else bisect_left)(self.order, item, first, self.ends[code])

    def between(self, start: str | None, end: str | None) -> BitMap:
        """Return the items whose keys lie in a range, whose ends are open if they are None."""
        first = 0 if start is None else self.count_before(bisect_left(self.keys, start))
        last = len(self.order) if end is None else self.count_before(bisect_right(self.keys, end))
        if last - first <= MAX_COPIED:
            return BitMap(self.order[first:last])
        return self.first_items(last) - self.first_items(first)

    def before(self, key: str, inclusive: bool = False) -> BitMap:
        """Return the items whose key is before another, or the same if `inclusive`."""
        code = bisect_right(self.keys, key) if inclusive else bisect_left(self.keys, key)
        return self.first_items(self.count_before(code))

    def first_items(self, count: int) -> BitMap:
        """Return as many items as this, in the order of their keys."""
        if count == len(self.order):
            return self.items
        step = count // STEP
        stride = step // STRIDE
        rest = BitMap(self.order[step * STEP : count])
        return BitMap.union(rest, self.strides[stride], *self.steps[stride * STRIDE : step])

    def count_before(self, code: int) -> int:
        """Return how many items have a key before the one with a code."""
        return self.ends[code - 1] if code else 0

    @cached_property
    def steps(self) -> Sequence[BitMap]:
        """The items of each step of the order."""
        return [BitMap(self.order[start : start + STEP]) for start in range(0, len(self.order), STEP)]

    @cached_property
    def strides(self) -> Sequence[BitMap]:
        """The items of all steps before each stride."""
        strides = [BitMap()]
        for start in range(0, len(self.steps), STRIDE):
            strides.append(BitMap.union(strides[-1], *self.steps[start : start + STRIDE]))
        return strides

    @property
    def size(self) -> int:
        """Approximate size in memory in bytes."""
        return sum(map(getsizeof, self.keys)) + 4 * len(self.keys) + 24 * len(self.order)
