"""Facet counts: how many items have each value of a filter, and what their amounts come to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal
from heapq import nlargest
from typing import Any

from sqlalchemy import Connection, bindparam, select

from facts.archive import bitmaps
from facts.archive.facet_columns import read_columns
from facts.archive.indexes import NO_VALUE, OPEN_END, OPEN_START, index_number, span_index
from facts.archive.search.facet_segments import FacetSegment, list_bits, read_facet_segment
from facts.archive.search.fetch import fetch_all
from facts.archive.search.matching import read_terms
from facts.archive.search.segment_cache import SegmentCache
from facts.archive.search.segments import Bitmaps
from facts.archive.search.sheet_select import SheetSelect
from facts.archive.search.sorting import read_term_values
from facts.archive.tables import spans, terms
from facts.model.collection import AtLeast, Collection
from facts.model.decimals import EXACT, STEP, format_decimal

MAX_FACET_VALUES = 100
SUBJECT = "subject"
"""The filter whose values are so many that their terms are not kept in memory."""
SUM = Context(prec=64)
"""A context in which no sum is rounded: an amount has 24 digits before its point and 12 after it."""
MOST_FREQUENT = (
    select(terms.c.value, terms.c.item_count)
    .where(terms.c.index == bindparam("number"), terms.c.item_count > 0)
    .order_by(terms.c.item_count.desc(), terms.c.value)
    .limit(MAX_FACET_VALUES + 1)
)
AMOUNTS = SheetSelect(
    select(spans.c.sheet, spans.c.item, spans.c.unit, spans.c.operator, spans.c.first, spans.c.last).where(
        spans.c.index == bindparam("number")
    ),
    spans.c.sheet,
)
FacetCounts = list[dict[str, Any]]


class AmountSums:
    """Amounts that are added up exactly, for each currency on its own."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.least: dict[str, Decimal] = {}
        self.greatest: dict[str, Decimal | None] = {}

    def add(self, currency: str, least: Decimal | None, greatest: Decimal | None) -> None:
        """Add an amount; one whose least is open counts as 0 there, for no amount is below it."""
        total = self.greatest.get(currency, Decimal(0))
        self.counts[currency] += 1
        self.least[currency] = SUM.add(self.least.get(currency, Decimal(0)), least or Decimal(0))
        self.greatest[currency] = None if total is None or greatest is None else SUM.add(total, greatest)

    def rows(self) -> list[dict[str, Any]]:
        """Return the sum of each currency: the number of amounts, and what they come to at least and at most."""
        return [
            {
                "currency": currency,
                "count": self.counts[currency],
                "least": format_amount(self.least[currency]),
                "greatest": None if greatest is None else format_amount(greatest),
            }
            for currency, greatest in sorted(self.greatest.items())
        ]


def count_all(connection: Connection, collection: Collection, names: Sequence[str]) -> dict[str, FacetCounts]:
    """Return the most frequent values of filters in a whole collection, with the number of items that have each."""
    rows = {name: fetch_all(connection, MOST_FREQUENT, {"number": index_number(collection, name)}) for name in names}
    return {name: facet_counts((value, count) for value, count in counts) for name, counts in rows.items()}


class FacetCounter:
    """Counts how many of some items have each value of filters."""

    def __init__(self, connection: Connection, cache: SegmentCache, collection: Collection, items: Bitmaps) -> None:
        self.connection = connection
        self.cache = cache
        self.collection = collection
        self.items = items
        self.bits = list_bits(cache.segments, items)

    def count(self, name: str, amount: str | None) -> FacetCounts:
        """Return the most frequent values of a filter, with the sums of an amount if one is named."""
        index = index_number(self.collection, name)
        if name == SUBJECT:
            counts = count_in_sheets(self.connection, index, self.items)
        else:
            counts = Counter()
            for number, facets in self.read_facets(index):
                counts.update(facets.count(self.bits[number]))
        lacking, _ = read_terms(self.connection, index, (NO_VALUE,))
        values = read_term_values(self.connection, [*most_frequent(counts), *(t for t in lacking if t in counts)])
        rows = facet_counts((value, counts[term]) for term, value in values.items())
        if amount is not None:
            sums = self.add_amounts(index, amount, values)
            for row in rows:
                row["sums"] = sums[row["value"] or NO_VALUE].rows()
        return rows

    def read_facets(self, index: int) -> Iterator[tuple[int, FacetSegment]]:
        """Yield the number of each segment that has items, and the terms of its items in an index."""
        for number in self.bits:
            yield number, read_facet_segment(self.connection, self.cache, index, number)

    def add_amounts(self, index: int, name: str, values: Mapping[int, str]) -> Mapping[str, AmountSums]:
        """Return the sums of an amount of the items that have each of some values, whose terms are in an index."""
        facets = dict(self.read_facets(index))
        sums: defaultdict[str, AmountSums] = defaultdict(AmountSums)
        segments = self.cache.segments
        for sheet, item, unit, ends in iter_amounts(self.connection, self.collection, name, self.items):
            number = segments.number_of(sheet)
            for term in facets[number].terms_of(segments[number].first_bit(sheet) + item):
                if term in values:
                    sums[values[term]].add(unit, *ends)
        return sums


def count_in_sheets(connection: Connection, index: int, items: Bitmaps) -> Counter[int]:
    """Return how many of some items have each term of an index of which every sheet has its own terms."""
    counts: Counter[int] = Counter()
    for sheet, column in read_columns(connection, index, sorted(items)).items():
        codes = Counter(map(column.codes.__getitem__, bitmaps.iter_items(items.get(sheet, 0))))
        for code, count in codes.items():
            for term in column.terms[code]:
                counts[term] += count
    return counts


def most_frequent(counts: Counter[int]) -> list[int]:
    """Return the terms that may be among the most frequent: those with as many items as the last of these."""
    if len(counts) <= MAX_FACET_VALUES:
        return list(counts)
    least = nlargest(MAX_FACET_VALUES + 1, counts.values())[-1]
    return [term for term, count in counts.items() if count >= least]


def facet_counts(counts: Iterable[tuple[str, int]]) -> FacetCounts:
    """Return values with their counts, the most frequent first, then null for the items that have none."""
    ordered = sorted(counts, key=lambda row: (row[0] == NO_VALUE, -row[1], row[0]))
    most_frequent = [row for row in ordered if row[0] != NO_VALUE][:MAX_FACET_VALUES]
    lacking = [row for row in ordered if row[0] == NO_VALUE]
    return [
        {"value": value or None, "count": count, "sums": None}
        for value, count in sorted((*most_frequent, *lacking), key=lambda row: -row[1])
    ]


def iter_amounts(
    connection: Connection, collection: Collection, name: str, items: Bitmaps
) -> Iterator[tuple[int, int, str, tuple[Decimal | None, Decimal | None]]]:
    """Yield the sheet, the item, the currency, and the least and the greatest of each amount of items."""
    index = span_index(collection, AtLeast(collection.sums[name]))
    for sheet, item, unit, operator, first, last in AMOUNTS.execute(connection, sorted(items), number=index):
        if items.get(sheet, 0) >> item & 1:
            least = None if first == OPEN_START else Decimal(first)
            greatest = None if last == OPEN_END else Decimal(last)
            if least is not None and operator == ">":
                least = EXACT.subtract(least, STEP)
            if greatest is not None and operator == "<":
                greatest = EXACT.add(greatest, STEP)
            yield sheet, item, unit, (least, greatest)


def format_amount(amount: Decimal) -> str:
    """Return an amount without zeros at its end."""
    text = format_decimal(amount)
    return text.rstrip("0").rstrip(".") if "." in text else text
