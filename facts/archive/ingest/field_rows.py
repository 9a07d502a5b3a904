"""The rows of fields: what a filled field, a gap or a derived value is filtered, sorted and searched by."""

import dataclasses
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any

from pydantic import BaseModel

from facts.archive.range_column import ESTIMATE
from facts.model.fields import RecordField, WithEvidence
from facts.model.numeric import NumericValue
from facts.model.receipt import Receipt
from facts.model.record import Attribution
from facts.model.values import EdtfDate, Status
from facts.views import Certainty

LIST_NUMBER = re.compile(r"(?<=\.)[0-9]+(?=\.|$)")
"""The number of a list item in a path."""

Subject = tuple[str, str, str]
"""The address of a record, as `sheet/kind/id`, its kind and its title."""


@dataclasses.dataclass
class FieldRow:
    """A row; its fields are the columns that filters and sort orders look at.

    Those that not every row sets are no parameters, so that rows are created faster.
    """

    subject: str
    kind: str
    title: str
    path: str
    field: str
    """The path with `*` in place of the numbers of list items."""
    voice: str
    attributed_to: str | None
    attribution_scope: str | None
    status: str
    text_parts: list[str]
    value: Any
    """The value of a fact; None for a gap."""
    countries: tuple[str, ...] = dataclasses.field(default=(), init=False)
    gap: str | None = dataclasses.field(default=None, init=False)
    basis: str | None = dataclasses.field(default=None, init=False)
    passages: tuple[str, ...] = dataclasses.field(default=(), init=False)
    text: str | None = dataclasses.field(default=None, init=False)
    terms: tuple[str, ...] = dataclasses.field(default=(), init=False)
    least: str | None = dataclasses.field(default=None, init=False)
    greatest: str | None = dataclasses.field(default=None, init=False)
    operator: str | None = dataclasses.field(default=None, init=False)
    unit: str | None = dataclasses.field(default=None, init=False)
    earliest: str | None = dataclasses.field(default=None, init=False)
    latest: str | None = dataclasses.field(default=None, init=False)
    dated: bool = dataclasses.field(default=False, init=False)
    certainty: Certainty | None = dataclasses.field(default=None, init=False)
    timeline: bool = dataclasses.field(default=False, init=False)


def field_row(
    field: RecordField,
    owner: WithEvidence,
    subject: Subject,
    attribution: Attribution,
    status: Status,
    prefix: str = "",
) -> FieldRow:
    """Return the row of a field: a fact if it is filled, a gap if it is empty."""
    path = prefix + field.path
    receipt = owner.evidence.get(field.path)
    if receipt:
        return fact_row(path, field.value, receipt, subject, attribution, status)
    gap = owner.gaps[field.path]
    row = row_of(path, None, subject, attribution, status)
    row.gap = gap.status
    row.text_parts.append(gap.note)
    return row


def row_of(path: str, value: Any, subject: Subject, attribution: Attribution, status: Status) -> FieldRow:
    """Return the row of a value or a gap, found by the name of its field."""
    field, words = path_texts(path)
    return FieldRow(*subject, path, field, *attribution, status, [words], value)


@lru_cache(maxsize=4096)
def path_texts(path: str) -> tuple[str, str]:
    """Return a path with `*` in place of the numbers of list items, and as words."""
    return LIST_NUMBER.sub("*", path), path.replace(".", " ")


def fact_row(
    path: str, value: Any, receipt: Receipt, subject: Subject, attribution: Attribution, status: Status
) -> FieldRow:
    """Return the row of a value; it is found by the name of its field, its own words and those of the receipt."""
    row = row_of(path, value, subject, attribution, status)
    row.basis = receipt.basis
    row.passages = passages_of(receipt)
    texts = row.text_parts
    if isinstance(value, str):
        texts.append(value)
    else:
        texts += iter_strings(value)
    for span in receipt.spans:
        if span.exact:
            texts.append(span.exact)
    match value:
        case str():
            row.text = value
        case None:
            pass
        case tuple():
            terms = ((item,) if isinstance(item, str) else item.filter_terms for item in value)
            row.terms = tuple(chain.from_iterable(terms))
        case EdtfDate():
            row.dated, row.text, row.certainty = True, value.edtf, certainty(value, receipt)
            row.earliest, row.latest = value.earliest, value.latest
            row.operator = ESTIMATE if value.parsed.qualifier else None
        case NumericValue():
            row.least, row.greatest = value.keys
            row.operator, row.unit = value.operator, value.unit_name
        case _:
            row.text = str(value)
    return row


def iter_strings(value: object) -> Iterator[str]:
    """Yield every text and number inside a field's value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from iter_strings(inner)
    elif isinstance(value, BaseModel):
        for inner in vars(value).values():
            if inner is not None:
                yield from iter_strings(inner)
    elif isinstance(value, Decimal):
        yield f"{value:f}"
    elif isinstance(value, (int, float)):
        yield str(value)


def passages_of(receipt: Receipt) -> tuple[str, ...]:
    """Return the numbers of the passages that a receipt cites, each once."""
    return tuple(dict.fromkeys([str(span.passage) for span in receipt.spans]))


def certainty(date: EdtfDate, receipt: Receipt) -> Certainty:
    """Return how certain a date is: as stated, inferred, or qualified in EDTF."""
    if receipt.basis != "stated" or date.within:
        return "inferred"
    return date.parsed.qualifier or "certain"
