"""Partial records: the valid part of an invalid record, so that it can be checked for its other problems."""

import json
from collections.abc import Collection
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter

from facts.model.record import Record
from facts.sheets.corrections import Location
from facts.sheets.raw import JsonObject


def construct_partial(model: type[Record], raw: JsonObject, invalid: Collection[Location]) -> Record:
    """Return the valid part of an invalid record: without its invalid fields, receipts and gaps.

    A required field, which all are texts, is empty then.
    """
    values: dict[str, Any] = {}
    starts = {loc[:1] for loc in invalid} | {loc[:2] for loc in invalid}
    for name, field in model.model_fields.items():
        value = raw.get(name)
        if name in {"evidence", "gaps"}:
            entries = value.items() if isinstance(value, dict) else ()
            value = {path: entry for path, entry in entries if (name, path) not in starts}
        elif name not in raw or (name,) in starts:
            values[name] = "" if field.is_required() else field.get_default()
            continue
        values[name] = field_adapter(model, name).validate_json(json.dumps(value), strict=True)
    return model.model_construct(**values)


@lru_cache(maxsize=256)
def field_adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    """Return the validator of one field of a model."""
    field = model.model_fields[name]
    annotated: Any = Annotated[field.annotation, field]
    return TypeAdapter(annotated)
