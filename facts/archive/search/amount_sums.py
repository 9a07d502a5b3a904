"""Amount sums: what amounts of one currency come to, exactly."""

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from functools import reduce
from typing import Any

from facts.archive.indexes import OPEN_END, OPEN_START
from facts.archive.span_column import ItemSpan
from facts.model.decimals import EXACT, STEP, format_decimal

SUM = Context(prec=64)
"""A context in which no sum is rounded: an amount has 24 digits before its point and 12 after it."""


def sum_spans(spans: Sequence[ItemSpan]) -> dict[str, Any]:
    """Return the number of amounts, and what they come to at least and at most, which is None if one has no end.

    An amount whose least is open counts as 0 there, for no amount is below it.
    """
    least = sum_decimals(least_amount(span) for span in spans if span.first != OPEN_START)
    is_open = any(span.last == OPEN_END for span in spans)
    greatest = None if is_open else sum_decimals(map(greatest_amount, spans))
    return {
        "count": len(spans),
        "least": format_amount(least),
        "greatest": None if greatest is None else format_amount(greatest),
    }


def sum_decimals(numbers: Iterable[Decimal]) -> Decimal:
    """Return the exact sum of amounts."""
    return reduce(SUM.add, numbers, Decimal(0))


def least_amount(span: ItemSpan) -> Decimal:
    """Return the least that an amount may be."""
    least = Decimal(span.first)
    return EXACT.subtract(least, STEP) if span.operator == ">" else least


def greatest_amount(span: ItemSpan) -> Decimal:
    """Return the most that an amount may be."""
    greatest = Decimal(span.last)
    return EXACT.add(greatest, STEP) if span.operator == "<" else greatest


def format_amount(amount: Decimal) -> str:
    """Return an amount without zeros at its end."""
    text = format_decimal(amount)
    return text.rstrip("0").rstrip(".") if "." in text else text
