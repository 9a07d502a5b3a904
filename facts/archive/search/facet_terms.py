"""Facet terms: which terms of an index some items have."""

from collections import Counter
from collections.abc import Sequence

from pyroaring import BitMap

from facts.archive.facet_column import Places, Terms, count_terms
from facts.archive.indexes import items_index
from facts.archive.ranks import is_sparse, list_ranks
from facts.archive.search.facet_codes import CodedTerms, places_by_segment
from facts.archive.search.index_reader import IndexReader
from facts.model.cached_property import cached_property

MIN_PER_TERM = 2
"""Items for each term of an index from which on, on average, they are counted by the items of each term."""


class FacetTerms:
    """The terms of some items of one collection."""

    def __init__(self, reader: IndexReader, items: BitMap) -> None:
        self.reader = reader
        self.items = items
        self.ranks: Sequence[int] | None = None
        """The places of the items among all of their collection, once they are needed."""
        self.codes: dict[int, Sequence[CodedTerms]] = {}
        """The codes of the items by the index, as far as they were read, perhaps in parts."""

    @cached_property
    def places(self) -> Sequence[tuple[int, Places]]:
        """The places of the items in the facet columns of the segments."""
        return places_by_segment(self.reader.numbers, self.items)

    def count(self, index: int) -> Counter[int]:
        """Return how many of the items have each term of an index."""
        counts: Counter[int] = Counter()
        bitmaps = self.reader.items_by_term(index)
        if bitmaps is not None and not self.are_few(len(bitmaps), index):
            count = self.items.intersection_cardinality
            return Counter({term: size for term, items in bitmaps.items() if (size := count(items))})
        for terms, codes in self.read_codes(index):
            counts.update(count_terms(terms, codes))
        return counts

    def are_few(self, term_count: int, index: int) -> bool:
        """Return whether the items are so few that their codes are looked up faster than all terms of an index."""
        return len(self.items) < MIN_PER_TERM * term_count and is_sparse(self.members(index))

    def members(self, index: int) -> BitMap:
        """Return all items of the collection that an index is of."""
        return self.reader.all_items(items_index(index))

    def list_terms(self, index: int) -> list[Terms]:
        """Return the terms that each of the items has in an index, in the order of the items."""
        return [terms[code] for terms, codes in self.read_codes(index) for code in codes]

    def read_codes(self, index: int) -> Sequence[CodedTerms]:
        """Return the codes of the items in an index, with what they stand for."""
        if index not in self.codes:
            members = self.members(index)
            if is_sparse(members):
                facet = self.reader.facet_codes(index, members)
                if self.ranks is None:
                    self.ranks = list_ranks(self.items, members)
                self.codes[index] = [(facet.terms, list(map(facet.codes.__getitem__, self.ranks)))]
            else:
                columns = self.reader.facet_columns(index)
                self.codes[index] = [
                    (columns[number].terms, columns[number].codes_at(at)) for number, at in self.places
                ]
        return self.codes[index]
