"""Limits of dates that have no year, or a vague one: where they may begin and end."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain, product

from facts.model.edtf import EdtfError, parse
from facts.model.values import EdtfDate
from facts.verify.english_dates import UNKNOWN_YEAR, find_dates, read_bounds
from facts.verify.english_nouns import WEEKDAYS

LIMIT_DISTANCES = {0, 364, 365, 366}
"""The days allowed between a limit and the bound it was inferred from: none, or a year, inclusive or not."""
DAY_OF_YEAR = re.compile(r"XXXX-(?P<day>\d{2}-\d{2})")
MAX_YEARS_APART = 12
"""The years within which a day falls on each weekday at least once, but for 29 February."""
VAGUE = re.compile(r"(?<!\w)(?:early|mid|late|beginning|start|middle|end)(?!\w)", re.IGNORECASE)
"""Words for a part of the month or year beside them, whose days nobody can tell exactly."""


def unsupported_limit(
    limits: str, texts: Sequence[str], limited: EdtfDate | None = None, published: EdtfDate | None = None
) -> str | None:
    """Return which of the inferred `limits` is no bound of a time in `texts`; two limits may be a year from one.

    A calendar year may be that of such a time, the one before or the one after, or the first after it in which the
    day that is `limited` falls on a weekday in `texts`.
    The date that is `limited` may have no year: its own bounds count too, in the years of these times and the next,
    and each day between them if its words are vague, such as early June. So do the bounds of other times without a
    year, and of the day on which the article was `published`, by its words, if its own limits leave one year.
    """
    bounds = {day for text in texts for day in read_bounds(text)}
    edges = {day for day in (published.earliest, published.latest) if day} if published else set[str]()
    if published and len({day[:4] for day in edges}) == 1 and any(published.stated in text for text in texts):
        bounds |= {date.fromisoformat(day) for day in edges}
    bounds |= set(iter_days_in_years(texts, {day.year for day in bounds}))
    own = ranges_in_years(limited, {day.year for day in bounds}) if limited else []
    ends = [date.fromisoformat(edge) for edge in (parse(limits).earliest, parse(limits).latest) if edge]
    years = {day.year + distance for day in bounds for distance in (-1, 0, 1)}
    years |= set(iter_years_of_weekdays(texts, limited, bounds))
    if limits.isdecimal() and int(limits) in years:
        return None
    allowed = LIMIT_DISTANCES if len(ends) > 1 else {0}
    for edge in ends:
        is_own = any(first <= edge <= last for first, last in own)
        if not is_own and not allowed & {abs((edge - bound).days) for bound in bounds}:
            accepted = sorted({*bounds, *chain.from_iterable(own)}, key=lambda bound: abs((edge - bound).days))
            nearest = f"; the nearest that is accepted is {accepted[0]}" if accepted else ""
            return f"begins or ends on {edge}, which is no date in its words, nor one a year before or after{nearest}"
    return None


def iter_years_of_weekdays(
    texts: Collection[str], limited: EdtfDate | None, bounds: Collection[date]
) -> Iterator[int]:
    """Yield the first years, from each of some days on, in which a day without a year falls on a weekday of texts."""
    named = {number for number, name in enumerate(WEEKDAYS) if any(name in text for text in texts)}
    match = DAY_OF_YEAR.fullmatch(limited.edtf) if limited and len(named) == 1 else None
    for bound in bounds if match else ():
        for year in range(bound.year, bound.year + MAX_YEARS_APART):
            with suppress(ValueError):
                day = date.fromisoformat(f"{year:04}-{match['day']}") if match else bound
                if day >= bound and day.weekday() in named:
                    yield year
                    break


def iter_days_in_years(texts: Iterable[str], years: Collection[int]) -> Iterator[date]:
    """Yield the days of the times without a year in some texts, in some years, the ones before and after."""
    masks = {time for text in texts for time in find_dates(text) if time.startswith(UNKNOWN_YEAR)}
    for mask, year in product(masks, {year + distance for year in years for distance in (-1, 0, 1)}):
        with suppress(EdtfError):
            time = parse(mask.replace(UNKNOWN_YEAR, f"{year:04}"))
            yield from (date.fromisoformat(day) for day in (time.earliest, time.latest) if day)


def ranges_in_years(time: EdtfDate, years: Collection[int]) -> list[tuple[date, date]]:
    """Return where limits of a time may be, in some years, the ones before and after: a day, or a vague period."""
    is_vague = VAGUE.search(time.stated) is not None
    if UNKNOWN_YEAR not in time.edtf and not is_vague:
        return []
    near = sorted({year + distance for year in years for distance in (-1, 0, 1)})
    ranges: list[tuple[date, date]] = []
    for expression in {time.edtf.replace(UNKNOWN_YEAR, f"{year:04}") for year in near or [0]}:
        try:
            period = parse(expression)
        except EdtfError:
            continue
        days = [date.fromisoformat(day) for day in (period.earliest, period.latest) if day]
        is_period = is_vague and len(days) > 1
        ranges += [(days[0], days[-1])] if is_period else [(day, day) for day in days]
    return ranges
