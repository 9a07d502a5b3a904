"""Record numbers: which items are records, each of which stands before the rows that come from it."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable

BLOCK_BITS = 5
"""Items are looked up in blocks of this power of two."""


class RecordNumbers:
    """The items that are records, in order; `end` is the number after the last item."""

    def __init__(self, records: "array[int]", end: int) -> None:
        self.records = records
        self.end = end
        starts = (bisect_right(records, (block << BLOCK_BITS) - 1) for block in range((end >> BLOCK_BITS) + 2))
        self.starts = array("I", starts)
        """Number of records before each block, and before that after the last one."""

    def owners(self, items: Iterable[int]) -> list[int]:
        """Return the record that each of some items is or comes from; it is looked up once for items in a row."""
        records, starts = self.records, self.starts
        owners: list[int] = []
        owner = end = 0
        for item in items:
            if not owner <= item < end:
                block = item >> BLOCK_BITS
                place = bisect_right(records, item, starts[block], starts[block + 1])
                owner, end = records[place - 1], records[place] if place < len(records) else self.end
            owners.append(owner)
        return owners

    @property
    def size(self) -> int:
        """The bytes that they take in memory."""
        return self.records.itemsize * len(self.records) + self.starts.itemsize * len(self.starts)
