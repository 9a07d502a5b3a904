"""Corrections: rename misspelt keys of a raw sheet, so that each is reported as one problem."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from facts.model.values import iter_annotations
from facts.sheets.messages import DERIVED_FIELDS
from facts.sheets.problems import MAX_ISSUES
from facts.sheets.raw import as_dict
from facts.sheets.suggestions import suggest_name

Location = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A misspelt key at a location, and the name that was meant."""

    location: Location
    name: str

    @property
    def corrected(self) -> Location:
        """The location once the key is renamed."""
        return (*self.location[:-1], self.name)


def find_corrections(model: type[BaseModel], raw: object, errors: Sequence[ErrorDetails]) -> list[Correction]:
    """Return the unknown keys among the errors of the record `raw` that are misspelt names of absent fields."""
    extra = [details["loc"] for details in errors if details["type"] == "extra_forbidden"]
    siblings = Counter(location[:-1] for location in extra)
    corrections: dict[Location, Correction] = {}
    for location in extra[:MAX_ISSUES]:
        *parent, key = location
        target = value_at(raw, parent)
        if not isinstance(target, dict) or key in DERIVED_FIELDS:
            continue
        absent = [name for name in field_names_at(model, parent) if name not in target]
        name = suggest_name(str(key), absent)
        if name is None and siblings[location[:-1]] == 1:
            name = only_expected(absent, location, raw, errors)
        if name:
            correction = Correction(location, name)
            corrections.setdefault(correction.corrected, correction)
    return list(corrections.values())


def only_expected(
    absent: Iterable[str], location: Location, raw: object, errors: Sequence[ErrorDetails]
) -> str | None:
    """Return the only absent field that an unknown key at a location may mean; None unless there is one.

    That is a field which is required or has a receipt, or evidence or gaps if the key's value looks like them.
    """
    parent, value = location[:-1], as_dict(value_at(raw, location))
    missing = {details["loc"] for details in errors if details["type"] == "missing"}
    expected = fields_with_receipts(raw, parent)
    for name, key in (("evidence", "basis"), ("gaps", "status")):
        if value and all(key in as_dict(entry) for entry in value.values()):
            expected.add(name)
    names = [name for name in absent if (*parent, name) in missing or name in expected]
    return names[0] if len(names) == 1 else None


def fields_with_receipts(raw: object, location: Location) -> set[str]:
    """Return the fields of the object at a location of `raw` that have a receipt in their record."""
    names: set[str] = set()
    for depth in range(len(location) + 1):
        prefix = "".join(f"{step}." for step in location[depth:])
        receipts = as_dict(as_dict(value_at(raw, location[:depth])).get("evidence"))
        names |= {path.removeprefix(prefix).split(".")[0] for path in receipts if path.startswith(prefix)}
    return names


def apply_corrections(raw: object, corrections: Iterable[Correction]) -> Any:
    """Return a copy of `raw` with each misspelt key renamed."""
    copy = json.loads(json.dumps(raw))
    for correction in sorted(corrections, key=lambda correction: -len(correction.location)):
        *parent, key = correction.location
        target = value_at(copy, parent)
        target[correction.name] = target.pop(key)
    return copy


def correct_parts(raw: Mapping[str, Any], names: Iterable[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a raw sheet with the misspelt names of its parts renamed, and the right name by each misspelt one."""
    known = list(names)
    renamed: dict[str, str] = {}
    for key in raw.keys() - known:
        name = suggest_name(key, [name for name in known if name not in raw and name not in renamed.values()])
        if name:
            renamed[key] = name
    return {renamed.get(key, key): value for key, value in raw.items()}, renamed


def value_at(raw: object, location: Iterable[int | str]) -> Any:
    """Return the value at a location of `raw`; None if there is none."""
    for step in location:
        if isinstance(raw, list) and isinstance(step, int):
            raw = raw[step] if step < len(raw) else None
        else:
            raw = as_dict(raw).get(str(step))
    return raw


def field_names_at(model: type[BaseModel], location: Iterable[int | str]) -> list[str]:
    """Return the names of the fields that an object at a location of a record may have."""
    models = [model]
    for step in location:
        fields = [parent.model_fields[str(step)] for parent in models if step in parent.model_fields]
        parts = [part for field in fields for part in iter_annotations(field.annotation)]
        models = [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)] or models
    return list(dict.fromkeys(name for parent in models for name in parent.model_fields))
