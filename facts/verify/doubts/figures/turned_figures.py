"""Inferred figures on the other side of what their words say: exact for at least, more for nearly, half for twice."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.share import Share
from facts.verify.english_bounds import BEFORE
from facts.verify.english_shares import DENOMINATORS
from facts.verify.reader import Unread, read_as
from facts.verify.readings import Reading
from facts.verify.time_distances import DAYS_OF, MONTHS_OF
from facts.verify.tokens import tokenize
from facts.verify.uncovered import find_figures

OVER = "over "
"""The word that makes a number of years a bound, or how long something lasts."""
BOUNDS = ("<", "<=", ">", ">=")
ABOVE = (">", ">=")
WITHIN = re.compile(
    r"(?<!\w)within\s(?=(?:about\s)?(?:the\s(?:next|first)\s)?(?:\d|\w+\s(?:\w+\s)?(?:day|week|month|year|hour|minute)))"
)
UP_TO = "up to "
"""Words before a time that is the longest, and others that are read as such."""
NEARLY = re.compile(r"(?<!\w)(?:nearly|almost|close to|just under|just short of|not quite)(?!\w)", re.IGNORECASE)
"""Words by which something is less than the figure after them."""
ABOUT = re.compile(
    r"(?:about|roughly|around|approximately|circa|some)\s(?=\W?\d|(?:an?|one|two|three|four|five)[\s-](?:half|third|quarter"
    r"|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?(?!\w))",
    re.IGNORECASE,
)
"""Words by which the figure after them is not exact."""
_PHRASES = sorted((phrase for phrase, sign in BEFORE.items() if sign in BOUNDS), key=len, reverse=True)
BOUND = re.compile(
    rf"(?P<phrase>{'|'.join(_PHRASES)})\s"
    r"(?=\W?\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|a)\s)",
    re.IGNORECASE,
)
"""A bound before a number."""
MULTIPLES: Mapping[str, int] = (
    dict.fromkeys(("twice", "double", "doubled", "doubles", "twofold"), 2)
    | dict.fromkeys(("triple", "tripled", "trebled", "threefold", "thrice"), 3)
    | dict.fromkeys(("quadruple", "quadrupled", "fourfold"), 4)
)
"""Words for so many times something."""
KINDS = ("money", "share", "quantity")


def find_lost_bound(value: Money | Share | Quantity, currencies: frozenset[str]) -> str | None:
    """Return that a number is exact where its words make it a bound, or is the opposite one: 5 or > 5 for under 5."""
    stated = WITHIN.sub(UP_TO, value.stated)
    readings = [*iter_readings(stated, currencies)]
    if not readings and value.ends[0] is not None and value.operator:
        return find_unread_bound(value)
    for words, reading in readings:
        numbers = [getattr(reading, "amount", None), getattr(reading, "value", None)]
        operator = getattr(reading, "operator", "=")
        is_term = getattr(reading, "unit", None) in {*MONTHS_OF, *DAYS_OF} and words.lower().startswith(OVER)
        if is_term or value.ends[0] not in numbers:
            continue
        quoted = words if stated == value.stated else value.stated
        if operator == "~" and value.operator == "=" and ABOUT.match(words):
            return f"is exactly {value.ends[0]}, where '{quoted}' is about that"
        if operator in BOUNDS and value.operator in (None, "="):
            return f"is exactly {value.ends[0]}, where '{quoted}' makes it a bound"
        is_opposite = operator in BOUNDS and value.operator in BOUNDS and value.operator[0] != operator[0]
        if is_opposite or (value.operator in ABOVE and operator == "~" and NEARLY.match(words)):
            return f"is {value.operator} {value.ends[0]}, the opposite of '{quoted}'"
    return None


def find_unread_bound(value: Money | Share | Quantity) -> str | None:
    """Return that a number is exact, or on the other side, where words that are not read begin with a bound."""
    words, number, operator = value.stated, value.ends[0], value.operator or "="
    is_near, bound = NEARLY.match(words) is not None, BOUND.match(words)
    if operator == "=" and ABOUT.match(words):
        return f"is exactly {number}, where '{words}' is about that"
    side = BEFORE[bound["phrase"].lower()] if bound else "~"
    if (is_near and operator in ABOVE) or (bound and operator in BOUNDS and operator[0] != side[0]):
        return f"is {operator} {number}, the opposite of '{words}'"
    if operator != "=" or not (is_near or bound):
        return None
    return f"is exactly {number}, where '{words}' {'is about that' if is_near else 'makes it a bound'}"


def iter_readings(words: str, currencies: frozenset[str]) -> Iterator[tuple[str, Reading]]:
    """Yield what words are read as, with them; the figures among them if they are not read as a whole."""
    readings = (read_as(kind, words, currencies) for kind in KINDS)
    if complete := next((reading for reading in readings if not isinstance(reading, Unread)), None):
        yield words, complete
        return
    for kind, start, end in find_figures(words):
        reading = read_as(kind, words[start:end], currencies) if kind in KINDS else None
        if reading and not isinstance(reading, Unread):
            yield words[start:end], reading


def find_turned_multiple(value: Money | Share | Quantity, words: str) -> str | None:
    """Return that a number is not the only multiple of its words, or on the other side of it: 0.5 for nearly twice.

    Of two times as much, the increase is one time.
    """
    tokens = tokenize(words)
    multiple = next((token for token in tokens if token.lower in MULTIPLES), None)
    has_part = any(token.kind in ("number", "fraction") or token.lower in DENOMINATORS for token in tokens)
    number = next((part for part in value.ends if part is not None), None)
    if multiple is None or has_part or number is None:
        return None
    if number < 1:
        return f"is {number}, less than one, where its words say '{multiple.text}'"
    times = MULTIPLES[multiple.lower]
    if isinstance(value, Share) and Decimal(str(number)) not in (times, times - 1):
        return f"is {number}, where its words say '{multiple.text}'"
    if isinstance(value, Share) and NEARLY.search(words) and value.operator in ABOVE:
        return f"is {value.operator} {number}, where its words say '{multiple.text}', or less"
    return None
