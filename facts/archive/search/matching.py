"""Matching: the items that meet all conditions of a query, sheet by sheet."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, bindparam, select

from facts.archive import bitmaps
from facts.archive.indexes import BEGINNING_LENGTHS, BEGINNINGS, ITEMS, NO_VALUE, WORDS, index_number
from facts.archive.query import Query, QueryError
from facts.archive.search.fetch import fetch_all
from facts.archive.search.lists import ItemList, TermList, count_items
from facts.archive.search.plan import QueryPlan
from facts.archive.search.positions import Position
from facts.archive.search.ranges import RangeList
from facts.archive.search.segment_cache import SegmentCache
from facts.archive.search.segments import Bitmaps
from facts.archive.tables import terms
from facts.model.cached_property import cached_property

FEW_ITEMS = 256
"""At most so many items of a condition are read before those of the others."""
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
    """The items that meet all conditions of a query; `sheet` is the number of the sheet to search in, if any.

    Where one condition has few items, or the query is of a sheet, the others are read for the sheets of these items;
    else all are read segment by segment, as far as the items are needed.
    """

    def __init__(
        self, connection: Connection, plan: QueryPlan, query: Query, sheet: int | None, cache: SegmentCache
    ) -> None:
        self.connection = connection
        self.cache = cache
        self.segments = cache.segments
        self.sheet = sheet
        self.all_items = self.read_list(index_number(plan.collection, ITEMS), (NO_VALUE,))
        ranges = () if plan.matches_nothing else plan.ranges
        count = self.all_items.item_count
        possible = [RangeList(cache, condition, count, contained=False) for condition in ranges]
        self.definite = [RangeList(cache, condition, count, contained=True) for condition in ranges]
        self.match = query.match if self.definite else None
        self.lists = [] if plan.matches_nothing else self.read_lists(plan, possible)
        self.lists.sort(key=lambda items: items.item_count)
        self.is_empty = not self.lists or not self.lists[0].item_count
        self.is_everything = self.lists == [self.all_items] and sheet is None
        self.segment_data: dict[int, bytes] = {}

    def read_lists(self, plan: QueryPlan, possible: Sequence[ItemList]) -> list[ItemList]:
        """Return the items that meet each condition, as far as possible without reading them."""
        lists: list[ItemList] = [self.read_list(condition.index, condition.values) for condition in plan.terms]
        lists += self.definite if self.match == "definite" else possible
        if not lists:
            lists.append(self.all_items)
        return lists + [self.read_word(word) for word in plan.words or ()]

    def read_list(self, index: int, values: Sequence[str]) -> TermList:
        """Return the items that have one of some values in an index."""
        return TermList(self.cache, *read_terms(self.connection, index, values))

    def read_word(self, word: str) -> TermList:
        """Return the items with a word that begins with `word`; raise QueryError if too many words do."""
        if len(word) <= max(BEGINNING_LENGTHS):
            return self.read_list(BEGINNINGS, (word,))
        parameters = {"number": WORDS, "beginning": word, "beginning_end": word + AFTER_ALL}
        rows = fetch_all(self.connection, TERMS_OF_WORD, parameters)
        if len(rows) > MAX_CONTINUATIONS:
            raise QueryError("q", f"more than {MAX_CONTINUATIONS} words begin with {word}", "a longer word")
        return TermList(self.cache, [term for term, _ in rows], sum(count for _, count in rows))

    def iterate(
        self,
        start: Position | None = None,
        descending: bool = False,
        within: ItemList | None = None,
        without: ItemList | None = None,
    ) -> Iterator[tuple[int, int]]:
        """Yield each sheet that has matching items with their bitmap, in order; only the items beyond `start`.

        Of the matching items, those `within` a list, or `without` those of a list.
        """
        first = start.sheet if start else LAST_SHEET if descending else 0
        for sheet, bitmap in self.iterate_sheets(first, descending, within, without):
            if start is not None and sheet == start.sheet:
                bitmap &= bitmaps.beyond(start.item, descending)  # noqa: PLW2901
            if bitmap and (sheet <= first if descending else sheet >= first):
                yield sheet, bitmap

    def iterate_sheets(
        self, first: int, descending: bool, within: ItemList | None, without: ItemList | None
    ) -> Iterator[tuple[int, int]]:
        """Yield each sheet that has such items, see `iterate`, from a sheet on or from one near it."""
        if self.known is not None:
            items = self.known if within is None else intersect(self.connection, [within], self.known)
            if without is not None:
                items = subtract(items, without.read_sheets(self.connection, list(items)))
            yield from reversed(items.items()) if descending else items.items()
            return
        for number in self.segments.from_sheet(first, descending):
            data = self.read_data(number)
            if within is not None or without is not None:
                bitmap = int.from_bytes(data, "little")
                bitmap &= -1 if within is None else within.read_segment(self.connection, number)
                bitmap &= -1 if without is None else ~without.read_segment(self.connection, number)
                data = bitmap.to_bytes(len(data), "little")
            if data.strip(b"\x00"):
                yield from self.segments[number].split(data, descending)

    @cached_property
    def known(self) -> Bitmaps | None:
        """The matching items, the sheets in order, if they are those of a sheet or few; else None."""
        if self.is_empty:
            return {}
        driver: ItemList = self.all_items if self.sheet is not None else self.lists[0]
        if self.sheet is not None:
            items = driver.read_sheets(self.connection, [self.sheet])
        elif driver.item_count <= FEW_ITEMS:
            items = driver.read_all(self.connection)
        else:
            return None
        others = [items for items in self.lists if items is not driver]
        matching = intersect(self.connection, others, {sheet: items[sheet] for sheet in sorted(items)})
        if self.match == "possible" and matching:
            return subtract(matching, intersect(self.connection, self.definite, matching))
        return matching

    def read_data(self, number: int) -> bytes:
        """Return the bytes of the bitmap of the matching items in a segment."""
        if number not in self.segment_data:
            bitmap = self.intersect_segment(self.lists, number, -1)
            if self.match == "possible" and bitmap:
                bitmap &= ~self.intersect_segment(self.definite, number, bitmap)
            self.segment_data[number] = bitmap.to_bytes(self.segments[number].size, "little")
        return self.segment_data[number]

    def intersect_segment(self, lists: Sequence[ItemList], number: int, bitmap: int) -> int:
        """Return those items of a segment in a bitmap that are in all lists."""
        for items in lists:
            if not bitmap:
                break
            bitmap &= items.read_segment(self.connection, number)
        return bitmap

    def read(self, sheets: Iterable[int]) -> Bitmaps:
        """Return the matching items in some sheets."""
        if self.known is not None:
            return {sheet: self.known[sheet] for sheet in sheets if sheet in self.known}
        numbers = ((sheet, self.segments.number_of(sheet)) for sheet in sheets)
        return {sheet: self.segments[number].select(self.read_data(number), sheet) for sheet, number in numbers}

    def count(self, most: int) -> int:
        """Return the number of matching items; they are counted until there are more than `most`."""
        if self.known is not None:
            return count_items(self.known)
        if len(self.lists) == 1 and self.match is None and self.lists[0].is_exact:
            return self.lists[0].item_count
        total = 0
        for number in range(len(self.segments)):
            total += int.from_bytes(self.read_data(number), "little").bit_count()
            if total > most:
                break
        return total

    def read_definite(self, items: Bitmaps) -> Bitmaps:
        """Return those of some items that lie wholly within all dates and limits of the query."""
        return intersect(self.connection, self.definite, items)


def intersect(connection: Connection, lists: Sequence[ItemList], candidates: Bitmaps) -> Bitmaps:
    """Return those of some items, of sheets in order, that are in all lists."""
    for items in lists:
        if not candidates:
            break
        listed = items.read_sheets(connection, list(candidates))
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
