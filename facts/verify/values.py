"""Comparison of values with the words that they are stated in."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TypeAlias

from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.share import Share
from facts.model.values import EdtfDate
from facts.verify.context import Excerpt, changed_by, is_same
from facts.verify.currencies import currency_codes
from facts.verify.date_points import SEASONS
from facts.verify.english_dates import END_OF_YEAR, UNKNOWN_YEAR, find_dates, overlaps
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.english_numbers import read_numbers
from facts.verify.english_quantities import ALL_BUT, DIMENSIONS, LONG_PERIODS, in_short_units
from facts.verify.english_shares import find_endless_fraction
from facts.verify.grammar.changes import CHANGES
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.word_list import word_set
from facts.verify.neighbours import NEGATIONS
from facts.verify.precision import EXACT, find_excess, is_counted_from
from facts.verify.reader import Unread, explain, read_as
from facts.verify.readings import DateReading, MoneyReading, QuantityReading, Reading, ShareReading
from facts.verify.shared_currencies import UNNAMED, find_shared_name, list_meant, may_mean, with_code
from facts.verify.time_distances import find_distances
from facts.verify.tokens import MONTH_NUMBERS
from facts.verify.unit_prices import without_unit

ROUNDING = Decimal("0.01")
"""Maximum distance of a share from the fraction without a decimal value that it is written for."""
RUPEES = "rs"
"""The sign of rupees, which are read only where Indian scales or grouping say whose they are."""
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
RATE = re.compile(r"\s(?:an?|per|each|every)\s\w+$")
"""Words after a number that make it a rate, which the note of an inferred value tells."""
MORE_OR_LONG = "more than that, or the time that something lasts"
"""What "over" before a number of years may mean."""
BOUND = re.compile(
    rf"(?<!\w)(?<!day )(?<!week )(?<!month )(?<!year )(?<!days )(?<!weeks )(?<!months )(?<!years )"
    rf"(?P<side>by|(?:no|not) later than|before|after|(?:no|not) earlier than|not before)\s(?:the\s)?"
    rf"(?:(?:very\s)?(?:end|start|beginning|middle)\sof\s(?:the\s)?|(?:early|mid|late)[\s-])?"
    rf"(?:\d+|{'|'.join([*MONTH_NUMBERS, *SEASONS])})(?!\w)"
)
"""The words of a latest or an earliest date up to its month, its season or its first number."""
LIMITS = {"after": "[{}..]", "earlier": "{}/..", "not": "{}/.."}
"""The expression of an earliest date by the first of the last two words of its limit."""
LIMITING = word_set("by until till before after since from next last years months weeks days ago later")
"""Words that place a date on a side of the one that stands with them."""

ReadableValue: TypeAlias = EdtfDate | Money | Share | Quantity
"""The values that can be read from words."""
KINDS: Mapping[type[ReadableValue], str] = {
    EdtfDate: DateReading.kind,
    Money: MoneyReading.kind,
    Share: ShareReading.kind,
    Quantity: QuantityReading.kind,
}
"""As what kind of value the words of each type are read."""


def mismatch(
    value: ReadableValue,
    excerpts: Iterable[Excerpt],
    *,
    is_unit_price: bool = False,
    currencies: Collection[str] = (),
) -> str | None:
    """Return how `value` differs from its words, alone or where they stand in the `excerpts`; None if it does not.

    Beside the price of a unit, words such as "each" and "per round" are accepted. A name such as dollars means the
    only one of the `currencies` of the article that has it.
    """
    if isinstance(value, Quantity) and value.value is None:
        return count_mismatch(value)
    kind, words = KINDS[type(value)], words_of(value, is_unit_price=is_unit_price)
    name = find_shared_name(words) if isinstance(value, Money) else None
    codes = list_meant(name, currencies) if name else []
    if len(codes) > 1:
        return f"is {format_value(value)}, but '{words}' may be {' or '.join(codes)}: the article names each of them"
    reading = read_as(kind, words, frozenset(currencies))
    if isinstance(reading, Unread):
        unread = explain(words, [reading], may_be_date=isinstance(value, EdtfDate))
        return f"is {format_value(value)}, but '{words}' is not read: {unread}"
    if not agrees(value, reading):
        return f"is {format_value(value)}, which '{words}' does not say: it says {reading}"
    change = None
    for excerpt in excerpts:
        change = changed_by(kind, reading, excerpt, is_unit_price=is_unit_price)
        if change is None:
            return None
    return describe_change(value, words, change) if change else None


def describe_change(value: ReadableValue, words: str, change: str) -> str:
    """Return that the words `change` beside those of a value make it another one."""
    if " " in change:
        return f"is {format_value(value)}, but '{change}' after '{words}' makes it a rate, which only a note can say"
    if isinstance(value, EdtfDate) and (change.lower() in NEGATIONS or change.endswith("n't")):
        reversal = f"turns '{words}' round: quote both, with the time from then on and a note"
        return f"is {format_value(value)}, but '{change}' {reversal}"
    if change.lower() in CHANGES:
        return f"is {format_value(value)}, but '{change}' makes '{words}' no range: quote the figure that holds"
    if isinstance(value, Quantity) and change.lower() == "over":
        return f"is {format_value(value)}, but '{change} {words}' is {MORE_OR_LONG}"
    return f"is {format_value(value)}, but the words around '{words}' change its meaning: '{change}'"


def words_of(value: ReadableValue, *, is_unit_price: bool = False) -> str:
    """Return the words that a value is stated in; of the price of a unit, without "each" and the like."""
    return without_unit(value.stated) if is_unit_price else value.stated


def agrees(value: ReadableValue, reading: Reading) -> bool:
    """Return whether a value is the one that was read, in its operator, numbers, currency, unit and days."""
    if isinstance(value, Quantity) and isinstance(reading, QuantityReading) and not names_unit(value.unit, reading):
        return False
    stated = to_reading(value)
    return isinstance(stated, type(reading)) and is_same(stated, reading)


def to_reading(value: ReadableValue) -> Reading | None:
    """Return a value as the reading of words that state it; None for a quantity without a number."""
    match value:
        case EdtfDate():
            return DateReading(value.edtf)
        case Money():
            return MoneyReading(value.operator, value.amount, value.currency, value.to)
        case Share():
            return ShareReading(value.operator, value.value, value.to)
    number, to = value.ends
    if value.operator is None or number is None:
        return None
    return in_short_units(QuantityReading(value.operator, number, to, value.unit))


def names_unit(unit: str | None, reading: QuantityReading) -> bool:
    """Return whether a unit names what is counted: type, or type of missile, in four types of missiles.

    Without words for the things, the unit is in other words of the article.
    """
    if unit is None or reading.unit is None:
        return True
    words = [to_singular(word) for word in unit.lower().split()]
    words = [LONG_PERIODS.get(word, (1, word))[1] for word in words]
    nouns = list(reading.nouns)
    content = [word for word in words if word not in ("of", "the")]
    starts = range(len(nouns) - len(content) + 1)
    parts = reading.unit.split()
    needed = {*parts} if parts[0] in DIMENSIONS else {parts[-1]}
    return needed <= {*content} and any(nouns[start : start + len(content)] == content for start in starts)


def count_mismatch(quantity: Quantity) -> str | None:
    """Return that a quantity without a number has one in its words; None if it has not."""
    reading = read_as(QuantityReading.kind, quantity.stated)
    number = reading if isinstance(reading, QuantityReading) else next(read_numbers(quantity.stated), None)
    if number is None or ALL_BUT.fullmatch(quantity.stated):
        return None
    return f"is {format_value(quantity)}, which '{quantity.stated}' does not say"


def contradiction(value: ReadableValue, currencies: Collection[str] = (), texts: Collection[str] = ()) -> str | None:
    """Return how an inferred `value` contradicts its words; None if it only adds to them.

    The `currencies` are those that the article names, the `texts` all words of the value's receipt: a date in them
    may be what another one counts from.
    """
    if isinstance(value, EdtfDate):
        reading = read_as(DateReading.kind, value.stated)
        is_counted = any(True for text in texts for _ in find_distances(text)) or is_counted_from(value, texts)
        is_end_of_year = isinstance(reading, DateReading) and reading.edtf == END_OF_YEAR == YEAR.sub(
            UNKNOWN_YEAR, value.edtf
        )
        contradicts = not (is_counted or is_end_of_year) and contradicts_date(value)
        times = {reading.edtf} if isinstance(reading, DateReading) else find_dates(value.stated)
        is_yearless = value.edtf.startswith(UNKNOWN_YEAR)
        if contradicts and not is_yearless and times and all(UNKNOWN_YEAR in time for time in times):
            year = f"quoted alone it is {min(times)}, and the limits that you infer are its `within`"
            return f"is {value.edtf}, but '{value.stated}' has no year: {year}"
        if not contradicts and not is_end_of_year and (time := find_excess(value, [value.stated, *texts])):
            precise = f"the words that say more, or its value is {time}"
            return f"is {value.edtf}, more precise than '{value.stated}': quote {precise}"
        is_exact = EXACT.fullmatch(value.edtf) and (is_yearless or not contradicts)
        if is_exact and (bound := BOUND.search(value.stated)):
            limit = LIMITS.get(bound["side"].split()[-2:][0], "[..{}]").format(value.edtf)
            return f"is {value.edtf}, but '{bound[0]}' makes it a limit: its value is {limit}, or its last day"
    elif message := find_false_bound(value):
        return message
    else:
        contradicts = contradicts_number(value, currencies)
    return f"is {format_value(value)}, which contradicts '{value.stated}'" if contradicts else None


def contradicts_number(value: Money | Share | Quantity, currencies: Collection[str] = ()) -> bool:
    """Return whether the words of an inferred number say another one, as far as they are read.

    A name such as kroner may be that of each currency that has it, of those that the article names if it names any,
    and a fraction such as two thirds is rounded.
    """
    words, name = value.stated, find_shared_name(value.stated) if isinstance(value, Money) else None
    reading = read_as(KINDS[type(value)], words)
    if isinstance(value, Money) and name and not (isinstance(reading, MoneyReading) and name.lower == RUPEES):
        codes = list_meant(name, currencies)
        if value.currency == UNNAMED and not codes and not isinstance(reading, MoneyReading):
            value = value.model_copy(update={"currency": list_meant(name, currency_codes())[0]})
        is_best_known = isinstance(reading, MoneyReading) and reading.currency == value.currency
        if not may_mean(name, value.currency) or not (is_best_known or not codes or value.currency in codes):
            return True
        words = with_code(words, name, value.currency)
    elif is_fraction(value) and (fraction := find_endless_fraction(words)):
        ends = [Decimal(str(end)) if end is not None else None for end in value.ends]
        least, greatest = ends[0] or Decimal(0), ends[1] or ends[0] or Decimal(1)
        return not least - ROUNDING <= fraction <= greatest + ROUNDING
    reading = read_as(KINDS[type(value)], words)
    if isinstance(reading, Unread):
        reading = read_as(KINDS[type(value)], RATE.sub("", words))
    return not isinstance(reading, Unread) and (drops_about(reading, value) or not allows(reading, value))


def find_false_bound(value: Money | Share | Quantity) -> str | None:
    """Return that a rounded bound leaves out the fraction that its words name: at most 0.33 for at most a third."""
    number, fraction = value.ends[0], find_endless_fraction(value.stated) if is_fraction(value) else None
    if number is None or fraction is None or abs(Decimal(str(number)) - fraction) > ROUNDING:
        return None
    is_upper, is_lower = value.operator in ("<", "<="), value.operator in (">", ">=")
    if not (is_upper and number < fraction) and not (is_lower and number > fraction):
        return None
    rounding = ROUND_CEILING if is_upper else ROUND_FLOOR
    rounded = fraction.quantize(ROUNDING, rounding)
    limit = f"round a bound so that it stays true, to {rounded}"
    return f"is {format_value(value)}, which '{value.stated}' may pass: {limit}"


def is_fraction(value: Money | Share | Quantity) -> bool:
    """Return whether a value is a share, or a quantity below 1, which is one too."""
    return isinstance(value, Share) or (isinstance(value, Quantity) and value.value is not None and value.value < 1)


def drops_about(reading: Reading, value: Money | Share | Quantity) -> bool:
    """Return whether an exact value is the number that its words only estimate: 45 million for about 45 million."""
    stated = to_reading(value)
    if not isinstance(stated, type(reading)) or getattr(reading, "operator", "") != "~":
        return False
    numbers = [getattr(part, "amount", None) or getattr(part, "value", None) for part in (reading, stated)]
    return getattr(stated, "operator", "") == "=" and numbers[0] == numbers[1]


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


def allows(reading: Reading, value: Money | Share | Quantity) -> bool:
    """Return whether an inferred value may lie within what was read, for an estimate from half to double."""
    stated = to_reading(value)
    if isinstance(reading, DateReading) or isinstance(stated, DateReading) or not isinstance(stated, type(reading)):
        return False
    if isinstance(reading, MoneyReading) and isinstance(stated, MoneyReading) and reading.currency != stated.currency:
        return False
    (least, greatest), (lower, upper) = reading.bounds, stated.bounds
    if reading.operator == "~":
        about, number = (part.amount if isinstance(part, MoneyReading) else part.value for part in (reading, stated))
        return about / 2 <= number <= about * 2
    is_above = least is None or upper is None or least <= upper
    return is_above and (greatest is None or lower is None or lower <= greatest)


def format_value(value: ReadableValue) -> str:
    """Return a short text for a value."""
    reading = to_reading(value)
    return "a word without a number" if reading is None else str(reading)
