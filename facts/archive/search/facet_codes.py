"""Facet codes: the terms of the items of one collection in an index, without a place for the items of others."""

from array import array
from collections.abc import Iterable, Sequence

from pyroaring import BitMap

from facts.archive import packing
from facts.archive.facet_column import TERMS_BYTES, Places, Terms, list_places, type_code
from facts.archive.item_numbers import ItemNumbers

CodedTerms = tuple[Sequence[Terms], Sequence[int]]
"""Combinations of terms, and the code of that which each of some items has: its place among them."""


class FacetCodes:
    """The combination of terms of each item of a collection, in the order of the items."""

    def __init__(self, parts: Iterable[CodedTerms]) -> None:
        codes_by_terms: dict[Terms, int] = {}
        merged = array(packing.NUMBER)
        for terms, codes in parts:
            new_codes = [codes_by_terms.setdefault(combination, len(codes_by_terms)) for combination in terms]
            merged.extend(map(new_codes.__getitem__, codes))
        self.terms: Sequence[Terms] = list(codes_by_terms)
        """The different combinations of terms, by their codes."""
        self.codes = packing.shorten(merged, type_code(len(self.terms)))

    @property
    def size(self) -> int:
        """Approximate size in memory in bytes."""
        return self.codes.itemsize * len(self.codes) + TERMS_BYTES * len(self.terms)


def places_by_segment(numbers: ItemNumbers, items: BitMap) -> Sequence[tuple[int, Places]]:
    """Return each segment that has some of the items, with their places in its facet columns."""
    if not items:
        return ()
    ends = [*(segment.first_item for segment in numbers.segments[1:]), items.max() + 1]
    places = []
    for segment, end in zip(numbers.segments, ends, strict=True):
        of_segment = items & BitMap(range(segment.first_item, max(end, segment.first_item)))
        if of_segment:
            places.append((segment.sheet, list_places(of_segment, segment.first_item)))
    return places
