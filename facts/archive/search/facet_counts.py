"""Facet counts: how many items have each value of a filter, and what their amounts come to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import chain
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Connection, bindparam, select

from facts.archive.facet_column import Terms
from facts.archive.indexes import NO_VALUE, SUBJECT, index_number, range_index
from facts.archive.search.amount_sums import AmountTotal, total_amounts
from facts.archive.search.facet_terms import FacetTerms
from facts.archive.search.fetch import fetch_all
from facts.archive.search.index_reader import IndexReader
from facts.archive.search.subjects import first_by_subject, read_subjects
from facts.archive.tables import terms
from facts.model.collection import AtLeast, Collection

MAX_FACET_VALUES = 100
MOST_FREQUENT = (
    select(terms.c.value, terms.c.item_count)
    .where(terms.c.index == bindparam("number"), terms.c.item_count > 0)
    .order_by(terms.c.item_count.desc(), terms.c.value)
    .limit(MAX_FACET_VALUES + 1)
)
FacetCounts = list[dict[str, Any]]


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
            shown = {row["value"] or NO_VALUE for row in rows}
            sums = self.sum_amounts(name, amount, {key: value for key, value in values.items() if value in shown})
            for row in rows:
                row["sums"] = sums.get(row["value"] or NO_VALUE, [])
        return rows

    def count_terms(self, name: str) -> tuple[Mapping[int, str], Mapping[int, int]]:
        """Return the most frequent terms of a filter with their values, and how many items have each term."""
        index = index_number(self.collection, name)
        counts = self.terms.count(index)
        lacking, _ = self.reader.read_terms(index, (NO_VALUE,))
        numbers = [*most_frequent(counts), *(term for term in lacking if term in counts)]
        return self.reader.read_values(numbers), counts

    def count_subjects(self) -> tuple[Mapping[int, str], Mapping[int, int]]:
        """Return the most frequent records with their subjects, and how many items come from each record."""
        counts = Counter(self.reader.record_numbers().owners(self.items.to_array()))
        frequent = most_frequent(counts)
        if len(frequent) > MAX_FACET_VALUES:
            least = min(map(counts.__getitem__, frequent))
            tied = [record for record in frequent if counts[record] == least]
            others = [record for record in frequent if counts[record] > least]
            frequent = others + first_by_subject(self.reader, tied, MAX_FACET_VALUES - len(others))
        return read_subjects(self.reader, frequent), counts

    def terms_of(self, name: str, items: BitMap) -> Sequence[Terms]:
        """Return what each of some items is counted by in a filter: its terms, or its record."""
        if name == SUBJECT:
            return [(owner,) for owner in self.reader.record_numbers().owners(items.to_array())]
        return FacetTerms(self.reader, items).list_terms(index_number(self.collection, name))

    def sum_amounts(self, name: str, amount: str, values: Mapping[int, str]) -> Mapping[str, list[dict[str, Any]]]:
        """Return what the amounts of the items that have each of some values come to, in each currency."""
        index = range_index(self.collection, AtLeast(self.collection.sums[amount]))
        totals: dict[tuple[str, str], AmountTotal] = {}
        for layer in chain.from_iterable(column.layers for column in self.reader.range_columns(index).values()):
            items = self.items & layer.items
            for term, currency, total in total_amounts(layer, items, self.terms_of(name, items), values):
                key = values[term], currency
                totals[key] = totals[key] + total if key in totals else total
        sums: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for value, currency in sorted(totals):
            sums[value].append({"currency": currency, **totals[value, currency].to_json()})
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
