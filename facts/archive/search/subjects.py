"""Subjects: the records that items are, or come from: a record stands before its rows."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import TextClause, bindparam, select, text

from facts.archive.item_numbers import NO_ITEMS, ItemRange
from facts.archive.search.fetch import fetch_all
from facts.archive.search.index_reader import IndexReader
from facts.archive.tables import sheets
from facts.views import SHEETS

RECORDS_PER_QUERY = 1000
SHEET_IDS = select(sheets.c.sheet, sheets.c.id).where(sheets.c.sheet.in_(bindparam("numbers", expanding=True)))


def list_owners(reader: IndexReader, items: Iterable[int]) -> list[int]:
    """Return the record that each of some items is or comes from."""
    records = reader.record_numbers()
    return [records[bisect_right(records, item) - 1] for item in items]


def read_subjects(reader: IndexReader, records: Sequence[int]) -> dict[int, str]:
    """Return the subject of each of some records: `sheet/kind/id`, of a sheet its id."""
    numbers = {record: reader.numbers.sheet_of(record).sheet for record in records}
    ids = dict(read_sheet_ids(reader, sorted(set(numbers.values()))))
    subjects = {}
    for record, kind, name in read_records(reader, records, "kind, id"):
        sheet = ids[numbers[record]]
        subjects[record] = sheet if kind == SHEETS.name else f"{sheet}/{kind}/{name}"
    return subjects


def first_by_subject(reader: IndexReader, records: Sequence[int], count: int) -> list[int]:
    """Return those of some records that are the first by their subjects, and perhaps others of the same sheets.

    The subjects of a sheet's records begin with its id and a slash, that of the sheet itself is its id.
    """
    by_sheet: dict[ItemRange, list[int]] = {}
    sheet = NO_ITEMS
    for record in sorted(records):
        if record >= sheet.end:
            sheet = reader.numbers.sheet_of(record)
            by_sheet[sheet] = []
        by_sheet[sheet].append(record)
    groups: dict[str, list[int]] = {}
    for number, sheet_id in read_sheet_ids(reader, [sheet.sheet for sheet in by_sheet]):
        sheet = reader.numbers.of_sheet(number)
        for record in by_sheet[sheet]:
            groups.setdefault(sheet_id if record == sheet.first else f"{sheet_id}/", []).append(record)
    first: list[int] = []
    for beginning in sorted(groups):
        if len(first) >= count:
            break
        first += groups[beginning]
    return first


def read_sheet_ids(reader: IndexReader, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the numbers of sheets with their ids."""
    for start in range(0, len(numbers), RECORDS_PER_QUERY):
        yield from fetch_all(reader.connection, SHEET_IDS, {"numbers": numbers[start : start + RECORDS_PER_QUERY]})


def read_records(reader: IndexReader, records: Sequence[int], columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield the numbers of records, each with its values in some columns."""
    sheet_of = reader.numbers.sheet_of
    for start in range(0, len(records), RECORDS_PER_QUERY):
        batch = records[start : start + RECORDS_PER_QUERY]
        places: dict[str, int] = {}
        for row, record in enumerate(batch):
            places[f"sheet_{row}"], places[f"item_{row}"] = sheet_of(record).sheet, record
        yield from fetch_all(reader.connection, select_records(len(batch), columns), places)


@lru_cache(maxsize=256)
def select_records(count: int, columns: str) -> TextClause:
    """Return the SELECT of columns of so many records; SQLite looks no pairs up that are in a list."""
    values = ", ".join(f"(:sheet_{row}, :item_{row})" for row in range(count))
    return text(
        f"SELECT places.column2, {columns} FROM (VALUES {values}) AS places"  # noqa: S608
        " JOIN records ON records.sheet = places.column1 AND records.item = places.column2"
    )
