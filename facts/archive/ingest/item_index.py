"""Item indexes: what the items of a sheet are found by: terms, words, sort keys, dates and numbers.

An item is a record or a row of a view, and is of one collection or several; it has the rows of its fields, that of a
view one row.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from facts.archive import bitmaps
from facts.archive.fulltext import fold_pieces, index_forms
from facts.archive.indexes import (
    BEGINNING_LENGTHS,
    BEGINNINGS,
    IS_TRUE,
    ITEMS,
    NO_VALUE,
    OPEN_END,
    OPEN_START,
    WORDS,
    index_number,
)
from facts.archive.ingest.field_rows import FieldRow
from facts.archive.ingest.index_plan import SpanPlan, TermPlan, index_plan
from facts.archive.ingest.items import Items, ItemsByValues
from facts.model.collection import Collection

ItemsByTerms = defaultdict[int, dict[str, int]]
"""The items that have each term, as a bitmap, by its index and its value."""


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

    terms: ItemsByTerms = field(default_factory=lambda: defaultdict(dict))
    """The items that have each term; a place in a sort order is a term too."""
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

    def add_collection(self, collection: Collection, items: Items) -> None:
        """Add the terms, sort keys, dates and numbers of all items of a collection, in order."""
        plan = index_plan(collection)
        self.add_items(index_number(collection, ITEMS), NO_VALUE, items.numbers)
        for term_plan in plan.terms:
            self.add_values(term_plan, items)
        for flag in plan.flags:
            flagged = [number for number, rows in items.select(()) if getattr(rows[0], flag.column)]
            self.add_items(flag.index, IS_TRUE, flagged)
        for sort in plan.sorts:
            sort_rows = [
                SortRow(sort.index, key, number)
                for number, rows in items.select(() if sort.path is None else (sort.path,))
                for row in rows[:1]
                if (key := sort.key(row)) is not None
            ]
            self.sort_rows += sort_rows
            self.add_items(sort.index, NO_VALUE, [row.item for row in sort_rows])
        for span_plan in plan.spans:
            self.spans += dict.fromkeys(iter_spans(span_plan, items))

    def add_items(self, index: int, value: str, numbers: Sequence[int]) -> None:
        """Add the items with some numbers, which have a term."""
        if numbers:
            self.terms[index][value] = bitmaps.from_items(numbers)

    def add_values(self, plan: TermPlan, items: Items) -> None:
        """Add the terms of some items in an index."""
        items_by_values = items.group_by_values(plan)
        terms = self.terms[plan.index]
        for values, numbers in items_by_values.items():
            bitmap = bitmaps.from_items(numbers)
            for value in values:
                terms[value] = terms.get(value, 0) | bitmap
        if plan.is_facet:
            self.facets[plan.index] = items_by_values

    def finish(self) -> None:
        """Add the terms of all texts: their words, and the first letters of these."""
        words, beginnings = self.terms[WORDS], self.terms[BEGINNINGS]
        pieces: dict[str, int] = {}
        for text, items in self.texts.items():
            for piece in fold_pieces(text):
                pieces[piece] = pieces.get(piece, 0) | items
        for piece, items in pieces.items():
            for word in index_forms(piece):
                words[word] = words.get(word, 0) | items
        for word, items in words.items():
            for length in BEGINNING_LENGTHS[: len(word)]:
                beginning = word[:length]
                beginnings[beginning] = beginnings.get(beginning, 0) | items
        self.texts.clear()


def iter_spans(plan: SpanPlan, items: Items) -> Iterator[SpanRow]:
    """Yield the dates or the numbers of some items."""
    for number, rows in items.select(plan.paths):
        for row in rows:
            if plan.is_date:
                if row.dated:
                    first, last = row.earliest or OPEN_START, row.latest or OPEN_END
                    yield SpanRow(plan.index, number, first, last, None, None)
            elif row.least is not None or row.greatest is not None:
                first, last = row.least or OPEN_START, row.greatest or OPEN_END
                yield SpanRow(plan.index, number, first, last, row.operator, row.unit)
