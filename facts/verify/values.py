"""Values against the words that they are stated in."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from facts.model.edtf import parse
from facts.model.values import EdtfDate, Money, Quantity, format_decimal
from facts.verify.english_dates import bounds, overlap, supports, times
from facts.verify.english_numbers import money, quantities, shares

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
A_YEAR = {0, 364, 365, 366}
"""The days between a limit and the time that it was inferred from: none, or a year, inclusive or not."""

Readable: TypeAlias = EdtfDate | Money | Quantity | Decimal
"""The values that can be read from words; a bare decimal is a share."""


def matches_text(value: Readable, text: str) -> bool:
    """Return whether the words of `text` say `value`."""
    match value:
        case EdtfDate():
            return supports(text, value.edtf)
        case Money():
            return (value.amount, value.currency) in money(text)
        case Quantity():
            number = None if value.value is None else Decimal(str(value.value))
            return (value.operator, number) in quantities(text)
        case Decimal():
            return value in shares(text)


def mismatch(value: Readable, texts: Iterable[str], contexts: Iterable[str]) -> str | None:
    """Return how `value` departs from what it is stated in: its words, or those with the words around them.

    A quantity without a number is held against its own words only, for numbers may stand around them.
    """
    if isinstance(value, Decimal):
        said = any(matches_text(value, text) for text in texts)
        return None if said else f"is {format_decimal(value)}, which none of its spans says in percent"
    if not matches_text(value, value.stated):
        return f"is {format_value(value)}, which '{value.stated}' does not say"
    wider = () if isinstance(value, Quantity) and value.value is None else tuple(contexts)
    if wider and not any(matches_text(value, context) for context in wider):
        return f"is {format_value(value)}, which the words around '{value.stated}' change"
    return None


def contradiction(value: Readable) -> str | None:
    """Return how an inferred `value` goes against its words; None where it only adds to them."""
    match value:
        case EdtfDate():
            found, weekday = times(value.stated), re.search("|".join(WEEKDAYS), value.stated)
            apart = bool(found) and not any(overlap(value.edtf, time) for time in found)
            if not found and weekday and value.earliest and value.earliest == value.latest:
                apart = WEEKDAYS[date.fromisoformat(value.earliest).weekday()] != weekday[0]
        case Money():
            amounts = {amount for amount, _ in money(value.stated)}
            apart = bool(amounts) and value.amount not in amounts
        case Quantity():
            numbers = {number for _, number in quantities(value.stated)} - {None}
            apart = bool(numbers) and (value.value is None or Decimal(str(value.value)) not in numbers)
        case Decimal():
            return None
    return f"is {format_value(value)}, which contradicts '{value.stated}'" if apart else None


def unsupported_limit(limits: str, texts: Iterable[str]) -> str | None:
    """Return which of the inferred `limits` is neither where a time in `texts` begins or ends nor a year from it."""
    known = {day for text in texts for day in bounds(text)}
    for edge in filter(None, (parse(limits).earliest, parse(limits).latest)):
        if not any(abs((date.fromisoformat(edge) - day).days) in A_YEAR for day in known):
            return f"begins or ends on {edge}, and no time in its spans does so, nor a year from it"
    return None


def format_value(value: EdtfDate | Money | Quantity) -> str:
    """Return a value on a few characters."""
    match value:
        case EdtfDate():
            return value.edtf
        case Money():
            return f"{format_decimal(value.amount)} {value.currency}"
        case Quantity():
            return f"{value.operator} {'no number' if value.value is None else value.value}"
