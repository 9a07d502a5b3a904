"""Reading of English numbers of things."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import takewhile

from facts.verify.country_names import codes_by_adjective
from facts.verify.currencies import SEVERAL, codes_by_name
from facts.verify.english_bounds import (
    combine_operators,
    parse_ends,
    require_clear,
    require_rising,
    share_scale,
    take_operator_after,
    take_operator_before,
)
from facts.verify.english_nouns import parse_nouns, parse_of_phrase, to_singular_words
from facts.verify.english_numbers import CARDINALS, TWO_READINGS, Number, parse_number
from facts.verify.grammar.verb_forms import is_regular_past
from facts.verify.grammar.word_list import word_set
from facts.verify.readings import QuantityReading
from facts.verify.token_stream import TokenStream
from facts.verify.tokens import Token

OWNERS = ("its", "their", "his", "her", "our")
LEADING = ("all the", "a total of", "the", *OWNERS, "all", "another", "an additional", "a further", "an extra")
"""Words before a number of things that do not change it."""
ADDED = ("more", "additional", "further", "extra", "other")
"""Words after a number of things that do not change it: 36 more jets are 36 jets."""
FEW: Mapping[str, Number] = {
    **dict.fromkeys(("a pair of", "both"), Number(Decimal(2), 0, 0, Decimal(2))),
    **dict.fromkeys(("a single", "a sole"), Number(Decimal(1), 0, 0, Decimal(1))),
}
"""The numbers of phrases that are only read with what they count."""
YEARS = range(1900, 2101)
"""Numbers that are years more often than counts."""
ALONE_YEARS = range(1600, 2200)
"""Numbers that may be years where nothing is counted, as `date_points` reads them."""

MEASURES = word_set("""
    kilometre kilometer metre meter mile foot tonne ton megawatt kilowatt gigawatt litre liter hectare acre bed seat
    storey story page year month week day hour minute member
""")
"""Measures and things in the singular that a hyphen joins to a number before them."""
NAME = re.compile(r"[^\W\d_a-z][a-z]+|.*\d.*")
"""The last word of a name: Tucanos or PC-21s, but not the abbreviation of what somebody is, such as MPs."""
DIMENSIONS = ("square", "cubic", "nautical")
"""Words by which a measure of length is another one: 900 square metres are no metres."""
LENGTHS = word_set(
    "inch foot yard mile kilometre kilometer metre meter centimetre centimeter millimetre millimeter km m"
)
LONG_PERIODS: Mapping[str, tuple[int, str]] = {
    "decade": (10, "year"),
    "century": (100, "year"),
    "fortnight": (2, "week"),
}
"""Number of a shorter unit that each of these is."""
_NUMBER = rf"(?:\d+|{'|'.join(sorted(CARDINALS))})"
ALL_BUT = re.compile(
    rf"(?:all|every|each)\s(?:(?:of\s)?(?:the|its|their)\s)?(?:[a-z-]+\s){{0,3}}?(?:but|except)\s(?:for\s)?{_NUMBER}(?:\s[a-z-]+)?"
)
"""All of some things but a number of them, which says not how many they are: all turbines but two."""
POINT = "point"
"""What is counted in a contest or an assessment, and by other words of a per cent."""
MAY_BE_A_YEAR = "may be a year: it is read only with the things that are counted, and without the article"
ONE_OF_PARTS = "may be a part of what is counted"
NO_UNIT = "is not followed by the things that are counted"


def parse_quantity(stream: TokenStream) -> QuantityReading | None:
    """Take a number of things and return it; None if none follows. Raises UnreadError for one that is ambiguous."""
    if measure := parse_measure(stream):
        return measure
    leading = stream.take_phrase(*LEADING)
    before = take_operator_before(stream)
    start = stream.index
    if period := parse_period(stream):
        operator = combine_operators(stream, before, take_operator_after(stream))
        return in_short_units(QuantityReading(operator, *period, (period[-1],)))
    second: Number | None = None
    first = FEW.get(stream.take_phrase(*FEW) or "")
    is_phrase = first is not None
    if first is None:
        first, second, _ = parse_ends(stream, parse_number)
    if first is None:
        return None
    reading = join_ends(stream, first, second)
    after = take_operator_after(stream)
    if stream.has_hyphen():
        return None
    is_added = stream.take_word(*ADDED) is not None
    all_of_them = None if is_added or second or is_phrase else parse_whole(stream, first)
    nouns, unit = parse_things(stream, all_of_them or (first if second is None else second))
    if all_of_them and not nouns:
        raise stream.reject(NO_UNIT, offset=-1)
    require_count(stream, start, first, nouns, has_article=leading in ("the", "all the", *OWNERS))
    last = stream.tokens[stream.index - 1]
    if first.value == 1 and len(nouns) == 1 and is_regular_past(last.lower):
        raise stream.reject(NO_UNIT, offset=-1)
    if is_phrase and first.value == 1 and nouns and unit and unit.split()[-1] != nouns[-1]:
        raise stream.reject(ONE_OF_PARTS, offset=-1)
    if not nouns and (
        is_phrase or last.lower == "one" or last.kind == "fraction" or (is_added and last.lower != "more")
    ):
        raise stream.reject(NO_UNIT, offset=-1)
    operator = combine_operators(stream, before, after, reading.operator, take_operator_after(stream))
    return in_short_units(QuantityReading(operator, reading.value, reading.to, unit, nouns))


def in_short_units(reading: QuantityReading) -> QuantityReading:
    """Return a number of decades or centuries in years, one of fortnights in weeks, and others as they are."""
    factor, unit = LONG_PERIODS.get(reading.unit or "", (1, ""))
    if not unit:
        return reading
    to = None if reading.to is None else reading.to * factor
    return QuantityReading(reading.operator, reading.value * factor, to, unit, (unit, *reading.nouns[1:]))


def parse_period(stream: TokenStream) -> tuple[Decimal, None, str] | None:
    """Take a decade, half a century or the like, and return how many there are and its unit; None if none follows."""
    start = stream.index
    is_half = stream.take_phrase("half a") is not None
    unit = stream.take_word(*LONG_PERIODS) if is_half or stream.take_word("a") else None
    if unit is None or stream.has_hyphen():
        stream.index = start
        return None
    return Decimal("0.5") if is_half else Decimal(1), None, unit


def parse_measure(stream: TokenStream) -> QuantityReading | None:
    """Take a number that a hyphen joins to a measure, as in a 47-kilometre road, and return it; None for none."""
    start = stream.index
    stream.take_word("a", "an", "the", "its", "their")
    word = stream.take_word(*CARDINALS)
    number = None if word else stream.take("number")
    is_plain = number is not None and number.form in ("plain", "commas")
    value = Decimal(CARDINALS[word]) if word else number.value if number and is_plain else None
    if value is not None and stream.take_hyphen():
        unit = stream.take_word(*MEASURES)
        if unit and stream.take_hyphen() and not stream.take_word("long", "wide", "high", "deep"):
            unit = None
        if unit:
            parse_nouns(stream, is_counted=False)
            return QuantityReading("=", value, None, unit, (unit,))
    stream.index = start
    return None


def join_ends(stream: TokenStream, first: Number, second: Number | None) -> QuantityReading:
    """Return the number or the range of numbers, without a unit."""
    if any(number and number.form == "space" for number in (first, second)):
        raise stream.reject(TWO_READINGS, offset=-1)
    if second is None:
        require_clear(stream, first)
        return QuantityReading("=", first.value)
    least = share_scale(stream, first, second)
    require_clear(stream, least, second)
    require_rising(stream, least.value, second.value)
    return QuantityReading("..", least.value, second.value)


def parse_whole(stream: TokenStream, part: Number) -> Number | None:
    """Take the number of which another one is a part, as in 21 of the 33 contracts, and return it; None for none."""
    start = stream.index
    if stream.take_word("of"):
        owner = stream.peek()
        if stream.take_word("the", "all", "its", "their") is None and owner and owner.lower.endswith("'s"):
            stream.advance()
        number = parse_number(stream)
        if number and part.value < number.value and part.form in ("", "plain", "commas"):
            require_clear(stream, number)
            return number
    stream.index = start
    return None


def parse_things(stream: TokenStream, number: Number) -> tuple[tuple[str, ...], str | None]:
    """Take the words for what is counted; return them in the singular, and the one of them that is the unit."""
    start = stream.index
    words = parse_nouns(stream, is_counted=number.value != 1)
    if not words:
        points = stream.take_word("points", "point")
        return ((POINT,), POINT) if points else ((), None)
    if words[-1] in codes_by_name() or words[-1].removesuffix("s") in SEVERAL:
        stream.index = start
        raise stream.reject("is a currency", offset=len(words) - 1)
    nouns = to_singular_words(words)
    if nouns[-2:-1] and nouns[-2] in DIMENSIONS and nouns[-1] in LENGTHS:
        unit = f"{nouns[-2]} {nouns[-1]}"
    else:
        unit = join_name(stream.tokens[start : stream.index], nouns)
    return (*nouns, *to_singular_words(parse_of_phrase(stream))), unit


def join_name(tokens: Sequence[Token], nouns: Sequence[str]) -> str:
    """Return the last noun, with the other words of the name that it ends: Super Tucano, but not Labour MPs."""
    before = (tokens[0], *tokens)
    words = "".join(
        token.text if token.start == last.end else f" {token.text}"
        for last, token in zip(before, tokens, strict=False)
    ).split()
    if len(words) != len(nouns) or not NAME.fullmatch(words[-1]):
        return nouns[-1]
    length = sum(1 for _ in takewhile(is_name, reversed(words)))
    return " ".join(nouns[-length:])


def is_name(word: str) -> bool:
    """Return whether a word may be a part of a thing's name: it has a capital, and is no adjective of a country."""
    return word[:1].isupper() and word not in codes_by_adjective()


def require_count(
    stream: TokenStream, start: int, number: Number, nouns: tuple[str, ...], *, has_article: bool
) -> None:
    """Raise UnreadError if a number in four digits may be a year, as in the 2019 talks."""
    digits = next((token for token in stream.tokens[start : stream.index] if token.kind == "number"), None)
    if digits is None or not re.fullmatch(r"[12][0-9]{3}", digits.text) or number.multiplier > 1:
        return
    year = int(digits.text)
    if (year in ALONE_YEARS) if not nouns else (year in YEARS and (has_article or year % 50)):
        raise stream.reject(MAY_BE_A_YEAR, offset=-1)
