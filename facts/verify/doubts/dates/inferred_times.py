"""Inferred dates whose season, month or year their words do not allow, and deliveries that end before they begin."""

import re
from collections.abc import Collection, Iterator, Sequence

from facts.kinds.contract import Contract
from facts.model.article import Article
from facts.model.receipt import Span
from facts.model.values import EdtfDate
from facts.verify.date_points import SEASONS
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_dates import find_dates, season_of
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.finding import Finding
from facts.verify.grammar.word_list import word_set
from facts.verify.time_distances import find_distances
from facts.verify.tokens import MONTH_NUMBERS, tokenize

SHIFTS = word_set("""
    next last following previous past coming later earlier ago since until till before after within now during
    day days week weeks month months years decade decades century
""")
"""Words that place a date at a distance from one beside them."""
PLANS = word_set("planned scheduled due originally supposed promised expected intended should")
BEGUN = word_set("began begun started arrived came only finally")
"""Words of the sentences of a planned delivery and of one that began later."""
OPEN_END = "since"
PARTS_OF_YEARS = {"early": (1, 6), "mid": (4, 9), "late": (7, 12)}
"""The first and the last month of what a word before a year may mean."""
SAME_YEAR = re.compile(r"(?<!\w)(?:same|that) year(?!\w)")
YEAR = re.compile(r"(?:(?<![\w.,-])|(?<=mid-)|(?<=late-)|(?<=early-))(?:1[5-9]|2[01])\d\d(?!\w|[.,]\d)")
MONTHS = re.compile(r"(?:\d{4}|XXXX)-(0[1-9]|1[0-2])(?!\d)")
MONTHS_OF_YEAR = range(1, 13)
WHOLE_YEARS = re.compile(r"(?<!\w)(?:last|next|this|that|same|previous|following|coming)\syear(?!\w)", re.IGNORECASE)
"""Words for a year that is counted from another one, which leave the month as it is."""
COUNTED = word_set("""
    last next following previous past coming later earlier ago tomorrow yesterday today tonight eve
    day days week weeks month months weekend
""")
"""Words that count a date from another one, perhaps in another month."""
LATER, SOONER = word_set("end after from late"), word_set("before until till start beginning early")
"""Words for a time that may reach into the month after, or the one before."""
SAME_YEAR_REACH = 400
"""Maximum number of characters before the words for a date that may have the year that "the same year" means."""


def find_time_fault(value: EdtfDate, spans: Sequence[Span], article: Article) -> str | None:
    """Return what the quoted words of an inferred date, and the years of its article, do not allow."""
    quoted = [span for span in spans if span.exact]
    words = " ".join(article.text[span.start : span.end] for span in quoted)
    tokens = {token.lower for token in tokenize(words)}
    if OPEN_END in tokens and value.edtf in find_dates(" ".join(re.split(OPEN_END, words))):
        return f"is {value.edtf}, but '{words}' leaves its end open: {value.edtf}/.."
    if is_other_month(value, words):
        return f"is {value.edtf}, another month than '{words}'"
    if not quoted or SHIFTS & tokens:
        return None
    if part := find_other_part(value, words, tokens):
        return f"is {value.edtf}, {part} than '{words}'"
    return find_foreign_year(value, words, article.text[: quoted[-1].end], article)


def find_other_part(value: EdtfDate, words: str, tokens: Collection[str]) -> str | None:
    """Return which part of a year is another one in a date that is inferred than in its words: a season, a month."""
    seasons = {SEASONS[token] for token in tokens if token in SEASONS}
    season = season_of(value.edtf)
    if season is not None and seasons and season + min(SEASONS.values()) not in seasons:
        return "another season"
    months = {MONTH_NUMBERS[token.text] for token in tokenize(words) if token.text in MONTH_NUMBERS}
    days = [day for day in (value.earliest, value.latest) if day]
    if len(days) < 2 or days[0][:4] != days[-1][:4] or seasons or months:
        return None
    first, last = (int(day[5:7]) for day in days)
    parts = [PARTS_OF_YEARS[token] for token in tokens if token in PARTS_OF_YEARS]
    return "another part of the year" if any(last < start or first > end for start, end in parts) else None


def is_other_month(value: EdtfDate, words: str) -> bool:
    """Return whether all months of a date are others than those of its words, which count from no other day.

    What is after the end of a month, or before the start of one, may be in the next one.
    """
    tokens = tokenize(WHOLE_YEARS.sub("", words))
    named = {MONTH_NUMBERS[token.text] for token in tokens if token.text in MONTH_NUMBERS}
    months = {int(month) for month in MONTHS.findall(value.edtf)}
    lower = {token.lower for token in tokens}
    is_counted = bool(COUNTED & lower) or any(day in words for day in WEEKDAYS) or any(find_distances(words))
    if not named or not months or is_counted:
        return False
    for side, step in ((LATER, 1), (SOONER, -1)):
        named |= {(month + step - 1) % len(MONTHS_OF_YEAR) + 1 for month in named} if side & lower else set()
    return months.isdisjoint(named)


def find_foreign_year(value: EdtfDate, words: str, before: str, article: Article) -> str | None:
    """Return that a date is not in the year that "the same year" means, or in one that is nowhere in its article."""
    years = set(re.findall(r"(?<!\d)\d{4}(?!\d)", value.edtf))
    known = YEAR.findall(article.text)
    nearest = YEAR.findall(before[-SAME_YEAR_REACH:])
    if years and nearest and SAME_YEAR.search(words):
        return None if nearest[-1] in years else f"is {value.edtf}, but the year before '{words}' is {nearest[-1]}"
    if years and known and years.isdisjoint(known):
        return f"is {value.edtf}, a year that is nowhere in the article"
    return None


def find_reversed_deliveries(context: CheckContext) -> Iterator[Finding]:
    """Yield each contract whose delivery begins after the date of its delivery, unless that was only a plan."""
    for contract in context.of_kind("contracts"):
        delivery = contract.delivery if isinstance(contract, Contract) else None
        started, when = (delivery.started, delivery.when) if delivery else (None, None)
        if started and when and started.earliest and when.latest and started.earliest > when.latest:
            receipts = [contract.evidence.get(path) for path in ("delivery.when", "delivery.started")]
            spans = [list(receipt.spans) if receipt else [] for receipt in receipts]
            plan, start = (tokenize(context.sentences.text_of(group)) for group in spans)
            is_late = any(token.lower in PLANS for token in plan) and any(token.lower in BEGUN for token in start)
            if is_late or any(receipt and receipt.note for receipt in receipts):
                continue
            message = f"is {started.edtf}, after the date of the delivery, {when.edtf}"
            hint = "Correct one of them, or add a note if it began later than it was to"
            yield Finding(f"contracts/{contract.id}", "delivery.started", message, hint, is_certain=False)
