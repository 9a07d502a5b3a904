"""Record numbers: which items are records, each of which stands before the rows that come from it."""

from array import array
from bisect import bisect_right
from collections.abc import Collection
from itertools import repeat

BLOCK_BITS = 5
"""Items are looked up in blocks of this power of two."""


class RecordNumbers:
    """The items that are records, in order; `end` is the number after the last item."""

    def __init__(self, records: "array[int]", end: int) -> None:
        self.records = records
        starts = (bisect_right(records, (block << BLOCK_BITS) - 1) for block in range((end >> BLOCK_BITS) + 2))
        self.starts = array("I", starts)
        """Number of records before each block, and before that after the last one."""
        self.ends = self.starts[1:]
        """Number of records up to the end of each block."""

    def owners(self, items: Collection[int]) -> list[int]:
        """Return the record that each of some items is or comes from."""
        blocks = [item >> BLOCK_BITS for item in items]
        starts, ends = map(self.starts.__getitem__, blocks), map(self.ends.__getitem__, blocks)
        places = map(bisect_right, repeat(self.records), items, starts, ends)
        return [self.records[place - 1] for place in places]

    @property
    def size(self) -> int:
        """The bytes that they take in memory."""
        return self.records.itemsize * len(self.records) + 2 * self.starts.itemsize * len(self.starts)
