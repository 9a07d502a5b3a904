"""Dates without a year that have it from a sentence elsewhere, though the day of publication gives another one."""

import re
from collections.abc import Iterator
from datetime import date

from facts.model.values import EdtfDate
from facts.verify.date_points import SEASONS
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.precision import NO_YEAR
from facts.verify.tokens import MONTH_NUMBERS, tokenize

WHEN = "when"
WITHIN = "when.within"
MONTHS = 12
OVER = ("occurred",)
YEARS = re.compile(r"(?<!\d)(?:1[5-9]|2[01])\d\d(?!\d)")
NEAR_YEARS = {"next": (0, 1), "last": (-1, 0)}
"""The first and the last year after that of publication that a month or season after such a word may be in."""
NEAR = re.compile(
    rf"(?<!\w)(?P<side>next|last)\s(?:{'|'.join(SEASONS)}|{'|'.join(MONTH_NUMBERS)})(?!\w)", re.IGNORECASE
)
HINT = "Write `within: published`, or quote words of its own passage that have the year"


def find_borrowed_years(context: CheckContext) -> Iterator[Finding]:
    """Yield each date of what is over whose year is from another passage, and not the last one before publication."""
    published = context.published
    if published is None or published.earliest is None or published.earliest != published.latest:
        return
    for event in context.of_kind("events"):
        when, receipt, limits = getattr(event, WHEN), event.evidence.get(WHEN), event.evidence.get(WITHIN)
        if getattr(event, "status", None) not in OVER or when is None or receipt is None or limits is None:
            continue
        own = {span.passage for span in receipt.spans}
        year = last_year(when, date.fromisoformat(published.earliest))
        is_borrowed = own.isdisjoint(span.passage for span in limits.spans)
        if year and is_borrowed and not when.earliest.startswith(str(year)):
            message = (
                f"is in {when.earliest[:4]} by words elsewhere, but '{when.stated}' before publication is in {year}"
            )
            yield Finding(f"events/{event.id}", WHEN, message, HINT, is_certain=False)


def find_invented_year(value: EdtfDate, words: str, passages: str, published: EdtfDate | None) -> str | None:
    """Return that a month or season has a year that neither its words, its passages nor the publication tell."""
    years = {int(year) for year in YEARS.findall(value.edtf)}
    is_part = any(token.text in MONTH_NUMBERS or token.lower in SEASONS for token in tokenize(words))
    if not years or not is_part or YEARS.search(words):
        return None
    near = NEAR.search(words)
    first, last = NEAR_YEARS[near["side"].lower()] if near else (-1, 1)
    dated = {int(day[:4]) for day in (published.earliest, published.latest) if day} if published else set()
    known = {year + step for year in dated for step in range(first, last + 1)}
    known |= {int(year) + step for year in YEARS.findall(passages) for step in (-1, 0, 1)}
    if not years.isdisjoint(known):
        return None
    source = f"that of publication is {max(dated)}" if dated else "the article has no year for it"
    return f"is in {max(years)}, which '{words}' does not say: {source}"


def last_year(when: EdtfDate, published: date) -> int | None:
    """Return the year of the last month or day without a year that is not after publication; None for other dates."""
    month = when.edtf.removeprefix(f"{NO_YEAR}-")[:2]
    is_one = when.edtf.startswith(f"{NO_YEAR}-") and month.isdecimal() and int(month) <= MONTHS
    if not is_one or when.earliest is None or when.latest is None or when.earliest[:4] != when.latest[:4]:
        return None
    return published.year if int(month) <= published.month else published.year - 1
