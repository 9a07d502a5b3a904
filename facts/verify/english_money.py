"""Reading of English amounts of money."""

import re
from dataclasses import dataclass

from facts.verify.currencies import WORDS_LIKE_CODES, has_sign, take_code, take_name, take_sign
from facts.verify.cursor import Cursor
from facts.verify.english_bounds import (
    OPEN_SCALE,
    combine_operators,
    parse_ends,
    require_clear,
    require_rising,
    share_scale,
    take_operator_after,
    take_operator_before,
)
from facts.verify.english_numbers import INDIAN_SCALES, Number, parse_number
from facts.verify.readings import MoneyReading

LEADING = ("a", "an", "the")
"""Words before an amount that do not change it."""
TRAILING = (
    *("contract", "deal", "order", "package", "programme", "program", "loan", "price", "total", "agreement"),
    *("budget", "project", "investment", "purchase", "sale", "bid", "offer", "tender", "grant", "credit"),
)
"""Words after an amount that do not change it."""

INDIAN_GROUPING = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")

TWO_CURRENCIES = "names another currency than the one before"
NO_CURRENCY = "is no currency"
RUPEES = "may be rupees of several countries: it is read only with lakh, crore or Indian grouping"


@dataclass(frozen=True, slots=True)
class MoneyEnd:
    """A number with the currency that stands with it, if one does, and whether it is before the number."""

    number: Number
    currency: str | None
    is_before: bool


def parse_money(cursor: Cursor) -> MoneyReading | None:
    """Take an amount of money and return it; None if none follows. Raises UnreadError for one that is ambiguous."""
    cursor.take_phrase("worth", "valued at", "a total of")
    before = take_operator_before(cursor)
    first, second, is_glued = parse_ends(cursor, parse_money_end)
    if first is None and cursor.take_word(*LEADING):
        cursor.take_word("total")
        before = combine_operators(cursor, before, take_operator_before(cursor))
        first, second, is_glued = parse_ends(cursor, parse_money_end)
    if first is None:
        return None
    after = take_operator_after(cursor)
    reading = _join(cursor, first, second, is_glued=is_glued)
    if reading is None:
        return None
    operator = combine_operators(cursor, before, after, reading.operator)
    cursor.take_hyphen()
    if cursor.take_word(*TRAILING) is None and (token := cursor.peek(-1)) and token.kind == "dash":
        cursor.index -= 1
    return MoneyReading(operator, reading.amount, reading.currency, reading.to)


def _join(cursor: Cursor, first: MoneyEnd, second: MoneyEnd | None, *, is_glued: bool) -> MoneyReading | None:
    """Return the amount or the range of amounts, with one currency for both ends."""
    if second is None:
        if first.currency is None:
            return None
        require_clear(cursor, first.number)
        return MoneyReading("=", first.number.value, first.currency)
    currency = second.currency or first.currency
    if currency is None or first.currency not in (None, currency):
        return None
    start, end = first.number, second.number
    if first.currency is None or (is_glued and second.currency is None):
        start = share_scale(cursor, start, end)
    elif start.multiplier == 1 < end.multiplier and not start.has_groups:
        raise cursor.reject(OPEN_SCALE, offset=-1)
    require_clear(cursor, start, end)
    require_rising(cursor, start.value, end.value)
    return MoneyReading("..", start.value, currency, end.value)


def parse_money_end(cursor: Cursor) -> MoneyEnd | None:
    """Take a number with the currency before or after it, if there is one."""
    start = cursor.index
    before = _take_currency_before(cursor)
    number = parse_number(cursor, short_scales=True)
    if number is None:
        cursor.index = start
        return None
    first = cursor.tokens[start]
    if before and first.text in WORDS_LIKE_CODES and number.multiplier == 1:
        raise cursor.reject(NO_CURRENCY, offset=start - cursor.index)
    if first.lower == "rs" and not _is_indian(cursor, start):
        raise cursor.reject(RUPEES, offset=start - cursor.index)
    after_number = cursor.index
    after = _take_currency_after(cursor)
    if before and after and after != before:
        if not (first.kind == "currency" and has_sign(after, first.text)):
            raise cursor.reject(TWO_CURRENCIES, offset=after_number - cursor.index)
        before = None
    return MoneyEnd(number, after or before, is_before=before is not None)


def _take_currency_before(cursor: Cursor) -> str | None:
    """Take the code or sign before a number, or both: CAD $; return the code."""
    start, token = cursor.index, cursor.peek()
    if token and token.kind == "word" and token.lower in ("rs", "us"):
        cursor.advance()
        following = cursor.peek()
        if token.lower == "rs":
            cursor.take_mark(".")
            return "INR"
        if following and following.kind == "currency" and following.text == "$":
            cursor.advance()
            return "USD"
        cursor.index = start
    code = take_code(cursor)
    following = cursor.peek()
    if code and following and following.kind == "currency":
        if not has_sign(code, following.text):
            raise cursor.reject(TWO_CURRENCIES)
        cursor.advance()
    return code or take_sign(cursor)


def _take_currency_after(cursor: Cursor) -> str | None:
    """Take the sign, code or name after a number, and return the code."""
    start, token = cursor.index, cursor.peek()
    if token and token.kind == "currency" and (following := cursor.peek(1)) and following.kind == "number":
        return None
    if token and token.kind == "word" and token.is_glued and token.text.lower() in ("eur", "usd", "gbp"):
        cursor.advance()
        return token.text.upper()
    currency = take_sign(cursor)
    if currency is None:
        cursor.take_hyphen()
        currency = take_code(cursor)
    if currency is None:
        cursor.index = start
        currency = take_name(cursor)
    return currency


def _is_indian(cursor: Cursor, start: int) -> bool:
    """Return whether the number taken since `start` has an Indian scale or, like 12,34,567, Indian grouping."""
    words = [token.text for token in cursor.tokens[start : cursor.index]]
    return any(word.lower() in INDIAN_SCALES or INDIAN_GROUPING.fullmatch(word) for word in words)
