"""Facet terms: which terms of an index some items have."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pyroaring import BitMap

from facts.archive.facet_column import FacetColumn, Places, Terms, list_places
from facts.archive.search.index_reader import IndexReader
from facts.model.cached_property import cached_property


class FacetTerms:
    """The terms of some items."""

    def __init__(self, reader: IndexReader, items: BitMap) -> None:
        self.reader = reader
        self.items = items
        self.codes: dict[int, Sequence[tuple[BitMap, FacetColumn, Sequence[int]]]] = {}
        """The items of each segment by the index, with the column and their codes in it, as far as they were read."""

    @cached_property
    def places(self) -> Sequence[tuple[int, BitMap, Places]]:
        """The items of each segment that has some, with their places in its facet columns."""
        if not self.items:
            return ()
        segments = self.reader.numbers.segments
        ends = [*(segment.first_item for segment in segments[1:]), self.items.max() + 1]
        places = []
        for segment, end in zip(segments, ends, strict=True):
            items = self.items & BitMap(range(segment.first_item, max(end, segment.first_item)))
            if items:
                places.append((segment.sheet, items, list_places(items, segment.first_item)))
        return places

    def count(self, index: int) -> Counter[int]:
        """Return how many of the items have each term of an index."""
        counts: Counter[int] = Counter()
        bitmaps = self.reader.items_by_term(index)
        if bitmaps is not None:
            count = self.items.intersection_cardinality
            return Counter({term: size for term, items in bitmaps.items() if (size := count(items))})
        for _, column, codes in self.read_codes(index):
            counts.update(column.count(codes))
        return counts

    def iterate(self, index: int) -> Iterator[tuple[int, Terms]]:
        """Yield the items, each with its terms in an index."""
        for items, column, codes in self.read_codes(index):
            yield from zip(items, map(column.terms.__getitem__, codes), strict=True)

    def read_codes(self, index: int) -> Sequence[tuple[BitMap, FacetColumn, Sequence[int]]]:
        """Return the items of each segment with its column of an index, and their codes in it."""
        if index not in self.codes:
            columns = self.reader.facet_columns(index)
            self.codes[index] = [
                (items, columns[segment], columns[segment].codes_at(places)) for segment, items, places in self.places
            ]
        return self.codes[index]
