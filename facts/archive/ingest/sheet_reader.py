"""Convert a sheet to rows: its records, fields, gaps and entries of the timeline."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from facts.archive.indexes import NO_VALUE, RECORDS
from facts.archive.ingest.body_writer import write_body
from facts.archive.ingest.field_rows import FieldRow, fact_row, field_row
from facts.archive.ingest.item_index import ItemIndex
from facts.archive.ingest.items import Items
from facts.kinds import KINDS
from facts.model.kind import Kind
from facts.model.receipt import Receipt
from facts.model.record import NARRATED, DerivedValue, Record, RecordGraph
from facts.sheets.sheet import Sheet
from facts.urls import record_url
from facts.views import COLLECTIONS, FACTS, GAPS, SHEETS, TIMELINE, VIEWS, SheetSummary

DATE_GAPS = frozenset({"not_stated", "ambiguous", "unexamined"})
"""The reasons why a date is missing that leave open whether there is one: such a record is undated."""
SOURCE = "source."
"""The beginning of the paths of a sheet's own fields."""
DERIVED = "derived."
"""The beginning of the paths of derived values."""
DerivedField = tuple[str, Any, Receipt]
"""The path, the value and the receipt of a derived value."""


@dataclass(slots=True)
class RecordRow:
    """A record of a sheet, or the sheet itself, with its number within the sheet."""

    item: int
    kind: str
    id: str
    title: str
    body: bytes


@dataclass(slots=True)
class SheetRows:
    """The rows of a sheet: its records, and what they and their fields are found by."""

    id: str
    title: str
    digest: str
    source_digest: str
    modified: datetime
    records: list[RecordRow] = field(default_factory=list)
    index: ItemIndex = field(default_factory=ItemIndex)
    first_year: int | None = None
    """The year of the earliest day of its dates; None if they have no start."""
    last_year: int | None = None
    """The year of the latest day of its dates; None if they have no end."""
    item_count: int = 0


class SheetReader:
    """Reads the rows of a sheet, whose records refer to each other."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.graph = RecordGraph(sheet)
        self.names: dict[str | None, Sequence[str]] = {record.id: record.aliases() for _, record in sheet}
        """The article's names for each record, by its id."""
        self.items = {name: Items(is_view=name in VIEWS) for name in COLLECTIONS}
        """The items of each collection."""
        self.happenings: set[Hashable] = set()
        self.next_item = 0
        self.first_days: list[str] = []
        self.last_days: list[str] = []

    def read(self) -> SheetRows:
        """Return the rows of the sheet, then of each record, a record before its fields."""
        sheet = self.sheet
        rows = SheetRows(sheet.id, sheet.title, sheet.digest, sheet.source.digest, sheet.modified)
        self.add(rows, SHEETS.name, sheet.id, self.summary(), list(self.source_fields()))
        for kind, record in sheet:
            derived = list_derived(record.derive(self.graph))
            title = record.display_title(self.graph.records)
            fields = list(self.record_fields(KINDS[kind], record, title, derived))
            body = record_body(sheet.id, KINDS[kind], record, derived)
            self.add(rows, kind, record.id, body, fields)
        for name, items in self.items.items():
            if items.numbers:
                rows.index.add_collection(COLLECTIONS[name], items)
        rows.index.add_items(RECORDS, NO_VALUE, [record.item for record in rows.records])
        rows.index.finish()
        rows.first_year = min(map(year_of, self.first_days), default=None)
        rows.last_year = max(map(year_of, self.last_days), default=None)
        rows.item_count = self.next_item
        return rows

    def add(
        self, rows: SheetRows, kind: str, name: str, record: Mapping[str, Any], fields: Sequence[FieldRow]
    ) -> None:
        """Add a record and the items that come from it to the rows of the sheet."""
        subject, title, countries = fields[0].subject, fields[0].title, fields[0].countries
        prefix = SOURCE if kind == SHEETS.name else ""
        body = write_body(record, subject, countries, fields, prefix)
        rows.records.append(RecordRow(self.next_item, kind, name, title, body))
        self.first_days += (row.earliest for row in fields if row.earliest)
        self.last_days += (row.latest for row in fields if row.latest)
        rows.index.add_texts(self.next_item, title, fields)
        self.items[kind].add(self.next_item, fields)
        for item, row in enumerate(fields, self.next_item + 1):
            self.items[FACTS.name if row.gap is None else GAPS.name].add(item, [row])
            if row.timeline:
                self.items[TIMELINE.name].add(item, [row])
        self.next_item += 1 + len(fields)

    def summary(self) -> Mapping[str, Any]:
        """Return the sheet as it is served in lists."""
        sheet = self.sheet
        return dict(
            SheetSummary(
                id=sheet.id,
                url=record_url(sheet.id),
                title=sheet.title,
                digest=sheet.digest,
                updated=sheet.modified.replace(microsecond=0),
                source=sheet.source,
                counts=sheet.counts,
            )
        )

    def source_fields(self) -> Iterator[FieldRow]:
        """Yield a row for each field of what the article says of itself."""
        subject = (self.sheet.id, SHEETS.name, self.sheet.title)
        for source_field in self.sheet.source.fields:
            row = field_row(source_field, self.sheet.source, subject, NARRATED, "standing", prefix=SOURCE)
            row.timeline = row.dated
            yield row

    def record_fields(
        self, kind: Kind, record: Record, title: str, derived: Sequence[DerivedField]
    ) -> Iterator[FieldRow]:
        """Yield a row for each field of a record, then for each derived value."""
        subject = (f"{self.sheet.id}/{kind.name}/{record.id}", kind.name, title)
        countries, references = self.countries_of(record), self.graph.references[record.id]
        for record_field in self.graph.fields[record.id]:
            path = record_field.path
            row = field_row(record_field, record, subject, record.attribution_of(path), record.status_of(path))
            row.countries = countries
            for record_id in (*references.get(path, ()), row.attributed_to):
                row.text_parts += self.names.get(record_id, ())
            is_undated = path == kind.date_field and row.gap in DATE_GAPS
            row.timeline = (row.dated or is_undated) and self.is_first(record.happening_at(path))
            yield row
        for path, value, receipt in derived:
            row = fact_row(path, value, receipt, subject, record.attribution_of(path), record.status_of(path))
            row.countries = countries
            row.timeline = row.dated
            yield row

    def is_first(self, happening: Hashable) -> bool:
        """Return whether a happening has no entry in the timeline yet, and record that it has one now."""
        is_new = happening is not None and happening not in self.happenings
        self.happenings.add(happening)
        return is_new

    def countries_of(self, record: Record) -> tuple[str, ...]:
        """Return the countries that a record is, refers to, or is tied to through a record that it refers to."""
        names = chain.from_iterable(self.graph.references[record.id].values())
        own = record.id if self.graph.country_of(record.id) == record.id else ""
        return tuple(dict.fromkeys(filter(None, map(self.graph.country_of, (own, *names)))))


def year_of(day: str) -> int:
    """Return the year of a day."""
    return int(day[:4])


def record_body(sheet: str, kind: Kind, record: Record, derived: Sequence[DerivedField]) -> Mapping[str, Any]:
    """Return a record as it is served: the fields of `Kind.item`, in their order."""
    values: dict[str, Any] = {name: getattr(record, name) for name in record.field_names()}
    values |= {"id": record.id, "sheet": sheet, "url": record_url(f"{sheet}/{kind.name}/{record.id}")}
    values["derived"] = kind.derived(**{path.removeprefix(DERIVED): value for path, value, _ in derived})
    receipts = {path: receipt for path, _, receipt in derived}
    values |= {"evidence": record.evidence | receipts, "gaps": record.gaps, "match": None}
    return {name: values[name] for name in kind.item.model_fields}


def list_derived(derived: Mapping[str, DerivedValue]) -> list[DerivedField]:
    """Return the path, the value and the receipt of each derived value."""
    return [
        (
            f"{DERIVED}{name}",
            computed.value,
            Receipt(basis="derived", formula=computed.formula, inputs=computed.inputs),
        )
        for name, computed in derived.items()
    ]
