"""Item indexes: what the items of a sheet are found by: terms, words, sort keys, dates and numbers.

An item is a record or a row of a view, and is of one collection or several; it has the rows of its fields, that of a
view one row.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from facts.archive import bitmaps
from facts.archive.fulltext import index_words
from facts.archive.indexes import (
    BEGINNING_LENGTHS,
    BEGINNINGS,
    IS_TRUE,
    ITEMS,
    NO_VALUE,
    OPEN_END,
    OPEN_START,
    RECORDS,
    WORDS,
    index_number,
)
from facts.archive.ingest.field_rows import FieldRow
from facts.archive.ingest.index_plan import SpanPlan, TermPlan, index_plan
from facts.model.collection import Collection
from facts.views import VIEWS

TermKey = tuple[int, str]
"""The index and the value of a term."""
ItemsByValues = dict[tuple[str, ...], list[int]]
"""Items by their values in an index, each item once."""
Item = tuple[int, Sequence[FieldRow]]
"""The number of an item within its sheet, and the rows of its fields."""


class SpanRow(NamedTuple):
    """What a date or a number may mean: from the first to the last day, or from the least to the greatest."""

    index_number: int
    item: int
    first: str
    last: str
    operator: str | None
    """The operator of a number."""
    unit: str | None
    """The currency or unit of a number."""


class SortRow(NamedTuple):
    """The place of an item in a sort order."""

    index_number: int
    key: str
    item: int


@dataclass(slots=True)
class ItemIndex:
    """What the items of a sheet are found by."""

    terms: dict[TermKey, int] = field(default_factory=dict)
    """The items that have each term, as a bitmap; a place in a sort order is a term too."""
    texts: dict[str, int] = field(default_factory=dict)
    """The items that are found by the words of each text, as a bitmap."""
    facets: dict[int, ItemsByValues] = field(default_factory=dict)
    """The items by their values in the indexes by whose terms items can be counted."""
    sort_rows: list[SortRow] = field(default_factory=list)
    spans: list[SpanRow] = field(default_factory=list)

    def add_texts(self, first: int, title: str, rows: Sequence[FieldRow]) -> None:
        """Add the texts of a record, whose number is `first`, and of its rows, whose numbers follow.

        The title finds all of them; the texts of a gap do not find the record.
        """
        texts = self.texts
        texts[title] = texts.get(title, 0) | ((2 << len(rows)) - 1) << first
        for number, row in enumerate(rows, first + 1):
            items = 1 << number if row.gap else 1 << number | 1 << first
            for text in row.text_parts:
                texts[text] = texts.get(text, 0) | items

    def add_collection(self, collection: Collection, items: Sequence[Item]) -> None:
        """Add the terms, sort keys, dates and numbers of all items of a collection, in order."""
        plan = index_plan(collection)
        numbers = [number for number, _ in items]
        self.add_term(index_number(collection, ITEMS), NO_VALUE, bitmaps.from_items(numbers))
        for term_plan in plan.terms:
            self.add_values(term_plan, items, collection.name in VIEWS)
        for flag in plan.flags:
            flagged = [number for number, rows in items if getattr(rows[0], flag.column)]
            self.add_term(flag.index, IS_TRUE, bitmaps.from_items(flagged))
        for sort in plan.sorts:
            sort_rows = [
                SortRow(sort.index, key, number)
                for number, rows in items
                for row in (rows if sort.path is None else select_rows((sort.path,), rows))[:1]
                if (key := sort.key(row)) is not None
            ]
            self.sort_rows += sort_rows
            self.add_term(sort.index, NO_VALUE, bitmaps.from_items(row.item for row in sort_rows))
        for span_plan in plan.spans:
            self.spans += dict.fromkeys(iter_spans(span_plan, items))

    def add_records(self, numbers: Sequence[int]) -> None:
        """Add the term of all records."""
        self.add_term(RECORDS, NO_VALUE, bitmaps.from_items(numbers))

    def add_values(self, plan: TermPlan, items: Sequence[Item], is_view: bool) -> None:
        """Add the terms of some items in an index."""
        items_by_values = group_by_values(plan, items, is_view)
        for values, numbers in items_by_values.items():
            bitmap = bitmaps.from_items(numbers)
            for value in values:
                self.add_term(plan.index, value, bitmap)
        if plan.is_facet:
            self.facets[plan.index] = items_by_values

    def finish(self) -> None:
        """Add the terms of all texts: their words, and the first letters of these."""
        words: dict[str, int] = {}
        for text, items in self.texts.items():
            for word in index_words(text):
                words[word] = words.get(word, 0) | items
        for word, items in words.items():
            self.terms[WORDS, word] = items
            for length in BEGINNING_LENGTHS[: len(word)]:
                self.add_term(BEGINNINGS, word[:length], items)
        self.texts.clear()

    def add_term(self, index: int, value: str, items: int) -> None:
        """Add items that have a term."""
        if items:
            key = index, value
            self.terms[key] = self.terms.get(key, 0) | items


def group_by_values(plan: TermPlan, items: Sequence[Item], is_view: bool) -> ItemsByValues:
    """Return the items of a collection, a view or not, by their different values in an index."""
    column = attrgetter(plan.column)
    columns: Iterable[Any] = (
        map(column, [rows[0] for _, rows in items])
        if is_view
        else (tuple(map(column, select_rows(plan.paths, rows))) for _, rows in items)
    )
    by_column: dict[Any, list[int]] = {}
    for (number, _), value in zip(items, columns, strict=True):
        by_column.setdefault(value, []).append(number)
    grouped: ItemsByValues = {}
    for value, numbers in by_column.items():
        present = [part for part in ((value,) if is_view else value) if part is not None]
        values = tuple(dict.fromkeys(chain.from_iterable(present) if plan.is_list else present))
        grouped.setdefault(values or ((NO_VALUE,) if plan.is_facet else ()), []).extend(numbers)
    return grouped


def select_rows(paths: Sequence[str], rows: Sequence[FieldRow]) -> Sequence[FieldRow]:
    """Return the rows of fields in the order of their `paths`, all rows if there are none."""
    return [row for path in paths for row in rows if row.field == path] if paths else rows


def iter_spans(plan: SpanPlan, items: Sequence[Item]) -> Iterator[SpanRow]:
    """Yield the dates or the numbers of some items."""
    for number, rows in items:
        for row in select_rows(plan.paths, rows):
            if plan.is_date:
                if row.dated:
                    first, last = row.earliest or OPEN_START, row.latest or OPEN_END
                    yield SpanRow(plan.index, number, first, last, None, None)
            elif row.least is not None or row.greatest is not None:
                first, last = row.least or OPEN_START, row.greatest or OPEN_END
                yield SpanRow(plan.index, number, first, last, row.operator, row.unit)
