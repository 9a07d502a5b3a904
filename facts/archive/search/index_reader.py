"""Read index data from the segments of an archive."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from pyroaring import BitMap
from sqlalchemy import Connection, Table, bindparam, select

from facts.archive.facet_column import FacetColumn, Terms
from facts.archive.indexes import NO_VALUE, RECORDS, term_range
from facts.archive.ordered_column import OrderedColumn
from facts.archive.range_column import RangeColumn
from facts.archive.search.facet_codes import FacetCodes, places_by_segment
from facts.archive.search.fetch import fetch_all
from facts.archive.search.index_cache import IndexCache
from facts.archive.search.record_numbers import RecordNumbers
from facts.archive.tables import facets, orders, posting_key, postings, ranges, term_of, terms

MAX_KNOWN_TERMS = 1000
"""Values, or lists of them, whose terms are remembered with a connection."""
KEYS_PER_QUERY = 1000
VALUES_PER_QUERY = 1000
MAX_BITMAPS = 300
"""An index of more terms is counted by its facet column rather than by the items of each term."""
ITEMS = select(postings.c.bitmap).where(postings.c.key.in_(bindparam("keys", expanding=True)))
TERMS_OF_INDEX = (
    select(terms.c.term).where(terms.c.index == bindparam("number"), terms.c.item_count > 0).limit(MAX_BITMAPS + 1)
)
ITEMS_BY_TERM = select(postings.c.key, postings.c.bitmap).where(
    postings.c.key.between(bindparam("first"), bindparam("last"))
)
TERMS_OF_VALUES = select(terms.c.term, terms.c.item_count).where(
    terms.c.index == bindparam("number"), terms.c.value.in_(bindparam("texts", expanding=True))
)
VALUES_OF_TERMS = select(terms.c.term, terms.c.value).where(terms.c.term.in_(bindparam("numbers", expanding=True)))
COLUMNS = {
    table: select(table.c.sheet, table.c.column)
    .where(table.c.sheet.in_(bindparam("segments", expanding=True)), table.c.index == bindparam("number"))
    .order_by(table.c.sheet)
    for table in (facets, orders, ranges)
}
Column = TypeVar("Column", FacetColumn, OrderedColumn, RangeColumn)


class IndexReader:
    """Reads what items are found by in one transaction, unless it is in the cache."""

    def __init__(self, connection: Connection, cache: IndexCache) -> None:
        self.connection = connection
        self.cache = cache
        self.numbers = cache.numbers
        self.segments = [segment.sheet for segment in self.numbers.segments]

    def read_terms(self, index: int, values: Sequence[str]) -> tuple[Terms, int]:
        """Return the terms of an index with some values, and how many items have them at most.

        They are remembered with the connection, which reads one generation.
        """
        known: dict[tuple[int, tuple[str, ...]], tuple[Terms, int]] = self.connection.info.setdefault("terms", {})
        key = index, tuple(values)
        if key not in known:
            rows = fetch_all(self.connection, TERMS_OF_VALUES, {"number": index, "texts": values})
            if len(known) >= MAX_KNOWN_TERMS:
                known.clear()
            known[key] = tuple([term for term, _ in rows]), sum(count for _, count in rows)
        return known[key]

    def read_values(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the values of terms by their numbers."""
        known = self.cache.known_values()
        missing = [number for number in numbers if number not in known]
        for start in range(0, len(missing), VALUES_PER_QUERY):
            batch = {"numbers": missing[start : start + VALUES_PER_QUERY]}
            known |= fetch_all(self.connection, VALUES_OF_TERMS, batch)
        return {number: known[number] for number in numbers}

    def items_with(self, terms: Terms) -> BitMap:
        """Return the items that have one of some terms; the bitmap is shared, and not to be changed."""
        items: BitMap | None = self.cache.get(terms)
        if items is None:
            parts, size = [BitMap()], 0
            keys = [posting_key(segment, term) for segment in self.segments for term in terms]
            for start in range(0, len(keys), KEYS_PER_QUERY):
                batch = {"keys": keys[start : start + KEYS_PER_QUERY]}
                for (data,) in fetch_all(self.connection, ITEMS, batch):
                    parts.append(BitMap.deserialize(data))
                    size += len(data)
            items = BitMap.union(*parts) if len(parts) != 2 else parts[1]
            if self.numbers.remaining is not None:
                items &= self.numbers.remaining
            self.cache.put(terms, items, size)
        return items

    def items_by_term(self, index: int) -> Mapping[int, BitMap] | None:
        """Return the items that have each term of an index, removed ones too; None if it has many terms."""
        key = "bitmaps", index
        entry: tuple[Mapping[int, BitMap] | None] | None = self.cache.get(key)
        if entry is None:
            bitmaps: dict[int, BitMap] = {}
            size = 0
            is_small = len(fetch_all(self.connection, TERMS_OF_INDEX, {"number": index})) <= MAX_BITMAPS
            first, last = term_range(index)
            for segment in self.segments if is_small else ():
                parameters = {"first": posting_key(segment, first), "last": posting_key(segment, last)}
                for posting, data in fetch_all(self.connection, ITEMS_BY_TERM, parameters):
                    term, bitmap = term_of(posting), BitMap.deserialize(data)
                    bitmaps[term] = bitmaps[term] | bitmap if term in bitmaps else bitmap
                    size += len(data)
            entry = (bitmaps if is_small else None,)
            self.cache.put(key, entry, size)
        return entry[0]

    def all_items(self, index: int) -> BitMap:
        """Return the items that have the one term of an index."""
        return self.items_with(self.read_terms(index, (NO_VALUE,))[0])

    def record_numbers(self) -> RecordNumbers:
        """Return the items that are records."""
        records: RecordNumbers | None = self.cache.get(RECORDS)
        if records is None:
            records = RecordNumbers(self.all_items(RECORDS).to_array(), self.numbers.end)
            self.cache.put(RECORDS, records, records.size)
        return records

    def facet_columns(self, index: int) -> Mapping[int, FacetColumn]:
        """Return the terms of the items in an index, by segment."""
        return self.read_columns(facets, index, partial(FacetColumn.decode, index))

    def facet_codes(self, index: int, members: BitMap) -> FacetCodes:
        """Return the terms in an index of all items of its collection, which are its `members`."""
        key = "codes", index
        codes: FacetCodes | None = self.cache.get(key)
        if codes is None:
            columns = self.decode_columns(facets, index, partial(FacetColumn.decode, index))
            places = places_by_segment(self.numbers, members)
            codes = FacetCodes((columns[number].terms, columns[number].codes_at(at)) for number, at in places)
            self.cache.put(key, codes, codes.size)
        return codes

    def order_columns(self, index: int) -> Mapping[int, OrderedColumn]:
        """Return the sort keys of an index, by segment."""
        return self.read_columns(orders, index, OrderedColumn.decode)

    def range_columns(self, index: int) -> Mapping[int, RangeColumn]:
        """Return the dates or the numbers of an index, by segment."""
        return self.read_columns(ranges, index, RangeColumn.decode)

    def read_columns(self, table: Table, index: int, decode: Callable[[bytes], Column]) -> Mapping[int, Column]:
        """Return the column of an index in each segment that has one, in order."""
        key = table.name, index
        columns: Mapping[int, Column] | None = self.cache.get(key)
        if columns is None:
            columns = self.decode_columns(table, index, decode)
            self.cache.put(key, columns, sum(column.size for column in columns.values()))
        return columns

    def decode_columns(self, table: Table, index: int, decode: Callable[[bytes], Column]) -> Mapping[int, Column]:
        """Return the column of an index in each segment that has one, in order, read from the database."""
        parameters = {"segments": self.segments, "number": index}
        rows = fetch_all(self.connection, COLUMNS[table], parameters) if self.segments else ()
        return {segment: decode(data) for segment, data in rows}
