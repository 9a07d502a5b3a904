"""Body writers: a record and its rows as the archive stores them."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import to_json

from facts.archive.body import LINE_END, NULL, SEPARATOR
from facts.archive.ingest.field_rows import FieldRow
from facts.model.receipt import Gap, Receipt
from facts.urls import record_url
from facts.views import Fact, TimelineEntry, ViewRow


def fields_between(model: type[ViewRow], first: str, last: str) -> tuple[str, ...]:
    """Return the names of the fields of a model that are between two others."""
    names = tuple(model.model_fields)
    return names[names.index(first) + 1 : names.index(last)]


FACT_FIELDS = fields_between(Fact, "inputs", "countries")
"""The fields of a fact that follow its receipt."""
ENTRY_FIELDS = fields_between(TimelineEntry, "gap", "countries")
"""The fields of an entry of the timeline that follow its date."""
fact_values = attrgetter(*FACT_FIELDS)
entry_values = attrgetter(*ENTRY_FIELDS)


@cache
def json_writers() -> Mapping[str, Callable[[Any], bytes]]:
    """Return what writes the JSON of those fields of a record whose types are known, which is faster."""
    return {
        "evidence": TypeAdapter(dict[str, Receipt]).serializer.to_json,
        "gaps": TypeAdapter(dict[str, Gap]).serializer.to_json,
    }


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
    lines = [SEPARATOR.join(row_fields(row, row.path.removeprefix(prefix), values)) for row in rows]
    return LINE_END.join([values.json, to_json(head)[1:-2], to_json(countries), *lines])


def row_fields(row: FieldRow, path: str, values: "ValueWriter") -> Sequence[bytes]:
    """Return the fields of a row, see `facts.archive.body`."""
    start, length = values.find(row.path, row.value)
    fact = b"" if row.gap else write_fields(FACT_FIELDS, fact_values(row))
    entry = write_fields(ENTRY_FIELDS, entry_values(row)) if row.timeline else b""
    return path.encode(), b"%d" % start, b"%d" % (start + length), fact, entry


@lru_cache(maxsize=4096)
def write_fields(names: Sequence[str], values: Sequence[str | None]) -> bytes:
    """Return the JSON of fields without its braces, written once for as many rows as have the same."""
    return to_json(dict(zip(names, values, strict=True)))[1:-1]


@cache
def write_key(name: str) -> bytes:
    """Return the JSON of the name of a field, and the colon."""
    return b'"%b":' % name.encode()


class ValueWriter:
    """Writes the JSON of a record, finds the positions of values in it, and appends those that it does not have."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.json = json = bytearray(b"{")
        self.fields: dict[str, tuple[int, int]] = {}
        """Where the value of each field of the record begins, and its length."""
        writers = json_writers()
        for name, value in record.items():
            data = NULL if value is None else writers.get(name, to_json)(value)
            json += write_key(name)
            self.fields[name] = len(json), len(data)
            json += data
            json += b","
        json[-1:] = b"}" + LINE_END

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
