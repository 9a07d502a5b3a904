"""Body writers: a record and its rows as the archive stores them."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import to_json

from facts.archive.body import LINE_END, NULL
from facts.archive.ingest.field_rows import FieldRow
from facts.urls import record_url


def write_body(
    record: Mapping[str, Any], subject: str, countries: Sequence[str], rows: Sequence[FieldRow], prefix: str
) -> bytes:
    """Return the body of a record, see `facts.archive.body`; `prefix` is what the paths of all rows begin with."""
    head = {
        "sheet": subject.partition("/")[0],
        "subject": subject,
        "url": record_url(subject),
        "title": rows[0].title,
        "property": prefix,
    }
    values = ValueWriter(record)
    lines = [to_json((*body_row(row, prefix), *values.find(row.path, row.value))) for row in rows]
    return LINE_END.join([values.json, to_json(head)[1:-2], to_json(countries), *lines])


def body_row(row: FieldRow, prefix: str) -> Sequence[Any]:
    """Return the fields of a `BodyRow` but for its value: pydantic takes four times as long to write named tuples."""
    return (
        row.path.removeprefix(prefix),
        row.voice,
        row.attributed_to,
        row.attribution_scope,
        row.status,
        row.earliest,
        row.latest,
        row.certainty,
        row.basis,
    )


class ValueWriter:
    """Writes the JSON of a record, tells where values are in it, and adds those that are not in it after it."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.json = bytearray()
        self.fields: dict[str, tuple[int, int]] = {}
        """Where the value of each field of the record begins, and its length."""
        for name, value in record.items():
            self.json += b'%b"%b":' % (b"," if self.fields else b"{", name.encode())
            self.fields[name] = self.add(to_json(value))
        self.json += b"}" + LINE_END

    def add(self, value: bytes) -> tuple[int, int]:
        """Add a value; return where it begins, and its length."""
        start = len(self.json)
        self.json += value
        return start, len(value)

    def find(self, path: str, value: Any) -> tuple[int, int]:
        """Return where the value at a path of the record begins, and its length; that of a gap is null."""
        if path in self.fields:
            return self.fields[path]
        json = NULL if value is None else to_json(value)
        start = self.json.find(json)
        return self.add(json) if start < 0 else (start, len(json))
