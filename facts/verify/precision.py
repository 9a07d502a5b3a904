"""Inferred dates that are more precise than every date in their words: a day of which only the month is told."""

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from facts.model.edtf import parse
from facts.model.values import EdtfDate
from facts.verify.english_dates import find_dates, overlaps
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.grammar.word_list import word_set
from facts.verify.time_distances import find_distances
from facts.verify.tokens import MONTH_NUMBERS, tokenize

EXACT = re.compile(r"(?:\d{4}|XXXX)(?:-\d\d){0,2}")
"""A year, which may be open, a season, a month or a day, without limits or a choice."""
DAY_LENGTH, MONTH_LENGTH, YEAR_LENGTH = len("2025-02-12"), len("2025-02"), len("2025")
LAST_MONTH = "12"
WEEK, MONTH = timedelta(7), timedelta(31)
DAY, SAMPLE_YEAR = re.compile(r"XXXX-\d\d-\d\d"), "2000"
NO_YEAR = "XXXX"
VAGUE = word_set("early mid late beginning start middle end")
"""Words for a part of a year or month that no expression has, for which an author chooses one."""
PART_OF_PERIOD = re.compile(
    r"(?<!\w)(?:early|mid|late|beginning|start|middle|end)[\s-](?:in\s|of\s)?"
    r"(?:the|this|that|next|last|same|following|coming)\s(?:year|month|quarter|season|spring|summer|autumn|fall|winter)",
    re.IGNORECASE,
)
"""Words for a part of a period, in which no day is told: at the end of this year."""
WHOLE_PERIOD = re.compile(
    r"(?<!\w)(?:last|next|this|that|same|previous|following|coming)\s(?P<unit>year|month)(?!\w)", re.IGNORECASE
)
"""Words for a year or a month that is counted from another one: last year."""
NARROWING = VAGUE | word_set("""
    spring summer autumn fall winter quarter half day days week weeks weekend eve christmas easter anniversary until
    till before after since first second third fourth
""")
"""Words that tell a part of such a period, or another time."""
PART_OF_YEAR = re.compile(
    r"(?<!\w)(?P<part>early|mid|late)[\s-](?:in\s)?(?:\d{4}|(?:this|last|next)\syear)(?!\w)", re.IGNORECASE
)
"""Words for several months of a year."""
COUNTED = word_set("later earlier ago next last following previous same coming past tomorrow yesterday today eve")
"""Words that count a date from another one, or from the day of writing."""
NOT_COUNTED = re.compile(r"(?<!\w)(?:no|not)\s(?:earlier|later)\sthan(?!\w)", re.IGNORECASE)
"""Words with them that make a date a limit."""


def find_excess(value: EdtfDate, texts: Iterable[str]) -> str | None:
    """Return a date that is no more precise than its words for an inferred one that is; None for one that is not.

    Words with a weekday, a distance from another date, or a vague part of a longer time may say more than is read.
    """
    words = "; ".join(texts)
    tokens = {token.lower for token in tokenize(NOT_COUNTED.sub("", words))}
    is_counted = bool(COUNTED & tokens) or any(True for _ in find_distances(words))
    if not EXACT.fullmatch(value.edtf) or any(day in words for day in WEEKDAYS):
        return None
    if period := find_period(value, words):
        return period
    if len(value.edtf) == DAY_LENGTH and PART_OF_PERIOD.search(words) and not find_dates(words):
        return value.edtf[: MONTH_LENGTH if value.edtf.startswith(NO_YEAR) else YEAR_LENGTH]
    times = [] if is_counted else [time for time in find_dates(words) if may_be(time, value)]
    is_vague = bool(VAGUE & tokens) and len(value.edtf) < DAY_LENGTH
    if not times or not all(is_wider(time, value) for time in times):
        return None
    has_bound = any(is_open(time) for time in times)
    return None if is_vague and not has_bound else min(times)


def find_period(value: EdtfDate, words: str) -> str | None:
    """Return the year or month of a date that is more precise than the only words for it: last year, next month."""
    match = WHOLE_PERIOD.search(words)
    tokens = tokenize(words)
    if match is None or any(
        token.kind not in ("word", "mark", "dash") or token.lower in NARROWING for token in tokens
    ):
        return None
    length = YEAR_LENGTH if match["unit"].lower() == "year" else MONTH_LENGTH
    has_month = any(token.text in MONTH_NUMBERS for token in tokens)
    return value.edtf[:length] if len(value.edtf) > length and not has_month else None


def find_single_month(value: EdtfDate, words: str) -> str | None:
    """Return the words for several months of a year where a date is one of them, which nothing else says."""
    match = PART_OF_YEAR.search(words)
    has_month = any(token.text in MONTH_NUMBERS for token in tokenize(words))
    is_month = len(value.edtf) == MONTH_LENGTH and EXACT.fullmatch(value.edtf) and value.edtf[5:] <= LAST_MONTH
    return match[0] if match and is_month and not has_month else None


def is_counted_from(value: EdtfDate, texts: Iterable[str]) -> bool:
    """Return whether a day without a year is near one of some words, from which others count it: next Monday."""
    words = "; ".join(texts)
    if not DAY.fullmatch(value.edtf) or not COUNTED & {token.lower for token in tokenize(words)}:
        return False
    days = [
        date.fromisoformat(SAMPLE_YEAR + day[4:]) for day in (value.edtf, *find_dates(words)) if DAY.fullmatch(day)
    ]
    return any(abs(days[0] - day) <= MONTH for day in days[1:])


def may_be(time: str, value: EdtfDate) -> bool:
    """Return whether a date of some words, in any year if they name none, has a day of a value."""
    if value.edtf.startswith(NO_YEAR):
        return value.edtf[4:].startswith(time[4:]) or time[4:].startswith(value.edtf[4:])
    return time[4:].startswith(value.edtf[4:]) if time.startswith(NO_YEAR) else overlaps(value.edtf, time)


def is_wider(time: str, value: EdtfDate) -> bool:
    """Return whether a date of some words leaves open what a value says: its day, its month or that it is a limit."""
    if value.edtf.startswith(NO_YEAR):
        return len(time) < len(value.edtf)
    if time.startswith(NO_YEAR):
        return False
    if value.edtf in re.split(r"[/,{}]", time) and not time.startswith("["):
        return False
    if is_open(time):
        return True
    range_ = parse(time)
    if value.earliest is None or value.latest is None or range_.earliest is None or range_.latest is None:
        return False
    is_inside = range_.earliest <= value.earliest and value.latest <= range_.latest
    return is_inside and (range_.earliest, range_.latest) != (value.earliest, value.latest)


def is_open(time: str) -> bool:
    """Return whether a date is only a limit of time, or one of several."""
    return ".." in time or time.startswith("[")


def has_open_week(value: EdtfDate, words: str, ranges: Collection[tuple[date, date]]) -> bool:
    """Return whether words for a day have only its weekday, and none of some times is in the week around the day."""
    is_weekday = any(day in words for day in WEEKDAYS) and not find_dates(words) and not any(find_distances(words))
    if not is_weekday or value.earliest is None or value.earliest != value.latest:
        return False
    day = date.fromisoformat(value.earliest)
    return not any(first - WEEK <= day <= last + WEEK for first, last in ranges)
