"""Ingestion: a sheet as rows of the archive, each record with its fields, gaps and derived values."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic_core import to_json

from facts.archive.fulltext import index_text, iter_strings, sort_key
from facts.kinds import KINDS
from facts.model.fields import RecordField, WithEvidence, iter_fields
from facts.model.kind import Kind
from facts.model.numeric import NumericValue
from facts.model.receipt import Receipt
from facts.model.record import NARRATED, Attribution, DerivedValue, Record, RecordGraph
from facts.model.values import EdtfDate
from facts.sheets.sheet import Sheet
from facts.urls import record_url
from facts.views import SHEETS, Certainty, Fact, GapEntry, SheetSummary, TimelineEntry

Row = dict[str, Any]
"""The columns of a row, and what only its JSON holds."""

EMPTY_ROW: Row = {"dated": False, "timeline": False, "is_estimate": False, "text_key": None} | dict.fromkeys(
    (
        *("gap", "value", "text", "terms", "least", "greatest", "unit", "earliest", "latest", "certainty"),
        *("basis", "passages", "receipt", "note"),
    )
)
DATE_GAPS = frozenset({"not_stated", "ambiguous", "unexamined"})
"""The reasons why a date is missing that leave open whether there is one: such a record is undated."""
NO_COLUMNS = frozenset({"title", "value", "receipt", "note", "certainty", "attribution_scope", "text_parts"})
"""What goes into the JSON of an item or into its indexed text, and into no column."""
INDEX = re.compile(r"(?<=\.)[0-9]+(?=\.|$)")
"""The number of a list item in a path."""


class SheetRows:
    """The rows of a sheet, whose records refer to each other."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.graph = RecordGraph(sheet)
        self.happenings: set[Hashable] = set()

    def __iter__(self) -> Iterator[tuple[Row, list[Row]]]:
        """Yield the row of the sheet, then of each record, with the rows of its fields."""
        yield self.sheet_row()
        for kind, record in self.sheet:
            derived = record.derive(self.graph)
            title = record.display_title(self.graph.records)
            rows = list(self.field_rows(KINDS[kind], record, title, derived))
            body = record_body(self.sheet.id, KINDS[kind], record, derived)
            yield record_row(kind, title, rows, body), list(map(to_columns, rows))

    def sheet_row(self) -> tuple[Row, list[Row]]:
        """Return the row of the sheet with the rows of what the article says of itself."""
        sheet = self.sheet
        summary = SheetSummary(
            id=sheet.id,
            url=record_url(sheet.id),
            title=sheet.title,
            digest=sheet.digest,
            source=sheet.source,
            counts={kind: len(records) for kind, records in sheet.records.items()},
        )
        common: Row = attribution_columns(NARRATED) | {"status": "standing", "countries": []}
        common |= {"sheet": sheet.id, "kind": SHEETS.name, "subject": sheet.id, "title": sheet.title}
        rows = [common | field_row(field, sheet.source, "source.") for field in iter_fields(sheet.source)]
        return record_row(SHEETS.name, sheet.title, rows, dict(summary)), list(map(to_columns, rows))

    def field_rows(
        self, kind: Kind, record: Record, title: str, derived: Mapping[str, DerivedValue]
    ) -> Iterator[Row]:
        """Yield a row for each field of a record: a fact if it is filled, a gap if it is empty."""
        subject = f"{self.sheet.id}/{kind.name}/{record.id}"
        common: Row = {"sheet": self.sheet.id, "kind": kind.name, "subject": subject, "title": title}
        common["countries"] = self.countries_of(record)
        for field in iter_fields(record):
            row = common | voice_columns(record, field.path) | field_row(field, record)
            is_undated = field.path == kind.date_field and row["gap"] in DATE_GAPS
            row["text_parts"] += self.names_of((*field.references, row["attributed_to"]))
            is_entry = (row["dated"] or is_undated) and self.is_first(record.happening_at(field.path))
            yield row | {"timeline": is_entry}
        for path, value, receipt in derived_receipts(derived):
            yield common | voice_columns(record, path) | fact_row(path, value, receipt)

    def names_of(self, record_ids: Iterable[str | None]) -> list[str]:
        """Return the article's names for records, none for what is no record."""
        records = self.graph.records
        named = (records[record_id] for record_id in record_ids if record_id and record_id in records)
        return [name for record in named for name in record.aliases()]

    def is_first(self, happening: Hashable) -> bool:
        """Return whether there is a happening that no entry of the timeline has yet, and remember it."""
        is_new = happening is not None and happening not in self.happenings
        self.happenings.add(happening)
        return is_new

    def countries_of(self, record: Record) -> list[str]:
        """Return the countries that a record is, refers to, or is tied to through a record that it refers to."""
        names = (name for field in iter_fields(record) for name in field.references)
        own = record.id if record.home_country == record.id else ""
        return list(dict.fromkeys(filter(None, map(self.graph.country_of, (own, *names)))))


def record_row(kind: str, title: str, rows: Sequence[Row], body: Mapping[str, Any]) -> Row:
    """Return a row of the table of records: the text of the facts in `rows` is indexed, `body` is served."""
    key = {"sheet": body.get("sheet", body["id"]), "kind": kind, "id": body["id"]}
    parts = [part for row in rows if not row["gap"] for part in row["text_parts"]]
    words = index_text(" ".join(dict.fromkeys((title, *parts))))
    return key | {"title": title, "title_key": sort_key(title), "words": words, "json": to_json(body)}


def record_body(sheet: str, kind: Kind, record: Record, derived: Mapping[str, DerivedValue]) -> Mapping[str, Any]:
    """Return a record as it is served: the fields of `Kind.item`, in their order."""
    values: Row = {name: getattr(record, name) for name in record.field_names()}
    values |= {"id": record.id, "sheet": sheet, "url": record_url(f"{sheet}/{kind.name}/{record.id}")}
    values["derived"] = kind.derived(**{name: computed.value for name, computed in derived.items()})
    receipts = {path: receipt for path, _, receipt in derived_receipts(derived)}
    values |= {"evidence": record.evidence | receipts, "gaps": record.gaps, "match": None}
    return {name: values[name] for name in kind.item.model_fields}


def derived_receipts(derived: Mapping[str, DerivedValue]) -> Iterator[tuple[str, Any, Receipt]]:
    """Yield the path, the value and the receipt of each derived value."""
    for name, computed in derived.items():
        receipt = Receipt(basis="derived", formula=computed.formula, inputs=computed.inputs)
        yield f"derived.{name}", computed.value, receipt


def voice_columns(record: Record, path: str) -> Row:
    """Return the voice and the status of a field."""
    return attribution_columns(record.attribution_of(path)) | {"status": record.status_of(path)}


def attribution_columns(attribution: Attribution) -> Row:
    """Return the columns of a voice."""
    speaker = attribution.attributed_to
    return attribution._asdict() | {"attributed_key": speaker and sort_key(speaker)}


def field_row(field: RecordField, owner: WithEvidence, prefix: str = "") -> Row:
    """Return the columns of a field: a fact if it is filled, a gap if it is empty."""
    path = prefix + field.path
    receipt = owner.evidence.get(field.path)
    if receipt:
        return fact_row(path, field.value, receipt)
    gap = owner.gaps[field.path]
    text_parts = [path.replace(".", " "), gap.note]
    row = EMPTY_ROW | {"path": path, "field": INDEX.sub("*", path), "gap": gap.status, "note": gap.note}
    return row | {"text_parts": text_parts}


def fact_row(path: str, value: Any, receipt: Receipt) -> Row:
    """Return the columns of a filled field; its indexed text is its name, its value and the receipt's words."""
    row = EMPTY_ROW | {"path": path, "value": value, "basis": receipt.basis, "receipt": receipt, "note": receipt.note}
    quotations = (span.exact for span in receipt.spans if span.exact)
    passages = dict.fromkeys(str(span.passage) for span in receipt.spans)
    row |= {"field": INDEX.sub("*", path), "passages": list(passages)}
    row["text_parts"] = [path.replace(".", " "), *iter_strings(value), *quotations]
    match value:
        case EdtfDate():
            row |= {"dated": True, "timeline": True, "earliest": value.earliest, "latest": value.latest}
            row |= {"text": value.edtf, "certainty": certainty(value, receipt)}
        case NumericValue():
            least, greatest = value.keys
            row |= {"least": least, "greatest": greatest, "is_estimate": value.is_estimate, "unit": value.unit_name}
        case None:
            pass
        case tuple():
            terms = [term for item in value for term in getattr(item, "filter_terms", (str(item),))]
            row |= {"terms": terms, "text_key": sort_key(" ".join(terms))}
        case _:
            row |= {"text": str(value), "text_key": sort_key(str(value))}
    return row


def certainty(date: EdtfDate, receipt: Receipt) -> Certainty:
    """Return how certain a date is: as stated, inferred, or qualified in EDTF."""
    if receipt.basis != "stated" or date.within:
        return "inferred"
    return date.parsed.qualifier or "certain"


def to_columns(row: Row) -> Row:
    """Return the columns of a row: those that queries need, and the JSON of its items in the views."""
    item = gap_item(row) if row["gap"] else fact_item(row)
    columns = {name: value for name, value in row.items() if name not in NO_COLUMNS}
    columns["words"] = index_text(" ".join((row["title"], *row["text_parts"])))
    return columns | {"json": to_json(item), "entry": to_json(timeline_item(row)) if row["timeline"] else None}


def fact_item(row: Row) -> Fact:
    """Return a filled field as an item of the facts."""
    receipt: Receipt = row["receipt"]
    return Fact(
        **item_head(row),
        value=row["value"],
        basis=receipt.basis,
        spans=receipt.spans,
        note=receipt.note,
        formula=receipt.formula,
        inputs=receipt.inputs,
        voice=row["voice"],
        attributed_to=row["attributed_to"],
        attribution_scope=row["attribution_scope"],
        status=row["status"],
        earliest=row["earliest"],
        latest=row["latest"],
        countries=row["countries"],
    )


def gap_item(row: Row) -> GapEntry:
    """Return an empty field as an item of the gaps."""
    return GapEntry(**item_head(row), status=row["gap"], note=row["note"])


def timeline_item(row: Row) -> TimelineEntry:
    """Return an entry of the timeline; for an undated one `when` is null, and `gap` says why."""
    return TimelineEntry(
        **item_head(row),
        when=row["value"],
        gap={"status": row["gap"], "note": row["note"]} if row["gap"] else None,
        earliest=row["earliest"],
        latest=row["latest"],
        status=row["status"],
        certainty=row["certainty"],
        basis=row["basis"],
        voice=row["voice"],
        attributed_to=row["attributed_to"],
        attribution_scope=row["attribution_scope"],
        countries=row["countries"],
    )


def item_head(row: Row) -> dict[str, Any]:
    """Return the fields that the items of all views have."""
    head = {"sheet": row["sheet"], "subject": row["subject"], "url": record_url(row["subject"])}
    return head | {"title": row["title"], "property": row["path"]}
