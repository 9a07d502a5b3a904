"""Record numbers: which items are records, each of which stands before the rows that come from it."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable

BLOCK_BITS = 7
"""Items are looked up in blocks of this power of two."""


class RecordNumbers:
    """The items that are records, in order."""

    def __init__(self, records: "array[int]") -> None:
        self.records = records
        last_block = records[-1] >> BLOCK_BITS if records else 0
        starts = (bisect_right(records, (block << BLOCK_BITS) - 1) for block in range(last_block + 1))
        self.starts = array("I", (*starts, len(records)))
        """How many records there are before each block."""

    def owners(self, items: Iterable[int]) -> list[int]:
        """Return the record that each of some items is or comes from."""
        records, starts = self.records, self.starts
        last_block = len(starts) - 2
        blocks = ((item, min(item >> BLOCK_BITS, last_block)) for item in items)
        return [records[bisect_right(records, item, starts[block], starts[block + 1]) - 1] for item, block in blocks]

    @property
    def size(self) -> int:
        """The bytes that they take in memory."""
        return self.records.itemsize * len(self.records) + self.starts.itemsize * len(self.starts)
