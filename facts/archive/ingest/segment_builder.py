"""Segment builders: collect the index entries of the items of some sheets, to write them together."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Connection, Table

from facts.archive.facet_column import FacetColumn, Terms, pad
from facts.archive.ingest.bulk import insert_rows
from facts.archive.ingest.item_index import ItemIndex, ItemsByValue
from facts.archive.ingest.items import EncodedValues
from facts.archive.item_numbers import ItemRange
from facts.archive.ordered_column import Entry, OrderedColumn
from facts.archive.range_column import RangeColumn, ValueRange
from facts.archive.tables import facets, orders, posting_key, postings, ranges, segments

MIN_OPTIMIZED = 64
"""Items of a bitmap from which on runs of items are looked for, to be stored as such."""
Numbers = Mapping[int, Mapping[str, int]]
"""The numbers of terms by their index and value."""


class SegmentBuilder:
    """What the items of some sheets are found by."""

    def __init__(self) -> None:
        self.sheets: list[ItemRange] = []
        self.postings: dict[int, BitMap] = {}
        self.codes_by_terms: defaultdict[int, dict[Terms, int]] = defaultdict(lambda: {(): 0})
        """The code of each combination of terms, by the index of the facet."""
        self.codes: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
        """The code of each item, by the index of the facet."""
        self.orders: defaultdict[int, list[Entry]] = defaultdict(list)
        self.ranges: defaultdict[int, list[ValueRange]] = defaultdict(list)

    @property
    def item_count(self) -> int:
        """The number of items."""
        return sum(sheet.item_count for sheet in self.sheets)

    def add(self, sheet: ItemRange, index: ItemIndex, numbers: Numbers) -> dict[int, int]:
        """Add the items of a sheet, whose terms have these numbers; return how many items have each term."""
        self.sheets.append(sheet)
        first = sheet.first
        for name, values in index.facets.items():
            self.add_codes(name, values, numbers[name])
        for name, entries in index.orders.items():
            self.orders[name] += ((key, first + item) for key, item in entries)
        for name, rows in index.ranges.items():
            self.ranges[name] += (ValueRange(first + value_range.item, *value_range[1:]) for value_range in rows)
        counts: dict[int, int] = {}
        for name, terms in index.terms.items():
            self.add_terms(first, terms, numbers[name], counts)
        return counts

    def add_terms(
        self, first: int, terms: ItemsByValue, numbers: Mapping[str, int], counts: MutableMapping[int, int]
    ) -> None:
        """Add the items of a sheet that have the terms of an index; set how many have each in `counts`."""
        postings = self.postings
        for value, items in terms.items():
            term = numbers[value]
            counts[term] = len(items)
            others = postings.get(term)
            if others is None:
                postings[term] = items.shift(first)
            else:
                others |= items.shift(first)

    def add_codes(self, name: int, values: EncodedValues, numbers: Mapping[str, int]) -> None:
        """Add the codes of the items of the last sheet in a facet, whose terms have these numbers."""
        codes_by_terms = self.codes_by_terms[name]
        combinations = [tuple([numbers[value] for value in combination]) for combination in values.combinations]
        new_codes = [codes_by_terms.setdefault(terms, len(codes_by_terms)) for terms in combinations]
        codes, sheet = self.codes[name], self.sheets[-1]
        start = sheet.first - self.sheets[0].first
        pad(codes, start + sheet.item_count)
        for item, code in zip(values.items, values.codes, strict=True):
            codes[start + item] = new_codes[code]

    def write(self, connection: Connection) -> None:
        """Write the segment."""
        number = self.sheets[0].sheet
        insert_rows(connection, segments, [(number, self.sheets[0].first, self.item_count)])
        terms = sorted(self.postings)
        rows = ((posting_key(number, term), number, encode_items(self.postings[term])) for term in terms)
        insert_rows(connection, postings, rows)
        for table, columns in self.columns():
            insert_rows(connection, table, [(number, index, columns[index].encode()) for index in sorted(columns)])

    def columns(self) -> Iterator[tuple[Table, Mapping[int, Any]]]:
        """Yield the tables of columns, with the columns of the segment by their index."""
        yield facets, {i: FacetColumn.build(list(self.codes_by_terms[i]), codes) for i, codes in self.codes.items()}
        yield orders, {index: OrderedColumn.build(entries) for index, entries in self.orders.items() if entries}
        yield ranges, {index: RangeColumn.build(rows) for index, rows in self.ranges.items() if rows}


def encode_items(items: BitMap) -> bytes:
    """Return a bitmap as it is stored, in the format of Roaring bitmaps."""
    if len(items) >= MIN_OPTIMIZED:
        items.run_optimize()
    return items.serialize()
