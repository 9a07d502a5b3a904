"""Reading of English dates as EDTF expressions."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from facts.model.edtf import EdtfError, Range, parse
from facts.verify.date_points import (
    FIRST_WORDS,
    Point,
    check_weekday,
    day_offset,
    fill_from,
    parse_edge,
    parse_point,
    take_day,
    take_year,
)
from facts.verify.readings import DateReading
from facts.verify.token_stream import TokenStream, UnreadError
from facts.verify.tokens import Token, tokenize

APPROXIMATE = ("about", "around", "approximately", "roughly", "circa", "ca", "c")
UNCERTAIN = ("perhaps", "probably", "possibly", "presumably", "maybe", "likely")
UNTIL, FROM, BEFORE, AFTER = "[..{latest}]", "{edtf}/..", "[..{day_before}]", "[{day_after}..]"
LIMITS = {
    **dict.fromkeys(("by the end of the", "by the end of", "by end of", "by the close of", "by end"), UNTIL),
    **dict.fromkeys(("before the end of the", "before the end of", "at the latest by", "at the latest in"), UNTIL),
    **dict.fromkeys(("no later than the end of", "not later than the end of"), UNTIL),
    **dict.fromkeys(("no later than", "not later than", "on or before", "by"), UNTIL),
    **dict.fromkeys(("no earlier than", "not earlier than", "no sooner than", "not before", "not until"), FROM),
    **dict.fromkeys(("at the earliest in", "ever since", "since"), FROM),
    **dict.fromkeys(("before the beginning of", "before the start of", "before"), BEFORE),
    **dict.fromkeys(("after the end of", "after"), AFTER),
}
"""The words that make a date a bound, the longest first, with the template of the expression.

"By 2031" may leave out the days of 2031 or not; the bound that it states for certain includes them.
"""
BESIDE = {
    f"{one} day {side}": distance for side, distance in (("after", 1), ("before", -1)) for one in ("the", "a", "one")
}
"""The words before a day that is one day off, with the distance."""
LEAP_DAYS = ((2, 28), (2, 29), (3, 1))
"""The days that are one day off from others in some years alone."""
OUTER_LIMITS = {"at the latest": UNTIL, "at the earliest": FROM}
"""The words after a date that make it a bound."""
YEAR_ENDS = {
    **dict.fromkeys(
        (phrase for phrase, bound in LIMITS.items() if phrase.endswith(" of the") and bound == UNTIL), ("year",)
    ),
    **dict.fromkeys(
        (phrase for phrase, bound in LIMITS.items() if phrase.endswith(" of") and bound == UNTIL),
        ("the year", "this year"),
    ),
    **dict.fromkeys(("by", "before"), ("the year's end", "year's end", "the year end", "year end")),
}
"""The words after those of a limit that end a year which the words around it tell."""
ENDS = ("the end of the", "the end of")

NO_YEAR = "has no year, which the words around it need"
PERIOD = "is a period, where a day, a month or a year is needed"
SHARED_MONTH = "may be a year, or the month or the season before it in that year: give the EDTF with a note"
TWO_PERIODS = "is not read with another date"
VAGUE_LIMIT = "is not exact enough for a limit: give the EDTF with a note"
NO_SUCH_DAY = "is not "
"""How reasons begin that say that a day does not exist."""
NOT_IN_CALENDAR = f"{NO_SUCH_DAY}in the calendar"

NEVER_FIRST = ("dash", "percent", "currency", "fraction", "mark")
"""Kinds of tokens that no date begins with, but for the mark of an approximate one."""
OPENINGS = ("between", "from", "either")
STARTS = FIRST_WORDS.union(
    OPENINGS, APPROXIMATE, UNCERTAIN, (phrase.partition(" ")[0] for phrases in (LIMITS, BESIDE) for phrase in phrases)
)
"""The words, in lower case, with which a date may begin, a bound, or two of which `OPENINGS` stand before."""
UNKNOWN_YEAR, SAMPLE_YEAR = "XXXX", 2000
"""What stands for the year of a date that has none, and a leap year in which its day is looked for."""
END_OF_YEAR = UNTIL.format(latest=f"{UNKNOWN_YEAR}-12-31")
SOME_YEARS = "1996/2004"
"""The years in which times without a year are compared: without limits all of them would be open."""


def parse_date(stream: TokenStream) -> DateReading | None:
    """Take a date and return it; None if none follows. Raises UnreadError for one that is not exact enough."""
    for rule in (parse_beside, parse_limit, parse_joined, parse_outer_limit, parse_qualified):
        start = stream.index
        if expression := rule(stream):
            return DateReading(require_time(stream, expression))
        stream.index = start
    return None


def require_time(stream: TokenStream, expression: str) -> str:
    """Return a valid EDTF expression; raise UnreadError if it is not in the calendar or ends before it begins."""
    try:
        parse(expression)
    except EdtfError:
        raise stream.reject(NOT_IN_CALENDAR, offset=-1, culprit=day_offset(stream)) from None
    return expression


def parse_limit(stream: TokenStream) -> str | None:
    """Take a date with a word that makes it a bound: by the end of, no later than, before, after, since."""
    phrase = stream.take_phrase(*LIMITS)
    if phrase is None:
        return None
    stream.take_hyphen()
    point = parse_point(stream)
    if point is None and phrase in YEAR_ENDS and stream.take_phrase(*YEAR_ENDS[phrase]):
        return END_OF_YEAR
    if point is not None and LIMITS[phrase] == UNTIL:
        stream.take_phrase("at the latest")
    return None if point is None else format_bound(stream, point, LIMITS[phrase])


def parse_beside(stream: TokenStream) -> str | None:
    """Take a day that is named by the one beside it: the day after 5 May."""
    phrase = stream.take_phrase(*BESIDE)
    point = parse_point(stream) if phrase else None
    if phrase is None or point is None or not point.day:
        return None
    sample = require_time(stream, point.edtf if point.year else replace(point, year=SAMPLE_YEAR).edtf)
    day = date.fromisoformat(sample) + timedelta(BESIDE[phrase])
    is_leap = not point.year and (day.month, day.day) in LEAP_DAYS
    return None if is_leap else format_day(day, "" if point.year else UNKNOWN_YEAR)


def parse_outer_limit(stream: TokenStream) -> str | None:
    """Take a date with words after it that make it a bound: 2027 at the latest."""
    point = parse_point(stream)
    phrase = stream.take_phrase(*OUTER_LIMITS) if point else None
    return format_bound(stream, point, OUTER_LIMITS[phrase]) if point and phrase else None


def format_bound(stream: TokenStream, point: Point, template: str) -> str:
    """Return the expression of a date that is a bound; one without a year keeps none: by 15 September."""
    if point.is_imprecise:
        raise stream.reject(VAGUE_LIMIT, offset=-1)
    if point.mask and template != UNTIL:
        raise stream.reject(PERIOD, offset=-1)
    if point.year or point.mask:
        year, sample = "", require_time(stream, point.edtf)
    else:
        year, sample = UNKNOWN_YEAR, require_time(stream, replace(point, year=SAMPLE_YEAR).edtf)
    time = parse(sample)
    earliest, latest = date.fromisoformat(time.earliest or ""), date.fromisoformat(time.latest or "")
    return template.format(
        edtf=point.edtf,
        latest=format_day(latest, year),
        day_before=format_day(earliest - timedelta(1), year),
        day_after=format_day(latest + timedelta(1), year),
    )


def format_day(day: date, year: str) -> str:
    """Return a day as EDTF, with `year` in place of its own; the end of February without a year is the month."""
    if not year:
        return day.isoformat()
    is_open = (day.month, day.day) in ((2, 28), (2, 29))
    return f"{year}-{day:%m}" if is_open else f"{year}-{day:%m-%d}"


ONWARD = ("on", "onwards", "onward")
"""Words after a date that begins a period: from October 4 on."""


def parse_joined(stream: TokenStream) -> str | None:
    """Take two dates that words or a dash join, or one that is open on a side: 2018 or later."""
    opening = stream.take_word(*OPENINGS)
    first = parse_end(stream)
    if first is None:
        return None
    if first.year and not (opening or first.is_imprecise) and (side := take_open_side(stream)):
        return side.format(first.edtf)
    if opening == "from" and not first.mask and not first.is_imprecise and stream.take_word(*ONWARD):
        return f"{first.edtf}/.."
    template = take_joint(stream, opening)
    if template is None:
        return None
    is_range = template == "{}/{}"
    if opening == "from" and is_range:
        stream.take_phrase(*ENDS)
    second = parse_point(stream)
    if second is None and first.is_month_first and (day := take_day(stream)):
        stream.take_mark(",")
        second = Point(take_year(stream), first.month, day)
    if second is None:
        return None
    if opening is None and (first.code or first.month) and second.is_year:
        raise stream.reject(SHARED_MONTH, offset=-1)
    return join_ends(stream, first, second, template, is_open=opening in ("between", "from") and is_range)


def parse_end(stream: TokenStream) -> Point | None:
    """Take a date, or only the day of one that is named after it: 3 to 9 June."""
    point = parse_point(stream)
    if point is None:
        stream.skip_words(("on", "the"), 2)
        day = take_day(stream)
        point = None if day is None else Point(day=day)
    return point


def take_joint(stream: TokenStream, opening: str | None) -> str | None:
    """Take the word or dash between two dates, and return the template of the expression."""
    if opening == "between":
        return "{}/{}" if stream.take_word("and") else None
    if opening == "either":
        return "[{},{}]" if stream.take_word("or") else None
    if stream.take_word("to", "until", "till", "through"):
        return "{}/{}"
    if opening is None:
        if stream.take("dash"):
            return "{}/{}"
        if word := stream.take_word("or", "and"):
            return "[{},{}]" if word == "or" else "{{{},{}}}"
    return None


def take_open_side(stream: TokenStream) -> str | None:
    """Take the words that leave one side of a date open, and return the template of the expression."""
    if stream.take_phrase("or later", "or after", "onwards", "onward"):
        return "{}/.."
    if stream.take_phrase("or earlier", "or before"):
        return "../{}"
    return None


def join_ends(stream: TokenStream, first: Point, second: Point, template: str, *, is_open: bool) -> str:
    """Return the expression of two dates; the first may leave its month and year to the second.

    `is_open` says whether both may be without a year.
    """
    first = fill_from(first, second)
    if first.is_imprecise or second.is_imprecise:
        raise stream.reject(VAGUE_LIMIT, offset=-1)
    if first.mask or second.mask or bool(first.day) != bool(second.day):
        raise stream.reject(TWO_PERIODS, offset=-1)
    is_yearless = is_open and first.year is None and second.year is None
    if (first.year is None or second.year is None) and not is_yearless:
        raise stream.reject(NO_YEAR, offset=-1)
    if first.edtf == second.edtf:
        raise stream.reject(NOT_IN_CALENDAR, offset=-1)
    for point in (first, second):
        require_time(stream, point.edtf)
        check_weekday(stream, point)
    return template.format(first.edtf, second.edtf)


def parse_qualified(stream: TokenStream) -> str | None:
    """Take one date, with the words that make it approximate or uncertain."""
    if edge := parse_edge(stream):
        return edge.edtf
    is_uncertain = stream.take_word(*UNCERTAIN) is not None
    stream.skip_words(("in", "on", "at", "the"), 2)
    word = stream.take_word(*APPROXIMATE)
    is_approximate = word is not None or stream.take_mark("~")
    if word in ("c", "ca"):
        stream.take_mark(".")
    point = parse_point(stream)
    if point is None:
        return None
    qualifier = {(False, False): "", (True, False): "?", (False, True): "~"}.get((is_uncertain, is_approximate), "%")
    if qualifier and point.year is None and not point.mask:
        raise stream.reject(NO_YEAR, offset=-1)
    return point.edtf + qualifier


def same_time(first: str, second: str) -> bool:
    """Return whether two expressions have the same days, qualifier and season, and choose among them alike."""
    seasons = season_of(first), season_of(second)
    if is_bound_without_year(first) or is_bound_without_year(second):
        return first == second
    return (
        day_ranges(first) == day_ranges(second)
        and parse(first).qualifier == parse(second).qualifier
        and choice_of(first) == choice_of(second)
        and (None in seasons or seasons[0] == seasons[1])
    )


def is_bound_without_year(expression: str) -> bool:
    """Return whether an expression is a bound whose year is not known, all days of which are open."""
    return UNKNOWN_YEAR in expression and (".." in expression or "/" in expression)


def choice_of(expression: str) -> str:
    """Return `[` for one of several dates, `{` for all of them, and nothing for one date or interval."""
    return expression[0] if "," in expression else ""


def overlaps(first: str, second: str) -> bool:
    """Return whether two expressions have a day in common; a bound without a year has none with one that has."""
    if is_bound_without_year(first) or is_bound_without_year(second):
        return first == second
    return any(
        (start or "") <= (second_end or "9999-12-31") and (second_start or "") <= (end or "9999-12-31")
        for start, end in day_ranges(first)
        for second_start, second_end in day_ranges(second)
    )


def day_ranges(expression: str) -> tuple[Range, ...]:
    """Return the ranges of days of an expression, those in SOME_YEARS if it has no year; raise EdtfError."""
    return parse(expression, SOME_YEARS if expression.startswith("XXXX-") else None).ranges


def season_of(expression: str) -> int | None:
    """Return the season that the expression names, 0 for spring; None if it names no season."""
    code = re.search(r"\d{4}-(2[1-9]|3[0-2])", expression)
    return (int(code[1]) - 21) % 4 if code else None


def read_bounds(text: str) -> set[date]:
    """Return the first and last days of the times in `text`, without open ends."""
    times = map(parse, find_dates(text))
    return {date.fromisoformat(day) for time in times for day in (time.earliest, time.latest) if day}


@lru_cache(maxsize=1024)
def find_dates(text: str) -> frozenset[str]:
    """Return the EDTF expressions of the dates inside `text`, whatever stands around them."""
    return frozenset(iter_dates(text))


def may_begin(token: Token) -> bool:
    """Return whether a date may begin with a token."""
    return token.lower in STARTS if token.kind == "word" else token.kind not in NEVER_FIRST or token.text == "~"


def iter_dates(text: str) -> Iterator[str]:
    """Yield the EDTF expression of each date, the longest at each position."""
    stream = TokenStream(tokenize(text))
    while not stream.at_end:
        following = stream.index + 1
        if not may_begin(stream.tokens[stream.index]):
            stream.index = following
            continue
        try:
            reading = parse_date(stream)
        except UnreadError as error:
            reading = None
            if error.reason.startswith(NO_SUCH_DAY) and error.reason != VAGUE_LIMIT:
                following = max(following, error.position + 1)
        if reading:
            yield reading.edtf
        stream.index = max(following, stream.index) if reading else following
