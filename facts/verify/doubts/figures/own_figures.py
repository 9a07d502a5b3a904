"""Figures of events and statements that are not those of their own words: 12,000 euros, where they paid 9,000."""

import re
from collections.abc import Iterator

from facts.model.fields import RecordField
from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.receipt import Span
from facts.model.record import Record
from facts.model.share import Share
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_numbers import read_numbers
from facts.verify.finding import Finding
from facts.verify.grammar.inflection import to_singular
from facts.verify.reader import read_as
from facts.verify.readings import MoneyReading, QuantityReading, ShareReading
from facts.verify.uncovered import find_figures

KINDS = ("events", "statements")
VOTES = "vote"
"""The unit of what stands in two numbers: 21 votes to 11."""
EARLIER = re.compile(r"(?<!\w)(?:from|than|instead of)\s$")
"""What is before a figure that holds no longer, or is compared with."""
HINT = "Correct it, or quote the words for this figure in the record's own `quote`"


def find_other_figures(context: CheckContext) -> Iterator[Finding]:
    """Yield each figure beside the words of a record that have just one like it, which no field of it has."""
    for kind in KINDS:
        for record in context.of_kind(kind):
            for field in record.fields:
                if isinstance(field.value, Money | Share | Quantity) and field.path in record.evidence:
                    words = find_other(record, field, context)
                    if words:
                        message = f"is '{field.value.stated}', but the words of the record have '{words}'"
                        yield Finding(f"{kind}/{record.id}", field.path, message, HINT, is_certain=False)


def find_other(record: Record, field: RecordField, context: CheckContext) -> str | None:
    """Return the only figure like that of a field in the own words of a record, if no field of it has these words."""
    receipt = record.evidence.get(record.title_field)
    spans = [span for span in receipt.spans if span.exact] if receipt else []
    text = context.article.text
    figures = [
        (span.start + start, span.start + end)
        for span in spans
        for kind, start, end in find_figures(text[span.start : span.end])
        if is_like(field.value, kind, text[span.start + start : span.start + end])
    ]
    if len(figures) != 1:
        return None
    start, end = figures[0]
    others = [other.path for other in record.fields if isinstance(other.value, Money | Share | Quantity)]
    words = [span for path in others if path in record.evidence for span in record.evidence[path].spans]
    is_known = any(overlaps(span, start, end) for span in words) or is_same_number(field.value, text[start:end])
    return None if is_known or EARLIER.search(text[:start]) else text[start:end]


def is_same_number(value: object, words: str) -> bool:
    """Return whether words have a number of those that state a value: 9,000 euros, of a fine of \u20ac9,000."""
    stated = str(getattr(value, "stated", ""))
    return not {number.value for number in read_numbers(words)}.isdisjoint(
        number.value for number in read_numbers(stated)
    )


def overlaps(span: Span, start: int, end: int) -> bool:
    """Return whether a span has a part of a range of characters."""
    return span.start < end and span.end > start


def is_like(value: object, kind: str, words: str) -> bool:
    """Return whether words of a kind are like a value: an amount in its currency, a share too, or of its unit."""
    if kind not in ("money", "share", "quantity"):
        return False
    reading = read_as(kind, words)
    if isinstance(value, Money):
        return isinstance(reading, MoneyReading) and reading.currency == value.currency
    if isinstance(value, Quantity) and isinstance(reading, QuantityReading):
        return last_word(reading.unit) == last_word(value.unit) not in ("", VOTES)
    return isinstance(value, Share) and isinstance(reading, ShareReading)


def last_word(unit: str | None) -> str:
    """Return the last word of a unit in the singular; empty without one."""
    return to_singular(unit.lower().split()[-1]) if unit else ""
