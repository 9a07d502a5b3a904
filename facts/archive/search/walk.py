"""Walks: matching items in the order of a sort key, by reading all keys in order until there are enough."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, bindparam, select, tuple_

from facts.archive import bitmaps
from facts.archive.indexes import NO_VALUE
from facts.archive.query import MAX_TOTAL
from facts.archive.search.lists import Bitmaps, TermList, batch_sizes, count_items, take_items
from facts.archive.search.matching import LAST_SHEET, Matching, read_terms
from facts.archive.search.positions import Position, place_of
from facts.archive.search.sorting import SortOrder, gather, read_keys
from facts.archive.tables import orders, sheets, terms

KEY_BATCH = 256
"""Keys that are read together."""
WALKED_BATCHES = 8
"""Batches of keys after which the rest is gathered, if there is not too much."""
TERM_BATCH = 16
"""Terms that are read together."""


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
        return read_keys(self.connection, self.sort, items).get(position)

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
                rest = gather(self.connection, self.first_keyed_items, [self.sort])
                yield from self.beyond(rest[::-1] if self.backward else rest, last)
                return

    @cached_property
    def first_keyed_items(self) -> Bitmaps:
        """The first matching items that have a key, up to one more than are counted."""
        return take_items(self.matching.within(self.keyed_items).iterate(), MAX_TOTAL + 1)

    def without_keys(self, start: Position | None) -> Iterator[Position]:
        """Yield the items that have no key, in the order of the archive."""
        if self.sort.source != "keys" or self.keyed_items.item_count == self.matching.all_items.item_count:
            return
        for sheet, bitmap in self.matching.without(self.keyed_items).iterate(start, self.descending):
            yield from self.positions(sheet, bitmap)

    @cached_property
    def keyed_items(self) -> TermList:
        """The items that have a key."""
        return TermList(*read_terms(self.connection, self.sort.index, (NO_VALUE,)))

    def walk_keys(self, key: str | None, start: Position | None) -> Iterator[list[Position]]:
        """Yield the items in the order of an index's keys, in batches, which may be empty."""
        statement = KEYS_DESCENDING if self.descending else KEYS_ASCENDING
        beyond = KEY < BOUND_KEY if self.descending else KEY > BOUND_KEY
        parameters: dict[str, Any] = {"number": self.sort.index, "size": KEY_BATCH}
        if key is not None and start is not None:
            statement = statement.where(beyond)
            parameters |= {"key": key, **start._asdict()}
        while True:
            rows = self.connection.execute(statement, parameters).mappings().all()
            self.read_sheets({row["sheet"] for row in rows})
            yield [Position(row["sheet"], row["item"]) for row in rows if self.items[row["sheet"]] >> row["item"] & 1]
            if len(rows) < KEY_BATCH:
                return
            if "key" not in parameters:
                statement = statement.where(beyond)
            parameters |= rows[-1]

    def by_terms(self, key: str | None, start: Position | None) -> Iterator[Position]:
        """Yield the items in the order of the values of an index's terms."""
        if key is not None:
            for term in read_terms(self.connection, self.sort.index, (key,))[0]:
                yield from self.of_term(term, start)
        statement = TERMS_DESCENDING if self.descending else TERMS_ASCENDING
        while True:
            beyond = terms.c.value < bindparam("text") if self.descending else terms.c.value > bindparam("text")
            parameters: dict[str, Any] = {"number": self.sort.index, "size": TERM_BATCH, "text": key}
            rows = self.connection.execute(statement if key is None else statement.where(beyond), parameters).all()
            for row in rows:
                yield from self.of_term(row.term, None)
                key = row.value
            if len(rows) < TERM_BATCH:
                return

    def of_term(self, term: int, start: Position | None) -> Iterator[Position]:
        """Yield the items that have a term, those beyond `start` or all."""
        first = start.sheet if start else LAST_SHEET if self.descending else 0
        for candidates in TermList([term], 0).iterate_term(self.connection, first, self.descending):
            self.read_sheets(set(candidates))
            for sheet, bitmap in candidates.items():
                rest = -1 if start is None or sheet != start.sheet else bitmaps.beyond(start.item, self.descending)
                yield from self.positions(sheet, bitmap & self.items[sheet] & rest)

    def by_subjects(self, start: Position | None) -> Iterator[Position]:
        """Yield the items by the ids of their sheets, then by their subjects."""
        for batch in self.sheets_by_id(start):
            self.read_sheets(set(batch))
            for sheet in batch:
                items = {sheet: self.items[sheet]}
                keys = read_keys(self.connection, self.sort, items) if items[sheet] else {}
                positions = sorted(keys, key=lambda position: (keys[position], position), reverse=self.descending)
                yield from self.beyond(positions, start if start and sheet == start.sheet else None)

    def sheets_by_id(self, start: Position | None) -> Iterator[list[int]]:
        """Yield the sheets in the order of their ids, in batches, from that of `start` on."""
        statement = SHEETS_DESCENDING if self.descending else SHEETS_ASCENDING
        beyond = sheets.c.id < bindparam("name") if self.descending else sheets.c.id > bindparam("name")
        name: str | None = None
        if start is not None:
            name = self.connection.scalar(select(sheets.c.id).where(sheets.c.sheet == start.sheet))
            yield [start.sheet]
        for size in batch_sizes():
            parameters = {"size": size} | ({} if name is None else {"name": name})
            rows = self.connection.execute(statement if name is None else statement.where(beyond), parameters).all()
            if not rows:
                return
            yield [row.sheet for row in rows]
            name = rows[-1].id

    def beyond(self, positions: Sequence[Position], start: Position | None) -> Iterator[Position]:
        """Return those of all positions in order that come after `start`, or all."""
        return iter(positions if start is None else positions[place_of(positions, start) + 1 :])

    def read_sheets(self, sheets: set[int]) -> None:
        """Read the matching items of those sheets that were not looked at yet."""
        new_sheets = sorted(sheets - self.items.keys())
        items = self.matching.read(new_sheets)
        self.items |= {sheet: items.get(sheet, 0) for sheet in new_sheets}

    def positions(self, sheet: int, bitmap: int) -> Iterator[Position]:
        """Yield the items of a bitmap in the direction of the walk."""
        return (Position(sheet, item) for item in bitmaps.iter_items(bitmap, self.descending))


KEY_COLUMNS = (orders.c.key, orders.c.sheet, orders.c.item)
KEY = tuple_(*KEY_COLUMNS)
BOUND_KEY = tuple_(*(bindparam(column.name, type_=column.type) for column in KEY_COLUMNS))
KEYS = select(*KEY_COLUMNS).where(orders.c.index == bindparam("number")).limit(bindparam("size"))
KEYS_ASCENDING = KEYS.order_by(*KEY_COLUMNS)
KEYS_DESCENDING = KEYS.order_by(*(column.desc() for column in KEY_COLUMNS))
SHEETS = select(sheets.c.sheet, sheets.c.id).limit(bindparam("size"))
SHEETS_ASCENDING = SHEETS.order_by(sheets.c.id)
SHEETS_DESCENDING = SHEETS.order_by(sheets.c.id.desc())
TERMS = select(terms.c.term, terms.c.value).where(terms.c.index == bindparam("number")).limit(bindparam("size"))
TERMS_ASCENDING = TERMS.order_by(terms.c.value)
TERMS_DESCENDING = TERMS.order_by(terms.c.value.desc())
