"""Inferred dates against words that count from the day of writing: last year, on Monday, last week, mid-July."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from facts.model.article import Article
from facts.model.edtf import EdtfError, parse
from facts.model.values import EdtfDate
from facts.verify.doubts.dates.datelines import HEAD, list_datelines
from facts.verify.english_dates import find_dates
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.grammar.word_list import word_set
from facts.verify.precision import (
    DAY_LENGTH,
    EXACT,
    MONTH_LENGTH,
    NO_YEAR,
    SAMPLE_YEAR,
    YEAR_LENGTH,
    find_single_month,
)
from facts.verify.tokens import MONTH_NUMBERS, tokenize

SPAN = re.compile(
    r"(?<!\w)(?:(?:last|this|next|that|previous|following|same|coming)\sweek(?:end)?"
    rf"|(?:early|mid|late)[\s-](?:in\s)?(?:{'|'.join(MONTH_NUMBERS)}))(?!\w)",
    re.IGNORECASE,
)
"""Words for several days."""
EXACT_DAYS = word_set("day today yesterday tomorrow tonight morning evening night eve") | {
    day.lower() for day in WEEKDAYS
}
"""Words that tell one of them."""
YEAR_SHIFT = re.compile(r"(?<!\w)(?P<side>last|this|next)\syear(?!\w)", re.IGNORECASE)
SHIFTS = {"last": -1, "this": 0, "next": 1}
"""Number of years after the year of writing that each of these words tells."""
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|2[01])\d\d(?!\d)")
REACH = 7
"""Maximum number of days from the day of writing to a weekday of which no week is told."""


def find_relative_fault(value: EdtfDate, words: str, passages: str, article: Article) -> str | None:
    """Return what words that count from the day of writing do not allow in an inferred date; None if they do.

    In the `passages` that are cited a year may be told from which they count too.
    """
    if not EXACT.fullmatch(value.edtf):
        return None
    if part := find_single_month(value, words):
        return f"is {value.edtf}, one month where '{part}' leaves open which: {value.edtf[:4]} says no more"
    lower = {token.lower for token in tokenize(words)}
    has_number = any(token.kind in ("number", "ordinal", "iso_date") for token in tokenize(words))
    is_day = len(value.edtf) == DAY_LENGTH and not has_number
    if is_day and not lower & EXACT_DAYS and (several := SPAN.search(words)):
        return f"is {value.edtf}, one day where '{several[0]}' leaves open which: an interval says no more"
    weekdays = [day for day in WEEKDAYS if re.search(rf"(?<!\w){day}(?!\w)", words)]
    is_month = len(value.edtf) == MONTH_LENGTH and not has_number
    if (is_day or is_month) and len(weekdays) == 1:
        return find_weekday_fault(value, weekdays[0], lower, article)
    if (shift := YEAR_SHIFT.search(words)) and not YEAR.search(words) and not value.edtf.startswith(NO_YEAR):
        return find_year_fault(value, shift, passages, article)
    return None


def find_weekday_fault(value: EdtfDate, weekday: str, words: set[str], article: Article) -> str | None:
    """Return that a day is another weekday, or far from the day of writing though words tell no week."""
    is_known = not value.edtf.startswith(NO_YEAR)
    day = parse_day(value.edtf)
    if day and is_known and WEEKDAYS[day.weekday()] != weekday:
        return f"is {value.edtf}, a {WEEKDAYS[day.weekday()]}, and not a {weekday}"
    days = [written for time in find_head_dates(article) if (written := parse_day(time))]
    is_far = days and not any(is_near(value.edtf, written) for written in days)
    return f"is {value.edtf}, more than a week from the day of writing" if is_far and "week" not in words else None


def is_near(edtf: str, written: date) -> bool:
    """Return whether a day or a month is near the day of writing, in whatever year."""
    near = timedelta(REACH)
    try:
        parse(NO_YEAR + edtf[YEAR_LENGTH:], f"{written - near}/{written + near}")
    except EdtfError:
        return False
    return True


def find_year_fault(value: EdtfDate, shift: re.Match[str], passages: str, article: Article) -> str | None:
    """Return that a date is not in the year that words count from that of the article, or that none is told."""
    years = {int(year[0]) for time in find_head_dates(article) if (year := YEAR.match(time))}
    if not years:
        if any(abs(int(year) - int(value.edtf[:4])) <= 1 for year in YEAR.findall(passages)):
            return None
        return f"is {value.edtf}, but the article does not begin with a year from which '{shift[0]}' is counted"
    expected = {year + SHIFTS[shift["side"].lower()] for year in years}
    return None if int(value.edtf[:4]) in expected else f"is {value.edtf}, which is not '{shift[0]}'"


def find_head_dates(article: Article) -> Iterator[str]:
    """Yield the dates of the datelines of an article, or of its first passages if it has none."""
    ranges = list_datelines(article) or article.passages[:HEAD]
    for start, end in ranges:
        yield from find_dates(article.text[start:end])


def parse_day(edtf: str) -> date | None:
    """Return the day of an expression, in a sample year if it has none; None if it is no day."""
    range_ = parse(edtf.replace(NO_YEAR, SAMPLE_YEAR)) if len(edtf) == DAY_LENGTH else None
    return date.fromisoformat(range_.earliest) if range_ and range_.earliest else None
