"""Inferred dates against words that count days from the date before them: the next day, a week later."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from facts.model.article import Article
from facts.model.receipt import Receipt, Span
from facts.model.values import EdtfDate
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.dates.relative_dates import parse_day
from facts.verify.english_dates import find_dates
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.finding import Finding
from facts.verify.precision import SAMPLE_YEAR
from facts.verify.time_distances import find_distances
from facts.verify.uncovered import find_figures

COUNTED = re.compile(
    r"(?<!\w)(?:(?:the|that)\s(?:very\s)?(?P<side>next|following|previous|preceding)\s(?P<unit>day|week)"
    r"|the\s(?P<after_unit>day|week)\s(?P<after>after|before)(?!\s\w)|the\s(?P<same>same)\sday)(?!\w|\sbut)",
    re.IGNORECASE,
)
"""Words for the day or the week beside another date, or for the same day."""
EARLIER = ("previous", "preceding", "before")
DAY = timedelta(1)
WEEK = (1, 13)
"""The fewest and the most days from a day to one of the week after its own."""
HINT = "Correct the date, or quote the words that say it of this event"


def find_counted_fault(value: EdtfDate, spans: Sequence[Span], article: Article) -> str | None:
    """Return that a date is not the day or in the week that its words count from the date before them; None if it is.

    Words after a weekday, a month or another date that is no day are not counted.
    """
    quoted = [span for span in spans if span.exact]
    words = " ".join(span.exact or "" for span in quoted)
    counted = list_days(words)
    if counted is None or find_days(words):
        return None
    first = article.passages[quoted[0].passage - 1][0]
    anchor = find_last_day(article.text[first : quoted[0].start])
    days = [day for end in value.edtf.split("/") if (day := parse_day(end))]
    if anchor is None or not days:
        return None
    if int(SAMPLE_YEAR) in (anchor.year, days[0].year):
        anchor, *days = (day.replace(year=int(SAMPLE_YEAR)) for day in (anchor, *days))
    least, most = (anchor + DAY * distance for distance in counted)
    is_counted = all(least <= day <= most for day in days) or least.year != most.year or least.year != anchor.year
    return (
        None if is_counted else f"is {value.edtf}, which is not '{words}', counted from the date before these words"
    )


def find_miscounted(context: CheckContext) -> Iterator[Finding]:
    """Yield each date of an event that is not the one which the quoted words of the event count, but from others."""
    for event in context.of_kind("events"):
        value, words = getattr(event, "when", None), event.evidence.get(event.title_field)
        receipt = event.evidence.get("when")
        if words is None or receipt is None or not isinstance(value, EdtfDate) or counts(receipt):
            continue
        if counts(words) and (fault := find_counted_fault(value, words.spans, context.article)):
            yield Finding(f"events/{event.id}", "when", fault, HINT, is_certain=False)


def counts(receipt: Receipt) -> bool:
    """Return whether quoted words have a day or a week that is counted from the date before them."""
    return any(COUNTED.search(span.exact or "") for span in receipt.spans)


def list_days(words: str) -> tuple[int, int] | None:
    """Return the fewest and the most days that words count from the date before them; None if they count none."""
    match = COUNTED.search(words)
    if match is None:
        distances = [distance for distance in find_distances(words) if not distance.months]
        return (distances[0].days, distances[0].days) if len(distances) == 1 and distances[0].days else None
    if match["same"]:
        return 0, 0
    least, most = WEEK if (match["unit"] or match["after_unit"]).lower() == "week" else (1, 1)
    is_earlier = (match["side"] or match["after"]).lower() in EARLIER
    return (-most, -least) if is_earlier else (least, most)


def find_last_day(text: str) -> date | None:
    """Return the last date of a text; None if it is no day, or a weekday follows it."""
    dates = [(start, end) for kind, start, end in find_figures(text) if kind == "date"]
    if not dates or any(day in text[dates[-1][1] :] for day in WEEKDAYS):
        return None
    start, end = dates[-1]
    days = find_days(text[start:end])
    return days[0] if len(days) == 1 else None


def find_days(text: str) -> list[date]:
    """Return the dates of a text that are days."""
    return [day for time in find_dates(text) if (day := parse_day(time))]
