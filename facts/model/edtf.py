"""EDTF, the Extended Date/Time Format of ISO 8601-2:2019: parse an expression into the days it may mean.

Levels 0, 1 and 2 of the Library of Congress specification (https://www.loc.gov/standards/datetime/) are
supported for the years 0001 to 9999, without times of day, significant digits and exponents.

A winter belongs to the year in which it begins: `2019-24` is December 2019 to February 2020.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Literal

Range = tuple[str | None, str | None]
"""Two ISO dates, both inclusive; None is an open end."""

Qualifier = Literal["", "uncertain", "approximate", "uncertain_approximate"]

DayRange = tuple[int, int]
"""A range as ordinals of days (`date.toordinal`), with one day outside the calendar for an open end."""

OPEN_START, OPEN_END = 0, date.max.toordinal() + 1
ALWAYS: DayRange = (OPEN_START, OPEN_END)
MAX_RANGES = 400
DAYS_PER_YEAR = 366
ANY_YEAR = "XXXX"
EXAMPLES = "write for example 2018, 2018-10-05, 2019-23 or ../2018"

TEXT = re.compile(r"[!-~]{0,64}")
DATE = re.compile(r"[?~%]?(?!0000)([0-9X]{4})[?~%]?(?:-[?~%]?([0-9X]{2})[?~%]?(?:-[?~%]?([0-9X]{2})[?~%]?)?)?")

SEASONS = ((3, 5), (6, 8), (9, 11), (12, 2))
PARTS_OF_YEAR = (
    *SEASONS,  # 21 to 24, of no hemisphere: read as northern
    *SEASONS,  # 25 to 28, northern
    *SEASONS[2:],  # 29 and 30, southern spring and summer
    *SEASONS[:2],  # 31 and 32, southern autumn and winter
    *((1, 3), (4, 6), (7, 9), (10, 12)),  # 33 to 36, quarters
    *((1, 4), (5, 8), (9, 12)),  # 37 to 39, quadrimesters
    *((1, 6), (7, 12)),  # 40 and 41, semesters
)
MONTHS_BY_CODE = {str(code): months for code, months in enumerate(PARTS_OF_YEAR, start=21)}
"""First and last month (level 2, sub-year groupings); December to February ends in the next year."""

QUALIFIERS: dict[tuple[bool, bool], Qualifier] = {
    (False, False): "",
    (True, False): "uncertain",
    (False, True): "approximate",
    (True, True): "uncertain_approximate",
}

ERRORS = (
    (re.compile(r"^\.*$"), "has no date"),
    (re.compile(r"^[?~%]?(-[0-9]|Y-?[0-9]|0000)"), "lies outside the years 0001 to 9999"),
    (re.compile(r"[0-9]T[0-9]"), "has a time of day, but only full days are supported"),
    (re.compile(r"[0-9]S[0-9]"), "has significant digits, which are not supported"),
    (re.compile(r"^[0-9Xx?~%-]*x"), "has a lower-case x, where 201X has a capital X"),
    (re.compile(r""), "is not a date in EDTF"),
)


class EdtfError(ValueError):
    """Raised for an invalid expression; the message is a sentence that says what is wrong and what is accepted."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A parsed expression: `ranges` are its days, sorted, disjoint and not adjacent.

    `qualifier` is the strongest one in the expression; it does not affect the days.
    """

    expression: str
    ranges: tuple[Range, ...]
    qualifier: Qualifier

    @property
    def earliest(self) -> str | None:
        """The first possible day, or None where the start is open."""
        return self.ranges[0][0]

    @property
    def latest(self) -> str | None:
        """The last possible day, or None where the end is open."""
        return self.ranges[-1][1]


@lru_cache(maxsize=512)
def parse(expression: str, within: str | None = None) -> Edtf:
    """Return the days that an expression may mean, limited to those of the expression `within`.

    An entirely unspecified year (`XXXX-09`, `[..XXXX-09]`) is open on both sides, unless `within` limits the years.
    Raises EdtfError for an expression that is malformed, is not in the calendar, has no day within its limits,
    ends before it begins, or means more than 400 separate ranges.
    """
    limits = ALWAYS if within is None else parse_limits(within)
    days = [
        (max(start, limits[0]), min(end, limits[1]))
        for start, end in parse_days(expression, limits)
        if start <= limits[1] and end >= limits[0]
    ]
    if not days:
        raise edtf_error("has no day within its limits", "widen them or name another date")
    uncertain, approximate = ("%" in expression or sign in expression for sign in "?~")
    ranges = tuple((format_day(start), format_day(end)) for start, end in days)
    return Edtf(expression, ranges, QUALIFIERS[uncertain, approximate])


def edtf_error(message: str, hint: str = EXAMPLES) -> EdtfError:
    """Return the error for an expression that has a problem."""
    return EdtfError(f"{message}: {hint}")


def format_day(ordinal: int) -> str | None:
    """Return a day as an ISO date; None for an open end."""
    return date.fromordinal(ordinal).isoformat() if OPEN_START < ordinal < OPEN_END else None


def parse_limits(within: str) -> DayRange:
    """Return the days of an expression that limits another; raise EdtfError unless they are one range."""
    first, *others = parse_days(within)
    if others:
        raise edtf_error("must be one unbroken interval", "write for example 2020-08/2021-12")
    return first


def parse_days(text: str, limits: DayRange = ALWAYS) -> list[DayRange]:
    """Return the days of an expression: a set, an interval or a date. Masks of years are limited to `limits`."""
    if not TEXT.fullmatch(text):
        raise EdtfError(f"An expression has at most 64 characters, all ASCII and no spaces: {EXAMPLES}")
    if text[:1] + text[-1:] in ("[]", "{}"):
        return merge_ranges(sorted(days for member in text[1:-1].split(",") for days in parse_member(member, limits)))
    if "/" in text:
        start, _, end = text.partition("/")
        return parse_interval("" if start == ".." else start, "" if end == ".." else end, limits)
    return parse_date(text, limits)


def parse_member(text: str, limits: DayRange) -> list[DayRange]:
    """Return the days of a member of a set (level 2): a date, or an interval with two dots, which may be open."""
    start, dots, end = text.partition("..")
    return parse_interval(start, end, limits) if dots else parse_date(text, limits)


def parse_interval(start: str, end: str, limits: DayRange) -> list[DayRange]:
    """Return the days from the start's earliest to the end's latest (level 0), open where a side is empty (level 1).

    Where neither side has a year, each start within the limits ends at the next end.
    """
    if not start and not end:
        raise edtf_error("has no date")
    is_any_year = ANY_YEAR in start and ANY_YEAR in end
    starts = parse_side(start, limits)
    ends = parse_side(end, (limits[0], min(limits[1] + DAYS_PER_YEAR, OPEN_END)) if is_any_year else limits)
    if not is_any_year:
        starts, ends = starts[:1], ends[-1:]
    pairs = ((side[0], find_end(side, ends)) for side in starts)
    ranges = [(first, last) for first, last in pairs if last is not None]
    if not ranges:
        raise EdtfError("An interval must not end before it begins: write for example 2018-10/2019")
    return merge_ranges(ranges)


def find_end(start: DayRange, ends: Sequence[DayRange]) -> int | None:
    """Return the last day of the next end after a start, of any end if the start is open; None if there is none."""
    if start == ALWAYS:
        return ends[-1][1]
    return next((last for _, last in ends if last >= start[0]), None)


def parse_side(text: str, limits: DayRange) -> list[DayRange]:
    """Return the days of a side of an interval: without a year those within the limits, any day if too many."""
    days = parse_date(text) if text else [ALWAYS]
    if ANY_YEAR in text and limits != ALWAYS:
        with suppress(EdtfError):
            ranges = parse_date(text, limits)
            return [(start, end) for start, end in ranges if start <= limits[1] and end >= limits[0]] or days
    return days


@lru_cache(maxsize=1024)
def parse_date(text: str, limits: DayRange = ALWAYS) -> list[DayRange]:
    """Return the days of a date or part of a year; an omitted component means the same as an unspecified one."""
    match = DATE.fullmatch(text)
    if match is None:
        raise edtf_error(next(message for pattern, message in ERRORS if pattern.search(text)))
    year, month, day = match.groups("XX")
    with suppress(ValueError):  # a day, which most dates are, or a mask or a day that is none
        ordinal = date(int(year), int(month), int(day)).toordinal()
        return [(ordinal, ordinal)]
    if month in MONTHS_BY_CODE:
        return [parse_part_of_year(year, month, has_day=match[3] is not None)]
    if not days_of_year(month, "XX", leap=True):
        raise edtf_error("has an invalid month", "write 01 to 12, or 21 to 41 for a season or quarter")
    if next(iter_days(year, month, day), None) is None:
        raise edtf_error("is not in the calendar")
    if year == ANY_YEAR and (limits == ALWAYS or month == day == "XX"):
        return [ALWAYS]
    return merge_ranges(iter_days(year, month, day, limits))


def parse_part_of_year(year: str, code: str, *, has_day: bool) -> DayRange:
    """Return the days of a season (level 1), quarter, quadrimester or semester (level 2)."""
    if "X" in year or has_day:
        raise edtf_error("is a part of a year", "write it with a full year and no day, as in 2019-23")
    first, last = MONTHS_BY_CODE[code]
    end_year = int(year) + (last < first)
    if end_year > date.max.year:
        raise edtf_error("runs beyond the years 0001 to 9999")
    end = date(end_year, last, monthrange(end_year, last)[1])
    return date(int(year), first, 1).toordinal(), end.toordinal()


def iter_days(year: str, month: str, day: str, limits: DayRange = ALWAYS) -> Iterator[DayRange]:
    """Yield the days that match three masks, in order; a run of years is one range if only years are specified."""
    for years in iter_years(year, limits):
        if month == day == "XX":
            yield date(years[0], 1, 1).toordinal(), date(years[-1], 12, 31).toordinal()
            continue
        for number in years:
            new_year = date(number, 1, 1).toordinal()
            for start, end in days_of_year(month, day, leap=isleap(number)):
                yield new_year + start, new_year + end


def iter_years(mask: str, limits: DayRange) -> Iterator[range]:
    """Yield the years that match a mask, as runs: `1X9X` is 1090 to 1099, 1190 to 1199 and so on."""
    earliest = date.fromordinal(max(limits[0], date.min.toordinal())).year
    latest = date.fromordinal(min(limits[1], date.max.toordinal())).year
    prefix = mask.rstrip("X")
    length = 10 ** (len(mask) - len(prefix))
    for first in iter_numbers(prefix.ljust(len(mask), "0")):
        run = range(max(first, earliest), min(first + length - 1, latest) + 1)
        if run:
            yield run


@lru_cache(maxsize=1024)
def days_of_year(month: str, day: str, *, leap: bool) -> list[DayRange]:
    """Return the days that match two masks in any common or leap year, counted from its first day."""
    year = 2000 if leap else 2001
    days: list[DayRange] = []
    for number in (number for number in iter_numbers(month) if number in range(1, 13)):
        start = date(year, number, 1).toordinal() - date(year, 1, 1).toordinal()
        length = monthrange(year, number)[1]
        matches = [(1, length)] if day == "XX" else [(n, n) for n in iter_numbers(day) if 1 <= n <= length]
        days += [(start + first - 1, start + last - 1) for first, last in matches]
    return merge_ranges(days)


def iter_numbers(mask: str) -> Iterator[int]:
    """Return an iterator over the numbers that match a mask."""
    return (int("".join(digits)) for digits in product(*("0123456789" if c == "X" else c for c in mask)))


def merge_ranges(ranges: Iterable[DayRange]) -> list[DayRange]:
    """Join overlapping and adjacent ranges of a sorted sequence; raise EdtfError at the first one too many."""
    merged: list[DayRange] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        elif len(merged) < MAX_RANGES:
            merged.append((start, end))
        else:
            raise EdtfError(f"More than {MAX_RANGES} separate ranges are too many: narrow it, as in 201X-09")
    return merged
