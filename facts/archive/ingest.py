"""Rows: what the archive keeps of a sheet, each record with its fields, gaps and derived values."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic_core import to_json, to_jsonable_python

from facts.archive.fulltext import searchable, strings
from facts.archive.items import written
from facts.kinds import KINDS, Kind
from facts.model.fields import RecordField, WithEvidence, iter_fields
from facts.model.receipt import Receipt
from facts.model.record import Backlink, DerivedValue, Record
from facts.model.values import DerivedAmount, EdtfDate, Quantity
from facts.sheets.sheet import Sheet
from facts.urls import record_url
from facts.views import SHEETS

Row = dict[str, Any]
"""What is known of a row, by the names of columns and of what is only served."""

EMPTY: Row = {"dated": False, "timeline": False} | dict.fromkeys(
    ("gap", "value", "text", "terms", "number", "unit", "earliest", "latest", "certainty", "basis", "receipt", "note")
)


class Rows:
    """The rows of a sheet; its records know each other."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.by_id: Mapping[str, Record] = {record.id: record for _, record in sheet}
        self.nations = frozenset(record.id for record in sheet.records.get("countries", ()))
        self.mentions: dict[str, list[Backlink]] = {}
        for kind, record in sheet:
            for leaf in iter_fields(record):
                for target in leaf.references:
                    role = leaf.metadata.reference.role if leaf.metadata.reference else None
                    mention = Backlink(role, f"{kind}/{record.id}", leaf.path)
                    self.mentions.setdefault(target, []).append(mention)

    def head(self) -> tuple[Row, list[Row]]:
        """Return the row of the sheet with the rows of what the article says of itself."""
        sheet = self.sheet
        body: Row = {"id": sheet.id, "url": record_url(sheet.id), "title": sheet.title}
        body |= {"digest": sheet.digest, "source": sheet.source}
        counts = {"counts": {kind: len(found) for kind, found in sheet.records.items()}}
        row = record_row(SHEETS.name, sheet.title, sheet.title, body | counts)
        own: Row = {"voice": "narrated", "attributed_to": None, "status": "standing", "countries": []}
        common = own | {"sheet": sheet.id, "kind": SHEETS.name, "subject": sheet.id, "title": sheet.title}
        return row, [common | field(leaf, sheet.source, sheet.title, "source.") for leaf in iter_fields(sheet.source)]

    def records(self) -> Iterator[tuple[Row, list[Row]]]:
        """Yield the row of each record with the rows of its fields, in the order of the sheet."""
        for kind, record in self.sheet:
            derived = record.derive(self.mentions.get(record.id, ()))
            title = record.display_title(self.by_id)
            told = " ".join((title, *strings([getattr(record, name) for name in record.search_fields])))
            row = record_row(kind, title, told, served(self.sheet.id, kind, record, derived))
            yield row, list(self.fields(KINDS[kind], record, title, derived))

    def fields(self, kind: Kind, record: Record, title: str, derived: Mapping[str, DerivedValue]) -> Iterator[Row]:
        """Yield a row for each field of a record: a fact where it is filled, a gap where it is empty."""
        subject = f"{self.sheet.id}/{kind.name}/{record.id}"
        common: Row = {"sheet": self.sheet.id, "kind": kind.name, "subject": subject, "title": title}
        common["countries"] = self.countries(record)
        for leaf in iter_fields(record):
            row = common | voice(record, leaf.path) | field(leaf, record, title)
            undated = leaf.path == kind.date_field and row["gap"] in {"not_stated", "ambiguous"}
            yield row | {"timeline": row["dated"] or undated}
        for path, computed, receipt in receipts(derived):
            yield common | voice(record, path) | fact(path, computed, receipt, title)

    def countries(self, record: Record) -> list[str]:
        """Return the countries that a record is, names, or names a person, organization, place or system of."""
        found = {record.id: None} if record.id in self.nations else {}
        for leaf in iter_fields(record):
            for target in leaf.references:
                country = getattr(self.by_id[target], "country", None)
                code = target if target in self.nations else country
                if code:
                    found[code] = None
        return list(found)


def record_row(kind: str, title: str, told: str, body: Mapping[str, Any]) -> Row:
    """Return a row of the table of records: `told` is what full text searches, `body` what is served."""
    address = {"sheet": body.get("sheet", body["id"]), "kind": kind, "id": body["id"]}
    return address | {"title": title, "words": searchable(told), "json": to_json(body)}


def served(sheet: str, kind: str, record: Record, derived: Mapping[str, DerivedValue]) -> Mapping[str, Any]:
    """Return a record as it is served: its fields, what is derived, every receipt and gap."""
    fields = {name: getattr(record, name) for name in record.field_names()}
    values = {name: found.value for name, found in derived.items()}
    computed = {"derived": dict.fromkeys(KINDS[kind].derived.model_fields) | values}
    proofs = {path: receipt for path, _, receipt in receipts(derived)}
    evidence = record.evidence | proofs
    head = {"id": record.id, "sheet": sheet, "url": record_url(f"{sheet}/{kind}/{record.id}")}
    return head | fields | computed | {"evidence": evidence, "gaps": record.gaps}


def receipts(derived: Mapping[str, DerivedValue]) -> Iterator[tuple[str, Any, Receipt]]:
    """Yield the path, the value and the receipt of each derived value."""
    for name, found in derived.items():
        receipt = Receipt(basis="derived", formula=found.formula, inputs=found.inputs)
        yield f"derived.{name}", found.value, receipt


def voice(record: Record, path: str) -> Row:
    """Return who says a field, and how it holds."""
    said, speaker = record.voice_of(path)
    return {"voice": said, "attributed_to": speaker, "status": record.status_of(path)}


def field(leaf: RecordField, owner: WithEvidence, title: str, prefix: str = "") -> Row:
    """Return the columns of a field: a fact where it is filled, a gap where it is empty."""
    path = prefix + leaf.path
    if leaf.is_filled:
        return fact(path, leaf.value, owner.evidence[leaf.path], title)
    gap = owner.gaps[leaf.path]
    return EMPTY | {"path": path, "gap": gap.status, "note": gap.note, "words": searchable(f"{title} {gap.note}")}


def fact(path: str, value: Any, receipt: Receipt, title: str) -> Row:
    """Return the columns of a filled field."""
    row = EMPTY | {"path": path, "value": value}
    row |= {"basis": receipt.basis, "receipt": to_jsonable_python(receipt)}
    row |= {"words": searchable(" ".join((title, *strings(value))))}
    match value:
        case EdtfDate():
            row |= {"dated": True, "timeline": True, "earliest": value.earliest, "latest": value.latest}
            row |= {"text": value.edtf, "certainty": certainty(value, receipt)}
        case DerivedAmount():
            row |= {"text": str(value.amount), "number": float(value.amount), "unit": value.currency}
        case Quantity():
            row |= {"text": value.stated, "number": value.value, "unit": value.unit}
        case tuple():
            row["terms"] = [term for item in value for term in getattr(item, "filter_terms", (str(item),))]
        case _:
            row["text"] = str(value)
    return row


def certainty(time: EdtfDate, receipt: Receipt) -> str:
    """Return how sure a time is: `certain`, `inferred`, or in EDTF's words `uncertain`, `approximate`, both."""
    if receipt.basis != "stated" or time.within:
        return "inferred"
    return time.parsed.qualifier or "certain"


def rows(sheet: Sheet) -> Sequence[tuple[Row, list[Row]]]:
    """Return the rows of a sheet: first its own, then each record's with those of its fields."""
    made = Rows(sheet)
    return [(row, [written(field) for field in fields]) for row, fields in (made.head(), *made.records())]
