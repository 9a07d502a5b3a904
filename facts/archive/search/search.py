"""Searches: a query of a collection, run against the database."""

from collections.abc import Iterator, MutableMapping, Sequence
from itertools import islice

from sqlalchemy import Connection

from facts.archive import bitmaps
from facts.archive.cursor import Cursor, query_signature
from facts.archive.query import MAX_TOTAL, CursorError, Query, QueryError
from facts.archive.search.facet_counts import FacetCounter, FacetCounts, count_all
from facts.archive.search.lists import take_items
from facts.archive.search.matching import Matching
from facts.archive.search.plan import plan_query
from facts.archive.search.positions import Position, place_of
from facts.archive.search.segment_cache import SegmentCache
from facts.archive.search.segments import Bitmaps
from facts.archive.search.sorting import SortOrder, gather, has_column, iterate_sorted
from facts.archive.search.walk import Walk
from facts.model.cached_property import cached_property
from facts.model.collection import Collection

MAX_GATHERED = 2000
"""Matching items that are sorted without trying whether the page is full once some keys are read in order."""
Totals = MutableMapping[str, int]
"""Totals by the signatures of queries, at most one more than `MAX_TOTAL`."""


class Search:
    """A query of a collection, ready to be run; raises QueryError for one that cannot be answered.

    `years` are those of the archive, `generation` names its state; `sheet` is the number of the query's sheet,
    `totals` are those of earlier searches, and `cache` is what was read of the archive.
    """

    def __init__(
        self,
        connection: Connection,
        collection: Collection,
        query: Query,
        years: str,
        generation: str,
        sheet: int | None,
        totals: Totals,
        cache: SegmentCache,
    ) -> None:
        self.totals = totals
        self.connection = connection
        self.collection = collection
        self.query = query
        self.signature = query_signature(generation, collection.name, query)
        self.cursor = None if query.cursor is None else Cursor.decode(query.cursor, self.signature)
        plan = plan_query(collection, query, years)
        self.sorts = [SortOrder.parse(collection, key) for key in plan.sort]
        self.matching = Matching(connection, plan, query, sheet, cache)

    @property
    def backward(self) -> bool:
        """Whether the page is before the cursor."""
        return self.cursor is not None and not self.cursor.after

    @property
    def start(self) -> Position | None:
        """The position of the cursor."""
        return self.cursor.position if self.cursor else None

    @cached_property
    def first_items(self) -> Bitmaps:
        """The first matching items, up to one more than are counted."""
        return take_items(self.matching.iterate(), MAX_TOTAL + 1)

    @cached_property
    def total(self) -> int:
        """The number of matching items, at most one more than `MAX_TOTAL`."""
        if self.matching.is_everything:
            return min(self.matching.all_items.item_count, MAX_TOTAL + 1)
        if self.signature not in self.totals:
            self.totals[self.signature] = min(self.matching.count(MAX_TOTAL), MAX_TOTAL + 1)
        return self.totals[self.signature]

    def positions(self, limit: int) -> list[Position]:
        """Return the positions of the items of the page and of one more, in the direction of the cursor."""
        if not self.sorts:
            return list(islice(self.iterate_unsorted(), limit + 1))
        if self.total <= (MAX_TOTAL if self.has_to_gather else MAX_GATHERED):
            if self.has_column:
                return self.take_sorted(limit)
            return self.page_of(gather(self.connection, self.matching.cache, self.first_items, self.sorts), limit)
        if len(self.sorts) > 1:
            message = f"more than {MAX_TOTAL} items have to be sorted by several keys"
            raise QueryError("sort", message, "one key, or filters that match fewer items")
        walk = Walk(self.connection, self.matching, self.sorts[0], self.backward)
        return list(islice(walk.iterate(self.start), limit + 1))

    @property
    def has_to_gather(self) -> bool:
        """Whether all matches are to be sorted: by several keys, or where those of a range may be far away."""
        return len(self.sorts) > 1 or bool(self.matching.definite) or self.matching.sheet is not None

    def iterate_unsorted(self) -> Iterator[Position]:
        """Yield the positions of items in the order of the archive, or backwards."""
        for sheet, bitmap in self.matching.iterate(self.start, self.backward):
            yield from (Position(sheet, item) for item in bitmaps.iter_items(bitmap, self.backward))

    @property
    def has_column(self) -> bool:
        """Whether the matching items are sorted by one key whose keys are all read."""
        return len(self.sorts) == 1 and has_column(self.connection, self.sorts[0], self.first_items)

    def take_sorted(self, limit: int) -> list[Position]:
        """Return the part of all items in the order of a key that has a column that belongs to the page."""
        cache, sort = self.matching.cache, self.sorts[0]
        positions = iterate_sorted(self.connection, cache, self.first_items, sort, self.backward)
        if self.start is not None and self.start not in positions:
            raise CursorError("cursor", "its item is no longer in the list", "a cursor of the list as it is")
        return list(islice(positions, limit + 1))

    def page_of(self, positions: Sequence[Position], limit: int) -> list[Position]:
        """Return the part of all positions that belongs to the page."""
        if self.start is None:
            return list(positions[: limit + 1])
        place = place_of(positions, self.start)
        if self.backward:
            return list(positions[max(place - limit - 1, 0) : place])[::-1]
        return list(positions[place + 1 : place + limit + 2])

    def count_facets(self) -> dict[str, FacetCounts]:
        """Return the values of each facet, the most frequent first; null counts the items that have none."""
        names, amount = self.query.facets, self.query.sum
        if self.matching.is_everything and amount is None:
            return count_all(self.connection, self.collection, names)
        items = take_items(self.first_items.items(), MAX_TOTAL)
        counter = FacetCounter(self.connection, self.matching.cache, self.collection, items)
        return {name: counter.count(name, amount) for name in names}
