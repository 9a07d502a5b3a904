"""Body writers: a record and its rows as the archive stores them, each value and each receipt once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic_core import to_json

from facts.archive.body import LINE_END, NULL, BodyRow, Slice
from facts.archive.ingest.field_rows import FieldRow
from facts.model.receipt import Gap
from facts.urls import record_url

ATTRIBUTION = b',"attributed_to":'
FORMULA = b',"formula":'
"""What the parts of a receipt begin with; in a JSON string their quotation marks are escaped."""


class BodyWriter:
    """Writes the body of a record, see `facts.archive.body`."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.json = bytearray(to_json(record) + LINE_END)

    def write(self, subject: str, title: str, countries: Sequence[str], rows: Iterable[FieldRow]) -> bytes:
        """Return the body."""
        head = {"sheet": subject.partition("/")[0], "subject": subject, "url": record_url(subject), "title": title}
        lines = [to_json(self.body_row(row)) for row in rows]
        return LINE_END.join([self.json, to_json(head)[1:-1], to_json(countries), *lines])

    def body_row(self, row: FieldRow) -> Sequence[Any]:
        """Return the fields of a `BodyRow`: pydantic takes four times as long to write named tuples."""
        value = self.slice_of(NULL if row.value is None else to_json(row.value))
        receipt = to_json(row.receipt)
        if isinstance(row.receipt, Gap):
            receipt_end = formula_start = len(receipt)
        else:
            receipt_end, formula_start = receipt.index(ATTRIBUTION), receipt.index(FORMULA)
        start, end = self.slice_of(receipt)
        return (
            row.path,
            row.voice,
            row.attributed_to,
            row.attribution_scope,
            row.status,
            row.earliest,
            row.latest,
            row.certainty,
            row.basis,
            value,
            (start, start + receipt_end),
            (start + formula_start, end),
        )

    def slice_of(self, json: bytes) -> Slice:
        """Return where a value is in the body, to which it is added if it is not there."""
        start = self.json.find(json)
        if start < 0:
            start = len(self.json)
            self.json += json
        return start, start + len(json)
