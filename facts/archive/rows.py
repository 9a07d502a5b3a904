"""Rows: what the archive keeps of a sheet, each record with its fields, gaps and derived values."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic_core import to_json, to_jsonable_python

from facts.archive.search import searchable, strings
from facts.kinds import KINDS, Kind
from facts.receipt import Receipt
from facts.record import Derived, Leaf, Mention, Record, leaves
from facts.sheet import Sheet
from facts.values import Money, Quantity, Sum, When
from facts.views import SHEETS

Row = dict[str, Any]


class Rows:
    """The rows of a sheet; its records know each other."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.by_id: Mapping[str, tuple[str, Record]] = {record.id: (kind, record) for kind, record in sheet}
        self.mentions: dict[str, list[Mention]] = {}
        for kind, record in sheet:
            for leaf in leaves(record):
                for target in leaf.references:
                    role = leaf.marks.refers.role if leaf.marks.refers else None
                    mention = Mention(role, f"{kind}/{record.id}", leaf.path)
                    self.mentions.setdefault(target, []).append(mention)

    def head(self) -> Row:
        """Return the row of the sheet itself."""
        sheet = self.sheet
        body = {"id": sheet.id, "title": sheet.title, "digest": sheet.digest, "source": sheet.source}
        counts = {"counts": {kind: len(found) for kind, found in sheet.records.items()}}
        return record_row(sheet.id, SHEETS.name, sheet.id, sheet.title, sheet.title, body | counts)

    def records(self) -> Iterator[tuple[Row, list[Row]]]:
        """Yield the row of each record with the rows of its fields, in the order of the sheet."""
        for kind, record in self.sheet:
            derived = record.derive(self.mentions.get(record.id, ()))
            told = " ".join(strings([getattr(record, name.split(".")[0]) for name in (record.label, *record.told)]))
            body = served(self.sheet.id, record, derived)
            row = record_row(self.sheet.id, kind, record.id, record.heading, told, body)
            yield row, list(self.fields(KINDS[kind], record, derived))

    def fields(self, kind: Kind, record: Record, derived: Mapping[str, Derived]) -> Iterator[Row]:
        """Yield a row for each field of a record: a fact where it is filled, a gap where it is empty."""
        common = {
            "sheet": self.sheet.id,
            "kind": kind.name,
            "subject": f"{self.sheet.id}/{kind.name}/{record.id}",
            "title": record.heading,
            "countries": self.countries(record),
        }
        for leaf in leaves(record):
            row = common | voice(record, leaf.path)
            if leaf.filled:
                yield row | fact(leaf.path, leaf.value, record.evidence[leaf.path], record.heading)
            else:
                yield row | gap(leaf, record, kind)
        for path, computed, receipt in receipts(derived):
            yield common | voice(record, path) | fact(path, computed, receipt, record.heading)

    def countries(self, record: Record) -> list[str]:
        """Return the countries that a record is, names, or names a person, organization, place or system of."""
        found = {record.id: None} if record.id in self.sheet_countries else {}
        for leaf in leaves(record):
            for target in leaf.references:
                country = getattr(self.by_id[target][1], "country", None)
                code = target if target in self.sheet_countries else country
                if code:
                    found[code] = None
        return list(found)

    @property
    def sheet_countries(self) -> frozenset[str]:
        """The ids of the sheet's countries."""
        return frozenset(record.id for record in self.sheet.records.get("countries", ()))


def record_row(sheet: str, kind: str, id: str, title: str, told: str, body: Mapping[str, Any]) -> Row:
    """Return a row of the table of records."""
    json = to_json(body).decode()
    return {"sheet": sheet, "kind": kind, "id": id, "title": title, "words": searchable(told), "json": json}


def served(sheet: str, record: Record, derived: Mapping[str, Derived]) -> Mapping[str, Any]:
    """Return a record as it is served: its fields, what is derived, every receipt and gap."""
    fields = {name: getattr(record, name) for name in type(record).model_fields}
    evidence, gaps = fields.pop("evidence"), fields.pop("gaps")
    head = {"id": fields.pop("id"), "sheet": sheet}
    computed = {"derived": {name: found.value for name, found in derived.items()}}
    proofs = {path: receipt for path, _, receipt in receipts(derived)}
    return head | fields | computed | {"evidence": evidence | proofs, "gaps": gaps}


def receipts(derived: Mapping[str, Derived]) -> Iterator[tuple[str, Any, Receipt]]:
    """Yield the path, the value and the receipt of each derived value."""
    for name, found in derived.items():
        receipt = Receipt(basis="derived", formula=found.formula, inputs=found.inputs)
        yield f"derived.{name}", found.value, receipt


def voice(record: Record, path: str) -> Row:
    """Return who says a field, and how it holds."""
    speaker = record.speaker_of(path)
    said = "attributed" if speaker else "narrated"
    return {"path": path, "voice": said, "attributed_to": speaker, "status": record.status_of(path)}


def fact(path: str, value: Any, receipt: Receipt, title: str) -> Row:
    """Return the columns of a filled field."""
    row: Row = dict.fromkeys(("gap", "text", "terms", "number", "unit", "earliest", "latest", "certainty", "note"))
    row |= {"value": to_jsonable_python(value), "basis": receipt.basis, "receipt": to_jsonable_python(receipt)}
    row |= {"dated": False, "timeline": False, "words": searchable(" ".join((title, *strings(value))))}
    match value:
        case When():
            row |= {"dated": True, "timeline": True, "earliest": value.earliest, "latest": value.latest}
            row |= {"text": value.edtf, "certainty": certainty(value, receipt)}
        case Money() | Sum():
            row |= {"text": str(value.amount), "number": float(value.amount), "unit": value.currency}
        case Quantity():
            row |= {"text": value.stated, "number": value.value, "unit": value.unit}
        case tuple():
            row["terms"] = [term(item) for item in value]
        case _:
            row["text"] = str(value)
    return row


def term(item: Any) -> str:
    """Return what an item of a list is filtered by."""
    for name in ("target", "role"):
        if hasattr(item, name):
            return str(getattr(item, name))
    return str(item)


def certainty(time: When, receipt: Receipt) -> str:
    """Return how sure a time is: `certain`, `inferred`, or in EDTF's words `uncertain`, `approximate`, both."""
    if receipt.basis != "stated" or time.within:
        return "inferred"
    return time.time.qualifier or "certain"


def gap(leaf: Leaf, record: Record, kind: Kind) -> Row:
    """Return the columns of an empty field; an undated event is an entry of the timeline."""
    found = record.gaps[leaf.path]
    row: Row = dict.fromkeys(
        ("value", "text", "terms", "number", "unit", "earliest", "latest", "certainty", "basis", "receipt")
    )
    undated = leaf.path == kind.dated and found.status != "not_applicable"
    row |= {"gap": found.status, "note": found.note, "dated": False, "timeline": undated}
    return row | {"words": searchable(f"{record.heading} {found.note}")}


def rows(sheet: Sheet) -> Sequence[tuple[Row, list[Row]]]:
    """Return the rows of a sheet: first its own, then each record's with those of its fields."""
    made = Rows(sheet)
    return [(made.head(), []), *made.records()]
