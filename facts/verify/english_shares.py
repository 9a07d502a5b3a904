"""Reading of English percentages and fractions as shares of one."""

from dataclasses import dataclass
from decimal import Decimal

from facts.verify.cursor import Cursor
from facts.verify.english_bounds import (
    combine_operators,
    parse_ends,
    require_rising,
    take_operator_after,
    take_operator_before,
)
from facts.verify.english_nouns import DETERMINERS, parse_nouns, parse_of_phrase
from facts.verify.english_numbers import CARDINALS, HALVES, parse_number
from facts.verify.readings import ShareReading

DENOMINATORS = {"half": 2, "quarter": 4, "fourth": 4, "fifth": 5, "eighth": 8, "tenth": 10, "twentieth": 20}
PLURALS = {f"{word}s": number for word, number in DENOMINATORS.items() if word != "half"}
ENDLESS = ("third", "thirds", "sixth", "sixths", "seventh", "sevenths", "ninth", "ninths")
TRAILING = ("stake", "share", "advance")
"""Words after a share that do not change it."""
HALF = Decimal("0.5")
DEFINITE = tuple(word for word in DETERMINERS if word not in ("a", "an"))
"""The determiners after "half" that do not make it a duration or a number: half the sum, but not half a year."""
MAX_OF_PHRASES = 2

NO_DECIMAL = "is a fraction without a decimal value: give the value with a note"
FRACTION_ALONE = "may be a position in a series: it is read only with what it is a part of"


@dataclass(frozen=True, slots=True)
class ShareEnd:
    """A number, and how it is written: with a percent sign, as a fraction, or neither."""

    value: Decimal
    is_percent: bool = False
    is_fraction: bool = False
    needs_whole: bool = False


def parse_share(cursor: Cursor) -> ShareReading | None:
    """Take a share and return it; None if none follows. Raises UnreadError for one that is ambiguous."""
    before = take_operator_before(cursor)
    number = cursor.peek(1)
    if number and (number.kind == "number" or number.lower in CARDINALS):
        cursor.take_word("the", "a", "an")
    first, second, _ = parse_ends(cursor, parse_share_end)
    if first is None:
        return None
    reading = _join(cursor, first, second)
    if reading is None:
        return None
    operator = combine_operators(cursor, before, take_operator_after(cursor), reading.operator)
    has_whole = _parse_whole(cursor, first)
    if first.needs_whole and not has_whole and operator == "=":
        raise cursor.reject(FRACTION_ALONE, offset=-1)
    return ShareReading(operator, reading.value, reading.to)


def _join(cursor: Cursor, first: ShareEnd, second: ShareEnd | None) -> ShareReading | None:
    """Return the share or the range of shares; the percent sign may stand at its end only."""
    if second is None:
        return ShareReading("=", first.value) if first.is_percent or first.is_fraction else None
    if not second.is_percent or first.is_fraction:
        return None
    least = first.value if first.is_percent else first.value / 100
    require_rising(cursor, least, second.value)
    return ShareReading("..", least, second.value)


def _parse_whole(cursor: Cursor, share: ShareEnd) -> bool:
    """Take the words for what a share is a part of, and when it is due; return whether there are any."""
    count = 0
    while count < MAX_OF_PHRASES and parse_of_phrase(cursor):
        count += 1
    start = cursor.index
    if not count and share.value == HALF and cursor.take_word(*DEFINITE):
        if parse_nouns(cursor, is_counted=False):
            count += 1
        else:
            cursor.index = start
    if not cursor.take_phrase("in advance") and not count and not share.is_fraction:
        cursor.take_word(*TRAILING)
    return count > 0


def parse_share_end(cursor: Cursor) -> ShareEnd | None:
    """Take a percentage, a fraction, or a number that a range may make a percentage."""
    return _parse_part_of_percent(cursor) or _parse_fraction(cursor) or _parse_percent(cursor)


def _parse_percent(cursor: Cursor) -> ShareEnd | None:
    """Take a number with the percent sign after it, if there is one."""
    number = parse_number(cursor)
    if number is None:
        return None
    if _take_percent(cursor):
        return ShareEnd(number.value / 100, is_percent=True)
    return ShareEnd(number.value)


def _take_percent(cursor: Cursor) -> bool:
    """Take the percent sign or its words."""
    if cursor.take("percent"):
        return True
    start = cursor.index
    cursor.take_hyphen()
    if cursor.take_phrase("percent", "per cent", "pct", "pc"):
        return True
    cursor.index = start
    return False


def _parse_part_of_percent(cursor: Cursor) -> ShareEnd | None:
    """Take half a percent, a quarter of a percent and the like."""
    start = cursor.index
    for words, part in HALVES.items():
        if cursor.take_phrase(words) and cursor.take_phrase("a", "of a", "of one") and _take_percent(cursor):
            return ShareEnd(Decimal(part) / 100, is_percent=True)
        cursor.index = start
    return None


def _parse_fraction(cursor: Cursor) -> ShareEnd | None:
    """Take a fraction such as half, a fifth, two-fifths or \N{VULGAR FRACTION THREE QUARTERS}."""
    start = cursor.index
    if token := cursor.take("fraction"):
        following = cursor.peek()
        if token.value is not None and (following is None or following.kind != "percent"):
            return ShareEnd(token.value, is_fraction=True)
        cursor.index = start
        return None
    count = cursor.take_word("a", "one") or cursor.take_word(*CARDINALS)
    cursor.take_hyphen()
    if count and cursor.take_word(*ENDLESS):
        raise cursor.reject(NO_DECIMAL, offset=-1)
    is_single = count in (None, "a", "one")
    denominators = {"half": 2} if count is None else DENOMINATORS if is_single else PLURALS
    word = cursor.take_word(*denominators)
    if word is None:
        cursor.index = start
        return None
    parts = 1 if count is None or is_single else CARDINALS[count]
    if not 0 < parts < denominators[word] * (1 if word != "half" else 2):
        raise cursor.reject("is no fraction", offset=-1)
    return ShareEnd(Decimal(parts) / denominators[word], is_fraction=True, needs_whole=word not in ("half", "fifths"))
