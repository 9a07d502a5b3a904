"""Subjects: the records that items are, or come from: a record stands before its rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Select, bindparam, select

from facts.archive.search.fetch import Rows, fetch_all
from facts.archive.search.index_reader import IndexReader
from facts.archive.tables import records
from facts.views import SHEETS

RECORDS_PER_QUERY = 1000
OF_RECORDS = records.c.item.in_(bindparam("items", expanding=True))
NAMES = select(records.c.item, records.c.kind, records.c.id).where(OF_RECORDS)
BODIES = select(records.c.item, records.c.body).where(OF_RECORDS)


def read_subjects(reader: IndexReader, items: Sequence[int]) -> dict[int, str]:
    """Return the subject of each of some records: `sheet/kind/id`, of a sheet its id."""
    subjects = {}
    for item, kind, name in read_records(reader, items, NAMES):
        sheet = reader.numbers.sheet_of(item).id
        subjects[item] = sheet if kind == SHEETS.name else f"{sheet}/{kind}/{name}"
    return subjects


def first_by_subject(reader: IndexReader, items: Iterable[int], count: int) -> list[int]:
    """Return those of some records that are the first by their subjects, and perhaps others of the same sheets."""
    records = BitMap(items)
    first: list[int] = []
    for group in reader.numbers.groups:
        if len(first) >= count:
            break
        if records.range_cardinality(group.start, group.stop):
            first += records & BitMap(group)
    return first


def read_records(reader: IndexReader, items: Sequence[int], statement: Select[Any]) -> Rows:
    """Return the rows of records in a SELECT."""
    rows: Rows = []
    for start in range(0, len(items), RECORDS_PER_QUERY):
        rows += fetch_all(reader.connection, statement, {"items": items[start : start + RECORDS_PER_QUERY]})
    return rows
