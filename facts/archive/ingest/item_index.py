"""Item indexes: what the items of a sheet are found by: terms, words, sort keys, dates and numbers.

An item is a record or a row of a view, and is of one collection or several; it has the rows of its fields, that of a
view one row.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pyroaring import BitMap

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
from facts.archive.ingest.index_plan import RangePlan, TermPlan, index_plan
from facts.archive.ingest.items import EncodedValues, Items
from facts.archive.ordered_column import Entry
from facts.archive.range_column import ValueRange
from facts.model.collection import Collection

ItemsByValue = dict[str, BitMap]
"""The items that have each term of an index, by its value."""


@dataclass(slots=True)
class ItemIndex:
    """What the items of a sheet are found by; they are numbered from 0."""

    terms: defaultdict[int, ItemsByValue] = field(default_factory=partial(defaultdict, dict))
    """The items that have each term; a place in a sort order is a term too."""
    texts: defaultdict[str, list[int]] = field(default_factory=partial(defaultdict, list))
    """The items that are found by the words of each text."""
    facets: dict[int, EncodedValues] = field(default_factory=dict)
    """The values of the items in the indexes by whose terms items can be counted."""
    orders: defaultdict[int, list[Entry]] = field(default_factory=partial(defaultdict, list))
    """The sort keys of the items by the index of the sort order."""
    ranges: dict[int, list[ValueRange]] = field(default_factory=dict)
    """The dates and numbers of the items by their index."""

    def __getstate__(self) -> tuple[Any, ...]:
        """Return the state for another process: of a finished index, with the bitmaps as bytes, which is faster."""
        terms = {
            index: dict(zip(items, map(BitMap.serialize, items.values()), strict=True))
            for index, items in self.terms.items()
        }
        return terms, self.facets, self.orders, self.ranges

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        """Set the state in the other process."""
        terms, self.facets, self.orders, self.ranges = state
        self.terms = defaultdict(dict)
        for index, items in terms.items():
            self.terms[index] = dict(zip(items, map(BitMap.deserialize, items.values()), strict=True))
        self.texts = defaultdict(list)

    def add_texts(self, first: int, title: str, rows: Sequence[FieldRow]) -> None:
        """Add the texts of a record, whose number is `first`, and of its rows, whose numbers follow.

        The title finds all of them; the texts of a gap do not find the record.
        """
        texts = self.texts
        texts[title] += range(first, first + 1 + len(rows))
        for number, row in enumerate(rows, first + 1):
            items = (number,) if row.gap else (number, first)
            for text in row.text_parts:
                texts[text] += items

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
            entries = [
                (key, number)
                for number, rows in items.select(() if sort.path is None else (sort.path,))
                for row in rows[:1]
                if (key := sort.key(row)) is not None
            ]
            self.orders[sort.index] += entries
            self.add_items(sort.index, NO_VALUE, [number for _, number in entries])
        for range_plan in plan.ranges:
            self.ranges[range_plan.index] = list(dict.fromkeys(iter_ranges(range_plan, items)))

    def add_items(self, index: int, value: str, numbers: Sequence[int]) -> None:
        """Add the items with some numbers, which have a term."""
        if numbers:
            self.terms[index][value] = BitMap(numbers)

    def add_values(self, plan: TermPlan, items: Items) -> None:
        """Add the terms of some items in an index."""
        values = items.encode_values(plan)
        numbers_by_code: list[list[int]] = [[] for _ in values.combinations]
        for code, number in zip(values.codes, items.numbers, strict=True):
            numbers_by_code[code].append(number)
        terms = self.terms[plan.index]
        for combination, numbers in zip(values.combinations, numbers_by_code, strict=True):
            bitmap = BitMap(numbers)
            for value in combination:
                add_to(terms, value, bitmap)
        if plan.has_column:
            self.facets[plan.index] = values

    def finish(self) -> None:
        """Add the terms of all texts: their words, and the first letters of these."""
        numbers_by_piece: defaultdict[str, list[int]] = defaultdict(list)
        for text, numbers in self.texts.items():
            for piece in fold_pieces(text):
                numbers_by_piece[piece] += numbers
        self.texts.clear()
        words = self.terms[WORDS]
        for piece, numbers in numbers_by_piece.items():
            items = BitMap(numbers)
            for word in index_forms(piece):
                add_to(words, word, items)
        longer = words
        for length in reversed(BEGINNING_LENGTHS):
            longer = beginnings_of(longer, length)
            self.terms[BEGINNINGS] |= longer


def beginnings_of(words: ItemsByValue, length: int) -> ItemsByValue:
    """Return the items that have the first letters of words, so many of each; shorter words as they are."""
    bitmaps: defaultdict[str, list[BitMap]] = defaultdict(list)
    for word, items in words.items():
        bitmaps[word[:length]].append(items)
    return {beginning: unite(of_beginning) for beginning, of_beginning in bitmaps.items()}


def unite(bitmaps: Sequence[BitMap]) -> BitMap:
    """Return the items of all bitmaps, which are few: `BitMap.union` is faster for many."""
    if len(bitmaps) == 1:
        return bitmaps[0]
    union = bitmaps[0] | bitmaps[1]
    for items in bitmaps[2:]:
        union |= items
    return union


def add_to(terms: ItemsByValue, value: str, items: BitMap) -> None:
    """Add items to those of a term; bitmaps that are in use elsewhere are not changed."""
    others = terms.get(value)
    terms[value] = items if others is None else others | items


def iter_ranges(plan: RangePlan, items: Items) -> Iterator[ValueRange]:
    """Yield the dates or the numbers of some items."""
    for number, rows in items.select(plan.paths):
        for row in rows:
            if plan.is_date:
                if row.dated:
                    first, last = row.earliest or OPEN_START, row.latest or OPEN_END
                    yield ValueRange(number, first, last, row.operator, None)
            elif row.least is not None or row.greatest is not None:
                first, last = row.least or OPEN_START, row.greatest or OPEN_END
                yield ValueRange(number, first, last, row.operator, row.unit)
