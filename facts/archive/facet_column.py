"""Facet columns: the terms that each item of a collection has in an index, in a segment.

Items are counted and sorted by them. A column has a code for each item, that of its combination of terms, in the order
of the items. The codes are compressed in blocks, so that those of a few items are read fast.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pydantic_core import from_json, to_json

from facts.archive import packing
from facts.archive.indexes import TERMS_PER_INDEX, term_range

BLOCK_SIZE = 1 << 14
"""Codes of a block."""
TYPE_CODES = ((1 << 8, "B"), (1 << 16, "H"), (1 << 32, "I"))
"""The type code of the codes of up to so many combinations."""
Terms = tuple[int, ...]
Places = Mapping[int, Sequence[int]]
"""The places of some items in blocks, by the numbers of these, see `list_places`."""


class FacetColumn:
    """The terms of the items of a collection in one index."""

    def __init__(self, terms: Sequence[Terms], blocks: Sequence[bytes]) -> None:
        self.terms = terms
        """The different combinations of terms, by their codes."""
        self.typecode = type_code(len(terms))
        self.blocks = blocks

    @classmethod
    def build(cls, terms: Sequence[Terms], codes: Sequence[int]) -> "FacetColumn":
        """Return the column of items with these codes, in order."""
        typecode = type_code(len(terms))
        starts = range(0, len(codes), BLOCK_SIZE)
        blocks = [
            packing.compress(packing.pack_numbers(codes[start : start + BLOCK_SIZE], typecode)) for start in starts
        ]
        return cls(terms, blocks)

    @classmethod
    def merge(cls, columns: Iterable["FacetColumn"], kept_places: Iterable[Sequence[int] | None]) -> "FacetColumn":
        """Return the columns of segments as one; of each the items at some places, or all."""
        codes_by_terms: dict[Terms, int] = {}
        merged = array("I")
        for column, places in zip(columns, kept_places, strict=True):
            new_codes = [codes_by_terms.setdefault(terms, len(codes_by_terms)) for terms in column.terms]
            codes: Sequence[int] = column.codes()
            if places is not None:
                codes = [codes[place] for place in places]
            merged.extend(map(new_codes.__getitem__, codes))
        return cls.build(list(codes_by_terms), merged)

    @classmethod
    def decode(cls, index: int, data: bytes) -> "FacetColumn":
        """Return the column of an index that is stored as `data`."""
        first, _ = term_range(index)
        head, *blocks = packing.split(data)
        rows = from_json(packing.decompress(head))
        return cls([tuple([first + number for number in numbers]) for numbers in rows], blocks)

    def encode(self) -> bytes:
        """Return the column as it is stored: terms are numbered from the first that their index can have."""
        head = to_json([[term % TERMS_PER_INDEX for term in terms] for terms in self.terms])
        return packing.join([packing.compress(head), *self.blocks])

    def codes(self) -> "array[int]":
        """Return the codes of all items."""
        data = b"".join(map(packing.decompress, self.blocks))
        return packing.unpack_numbers(data, self.typecode)

    def block(self, number: int) -> "array[int]":
        """Return the codes of the items of a block."""
        return packing.unpack_numbers(packing.decompress(self.blocks[number]), self.typecode)

    def count(self, places: Places) -> Counter[int]:
        """Return how many items at some places have each term."""
        codes: Counter[int] = Counter()
        for number, of_block in places.items():
            codes.update(map(self.block(number).__getitem__, of_block))
        counts: Counter[int] = Counter()
        for code, count in codes.items():
            for term in self.terms[code]:
                counts[term] += count
        return counts

    def terms_at(self, places: Places) -> list[Terms]:
        """Return the terms of the items at some places, in their order."""
        codes: list[int] = []
        for number, of_block in places.items():
            codes += map(self.block(number).__getitem__, of_block)
        return [self.terms[code] for code in codes]

    @property
    def size(self) -> int:
        """About how many bytes it takes in memory."""
        return sum(map(len, self.blocks)) + 120 * len(self.terms)


def type_code(count: int) -> str:
    """Return the type code of the codes of so many combinations of terms."""
    return next(typecode for most, typecode in TYPE_CODES if count <= most)


def list_places(numbers: Iterable[int]) -> Places:
    """Return the places of items by their numbers among the items of a collection in a segment, in order."""
    places: dict[int, list[int]] = {}
    for number in numbers:
        places.setdefault(number // BLOCK_SIZE, []).append(number % BLOCK_SIZE)
    return places
