"""The figures of an article that are not read, with the reasons, as comments of a draft to start from."""

import re
from collections.abc import Iterator, Sequence

from facts.drafts.text.emit import format_flow
from facts.verify.context import Excerpt, changed_by
from facts.verify.english_shares import find_endless_words
from facts.verify.reader import Unread, explain, read_as
from facts.verify.readings import QuantityReading
from facts.verify.tokens import MONTH_NUMBERS
from facts.verify.uncovered import Figure, find_figures

KINDS_READ = ("money", "share", "date", "quantity")
"""The kinds of readings that are candidates."""
PRECEDING = re.compile(r"[\w\u2019'-]+(?:[^\S\n]|-)$")
FOLLOWING = re.compile(r"[^\S\n][\w\u2019'-]+")
MAX_PRECEDING = 3
"""Maximum number of words before a date that may make it one that is not read: the middle of 2020."""
MAX_FOLLOWING = 2
"""Maximum number of words after a figure that may make it one that is not read: 80 cars each."""
RELATIVE = re.compile(r"(?<!\w)(?:next|last|this)\s(?:year|month|spring|summer|autumn|fall|winter|decade)(?!\w)")
"""A time longer than a week that is counted from the day of writing."""
LENGTH = re.compile(
    r"(?<!\w)(?P<bound>more than|less than|at least|at most|up to|over|under|about|around|nearly|almost)\s"
    r"(?P<one>an?\s(?P<unit>minute|hour|day|week|month|year|decade))(?!\w)",
    re.IGNORECASE,
)
"""How long something lasts, as a bound or an estimate without a number: more than an hour."""


def unread_lines(text: str, read: Sequence[str], currencies: frozenset[str]) -> Iterator[str]:
    """Yield each figure of a passage that is in none of the phrases that are `read`, with why it is not."""
    phrases = [match.span() for words in read for match in re.finditer(re.escape(words), text)]
    for kind, start, end in list_figures(text):
        is_read = any(first <= start and end <= last for first, last in phrases)
        if is_read or (kind == "date" and is_no_time(text[start:end], text)):
            continue
        excerpt = Excerpt(text, start, end, currencies)
        if reason := explain_figure(text, start, end, kind) or explain_context(kind, excerpt):
            yield f"not read: {reason}"
    for match in LENGTH.finditer(text):
        reading = read_as("quantity", f"{match['bound']} 2 {match['unit']}s")
        if isinstance(reading, QuantityReading):
            pair = format_flow({f"{reading.operator} 1 {match['unit']}": match[0], "note": "why"})
            yield f"not read: {match[0]}  # '{match['one']}' has no number: write {pair}"


def list_figures(text: str) -> Sequence[Figure]:
    """Return the figures of a passage, with the fractions of something that have no decimal value.

    A sixth ship is no fraction.
    """
    fractions: list[Figure] = [
        ("share", start, end)
        for start, end in find_endless_words(text)
        if text[end - 1] == "s" or text.startswith(" of ", end)
    ]
    others = [
        figure for figure in find_figures(text) if not any(start <= figure[1] < end for _, start, end in fractions)
    ]
    return sorted([*fractions, *others], key=lambda figure: figure[1])


def is_no_time(words: str, text: str) -> bool:
    """Return whether words that look like a date are a name, or only of days, such as Monday, not next spring."""
    return is_name(words, text) or not (any(map(str.isdigit, words)) or RELATIVE.search(words))


def explain_figure(text: str, start: int, end: int, kind: str) -> str | None:
    """Return a figure of a text with the words around it that make it unread, and why; None if none of them does.

    A word that is not understood counts after a bare number, without the things that are counted.
    """
    general: list[str] = []
    for first, last in iter_ranges(text, start, end, MAX_PRECEDING if kind == "date" else 0):
        words = text[first:last]
        unread = [reading for name in KINDS_READ if isinstance(reading := read_as(name, words), Unread)]
        if len(unread) == len(KINDS_READ):
            reason = explain(words, unread)
            if not reason.is_general:
                return f"{words}  # {reason}"
            general.append(f"{words}  # {reason}")
    return general[0] if general and kind == "number" else None


def iter_ranges(text: str, start: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    """Yield the range of a figure, those with words after it, and those with up to `most` words before it."""
    yield start, end
    last = end
    for _ in range(MAX_FOLLOWING):
        if following := FOLLOWING.match(text, last):
            last = following.end()
            yield start, last
    for _ in range(most):
        if preceding := PRECEDING.search(text, 0, start):
            start = preceding.start()
            yield start, end


def explain_context(kind: str, excerpt: Excerpt) -> str | None:
    """Return a figure that words beside it change, and which; None if it is read as nothing else."""
    words = excerpt.text[excerpt.start : excerpt.end]
    reading = read_as(kind, words, excerpt.currencies) if kind in KINDS_READ else Unread(words, 0)
    if isinstance(reading, Unread):
        return None
    changing = changed_by(kind, reading, excerpt)
    return (
        f"{words}  # '{changing}' beside it may change what it means: give the value with a note"
        if changing
        else None
    )


def is_name(words: str, text: str) -> bool:
    """Return whether words that are read as a month are a part of a name, such as Jan or May."""
    *before, month = words.rstrip(".").split()
    if month not in MONTH_NUMBERS:
        return False
    if before:
        return not re.search(rf"(?<!\w){re.escape(words)}(?!\w| [^\W\d_a-z])", text)
    return bool(re.search(rf"(?<!\w)(?:{month} [^\W\d_a-z][^\W\d_]|[^\W\d_a-z][^\W\d_]+ {month}(?!\w))", text))
