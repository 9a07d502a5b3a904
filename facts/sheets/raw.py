"""Raw sheets: access to parsed JSON that is not validated yet."""

from collections.abc import Iterator, Mapping
from typing import Any

from facts.kinds import KINDS

JsonObject = Mapping[str, Any]


def iter_raw_spans(sheet: JsonObject) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each span of the raw `sheet` with the record and the field whose receipt it belongs to."""
    records = [("source", sheet.get("source"))]
    records += [(f"{kind}/{as_dict(row).get('id')}", row) for kind in KINDS for row in as_list(sheet.get(kind))]
    for record, row in records:
        for field, receipt in as_dict(as_dict(row).get("evidence")).items():
            for span in as_list(as_dict(receipt).get("spans")):
                if isinstance(span, dict):
                    yield record, field, span


def as_list(value: object) -> list[Any]:
    """Return `value` if it is a list, else an empty list; `check` reports the wrong type."""
    return value if isinstance(value, list) else []


def as_dict(value: object) -> dict[str, Any]:
    """Return `value` if it is an object, else an empty one; `check` reports the wrong type."""
    return value if isinstance(value, dict) else {}
