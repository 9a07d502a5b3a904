"""The contents of an archive's database: what must not depend on how the sheets came into it."""

import re
from collections import defaultdict
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Connection, Table, create_engine, select
from sqlalchemy.pool import NullPool

from facts.archive.body import BodyCodec
from facts.archive.facet_column import FacetColumn
from facts.archive.item_numbers import ItemNumbers
from facts.archive.ordered_column import OrderedColumn
from facts.archive.range_column import RangeColumn
from facts.archive.tables import facets, orders, postings, ranges, records, sheets, state, term_of, terms

Contents = dict[str, list[tuple[Any, ...]]]
UPDATED = re.compile(rb'"updated":"[^"]+"')
"""When a sheet was loaded."""


class ContentReader:
    """Reads what an archive has, with ids and values in place of the numbers of sheets, items and terms."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.numbers = ItemNumbers.read(connection)
        self.codec = BodyCodec(connection.scalar(select(state.c.dictionary)) or b"")
        self.ids = {row.sheet: row.id for row in self.rows(sheets)}
        self.values = {row.term: (row[1], row.value) for row in self.rows(terms)}
        ranges = self.numbers.sheets
        self.items = {
            number: (self.ids[items.sheet], number - items.first)
            for items in ranges
            for number in range(items.first, items.end)
        }
        """The id of the sheet, and the number within the sheet, of each item; not of those that were removed."""

    def rows(self, table: Table) -> Any:
        """Return the rows of a table."""
        return self.connection.execute(select(table))

    def postings(self) -> list[tuple[Any, ...]]:
        """Return the items of each term."""
        items: defaultdict[Any, list[Any]] = defaultdict(list)
        for row in self.rows(postings):
            items[self.values.get(term_of(row.key))] += filter(
                None, map(self.items.get, BitMap.deserialize(row.bitmap))
            )
        return sorted((value, sorted(places)) for value, places in items.items() if places)

    def facets(self) -> list[tuple[Any, ...]]:
        """Return the values of each item in each facet."""
        first_items = {segment.sheet: segment.first_item for segment in self.numbers.segments}
        return sorted(
            (row.index, self.items[item], sorted(self.values[term][1] for term in column.terms[code]))
            for row in self.rows(facets)
            for column in [FacetColumn.decode(row.index, row.column)]
            for item, code in enumerate(column.recode(range(len(column.terms)), "I"), first_items[row.sheet])
            if code and item in self.items
        )

    def orders(self) -> list[tuple[Any, ...]]:
        """Return the sort keys, each with its item, in order within a segment."""
        return sorted(
            (row.index, key, self.items[item])
            for row in self.rows(orders)
            for column in [OrderedColumn.decode(row.column)]
            for key, item in column.iterate(column.items, descending=False)
            if item in self.items
        )

    def ranges(self) -> list[tuple[Any, ...]]:
        """Return the dates and numbers."""
        return sorted(
            (row.index, self.items[value_range.item], *map(str, value_range[1:]))
            for row in self.rows(ranges)
            for value_range in RangeColumn.decode(row.column).ranges(None)
            if value_range.item in self.items
        )

    def records(self) -> list[tuple[Any, ...]]:
        """Return the records with their bodies."""
        bodies = [(row, self.codec.decompress(row.body)) for row in self.rows(records)]
        return sorted(
            (self.items[row.item], row.kind, row.id, row.title, UPDATED.sub(b"", body.data)) for row, body in bodies
        )


def read_contents(url: str) -> Contents:
    """Return the rows of all tables in order, with ids and values in place of the numbers of sheets and terms."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        reader = ContentReader(connection)
        fields = ("id", "title", "digest", "first_year", "last_year", "item_count")
        return {
            "ids": [tuple(reader.ids[items.sheet] for items in reader.numbers.sheets)],
            "sheets": sorted(tuple(getattr(row, name) for name in fields) for row in reader.rows(sheets)),
            "terms": sorted((*reader.values[row.term], row.item_count) for row in reader.rows(terms)),
            "postings": reader.postings(),
            "facets": reader.facets(),
            "orders": reader.orders(),
            "ranges": reader.ranges(),
            "records": reader.records(),
        }
