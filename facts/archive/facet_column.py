"""Facet columns: the terms that each item of a segment has in an index, to count and to sort items by.

A column has a code for each item, that of its combination of terms; 0 is that of no terms, which items of other
collections have. The codes are compressed in blocks, so that those of a few items are read fast.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from pydantic_core import from_json, to_json
from pyroaring import BitMap

from facts.archive import packing
from facts.archive.indexes import TERMS_PER_INDEX, term_range

BLOCK_SIZE = 1 << 14
"""Codes of a block."""
TYPE_CODES: Sequence[tuple[int, packing.TypeCode]] = ((1 << 8, "B"), (1 << 16, "H"), (1 << 32, "I"))
"""The type code of the codes of up to so many combinations."""
NO_CODES = b""
"""Stands for a full block in which no item has terms."""
EMPTY_BLOCK = array("B", bytes(BLOCK_SIZE))
"""The codes of such a block."""
MIN_REPEATED = 4
"""Items of a combination of terms from which on, on average, combinations are counted rather than items."""
TERMS_BYTES = 120
"""Bytes that a combination of terms takes in memory, about."""
Terms = tuple[int, ...]
Places = Mapping[int, Sequence[int]]
"""The places of some items in blocks, by the numbers of these, see `list_places`."""


class FacetColumn:
    """The terms of the items of a segment in one index."""

    def __init__(self, terms: Sequence[Terms], blocks: Sequence[bytes]) -> None:
        self.terms = terms
        """The different combinations of terms, by their codes."""
        self.typecode = type_code(len(terms))
        self.blocks = blocks

    @classmethod
    def build(cls, terms: Sequence[Terms], codes: "array[int]") -> "FacetColumn":
        """Return the column of items with these codes, in order."""
        typecode = type_code(len(terms))
        starts = range(0, len(codes), BLOCK_SIZE)
        blocks = []
        for block in (packing.shorten(codes[start : start + BLOCK_SIZE], typecode) for start in starts):
            data = packing.pack_numbers(block)
            is_empty = len(block) == BLOCK_SIZE and data.count(0) == len(data)
            blocks.append(NO_CODES if is_empty else packing.compress(data))
        return cls(terms, blocks)

    @classmethod
    def merge(cls, columns: Iterable[tuple[int, "FacetColumn"]]) -> "FacetColumn":
        """Return the columns of segments as one; with each comes its place in the merged column."""
        codes_by_terms: dict[Terms, int] = {(): 0}
        parts = [
            (place, column, [codes_by_terms.setdefault(terms, len(codes_by_terms)) for terms in column.terms])
            for place, column in columns
        ]
        typecode = type_code(len(codes_by_terms))
        merged = array(typecode)
        for place, column, new_codes in parts:
            pad(merged, place)
            merged += column.recode(new_codes, typecode)
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

    def recode(self, new_codes: Sequence[int], typecode: packing.TypeCode) -> "array[int]":
        """Return the codes of all items, each replaced by a new one; that of no terms remains 0."""
        codes = array(typecode)
        for number, data in enumerate(self.blocks):
            if not data:
                pad(codes, len(codes) + BLOCK_SIZE)
            elif typecode == self.typecode == "B":
                codes.frombytes(packing.decompress(data).translate(bytes(new_codes).ljust(1 << 8)))
            else:
                codes.extend(map(new_codes.__getitem__, self.block(number)))
        return codes

    def block(self, number: int) -> Sequence[int]:
        """Return the codes of the items of a block."""
        data = self.blocks[number]
        return packing.unpack_numbers(packing.decompress(data), self.typecode) if data else EMPTY_BLOCK

    def codes_at(self, places: Places) -> list[int]:
        """Return the codes of the items at some places, in their order."""
        codes: list[int] = []
        for number, of_block in places.items():
            codes += map(self.block(number).__getitem__, of_block)
        return codes

    @property
    def size(self) -> int:
        """Approximate size in memory in bytes."""
        return sum(map(len, self.blocks)) + TERMS_BYTES * len(self.terms)


def count_terms(terms: Sequence[Terms], codes: Sequence[int]) -> Counter[int]:
    """Return how many items with some codes have each term; `terms` are the combinations by their codes."""
    items_by_code = Counter(codes)
    if len(items_by_code) * MIN_REPEATED > len(codes):
        return Counter(chain.from_iterable(map(terms.__getitem__, codes)))
    counts: Counter[int] = Counter()
    for code, count in items_by_code.items():
        for term in terms[code]:
            counts[term] += count
    return counts


def type_code(count: int) -> packing.TypeCode:
    """Return the type code of the codes of so many combinations of terms."""
    return next(typecode for most, typecode in TYPE_CODES if count <= most)


def pad(codes: "array[int]", length: int) -> None:
    """Make codes as long as this by codes of no terms."""
    codes.frombytes(bytes(codes.itemsize * (length - len(codes))))


def list_places(items: BitMap, first_item: int) -> Places:
    """Return the places of items in the columns of a segment by its first item."""
    places: dict[int, Sequence[int]] = {}
    start = items.min() - (items.min() - first_item) % BLOCK_SIZE if items else 0
    while items and start <= items.max():
        in_block = items & BitMap(range(start, start + BLOCK_SIZE))
        if in_block:
            places[(start - first_item) // BLOCK_SIZE] = in_block.shift(-start).to_array()
        start += BLOCK_SIZE
    return places
