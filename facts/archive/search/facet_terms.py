"""Facet terms: which terms of an index the items of a collection have."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from pyroaring import BitMap

from facts.archive.facet_column import Places, Terms, list_places
from facts.archive.indexes import ITEMS, NO_VALUE, index_number
from facts.archive.search.index_reader import IndexReader
from facts.model.collection import Collection


class FacetTerms:
    """The terms of some items of a collection."""

    def __init__(self, reader: IndexReader, collection: Collection, items: BitMap) -> None:
        self.reader = reader
        self.collection = collection
        self.items = items

    @cached_property
    def places(self) -> Mapping[int, tuple[BitMap, Places]]:
        """The items of each segment, with their places in its facet columns."""
        [term], _ = self.reader.read_terms(index_number(self.collection, ITEMS), (NO_VALUE,))
        places = {}
        for segment, all_items in self.reader.items_by_segment(term).items():
            common = self.items & all_items
            if common:
                rank = all_items.rank
                places[segment] = common, list_places([rank(item) - 1 for item in common])
        return places

    def count(self, index: int) -> Counter[int]:
        """Return how many of the items have each term of an index."""
        counts: Counter[int] = Counter()
        columns = self.reader.facet_columns(index)
        for segment, (_, places) in self.places.items():
            counts.update(columns[segment].count(places))
        return counts

    def iterate(self, index: int) -> Iterator[tuple[int, Terms]]:
        """Yield the items, each with its terms in an index."""
        columns = self.reader.facet_columns(index)
        for segment, (common, places) in self.places.items():
            yield from zip(common, columns[segment].terms_at(places), strict=True)
