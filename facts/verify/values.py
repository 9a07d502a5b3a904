"""Comparison of values with the words that they are stated in."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from facts.model.edtf import parse
from facts.model.values import EdtfDate, Money, Quantity, format_decimal
from facts.verify.english_dates import overlaps, read_bounds, read_times, supports
from facts.verify.english_numbers import read_money, read_quantities, read_shares

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LIMIT_DISTANCES = {0, 364, 365, 366}
"""The days allowed between a limit and the bound it was inferred from: none, or a year, inclusive or not."""

ReadableValue: TypeAlias = EdtfDate | Money | Quantity | Decimal
"""The values that can be read from words; a bare decimal is a share."""


def matches_text(value: ReadableValue, text: str) -> bool:
    """Return whether `value` can be read from the words of `text`."""
    match value:
        case EdtfDate():
            return supports(text, value.edtf)
        case Money():
            return (value.amount, value.currency) in read_money(text)
        case Quantity():
            number = None if value.value is None else Decimal(str(value.value))
            return (value.operator, number) in read_quantities(text)
        case Decimal():
            return value in read_shares(text)


def mismatch(value: ReadableValue, texts: Iterable[str], contexts: Iterable[str]) -> str | None:
    """Return how `value` differs from its own words, or from those in each of their `contexts`; None if it does not.

    A share is compared with the `texts` of its spans. A quantity without a number is compared with its own words
    only, because there may be numbers around them.
    """
    if isinstance(value, Decimal):
        is_stated = any(matches_text(value, text) for text in texts)
        return None if is_stated else f"is {format_decimal(value)}, which none of its spans states in percent"
    if not matches_text(value, value.stated):
        return f"is {format_value(value)}, which '{value.stated}' does not say"
    wider = () if isinstance(value, Quantity) and value.value is None else tuple(contexts)
    if wider and not any(matches_text(value, context) for context in wider):
        return f"is {format_value(value)}, but the words around '{value.stated}' change its meaning"
    return None


def contradiction(value: ReadableValue) -> str | None:
    """Return how an inferred `value` contradicts its words; None if it only adds to them."""
    match value:
        case EdtfDate():
            times, weekday = read_times(value.stated), re.search("|".join(WEEKDAYS), value.stated)
            contradicts = bool(times) and not any(overlaps(value.edtf, time) for time in times)
            if not times and weekday and value.earliest and value.earliest == value.latest:
                contradicts = WEEKDAYS[date.fromisoformat(value.earliest).weekday()] != weekday[0]
        case Money():
            amounts = {amount for amount, _ in read_money(value.stated)}
            contradicts = bool(amounts) and value.amount not in amounts
        case Quantity():
            numbers = {number for _, number in read_quantities(value.stated)} - {None}
            contradicts = bool(numbers) and (value.value is None or Decimal(str(value.value)) not in numbers)
        case Decimal():
            return None
    return f"is {format_value(value)}, which contradicts '{value.stated}'" if contradicts else None


def unsupported_limit(limits: str, texts: Iterable[str]) -> str | None:
    """Return which of the inferred `limits` is no bound of a time in `texts`; two limits may be a year from one."""
    bounds = {day for text in texts for day in read_bounds(text)}
    edges = [date.fromisoformat(edge) for edge in (parse(limits).earliest, parse(limits).latest) if edge]
    allowed = LIMIT_DISTANCES if len(edges) > 1 else {0}
    for edge in edges:
        if not allowed & {abs((edge - bound).days) for bound in bounds}:
            return f"begins or ends on {edge}, but no time in its spans does, nor one a year before or after"
    return None


def format_value(value: EdtfDate | Money | Quantity) -> str:
    """Return a short text for a value."""
    match value:
        case EdtfDate():
            return value.edtf
        case Money():
            return f"{format_decimal(value.amount)} {value.currency}"
        case Quantity():
            return f"{value.operator} {'no number' if value.value is None else value.value}"
