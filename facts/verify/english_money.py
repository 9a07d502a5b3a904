"""Reading of English amounts of money."""

import re
from dataclasses import dataclass

from facts.verify.currencies import WORDS_LIKE_CODES, has_sign, take_code, take_name, take_sign
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
from facts.verify.token_stream import TokenStream

LEADING = ("a", "an", "the", "another")
"""Words before an amount that do not change it."""
ADDED = ("total", "additional", "further", "extra")
"""Words between an article and an amount that do not change it."""
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
    """A number with the currency that stands with it, if one does."""

    number: Number
    currency: str | None


def parse_money(stream: TokenStream) -> MoneyReading | None:
    """Take an amount of money and return it; None if none follows. Raises UnreadError for one that is ambiguous."""
    stream.take_phrase("worth", "valued at", "a total of")
    before = take_operator_before(stream)
    first, second, is_glued = parse_ends(stream, parse_money_end)
    if first is None and stream.take_word(*LEADING):
        stream.take_word(*ADDED)
        before = combine_operators(stream, before, take_operator_before(stream))
        first, second, is_glued = parse_ends(stream, parse_money_end)
    if first is None:
        return None
    after = take_operator_after(stream)
    reading = join_ends(stream, first, second, is_glued=is_glued)
    if reading is None:
        return None
    operator = combine_operators(stream, before, after, reading.operator)
    end = stream.index
    stream.take_hyphen()
    if stream.take_word(*TRAILING) is None:
        stream.index = end
    return MoneyReading(operator, reading.amount, reading.currency, reading.to)


def join_ends(
    stream: TokenStream, first: MoneyEnd, second: MoneyEnd | None, *, is_glued: bool
) -> MoneyReading | None:
    """Return the amount or the range of amounts, with one currency for both ends."""
    if second is None:
        if first.currency is None:
            return None
        require_clear(stream, first.number)
        return MoneyReading("=", first.number.value, first.currency)
    currency = second.currency or first.currency
    if currency is None or first.currency not in (None, currency):
        return None
    start, end = first.number, second.number
    if first.currency is None or is_glued:
        start = share_scale(stream, start, end)
    elif end.scale > 1 and not start.is_complete:
        raise stream.reject(OPEN_SCALE, offset=-1)
    require_clear(stream, start, end)
    require_rising(stream, start.value, end.value)
    return MoneyReading("..", start.value, currency, end.value)


def parse_money_end(stream: TokenStream) -> MoneyEnd | None:
    """Take a number with the currency before or after it, if there is one."""
    start = stream.index
    before = take_currency_before(stream)
    number = parse_number(stream, short_scales=True)
    if number is None:
        stream.index = start
        return None
    first = stream.tokens[start]
    if before and first.text in WORDS_LIKE_CODES and number.multiplier == 1:
        raise stream.reject(NO_CURRENCY, offset=start - stream.index)
    if first.lower == "rs" and not is_indian(stream, start):
        raise stream.reject(RUPEES, offset=start - stream.index)
    after_number = stream.index
    after = take_currency_after(stream)
    is_shared_sign = first.kind == "currency" and after is not None and has_sign(after, first.text)
    if before and after and after != before and not is_shared_sign:
        raise stream.reject(TWO_CURRENCIES, offset=after_number - stream.index)
    return MoneyEnd(number, after or before)


def take_currency_before(stream: TokenStream) -> str | None:
    """Take the code or sign before a number, or both: CAD $; return the code."""
    start, token = stream.index, stream.peek()
    if token and token.kind == "word" and token.lower in ("rs", "us"):
        stream.advance()
        following = stream.peek()
        if token.lower == "rs":
            stream.take_mark(".")
            return "INR"
        if following and following.kind == "currency" and following.text == "$":
            stream.advance()
            return "USD"
        stream.index = start
    code = take_code(stream)
    following = stream.peek()
    if code and following and following.kind == "currency":
        if not has_sign(code, following.text):
            raise stream.reject(TWO_CURRENCIES)
        stream.advance()
    return code or take_sign(stream)


def take_currency_after(stream: TokenStream) -> str | None:
    """Take the sign, code or name after a number, and return the code."""
    start, token = stream.index, stream.peek()
    if token and token.kind == "currency" and (following := stream.peek(1)) and following.kind == "number":
        return None
    if token and token.kind == "word" and token.is_glued and token.text.lower() in ("eur", "usd", "gbp"):
        stream.advance()
        return token.text.upper()
    currency = take_sign(stream)
    if currency is None:
        stream.take_hyphen()
        currency = take_code(stream)
    if currency is None:
        stream.index = start
        currency = take_name(stream)
    return currency


def is_indian(stream: TokenStream, start: int) -> bool:
    """Return whether the number taken since `start` has an Indian scale or, like 12,34,567, Indian grouping."""
    words = [token.text for token in stream.tokens[start : stream.index]]
    return any(word.lower() in INDIAN_SCALES or INDIAN_GROUPING.fullmatch(word) for word in words)
