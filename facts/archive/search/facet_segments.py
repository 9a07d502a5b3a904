"""Facet segments: the terms that each item of a segment has in an index, to count and to sort many items by."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from facts.archive import bitmaps
from facts.archive.facet_columns import FacetColumn
from facts.archive.search.fetch import fetch_all
from facts.archive.search.segment_cache import SegmentCache
from facts.archive.search.segments import Bitmaps, Segment, Segments, between_sheets
from facts.archive.tables import facets

COLUMNS = select(facets.c.sheet, facets.c.terms).where(
    facets.c.index == bindparam("number"), between_sheets(facets.c.sheet)
)
TERMS_BYTES = 120
"""Bytes that a combination of terms takes in memory, about."""
Terms = tuple[int, ...]
Bits = Mapping[int, Sequence[int]]
"""The bits of some items in the segments, by the numbers of these."""


class FacetSegment:
    """The terms of the items of a segment in one index: a code for each item, that of its combination of terms."""

    def __init__(self, terms: Sequence[Terms], codes: "array[int]") -> None:
        self.terms = terms
        self.codes = codes

    @classmethod
    def join(cls, columns: Mapping[int, FacetColumn], segment: Segment) -> "FacetSegment":
        """Return the terms of the items in the columns of sheets."""
        numbers: dict[Terms, int] = {}
        is_short = sum(len(column.terms) for column in columns.values()) <= bitmaps.MAX_SHORT
        joined = array("H" if is_short else "I", [0]) * (8 * segment.size)
        for sheet, column in columns.items():
            first = segment.first_bit(sheet)
            codes = [numbers.setdefault(tuple(terms), len(numbers)) for terms in column.terms]
            if isinstance(column.codes, Mapping):
                for item, code in column.codes.items():
                    joined[first + item] = codes[code]
            else:
                dense = array(joined.typecode, map(codes.__getitem__, column.codes))
                joined[first : first + len(dense)] = dense
        return cls(list(numbers), joined)

    def terms_of(self, bit: int) -> Terms:
        """Return the terms of an item of the collection."""
        return self.terms[self.codes[bit]]

    def count(self, bits: Iterable[int]) -> Counter[int]:
        """Return how many of some items have each term."""
        counts: Counter[int] = Counter()
        for code, count in Counter(map(self.codes.__getitem__, bits)).items():
            for term in self.terms[code]:
                counts[term] += count
        return counts


def list_bits(segments: Segments, items: Bitmaps) -> Bits:
    """Return the bits of items in their segments."""
    bits: dict[int, list[int]] = {}
    for sheet, bitmap in items.items():
        number = segments.number_of(sheet)
        first = segments[number].first_bit(sheet)
        bits.setdefault(number, []).extend(first + item for item in bitmaps.iter_items(bitmap))
    return bits


def read_facet_segment(connection: Connection, cache: SegmentCache, index: int, number: int) -> FacetSegment:
    """Return the terms of the items of a segment in an index."""
    key = facets.name, index
    entry: tuple[Sequence[Terms], str, bytes] | None = cache.get(key, number)
    if entry is not None:
        terms, typecode, data = entry
        return FacetSegment(terms, array(typecode, cache.decompress(data)))
    sheets = cache.segments.sheet_range(range(number, number + 1))
    rows = fetch_all(connection, COLUMNS, {"number": index, **sheets})
    columns = {sheet: FacetColumn.decode(index, terms) for sheet, terms in rows}
    facet_segment = FacetSegment.join(columns, cache.segments[number])
    data = cache.compress(facet_segment.codes.tobytes())
    size = len(data) + TERMS_BYTES * len(facet_segment.terms)
    cache.put(key, {number: ((facet_segment.terms, facet_segment.codes.typecode, data), size)})
    return facet_segment
