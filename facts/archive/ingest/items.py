"""Items: records and rows of views, and what each is found by: terms, words, sort keys, dates and numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from facts.archive.fulltext import index_words, sort_key
from facts.archive.indexes import (
    IS_TRUE,
    ITEMS,
    NO_VALUE,
    OPEN_END,
    OPEN_START,
    RECORDS,
    WIDTHS,
    any_of_filters,
    index_number,
    path_key,
    range_filters,
    sort_filter,
    sort_name,
    span_index,
)
from facts.model.collection import Collection, Contains, During, Includes, Operator, Within
from facts.views import VIEWS, Certainty


@dataclass(frozen=True, slots=True)
class SpanRow:
    """What a date or a number may mean: from the first to the last day, or from the least to the greatest."""

    index: int
    width: int
    first: str
    last: str
    operator: str | None
    """The operator of a number."""
    unit: str | None
    """The currency or unit of a number."""


@dataclass(slots=True)
class FieldRow:
    """A field of a record; its fields are the columns that filters and sort orders look at."""

    subject: str
    kind: str
    title: str
    path: str
    field: str
    """The path with `*` in place of the numbers of list items."""
    voice: str
    attributed_to: str | None
    attribution_scope: str | None
    status: str
    countries: Sequence[str]
    text_parts: list[str]
    gap: str | None = None
    basis: str | None = None
    passages: Sequence[str] = ()
    text: str | None = None
    terms: Sequence[str] = ()
    least: str | None = None
    greatest: str | None = None
    operator: str | None = None
    unit: str | None = None
    earliest: str | None = None
    latest: str | None = None
    dated: bool = False
    certainty: Certainty | None = None
    timeline: bool = False


@dataclass(slots=True)
class Item:
    """An item of one or more collections, with its number within its sheet."""

    item: int
    terms: list[tuple[int, str]]
    """The index and the value of each of its terms."""
    words: Sequence[str]
    sort_keys: list[tuple[int, str]]
    spans: list[SpanRow]


def index_item(
    item: int, collections: Sequence[Collection], rows: Sequence[FieldRow], text_parts: Iterable[str]
) -> Item:
    """Return an item of some collections by the rows of its fields; that of a view has one row."""
    by_field: dict[str, list[FieldRow]] = {}
    for row in rows:
        by_field.setdefault(row.field, []).append(row)
    words = list(dict.fromkeys(word for part in text_parts for word in index_words(part)))
    indexed = Item(item, [], words, [], [])
    if collections[0].name not in VIEWS:
        indexed.terms.append((RECORDS, NO_VALUE))
    for collection in collections:
        indexed.terms += iter_terms(collection, rows, by_field)
        indexed.sort_keys += iter_sort_keys(collection, rows, by_field)
        indexed.spans += iter_spans(collection, rows, by_field)
    return indexed


Rows = Sequence[FieldRow]
RowsByField = dict[str, list[FieldRow]]


def iter_terms(collection: Collection, rows: Rows, by_field: RowsByField) -> Iterator[tuple[int, str]]:
    """Yield the index and the value of each term of an item of a collection."""
    yield index_number(collection, ITEMS), NO_VALUE
    for name, operator in any_of_filters(collection.filters).items():
        index, is_list = index_number(collection, name), isinstance(operator, Contains)
        values: dict[str, None] = {}
        for row in select_rows(operator, rows, by_field):
            value = getattr(row, operator.column)
            values.update(dict.fromkeys(value) if is_list else {} if value is None else {value: None})
        if not values and operator.is_facet:
            values[NO_VALUE] = None
        for value in values:
            yield index, value
    for name, included in collection.filters.operators().items():
        if isinstance(included, Includes) and getattr(rows[0], included.column):
            yield index_number(collection, name), IS_TRUE


def select_rows(operator: Operator, rows: Rows, by_field: RowsByField) -> Iterable[FieldRow]:
    """Return the rows of the fields that a filter looks at."""
    if not operator.paths:
        return rows
    return [row for path in operator.paths for row in by_field.get(path, ())]


def iter_sort_keys(collection: Collection, rows: Rows, by_field: RowsByField) -> Iterator[tuple[int, str]]:
    """Yield the number of each sort order of a collection in which an item has a place, with the item's key."""
    for name, sort in collection.sorts.items():
        if sort_filter(collection, sort) is not None:
            continue
        selected = rows if sort.path is None else by_field.get(sort.path, ())
        keys = (sort_text(row, sort.column) for row in selected[:1])
        yield from ((index_number(collection, sort_name(name)), key) for key in keys if key is not None)


def sort_text(row: FieldRow, column: str) -> str | None:
    """Return the text by which a row is sorted by a column; None if it has no value there."""
    if column == During.bounds[0]:
        start = row.earliest or row.latest
        return start and f"{start}/{row.latest or OPEN_END}"
    if column == "least":
        start = row.least or row.greatest
        return start and f"{start}/{row.greatest or OPEN_END}"
    if column in {"subject", "id"}:
        return path_key(row.subject)
    value = " ".join(row.terms) if column == "text" and row.terms else getattr(row, column)
    return None if value is None else sort_key(value)


def iter_spans(collection: Collection, rows: Rows, by_field: RowsByField) -> Iterator[SpanRow]:
    """Yield the dates and the numbers of an item that filters of its collection look at."""
    spans: dict[SpanRow, None] = {}
    for operator in range_filters(collection.filters).values():
        index = span_index(collection, operator)
        for row in select_rows(operator, rows, by_field):
            if (span := span_of(index, operator, row)) is not None:
                spans[span] = None
    yield from spans


def span_of(index: int, operator: Within, row: FieldRow) -> SpanRow | None:
    """Return what the date or the number of a row may mean; None if it has none."""
    if isinstance(operator, During):
        if not row.dated:
            return None
        width = date_width(row.earliest, row.latest)
        return SpanRow(index, width, row.earliest or OPEN_START, row.latest or OPEN_END, None, None)
    if row.least is None and row.greatest is None:
        return None
    width = 0 if row.least == row.greatest else len(WIDTHS)
    return SpanRow(index, width, row.least or OPEN_START, row.greatest or OPEN_END, row.operator, row.unit)


def date_width(earliest: str | None, latest: str | None) -> int:
    """Return the number of the width of a date, see `WIDTHS`."""
    if earliest is None or latest is None:
        return len(WIDTHS)
    days = (date.fromisoformat(latest) - date.fromisoformat(earliest)).days + 1
    return next((width for width, most in enumerate(WIDTHS) if days <= most), len(WIDTHS))
