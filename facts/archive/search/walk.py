"""Walks: matching items in the order of a sort key, by reading all keys in order until there are enough."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, select, tuple_

from facts.archive import bitmaps
from facts.archive.indexes import NO_VALUE
from facts.archive.query import MAX_TOTAL
from facts.archive.search.fetch import fetch_all
from facts.archive.search.lists import TermList, count_items, take_items
from facts.archive.search.matching import Matching, read_terms
from facts.archive.search.positions import Position, place_of
from facts.archive.search.segments import Bitmaps
from facts.archive.search.sorting import SortOrder, gather, read_keys
from facts.archive.tables import orders, sheets, terms
from facts.model.cached_property import cached_property

KEY_BATCH = 256
"""Keys that are read together."""
WALKED_BATCHES = 8
"""Batches of keys after which the rest is gathered, if there is not too much."""
TERM_BATCH = 16
"""Terms that are read together."""
SHEET_BATCH = 32
"""Sheets that are read together."""


class Walk:
    """The matching items in the order of one sort key, or in its reverse if `backward`, see `gather`."""

    def __init__(self, connection: Connection, matching: Matching, sort: SortOrder, backward: bool) -> None:
        self.connection = connection
        self.matching = matching
        self.sort = sort
        self.backward = backward
        self.descending = sort.descending != backward
        self.items: Bitmaps = {}
        """The matching items in the sheets that were looked at."""

    def iterate(self, start: Position | None) -> Iterator[Position]:
        """Yield the items beyond `start`, which is one of them, or all."""
        key = None if start is None else self.key_of(start)
        phases = [self.with_keys(key, start), self.without_keys(start if key is None else None)]
        if self.backward:
            phases.reverse()
        if start is not None and (key is None) != self.backward:
            phases = phases[1:]
        for phase in phases:
            yield from phase

    def key_of(self, position: Position) -> str | None:
        """Return the sort key of an item; None if it has none."""
        items = {position.sheet: 1 << position.item}
        return read_keys(self.connection, self.matching.cache, self.sort, items).get(position)

    def with_keys(self, key: str | None, start: Position | None) -> Iterator[Position]:
        """Yield the items that have a key, those beyond a key and its item or all."""
        match self.sort.source:
            case "subjects":
                yield from self.by_subjects(start)
            case "terms":
                yield from self.by_terms(key, start)
            case "keys":
                yield from self.by_keys(key, start if key else None)

    def by_keys(self, key: str | None, start: Position | None) -> Iterator[Position]:
        """Yield the items in the order of an index's keys; if matches are rare there, gather all and sort them."""
        last = start
        for number, positions in enumerate(self.walk_keys(key, start), 1):
            yield from positions
            last = positions[-1] if positions else last
            if number == WALKED_BATCHES and count_items(self.first_keyed_items) <= MAX_TOTAL:
                rest = gather(self.connection, self.matching.cache, self.first_keyed_items, [self.sort])
                yield from self.beyond(rest[::-1] if self.backward else rest, last)
                return

    @cached_property
    def first_keyed_items(self) -> Bitmaps:
        """The first matching items that have a key, up to one more than are counted."""
        return take_items(self.matching.iterate(within=self.keyed_items), MAX_TOTAL + 1)

    def without_keys(self, start: Position | None) -> Iterator[Position]:
        """Yield the items that have no key, in the order of the archive."""
        if self.sort.source != "keys" or self.keyed_items.item_count == self.matching.all_items.item_count:
            return
        for sheet, bitmap in self.matching.iterate(start, self.descending, without=self.keyed_items):
            yield from self.positions(sheet, bitmap)

    @cached_property
    def keyed_items(self) -> TermList:
        """The items that have a key."""
        return self.matching.read_list(self.sort.index, (NO_VALUE,))

    def walk_keys(self, key: str | None, start: Position | None) -> Iterator[list[Position]]:
        """Yield the items in the order of an index's keys, in batches, which may be empty."""
        parameters: dict[str, Any] = {"number": self.sort.index, "size": KEY_BATCH}
        if key is not None and start is not None:
            parameters |= {"key": key, **start._asdict()}
        while True:
            rows = fetch_all(self.connection, KEYS[self.descending, "key" in parameters], parameters)
            if self.matching.is_everything:
                yield [Position(sheet, item) for _, sheet, item in rows]
            else:
                self.read_sheets({sheet for _, sheet, _ in rows})
                yield [Position(sheet, item) for _, sheet, item in rows if self.items[sheet] >> item & 1]
            if len(rows) < KEY_BATCH:
                return
            parameters |= zip(("key", "sheet", "item"), rows[-1], strict=True)

    def by_terms(self, key: str | None, start: Position | None) -> Iterator[Position]:
        """Yield the items in the order of the values of an index's terms."""
        if key is not None:
            yield from self.of_term(*read_terms(self.connection, self.sort.index, (key,)), start)
        while True:
            parameters = {"number": self.sort.index, "size": TERM_BATCH} | ({} if key is None else {"text": key})
            rows = fetch_all(self.connection, TERMS[self.descending, key is not None], parameters)
            for term, value, item_count in rows:
                yield from self.of_term([term], item_count, None)
                key = value
            if len(rows) < TERM_BATCH:
                return

    def of_term(self, numbers: Sequence[int], item_count: int, start: Position | None) -> Iterator[Position]:
        """Yield the items that have a term, those beyond `start` or all."""
        items = TermList(self.matching.cache, numbers, item_count)
        for sheet, bitmap in self.matching.iterate(start, self.descending, within=items):
            yield from self.positions(sheet, bitmap)

    def by_subjects(self, start: Position | None) -> Iterator[Position]:
        """Yield the items by the ids of their sheets, then by their subjects."""
        for batch in self.sheets_by_id(start):
            self.read_sheets(set(batch))
            for sheet in batch:
                items = {sheet: self.items[sheet]}
                keys = read_keys(self.connection, self.matching.cache, self.sort, items) if items[sheet] else {}
                positions = sorted(keys, key=lambda position: (keys[position], position), reverse=self.descending)
                yield from self.beyond(positions, start if start and sheet == start.sheet else None)

    def sheets_by_id(self, start: Position | None) -> Iterator[list[int]]:
        """Yield the sheets in the order of their ids, in batches, from that of `start` on."""
        name: str | None = None
        if start is not None:
            name = self.connection.scalar(select(sheets.c.id).where(sheets.c.sheet == start.sheet))
            yield [start.sheet]
        while True:
            parameters = {"size": SHEET_BATCH} | ({} if name is None else {"name": name})
            rows = fetch_all(self.connection, SHEETS[self.descending, name is not None], parameters)
            if not rows:
                return
            yield [sheet for sheet, _ in rows]
            name = rows[-1][1]

    def beyond(self, positions: Sequence[Position], start: Position | None) -> Iterator[Position]:
        """Return those of all positions in order that come after `start`, or all."""
        return iter(positions if start is None else positions[place_of(positions, start) + 1 :])

    def read_sheets(self, sheets: set[int]) -> None:
        """Read the matching items of those sheets that were not looked at yet."""
        new_sheets = sheets - self.items.keys()
        self.items |= dict.fromkeys(new_sheets, 0) | self.matching.read(new_sheets)

    def positions(self, sheet: int, bitmap: int) -> Iterator[Position]:
        """Yield the items of a bitmap in the direction of the walk."""
        return (Position(sheet, item) for item in bitmaps.iter_items(bitmap, self.descending))


def in_order(statement: Select[Any], columns: Mapping[str, ColumnElement[Any]]) -> Mapping[tuple[bool, bool], Any]:
    """Return a SELECT in the order of some columns, by whether it descends, and whether it begins beyond a bound.

    The bound is in parameters, whose names are those of the columns.
    """
    row = tuple_(*columns.values())
    bound = tuple_(*(bindparam(name, type_=column.type) for name, column in columns.items()))
    ascending = statement.limit(bindparam("size")).order_by(*columns.values())
    descending = statement.limit(bindparam("size")).order_by(*(column.desc() for column in columns.values()))
    return {
        (False, False): ascending,
        (False, True): ascending.where(row > bound),
        (True, False): descending,
        (True, True): descending.where(row < bound),
    }


KEY_COLUMNS = {"key": orders.c.key, "sheet": orders.c.sheet, "item": orders.c.item}
KEYS = in_order(select(*KEY_COLUMNS.values()).where(orders.c.index == bindparam("number")), KEY_COLUMNS)
SHEETS = in_order(select(sheets.c.sheet, sheets.c.id), {"name": sheets.c.id})
TERM_COLUMNS = (terms.c.term, terms.c.value, terms.c.item_count)
TERMS = in_order(select(*TERM_COLUMNS).where(terms.c.index == bindparam("number")), {"text": terms.c.value})
