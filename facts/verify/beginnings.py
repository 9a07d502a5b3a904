"""Dates on which something begins that lasts: in service since 2008 says 2008, and not a period without an end."""

import re
from dataclasses import replace

from facts.model.values import EdtfDate
from facts.verify.context import Excerpt

SINCE = re.compile(r"(?<!\w)since\s", re.IGNORECASE)
FROM = re.compile(r"(?<!\w)from\s+$", re.IGNORECASE)
"""What is before the date on which something begins: from May 2024."""
OPEN = "/.."
"""How the expression of a period without an end ends."""


def as_period(value: EdtfDate) -> EdtfDate:
    """Return the period that the words of a date state, if they say since when something is so; else the date."""
    is_since = SINCE.search(value.stated) is not None and not value.edtf.endswith(OPEN)
    return value.model_copy(update={"edtf": f"{value.edtf}{OPEN}"}) if is_since else value


def find_endless(value: EdtfDate) -> str | None:
    """Return that a date on which something begins is a period without an end, by words that say since when."""
    if not (SINCE.search(value.stated) and value.edtf.endswith(OPEN)):
        return None
    return f"is {value.edtf}, but '{value.stated}' says that it began: its value is {value.edtf.removesuffix(OPEN)}"


def without_from(excerpt: Excerpt) -> Excerpt:
    """Return a date in its context without the "from" before it, which says that something begins on it."""
    start = FROM.search(excerpt.text, 0, excerpt.start)
    if start is None:
        return excerpt
    blank = " " * (start.end() - start.start())
    return replace(excerpt, text=f"{excerpt.text[: start.start()]}{blank}{excerpt.text[start.end() :]}")
