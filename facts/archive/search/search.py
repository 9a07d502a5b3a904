"""Searches: a query of a collection, run against the database."""

from collections.abc import Iterator, Sequence
from itertools import islice

from pyroaring import BitMap
from sqlalchemy import Connection

from facts.archive.cursor import Cursor, query_digest
from facts.archive.query import MAX_TOTAL, CursorError, Query, QueryError
from facts.archive.search.facet_counts import FacetCounter, FacetCounts, count_all
from facts.archive.search.index_cache import IndexCache
from facts.archive.search.index_reader import IndexReader
from facts.archive.search.matching import Matching
from facts.archive.search.plan import plan_query
from facts.archive.search.sorting import SortOrder, gather
from facts.archive.search.walk import Walk, iterate_items
from facts.model.cached_property import cached_property
from facts.model.collection import Collection

MAX_GATHERED = 1000
"""Items that are sorted by one key, rather than found in the order of all keys."""


class Search:
    """A query of a collection, ready to be run; raises QueryError for one that cannot be answered.

    `years` are those of the archive, `generation` names its state; `sheet` is the number of the query's sheet, and
    `cache` is what was read of the archive.
    """

    def __init__(
        self,
        connection: Connection,
        collection: Collection,
        query: Query,
        years: str,
        generation: str,
        sheet: int | None,
        cache: IndexCache,
    ) -> None:
        self.connection = connection
        self.collection = collection
        self.query = query
        self.generation = generation
        self.cursor = None if query.cursor is None else Cursor.decode(query.cursor, generation, self.digest)
        plan = plan_query(collection, query, years)
        self.sorts = [SortOrder.parse(collection, key) for key in plan.sort]
        self.reader = IndexReader(connection, cache)
        self.matching = Matching(self.reader, plan, query, sheet)

    @cached_property
    def digest(self) -> str:
        """What binds a cursor to the query."""
        return query_digest(self.collection.name, self.query)

    @property
    def backward(self) -> bool:
        """Whether the page is before the cursor."""
        return self.cursor is not None and not self.cursor.after

    @property
    def start(self) -> int | None:
        """The item of the cursor."""
        return self.cursor.item if self.cursor else None

    @property
    def items(self) -> BitMap:
        """All matching items."""
        return self.matching.items

    def page_items(self, limit: int) -> list[int]:
        """Return the items of the page and one more, in the direction of the cursor."""
        return list(islice(self.iterate(), limit + 1))

    def iterate(self) -> Iterator[int]:
        """Yield the matching items beyond the cursor, in its direction."""
        if not self.sorts:
            return iterate_items(self.items, self.start, self.backward)
        if self.start is not None and self.start not in self.items:
            raise CursorError("cursor", "its item is no longer in the list", "a cursor of the list as it is")
        if len(self.items) <= self.max_gathered:
            return self.beyond_cursor(gather(self.reader, self.items, self.sorts))
        if len(self.sorts) > 1:
            message = f"more than {MAX_TOTAL} items have to be sorted by several keys"
            raise QueryError("sort", message, "one key, or filters that match fewer items")
        return Walk(self.reader, self.items, self.sorts[0], self.backward).iterate(self.start)

    @property
    def max_gathered(self) -> int:
        """Maximum number of matching items that are sorted in memory, rather than read in the order of the index."""
        if len(self.sorts) > 1:
            return MAX_TOTAL
        return 0 if self.sorts[0].source == "subjects" else MAX_GATHERED

    def beyond_cursor(self, items: Sequence[int]) -> Iterator[int]:
        """Return those of all items in order that are beyond the cursor, in its direction."""
        if self.start is None:
            return iter(items)
        place = items.index(self.start)
        return reversed(items[:place]) if self.backward else iter(items[place + 1 :])

    def count_facets(self) -> dict[str, FacetCounts]:
        """Return the values of each facet, the most frequent first; null counts the items that have none."""
        names, amount = self.query.facets, self.query.sum
        if self.matching.is_everything and amount is None:
            return count_all(self.connection, self.collection, names)
        items = self.items
        if len(items) > MAX_TOTAL:
            items = items[:MAX_TOTAL]
        counter = FacetCounter(self.reader, self.collection, items)
        return {name: counter.count(name, amount) for name in names}
