"""Comparison of values with the words that they are stated in."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from facts.model.decimals import format_decimal
from facts.model.edtf import parse
from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.values import EdtfDate
from facts.verify.context import Excerpt, changed_by, find_readings
from facts.verify.english_dates import find_dates, overlaps, read_bounds, same_time
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.english_numbers import read_numbers
from facts.verify.inflection import to_singular
from facts.verify.reader import Unread, read_as
from facts.verify.readings import DateReading, MoneyReading, QuantityReading, Reading, ShareReading
from facts.verify.word_list import word_set

LIMIT_DISTANCES = {0, 364, 365, 366}
"""The days allowed between a limit and the bound it was inferred from: none, or a year, inclusive or not."""
LIMITING = word_set("by until till before after since from next last years months weeks days ago later")
"""Words that place a date on a side of the one that stands with them."""

ReadableValue: TypeAlias = EdtfDate | Money | Quantity | Decimal
"""The values that can be read from words; a bare decimal is a share."""


def mismatch(value: ReadableValue, excerpts: Iterable[Excerpt]) -> str | None:
    """Return how `value` differs from its words, alone or where they stand in the `excerpts`; None if it does not.

    A share is compared with every share inside the excerpts; other values with the words that they are stated in.
    """
    if isinstance(value, Decimal):
        return _share_mismatch(value, excerpts)
    if isinstance(value, Quantity) and value.value is None:
        return _count_mismatch(value)
    kind, reading = read_stated(value)
    if isinstance(reading, Unread):
        return f"is {format_value(value)}, but '{value.stated}' is not read: {reading}"
    if not agrees(value, reading):
        remark = f"it says {reading}{_remark(value, reading)}"
        return f"is {format_value(value)}, which '{value.stated}' does not say: {remark}"
    change = None
    for excerpt in excerpts:
        change = changed_by(kind, reading, excerpt)
        if change is None:
            return None
    message = f"is {format_value(value)}, but the words around '{value.stated}' change its meaning"
    return f"{message}: '{change}'" if change else None


def read_stated(value: EdtfDate | Money | Quantity) -> tuple[str, Reading | Unread]:
    """Return the kind of a value, and the reading of the words that it is stated in."""
    kind = {EdtfDate: DateReading.kind, Money: MoneyReading.kind, Quantity: QuantityReading.kind}[type(value)]
    return kind, read_as(kind, value.stated)


def agrees(value: ReadableValue, reading: Reading) -> bool:
    """Return whether a value is the one that was read, in its operator, number, currency, unit and days."""
    match value, reading:
        case EdtfDate(), DateReading():
            return same_time(value.edtf, reading.edtf)
        case Money(), MoneyReading():
            return ("=", value.amount, value.currency) == (reading.operator, reading.amount, reading.currency)
        case Quantity(), QuantityReading():
            number = Decimal(str(value.value))
            return (value.operator, number) == (reading.operator, reading.value) and names_unit(value.unit, reading)
        case Decimal(), ShareReading():
            return ("=", value) == (reading.operator, reading.value)
    return False


def names_unit(unit: str | None, reading: QuantityReading) -> bool:
    """Return whether a unit names what is counted: type, or type of missile, in four types of missiles.

    Without words for the things, the unit is in other words of the article.
    """
    if unit is None or reading.unit is None:
        return True
    words = [to_singular(word) for word in unit.lower().split()]
    nouns = list(reading.nouns)
    content = [word for word in words if word not in ("of", "the")]
    starts = range(len(nouns) - len(content) + 1)
    return reading.unit in content and any(nouns[start : start + len(content)] == content for start in starts)


def _remark(value: ReadableValue, reading: Reading) -> str:
    """Return that an exact amount cannot hold a bound, an estimate or a range; nothing if that is not why."""
    is_bound = isinstance(value, Money) and isinstance(reading, MoneyReading) and reading.operator != "="
    return ", which an exact amount cannot hold" if is_bound else ""


def _share_mismatch(share: Decimal, excerpts: Iterable[Excerpt]) -> str | None:
    """Return that no excerpt has the share, and which shares they have; None if one has it."""
    readings = [reading for excerpt in excerpts for reading in find_readings(ShareReading.kind, excerpt)]
    if any(agrees(share, reading) for reading in readings):
        return None
    message = f"is {format_decimal(share)}, which none of its spans states in percent"
    return f"{message}: they say {', '.join(map(str, readings[:3]))}" if readings else message


def _count_mismatch(quantity: Quantity) -> str | None:
    """Return that a quantity without a number has one in its words; None if it has not."""
    reading = read_as(QuantityReading.kind, quantity.stated)
    number = reading if isinstance(reading, QuantityReading) else next(read_numbers(quantity.stated), None)
    if number is None and quantity.operator == "=":
        return None
    return f"is {format_value(quantity)}, which '{quantity.stated}' does not say"


def contradiction(value: ReadableValue) -> str | None:
    """Return how an inferred `value` contradicts its words; None if it only adds to them."""
    if isinstance(value, Decimal):
        return None
    if isinstance(value, EdtfDate):
        contradicts = contradicts_date(value)
    else:
        _, reading = read_stated(value)
        contradicts = not isinstance(reading, Unread) and not _allows(reading, value)
    return f"is {format_value(value)}, which contradicts '{value.stated}'" if contradicts else None


def contradicts_date(value: EdtfDate) -> bool:
    """Return whether the words of an inferred date name another day, month, year or weekday."""
    reading = read_as(DateReading.kind, value.stated)
    if isinstance(reading, DateReading):
        return not overlaps(value.edtf, reading.edtf)
    words = value.stated.split()
    times = find_dates(value.stated) if LIMITING.isdisjoint(map(str.lower, words)) else frozenset()
    if times:
        return not any(overlaps(value.edtf, time) for time in times)
    weekday = next((day for day in WEEKDAYS if day in value.stated), None)
    is_day = value.earliest is not None and value.earliest == value.latest
    return bool(weekday and is_day) and WEEKDAYS[date.fromisoformat(value.earliest or "").weekday()] != weekday


def _allows(reading: Reading, value: Money | Quantity) -> bool:
    """Return whether the number of an inferred value lies within what was read."""
    if isinstance(value, Money) and isinstance(reading, MoneyReading):
        number, least, greatest = value.amount, reading.amount, reading.to
        if value.currency != reading.currency:
            return False
    elif isinstance(value, Quantity) and isinstance(reading, QuantityReading) and value.value is not None:
        number, least, greatest = Decimal(str(value.value)), reading.value, reading.to
    else:
        return False
    tests = {"=": number == least, ">": number >= least, ">=": number >= least, "<": number <= least}
    tests |= {"<=": number <= least, "~": True, "..": least <= number <= (greatest or least)}
    return tests[reading.operator]


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
            unit = f" {value.unit}" if value.unit else ""
            return f"{value.operator} {'no number' if value.value is None else value.value}{unit}"
