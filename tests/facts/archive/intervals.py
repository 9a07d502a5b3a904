"""Intervals: what an amount may mean as a set of numbers, and how it lies to the limits of a query."""

from fractions import Fraction

from facts.model.money import Money

STEP = Fraction(1, 10**12)
"""The distance between an amount and the next: amounts have twelve decimal places."""
Interval = tuple[Fraction | None, Fraction | None]
"""The least and the greatest number of a set, both in it; None = there is none."""


def interval_of(value: Money) -> Interval:
    """Return the numbers that an amount may mean."""
    number, to = Fraction(value.amount), None if value.to is None else Fraction(value.to)
    return {
        "=": (number, number),
        "~": (number, number),
        "..": (number, to),
        ">": (number + STEP, None),
        ">=": (number, None),
        "<": (None, number - STEP),
        "<=": (None, number),
    }[value.operator]


def limits_of(least: str | None, greatest: str | None) -> Interval:
    """Return the numbers between the limits of a query."""
    return None if least is None else Fraction(least), None if greatest is None else Fraction(greatest)


def may_match(value: Money | None, limits: Interval) -> bool:
    """Return whether the numbers that an amount may mean and those between the limits have one in common."""
    if value is None:
        return limits == (None, None)
    lower, upper = zip(interval_of(value), limits, strict=True)
    least = max((end for end in lower if end is not None), default=None)
    greatest = min((end for end in upper if end is not None), default=None)
    return least is None or greatest is None or least <= greatest


def is_definite(value: Money, limits: Interval) -> bool:
    """Return whether all numbers that an amount may mean lie between the limits; no estimate's do for certain."""
    (least, greatest), (minimum, maximum) = interval_of(value), limits
    is_above = minimum is None or (least is not None and least >= minimum)
    is_below = maximum is None or (greatest is not None and greatest <= maximum)
    return is_above and is_below and value.operator != "~"
