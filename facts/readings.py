"""Values against the words that they are stated in."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from facts.times import supports
from facts.values import Money, Quantity, When, plain
from facts.words import money, quantities, shares

Readable: TypeAlias = When | Money | Quantity | Decimal
"""The values that can be read from words; a bare decimal is a share."""


def agrees(value: Readable, text: str) -> bool:
    """Return whether the words of `text` say `value`."""
    match value:
        case When():
            return supports(text, value.edtf)
        case Money():
            return (value.amount, value.currency) in money(text)
        case Quantity():
            number = None if value.value is None else Decimal(str(value.value))
            return (value.operator, number) in quantities(text)
        case Decimal():
            return value in shares(text)


def misread(value: Readable, texts: Iterable[str], contexts: Iterable[str]) -> str | None:
    """Return how `value` departs from what it is stated in: its words, or those with the words around them.

    A quantity without a number is held against its own words only, for numbers may stand around them.
    """
    if isinstance(value, Decimal):
        said = any(agrees(value, text) for text in texts)
        return None if said else f"is {plain(value)}, which none of its spans says in percent"
    if not agrees(value, value.stated):
        return f"is {shown(value)}, which '{value.stated}' does not say"
    wider = () if isinstance(value, Quantity) and value.value is None else tuple(contexts)
    if wider and not any(agrees(value, context) for context in wider):
        return f"is {shown(value)}, which the words around '{value.stated}' change"
    return None


def shown(value: When | Money | Quantity) -> str:
    """Return a value on a few characters."""
    match value:
        case When():
            return value.edtf
        case Money():
            return f"{plain(value.amount)} {value.currency}"
        case Quantity():
            return f"{value.operator} {'no number' if value.value is None else value.value}"
