"""Record numbers: which items are records, each of which stands before the rows that come from it."""

from array import array
from collections.abc import Collection
from itertools import chain, islice
from operator import sub

from facts.archive.facet_column import pad, type_code


class RecordNumbers:
    """How far each item is after the record that it is or comes from; `end` is the number after the last item."""

    def __init__(self, records: "array[int]", end: int) -> None:
        lengths = array("I", map(sub, chain(islice(records, 1, None), [end]), records))
        longest = max(lengths, default=0)
        self.distances = array(type_code(longest))
        pad(self.distances, records[0] if records else 0)
        distances = array(self.distances.typecode, range(longest)).tobytes()
        by_length = {length: distances[: length * self.distances.itemsize] for length in set(lengths)}
        for length in lengths:
            self.distances.frombytes(by_length[length])

    def owners(self, items: Collection[int]) -> list[int]:
        """Return the record that each of some items is or comes from."""
        return list(map(sub, items, map(self.distances.__getitem__, items)))

    @property
    def size(self) -> int:
        """The bytes that they take in memory."""
        return self.distances.itemsize * len(self.distances)
