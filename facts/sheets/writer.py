"""The text of the file of a sheet, in the one form that tools write."""

from typing import Any

from pydantic_core import to_json

from facts.model.fields import WithEvidence
from facts.sheets.json_schema import SCHEMA_FILE
from facts.sheets.sheet import Sheet, SheetHeader


def format_sheet(sheet: Sheet) -> str:
    """Return the text of a sheet's file: fields in the order of the models, and defaults with receipts."""
    raw: dict[str, Any] = {"$schema": SCHEMA_FILE}
    for name in SheetHeader.model_fields:
        value = getattr(sheet, name)
        raw[name] = as_json(value) if isinstance(value, WithEvidence) else value
    raw |= {kind: [as_json(record) for record in records] for kind, records in sheet.records.items() if records}
    return to_json(raw, indent=2).decode() + "\n"


def as_json(model: WithEvidence) -> dict[str, Any]:
    """Return a record, or the source, as JSON; receipts and gaps come last, in the order of the fields."""
    raw = model.model_dump(mode="json", exclude_defaults=True, exclude_computed_fields=True)
    if written := model.evidence.keys() & type(model).model_fields.keys() - raw.keys():
        every = model.model_dump(mode="json", exclude_computed_fields=True)
        raw = {name: raw.get(name, value) for name, value in every.items() if name in raw or name in written}
    paths = {field.path: None for field in model.fields}
    evidence, gaps = (sort_keys(raw.pop(name, {}), paths) for name in ("evidence", "gaps"))
    return raw | {"evidence": evidence} | ({"gaps": gaps} if gaps else {})


def sort_keys(entries: dict[str, Any], paths: dict[str, None]) -> dict[str, Any]:
    """Return entries by field path in the order of `paths`."""
    return {path: entries[path] for path in paths if path in entries} | entries
