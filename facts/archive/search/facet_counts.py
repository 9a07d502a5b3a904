"""Facet counts: how many items have each value of a filter, and what their amounts come to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal
from heapq import nlargest
from itertools import chain
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Connection, bindparam, select

from facts.archive.indexes import NO_VALUE, OPEN_END, OPEN_START, SUBJECT, index_number, span_index
from facts.archive.search.facet_terms import FacetTerms
from facts.archive.search.fetch import fetch_all
from facts.archive.search.index_reader import IndexReader
from facts.archive.search.sorting import read_term_values
from facts.archive.search.subjects import first_by_subject, list_owners, read_subjects
from facts.archive.span_column import ItemSpan
from facts.archive.tables import terms
from facts.model.cached_property import cached_property
from facts.model.collection import AtLeast, Collection
from facts.model.decimals import EXACT, STEP, format_decimal

MAX_FACET_VALUES = 100
SUM = Context(prec=64)
"""A context in which no sum is rounded: an amount has 24 digits before its point and 12 after it."""
MOST_FREQUENT = (
    select(terms.c.value, terms.c.item_count)
    .where(terms.c.index == bindparam("number"), terms.c.item_count > 0)
    .order_by(terms.c.item_count.desc(), terms.c.value)
    .limit(MAX_FACET_VALUES + 1)
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

    def __init__(self, reader: IndexReader, collection: Collection, items: BitMap) -> None:
        self.reader = reader
        self.collection = collection
        self.items = items
        self.terms = FacetTerms(reader, items)

    def count(self, name: str, amount: str | None) -> FacetCounts:
        """Return the most frequent values of a filter, with the sums of an amount if one is named."""
        values, counts = self.count_subjects() if name == SUBJECT else self.count_terms(name)
        rows = facet_counts((value, counts[key]) for key, value in values.items())
        if amount is not None:
            sums = self.add_amounts(self.keys_of(name), amount, values)
            for row in rows:
                row["sums"] = sums[row["value"] or NO_VALUE].rows()
        return rows

    def count_terms(self, name: str) -> tuple[Mapping[int, str], Mapping[int, int]]:
        """Return the most frequent terms of a filter with their values, and how many items have each term."""
        index = index_number(self.collection, name)
        counts = self.terms.count(index)
        lacking, _ = self.reader.read_terms(index, (NO_VALUE,))
        numbers = [*most_frequent(counts), *(term for term in lacking if term in counts)]
        return read_term_values(self.reader.connection, numbers), counts

    def count_subjects(self) -> tuple[Mapping[int, str], Mapping[int, int]]:
        """Return the most frequent records with their subjects, and how many items come from each record."""
        counts = Counter(self.owners)
        frequent = most_frequent(counts)
        if len(frequent) > MAX_FACET_VALUES:
            least = min(map(counts.__getitem__, frequent))
            tied = [record for record in frequent if counts[record] == least]
            others = [record for record in frequent if counts[record] > least]
            frequent = others + first_by_subject(self.reader, tied, MAX_FACET_VALUES - len(others))
        return read_subjects(self.reader, frequent), counts

    @cached_property
    def owners(self) -> Sequence[int]:
        """The record that each item comes from."""
        return list_owners(self.reader, self.items)

    def keys_of(self, name: str) -> Mapping[int, Sequence[int]]:
        """Return what the items are counted by in a filter: the terms of each, or its record."""
        if name == SUBJECT:
            return {item: (owner,) for item, owner in zip(self.items, self.owners, strict=True)}
        return dict(self.terms.iterate(index_number(self.collection, name)))

    def add_amounts(
        self, keys: Mapping[int, Sequence[int]], name: str, values: Mapping[int, str]
    ) -> Mapping[str, AmountSums]:
        """Return the sums of an amount of the items that have each of some values, by the keys of the items."""
        sums: defaultdict[str, AmountSums] = defaultdict(AmountSums)
        amounts = self.reader.span_columns(span_index(self.collection, AtLeast(self.collection.sums[name])))
        for span in chain.from_iterable(column.spans(self.items) for column in amounts.values()):
            for key in keys[span.item]:
                if key in values and span.unit is not None:
                    sums[values[key]].add(span.unit, *span_ends(span))
        return sums


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


def span_ends(span: ItemSpan) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the greatest of a number, each None if it is open."""
    least = None if span.first == OPEN_START else Decimal(span.first)
    greatest = None if span.last == OPEN_END else Decimal(span.last)
    if least is not None and span.operator == ">":
        least = EXACT.subtract(least, STEP)
    if greatest is not None and span.operator == "<":
        greatest = EXACT.add(greatest, STEP)
    return least, greatest


def format_amount(amount: Decimal) -> str:
    """Return an amount without zeros at its end."""
    text = format_decimal(amount)
    return text.rstrip("0").rstrip(".") if "." in text else text
