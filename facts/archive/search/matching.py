"""Matching: the items that meet all conditions of a query, sheet by sheet."""

from collections.abc import Iterator, Sequence
from copy import copy

from sqlalchemy import Connection, bindparam, select

from facts.archive import bitmaps
from facts.archive.indexes import BEGINNING_LENGTHS, BEGINNINGS, ITEMS, NO_VALUE, WORDS, index_number
from facts.archive.query import Query, QueryError
from facts.archive.search.fetch import fetch_all
from facts.archive.search.lists import Bitmaps, ItemList, TermList
from facts.archive.search.plan import QueryPlan
from facts.archive.search.positions import Position
from facts.archive.search.ranges import read_range
from facts.archive.tables import terms

MAX_KNOWN_TERMS = 1000
"""Values, or lists of them, whose terms are remembered with a connection."""
MAX_CONTINUATIONS = 2000
"""At most so many words may begin with a word of a search."""
AFTER_ALL = "\U0010ffff"
"""Comes after every continuation of a word."""
LAST_SHEET = 2**31 - 1
TERMS_OF_VALUES = select(terms.c.term, terms.c.item_count).where(
    terms.c.index == bindparam("number"), terms.c.value.in_(bindparam("texts", expanding=True))
)
TERMS_OF_WORD = (
    select(terms.c.term, terms.c.item_count)
    .where(
        terms.c.index == bindparam("number"),
        terms.c.value >= bindparam("beginning"),
        terms.c.value < bindparam("beginning_end"),
    )
    .limit(MAX_CONTINUATIONS + 1)
)


class Matching:
    """The items that meet all conditions of a query; `sheet` is the number of the sheet to search in, if any."""

    def __init__(self, connection: Connection, plan: QueryPlan, query: Query, sheet: int | None) -> None:
        self.connection = connection
        self.sheet = sheet
        self.all_items = TermList(*read_terms(connection, index_number(plan.collection, ITEMS), (NO_VALUE,)))
        ranges = () if plan.matches_nothing else plan.ranges
        pairs = [read_range(connection, condition, self.all_items.item_count) for condition in ranges]
        self.possible = [possible for possible, _ in pairs]
        self.definite = [definite for _, definite in pairs]
        self.match = query.match if self.definite else None
        self.lists = [] if plan.matches_nothing else self.read_lists(plan)
        self.lists.sort(key=lambda items: items.item_count)
        self.is_empty = not self.lists or not self.lists[0].item_count
        self.excluded: ItemList | None = None
        self.is_everything = self.lists == [self.all_items] and sheet is None

    def read_lists(self, plan: QueryPlan) -> list[ItemList]:
        """Return the items that meet each condition, as far as possible without reading them."""
        lists: list[ItemList] = [
            TermList(*read_terms(self.connection, condition.index, condition.values)) for condition in plan.terms
        ]
        lists += self.possible
        if not lists:
            lists.append(self.all_items)
        lists += (read_word(self.connection, word) for word in plan.words or ())
        return lists + (self.definite if self.match == "definite" else [])

    def iterate(self, start: Position | None = None, descending: bool = False) -> Iterator[tuple[int, int]]:
        """Yield each sheet that has matching items with their bitmap, in order; only the items beyond `start`."""
        if self.is_empty:
            return
        first = start.sheet if start else LAST_SHEET if descending else 0
        driver, batches = self.read_driver(first, descending)
        others = [items for items in self.lists if items is not driver]
        for candidates in batches:
            for sheet, bitmap in self.restrict(candidates, others).items():
                rest = -1 if start is None or sheet != start.sheet else bitmaps.beyond(start.item, descending)
                if bitmap & rest:
                    yield sheet, bitmap & rest

    def read_driver(self, first: int, descending: bool) -> tuple[ItemList, Iterator[Bitmaps]]:
        """Return the smallest list that can be read in order, and its items from a sheet on, in batches of sheets."""
        if self.sheet is not None:
            is_beyond = self.sheet > first if descending else self.sheet < first
            return self.all_items, iter([{} if is_beyond else self.all_items.read(self.connection, [self.sheet])])
        lists = (*self.lists, self.all_items)
        drivers = ((items, items.iterate(self.connection, first, descending)) for items in lists)
        return next((items, batches) for items, batches in drivers if batches is not None)

    def read(self, sheets: Sequence[int]) -> Bitmaps:
        """Return the matching items in some sheets, which are in order."""
        if self.is_empty:
            return {}
        sheets = [sheet for sheet in sheets if self.sheet in (None, sheet)]
        items = self.lists[0].read(self.connection, sheets)
        return self.restrict({sheet: items[sheet] for sheet in sheets if sheet in items}, self.lists[1:])

    def restrict(self, candidates: Bitmaps, lists: Sequence[ItemList]) -> Bitmaps:
        """Return those of some items, of sheets in order, that are in some lists and match."""
        matching = intersect(self.connection, lists, candidates)
        if self.match == "possible" and matching:
            matching = subtract(matching, intersect(self.connection, self.definite, matching))
        if self.excluded is not None and matching:
            matching = subtract(matching, self.excluded.read(self.connection, list(matching)))
        return matching

    def read_definite(self, items: Bitmaps) -> Bitmaps:
        """Return those of some items that lie wholly within all dates and limits of the query."""
        return intersect(self.connection, self.definite, items)

    def within(self, items: ItemList) -> "Matching":
        """Return the matching items that are in a list, too."""
        others = copy(self)
        others.lists = sorted((*self.lists, items), key=lambda items: items.item_count)
        others.is_empty = self.is_empty or not items.item_count
        return others

    def without(self, excluded: ItemList) -> "Matching":
        """Return the matching items that are not in a list."""
        others = copy(self)
        others.excluded = excluded
        return others


def intersect(connection: Connection, lists: Sequence[ItemList], candidates: Bitmaps) -> Bitmaps:
    """Return those of some items, of sheets in order, that are in all lists."""
    for items in lists:
        if not candidates:
            break
        listed = items.read(connection, list(candidates))
        common = ((sheet, bitmap & listed.get(sheet, 0)) for sheet, bitmap in candidates.items())
        candidates = {sheet: bitmap for sheet, bitmap in common if bitmap}
    return candidates


def subtract(items: Bitmaps, others: Bitmaps) -> Bitmaps:
    """Return the items that are not among others."""
    rest = ((sheet, bitmap & ~others.get(sheet, 0)) for sheet, bitmap in items.items())
    return {sheet: bitmap for sheet, bitmap in rest if bitmap}


def read_terms(connection: Connection, index: int, values: Sequence[str]) -> tuple[list[int], int]:
    """Return the terms of an index with some values, and how many items have them at most.

    They are remembered with the connection, which reads one generation.
    """
    known: dict[tuple[int, tuple[str, ...]], tuple[list[int], int]] = connection.info.setdefault("terms", {})
    key = index, tuple(values)
    if key not in known:
        rows = fetch_all(connection, TERMS_OF_VALUES, {"number": index, "texts": values})
        if len(known) >= MAX_KNOWN_TERMS:
            known.clear()
        known[key] = [term for term, _ in rows], sum(count for _, count in rows)
    return known[key]


def read_word(connection: Connection, word: str) -> TermList:
    """Return the items with a word that begins with `word`; raise QueryError if too many words do."""
    if len(word) <= max(BEGINNING_LENGTHS):
        return TermList(*read_terms(connection, BEGINNINGS, (word,)))
    parameters = {"number": WORDS, "beginning": word, "beginning_end": word + AFTER_ALL}
    rows = fetch_all(connection, TERMS_OF_WORD, parameters)
    if len(rows) > MAX_CONTINUATIONS:
        raise QueryError("q", f"more than {MAX_CONTINUATIONS} words begin with {word}", "a longer word")
    return TermList([term for term, _ in rows], sum(count for _, count in rows))
