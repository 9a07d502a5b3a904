"""Matching: the items that meet all conditions of a query."""

from collections.abc import Sequence

from pyroaring import BitMap
from sqlalchemy import bindparam, select

from facts.archive.facet_column import Terms
from facts.archive.indexes import BEGINNING_LENGTHS, BEGINNINGS, ITEMS, NO_VALUE, WORDS, index_number
from facts.archive.query import Query, QueryError
from facts.archive.search.fetch import fetch_all
from facts.archive.search.index_reader import IndexReader
from facts.archive.search.plan import QueryPlan
from facts.archive.search.posting_lists import ItemList, RangeList, TermList, intersect
from facts.archive.tables import terms
from facts.model.cached_property import cached_property

MAX_CONTINUATIONS = 2000
"""At most so many words may begin with a word of a search."""
BYTES_PER_TERM = 40
"""Bytes that the number of a term takes in memory."""
AFTER_ALL = "\U0010ffff"
"""Comes after every continuation of a word."""
TERMS_OF_WORD = (
    select(terms.c.term)
    .where(
        terms.c.index == bindparam("number"),
        terms.c.value >= bindparam("beginning"),
        terms.c.value < bindparam("beginning_end"),
    )
    .limit(MAX_CONTINUATIONS + 1)
)


class Matching:
    """The items that meet all conditions of a query; `sheet` is the number of the sheet to search in, if any."""

    def __init__(self, reader: IndexReader, plan: QueryPlan, query: Query, sheet: int | None) -> None:
        self.reader = reader
        self.sheet = sheet
        self.all_items = self.read_list(index_number(plan.collection, ITEMS), (NO_VALUE,))
        count = self.all_items.item_count
        ranges = () if plan.matches_nothing else plan.ranges
        self.possible = [RangeList(condition.index, condition.ranges, count, contained=False) for condition in ranges]
        self.definite = [RangeList(condition.index, condition.ranges, count, contained=True) for condition in ranges]
        self.match = query.match if self.definite else None
        self.lists = [] if plan.matches_nothing else self.read_lists(plan)
        self.is_everything = self.lists == [self.all_items] and sheet is None

    def read_lists(self, plan: QueryPlan) -> list[ItemList]:
        """Return the items that meet each condition without reading them, the fewest first."""
        lists: list[ItemList] = [self.read_list(condition.index, condition.values) for condition in plan.terms]
        ranges = self.definite if self.match == "definite" else self.possible
        if not lists and not ranges:
            lists.append(self.all_items)
        words = [self.read_word(word) for word in plan.words or ()]
        return sorted([*lists, *words, *ranges], key=lambda items: items.item_count)

    def read_list(self, index: int, values: Sequence[str]) -> TermList:
        """Return the items that have one of some values in an index."""
        return TermList(*self.reader.read_terms(index, values))

    def read_word(self, word: str) -> TermList:
        """Return the items with a word that begins with `word`; raise QueryError if too many words do."""
        if len(word) <= max(BEGINNING_LENGTHS):
            return self.read_list(BEGINNINGS, (word,))
        key = WORDS, word
        numbers: Terms | None = self.reader.cache.get(key)
        if numbers is None:
            parameters = {"number": WORDS, "beginning": word, "beginning_end": word + AFTER_ALL}
            rows = fetch_all(self.reader.connection, TERMS_OF_WORD, parameters)
            if len(rows) > MAX_CONTINUATIONS:
                raise QueryError("q", f"more than {MAX_CONTINUATIONS} words begin with {word}", "a longer word")
            numbers = tuple([term for (term,) in rows])
            self.reader.cache.put(key, numbers, BYTES_PER_TERM * len(rows))
        # counting the items of every continuation would take longer than the better order of the lists saves
        return TermList(numbers, self.all_items.item_count if numbers else 0)

    @cached_property
    def items(self) -> BitMap:
        """All matching items; the bitmap is not to be changed."""
        items = intersect(self.reader, self.lists)
        if self.sheet is not None:
            sheet = self.reader.numbers.of_sheet(self.sheet)
            items = items & BitMap(range(sheet.first, sheet.end))
        return items - self.definite_items(items) if self.match == "possible" else items

    def definite_items(self, items: BitMap) -> BitMap:
        """Return those of some matching items that lie wholly within all dates and limits of the query."""
        return items if self.match == "definite" else intersect(self.reader, self.definite, items)
