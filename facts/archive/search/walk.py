"""Walk matching items in the order of a sort key, reading only as many as are needed."""

from collections.abc import Iterator, Mapping
from heapq import merge
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Select, bindparam, select

from facts.archive.item_numbers import NO_ITEMS
from facts.archive.search.fetch import fetch_all
from facts.archive.search.index_reader import IndexReader
from facts.archive.search.sorting import SortOrder, gather, read_keys
from facts.archive.tables import terms

BATCH_SIZE = 32
"""Terms that are read together."""
FIRST_PART = 1024
"""Number of item numbers that are searched first, from the last one back."""
TERMS_OF_INDEX = select(terms.c.term, terms.c.value).where(terms.c.index == bindparam("number"))
ASCENDING = TERMS_OF_INDEX.order_by(terms.c.value).limit(bindparam("size"))
DESCENDING = TERMS_OF_INDEX.order_by(terms.c.value.desc()).limit(bindparam("size"))
TEXT = bindparam("text", type_=terms.c.value.type)
TERMS: Mapping[tuple[bool, bool], Select[Any]] = {
    (False, False): ASCENDING,
    (False, True): ASCENDING.where(terms.c.value > TEXT),
    (True, False): DESCENDING,
    (True, True): DESCENDING.where(terms.c.value < TEXT),
}
"""The terms of an index in the order of their values, by whether it descends, and whether it is beyond a `text`."""


class Walk:
    """Items in the order of one sort key, or in its reverse if `backward`, see `gather`."""

    def __init__(self, reader: IndexReader, items: BitMap, sort: SortOrder, backward: bool) -> None:
        self.reader = reader
        self.items = items
        self.sort = sort
        self.backward = backward
        self.descending = sort.descending != backward

    def iterate(self, start: int | None) -> Iterator[int]:
        """Yield the items beyond `start`, which is one of them, or all."""
        if self.sort.source == "subjects":
            yield from self.by_subjects(start)
            return
        key = None if start is None else read_keys(self.reader, self.sort, BitMap([start])).get(start)
        with_keys = self.by_keys if self.sort.source == "keys" else self.by_terms
        phases = [with_keys(key, start), self.without_keys(start if key is None else None)]
        if self.backward:
            phases.reverse()
        if start is not None and (key is None) != self.backward:
            phases = phases[1:]
        for phase in phases:
            yield from phase

    def by_keys(self, key: str | None, start: int | None) -> Iterator[int]:
        """Yield the items in the order of an index's keys, those beyond a key and its item or all."""
        entry = None if key is None or start is None else (key, start)
        columns = self.reader.order_columns(self.sort.index).values()
        entries = (column.iterate(self.items, self.descending, entry) for column in columns)
        return (item for _, item in merge(*entries, reverse=self.descending))

    def without_keys(self, start: int | None) -> Iterator[int]:
        """Yield the items that have no key, in the order of the archive."""
        if self.sort.source == "keys":
            yield from iterate_items(self.items - self.reader.all_items(self.sort.index), start, self.descending)

    def by_terms(self, key: str | None, start: int | None) -> Iterator[int]:
        """Yield the items in the order of the values of an index's terms."""
        if key is not None:
            numbers, _ = self.reader.read_terms(self.sort.index, (key,))
            yield from self.of_term(numbers, start)
        while True:
            parameters = {"number": self.sort.index, "size": BATCH_SIZE} | ({} if key is None else {"text": key})
            rows = fetch_all(self.reader.connection, TERMS[self.descending, key is not None], parameters)
            for term, value in rows:
                yield from self.of_term((term,), None)
                key = value
            if len(rows) < BATCH_SIZE:
                return

    def of_term(self, numbers: tuple[int, ...], start: int | None) -> Iterator[int]:
        """Yield the items that have a term, those beyond `start` or all."""
        return iterate_items(self.items & self.reader.items_with(numbers), start, self.descending)

    def by_subjects(self, start: int | None) -> Iterator[int]:
        """Yield the items by the ids of their sheets, then by their subjects."""
        sheets = self.reader.numbers.by_id[:: -1 if self.descending else 1]
        own = NO_ITEMS if start is None else self.reader.numbers.sheet_of(start)
        for sheet in sheets if start is None else sheets[sheets.index(own) :]:
            if not self.items.range_cardinality(sheet.first, sheet.end):
                continue
            ordered = gather(self.reader, self.items & BitMap(range(sheet.first, sheet.end)), [self.sort])
            if self.backward:
                ordered.reverse()
            yield from ordered[ordered.index(start) + 1 :] if start is not None and sheet == own else ordered


def iterate_items(items: BitMap, start: int | None, descending: bool) -> Iterator[int]:
    """Return the items beyond `start`, or all, in order or in its reverse."""
    if not descending:
        return iter(items) if start is None else items.iter_equal_or_larger(start + 1)
    return iterate_backward(items, start)


def iterate_backward(items: BitMap, start: int | None) -> Iterator[int]:
    """Yield the items before `start`, or all, the last first; they are read in ever larger parts."""
    if not items:
        return
    end, size = items.max() + 1 if start is None else start, FIRST_PART
    while end > items.min():
        first = max(end - size, 0)
        yield from reversed((items & BitMap(range(first, end))).to_array())
        end, size = first, 2 * size
