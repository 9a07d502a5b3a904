"""Reading of one English date: a day, month, season, quarter, year, decade or century."""

import re
from dataclasses import dataclass, replace
from datetime import date

from facts.verify.english_nouns import ORDINALS, WEEKDAYS
from facts.verify.token_stream import TokenStream
from facts.verify.tokens import MONTH_NUMBERS, Token

SEASONS = {"spring": 21, "summer": 22, "fall": 23, "autumn": 23, "winter": 24}
FIRST_QUARTER, FIRST_HALF = 33, 40
"""The EDTF codes of the first quarter and the first half of a year."""
PARTS_OF_YEAR = {
    **dict.fromkeys(("last quarter of", "final quarter of", "last three months of"), FIRST_QUARTER + 3),
    "first three months of": FIRST_QUARTER,
    "first six months of": FIRST_HALF,
    "last six months of": FIRST_HALF + 1,
}
"""Other words for a quarter or a half of the year after them."""
LEADING = ("in", "on", "at", "during", "the")
"""Words before a date that do not change it."""
MAX_LEADING = 3
DAY = re.compile("[0-9]{1,2}")
MAX_POINT_TOKENS = 4
"""The most tokens of a date: its month, its day, a comma and its year."""
YEARS = range(1000, 2200)
EARLIEST_PLAIN = 1600
"""The earliest year that is read without a word before it."""
BEFORE_EARLY_YEARS = ("in", "since", "during", "year", "before", "after", "between", "from")
CENTURIES = range(1, 22)

PARTS = ("early in", "late in", "early", "mid", "late")
EDGES = (
    *("at the end of", "at the very end of", "towards the end of", "toward the end of"),
    *("at the start of", "at the beginning of", "in the middle of"),
)
"""Words for a part of the month or year after them, which is read as all of it: no expression has the part."""
FIRST_WORDS = frozenset(
    phrase.partition(" ")[0].lower()
    for phrases in (EDGES, PARTS, PARTS_OF_YEAR, LEADING, SEASONS, ORDINALS, WEEKDAYS, MONTH_NUMBERS)
    for phrase in phrases
) | {"year", "month", "course", "twenty"}
"""The words, in lower case, that a date may begin with."""
IMPRECISE = "is read only before a month or a year"
YEAR_OR_DECADE = "may be the year or its decade"
NUMBER_OR_YEAR = "may be a number: it is read as a year only after 'in' or 'since'"
HUNDRED_YEARS = "may be ten years or a hundred"


@dataclass(frozen=True, slots=True)
class Point:
    """One date. `code` is the EDTF code of a part of a year, `mask` that of a decade or century."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    code: int | None = None
    mask: str = ""
    is_month_first: bool = False
    is_imprecise: bool = False
    weekday: str | None = None

    @property
    def edtf(self) -> str:
        """The EDTF expression."""
        if self.mask:
            return self.mask
        year = "XXXX" if self.year is None else f"{self.year:04}"
        part = self.code or self.month
        return year + (f"-{part:02}" if part else "") + (f"-{self.day:02}" if self.day else "")

    @property
    def is_year(self) -> bool:
        """Whether this is a year and no part of one."""
        return bool(self.year) and not (self.month or self.code)


def parse_point(stream: TokenStream) -> Point | None:
    """Take one date with the harmless words before it, and return it; None if none follows."""
    start = stream.index
    if edge := parse_edge(stream):
        return edge
    stream.skip_words(LEADING, MAX_LEADING)
    stream.take_phrase("year of", "month of", "course of", "year")
    weekday = take_weekday(stream)
    for rule in (parse_part_of_time, parse_day, parse_month, parse_part, parse_mask, parse_iso, parse_year):
        before = stream.index
        if point := rule(stream):
            point = replace(point, weekday=weekday)
            check_weekday(stream, point)
            return point
        stream.index = before
    stream.index = start
    return None


def take_day(stream: TokenStream) -> int | None:
    """Take the number of a day, such as 5, 05 or 5th, and return it."""
    token = stream.peek()
    if token is None or token.kind not in ("number", "ordinal") or not DAY.fullmatch(token.text):
        return None
    if not 1 <= int(token.text) <= 31:
        return None
    stream.advance()
    return int(token.text)


def day_offset(stream: TokenStream) -> int:
    """Return how many tokens before the position the number of a day is, as a negative number; the last for none."""
    taken = stream.tokens[max(0, stream.index - MAX_POINT_TOKENS) : stream.index]
    offsets = (offset for offset, token in enumerate(taken, -len(taken)) if DAY.fullmatch(token.text))
    return next(offsets, -1)


def take_weekday(stream: TokenStream) -> str | None:
    """Take a weekday and the comma after it, and return it."""
    token = stream.peek()
    if token is None or token.text not in WEEKDAYS:
        return None
    stream.advance()
    stream.take_mark(",")
    stream.take_word("the")
    return token.text


def check_weekday(stream: TokenStream, point: Point) -> None:
    """Raise UnreadError if a date has a weekday but no day, or another weekday than its own."""
    if point.weekday is None:
        return
    if not point.day:
        raise stream.reject("is not a day", offset=-1)
    if point.year and point.month:
        try:
            day = date(point.year, point.month, point.day)
        except ValueError:
            raise stream.reject("is not in the calendar", offset=-1, culprit=day_offset(stream)) from None
        if WEEKDAYS[day.weekday()] != point.weekday:
            raise stream.reject(f"is not a {point.weekday}", offset=-1)


def take_year(stream: TokenStream) -> int | None:
    """Take a year in four digits, and return it."""
    token = stream.peek()
    if token is None or token.kind != "number" or not re.fullmatch("[12][0-9]{3}", token.text):
        return None
    if int(token.text) not in YEARS:
        return None
    stream.advance()
    return int(token.text)


def take_month(stream: TokenStream) -> int | None:
    """Take the name of a month, or its abbreviation with or without a dot, and return its number."""
    token = stream.peek()
    if token is None or token.kind != "word" or token.text not in MONTH_NUMBERS:
        return None
    stream.advance()
    if len(token.text) <= len("Sept"):
        stream.take_mark(".")
    return MONTH_NUMBERS[token.text]


def take_year_after(stream: TokenStream) -> int | None:
    """Take the year after a month or day, with the comma or "of" before it, and return it."""
    start = stream.index
    if not stream.take_mark(","):
        stream.take_word("of")
    year = take_year(stream)
    if year is None:
        stream.index = start
    return year


def parse_edge(stream: TokenStream) -> Point | None:
    """Take words for the end, the middle or the beginning of a month or year with it, and return all of it."""
    start = stream.index
    point = take_month_or_year(stream) if stream.take_phrase(*EDGES) else None
    if point is None:
        stream.index = start
    return point


def parse_part_of_time(stream: TokenStream) -> Point | None:
    """Take early, mid or late with a month or year, and return all of it."""
    if stream.take_phrase(*PARTS) is None:
        return None
    stream.take_hyphen()
    return take_month_or_year(stream)


def take_month_or_year(stream: TokenStream) -> Point | None:
    """Take a month or a year of which only a part is meant; raise UnreadError for a day of the month."""
    stream.take_phrase("the month of", "the year", "month of", "year")
    month, following = take_month(stream), stream.peek()
    year = take_year_after(stream) if month else take_year(stream)
    if month and not year and following and following.kind in ("number", "ordinal"):
        raise stream.reject(IMPRECISE, offset=-1)
    return Point(year, month, is_imprecise=True) if month or year else None


def parse_day(stream: TokenStream) -> Point | None:
    """Take a day before its month: 5 October 2018, the 5th of October."""
    day = take_day(stream)
    if day is None:
        return None
    stream.take_word("of")
    month = take_month(stream)
    return None if month is None else Point(take_year_after(stream), month, day)


def parse_month(stream: TokenStream) -> Point | None:
    """Take a month with the day and the year after it: October, October 2018, October 5, 2018."""
    month = take_month(stream)
    if month is None:
        return None
    day = take_day(stream)
    return Point(take_year_after(stream), month, day, is_month_first=day is not None)


def parse_part(stream: TokenStream) -> Point | None:
    """Take a season, quarter or half of a year."""
    season = stream.take_word(*SEASONS)
    code = SEASONS[season] if season else take_quarter_or_half(stream)
    if code is None:
        return None
    stream.take_word("of")
    year = take_year(stream) or (take_winter(stream) if season == "winter" else None)
    if year is None:
        return None
    if season == "winter":
        take_second_year(stream, year)
    return Point(year, code=code)


def take_quarter_or_half(stream: TokenStream) -> int | None:
    """Take the words for a quarter or a half, such as Q3 or first half, and return its EDTF code."""
    name = stream.peek()
    if name and name.kind == "name" and (match := re.fullmatch("Q([1-4])|H([12])", name.text)):
        stream.advance()
        return FIRST_QUARTER + int(match[1]) - 1 if match[1] else FIRST_HALF + int(match[2]) - 1
    start, number = stream.index, take_ordinal(stream)
    stream.take_hyphen()
    if number and number <= 4 and stream.take_word("quarter"):
        return FIRST_QUARTER + number - 1
    if number and number <= 2 and stream.take_word("half"):
        return FIRST_HALF + number - 1
    stream.index = start
    phrase = stream.take_phrase(*PARTS_OF_YEAR)
    return PARTS_OF_YEAR[phrase] if phrase else None


def take_second_year(stream: TokenStream, year: int) -> None:
    """Take the second year of a winter, as in 2019-2020 or 2019-20, if it is the next one."""
    start = stream.index
    token = stream.peek(1)
    if stream.take("dash") and token and token.text in (str(year + 1), str(year + 1)[2:]):
        stream.advance()
    else:
        stream.index = start


def take_winter(stream: TokenStream) -> int | None:
    """Take the two years of a winter with a slash between, as in 2019/20, and return the first."""
    token = stream.peek()
    match = re.fullmatch(r"([12][0-9]{3})/(?:[0-9]{2})?[0-9]{2}", token.text) if token else None
    if match is None or not str(int(match[1]) + 1).endswith(match[0].partition("/")[2]):
        return None
    stream.advance()
    return int(match[1])


def take_ordinal(stream: TokenStream) -> int | None:
    """Take an ordinal in digits or words, such as 17th, twentieth or twenty-first; return its number."""
    token = stream.take("ordinal")
    if token and token.value is not None:
        return int(token.value)
    if stream.take_phrase("twenty first"):
        return 21
    word = stream.take_word(*ORDINALS[:20])
    return ORDINALS.index(word) + 1 if word else None


def parse_mask(stream: TokenStream) -> Point | None:
    """Take a decade or a century; raise UnreadError for one such as the 1900s, which may be either."""
    article = stream.peek(-1)
    decade = stream.take("decade")
    if decade and decade.end - decade.start > len("1990s") and not (article and article.lower == "the"):
        raise stream.reject(YEAR_OR_DECADE, offset=-1)
    if decade and decade.text.endswith("00") and decade.text != "2000":
        raise stream.reject(HUNDRED_YEARS, offset=-1)
    if decade:
        return Point(mask=f"{decade.text[:3]}X")
    number = take_ordinal(stream)
    if number is not None and number in CENTURIES and stream.take_word("century"):
        return Point(mask=f"{number - 1:02}XX")
    return None


def parse_iso(stream: TokenStream) -> Point | None:
    """Take a date of ISO 8601: 2018-10-05."""
    token = stream.take("iso_date")
    if token is None:
        return None
    year, month, day = map(int, token.text.split("-"))
    return Point(year, month, day)


def parse_year(stream: TokenStream) -> Point | None:
    """Take a year; raise UnreadError for an early one that no preposition marks."""
    before = stream.peek(-1)
    year = take_year(stream)
    if year and year < EARLIEST_PLAIN and not (before and before.lower in BEFORE_EARLY_YEARS):
        raise stream.reject(NUMBER_OR_YEAR, offset=-1)
    return None if year is None else Point(year)


def fill_from(first: Point, second: Point) -> Point:
    """Return `first` with the month and year that only `second` names: 3 to 9 June 2014."""
    if first.mask or first.code or first.is_year or not second.month:
        return first
    month = first.month or second.month
    return replace(first, month=month, year=first.year or second.year)


def is_month(token: Token) -> bool:
    """Return whether a token is the name of a month."""
    return token.kind == "word" and token.text in MONTH_NUMBERS
