"""Figures that are the whole where the words of their record tell of a part: 310 for up to 80 of the 310."""

import re
from collections.abc import Iterator
from itertools import pairwise

from facts.model.quantity import Quantity
from facts.model.receipt import Receipt
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_numbers import read_numbers
from facts.verify.finding import Finding
from facts.verify.grammar.containers import find_container

FIELDS = {"statements": ("amount",), "events": ("quantity", "amount")}
OF = re.compile(r"(?:\s[a-z]+)?\sof\s(?:(?!and\s)[\w\u2019'-]+\s){0,3}?(?:some\s|about\s|over\s)?")
"""What is between a part and the whole of which it is one."""
WHOLE = re.compile(r"(?<!\w)(?:all|total|whole|number|asked|surveyed|polled|survey|poll|size)(?!\w)", re.IGNORECASE)
"""Words of a title that tell of the whole."""
HINT = "Give the part, or quote and title the whole alone"


def find_wholes(context: CheckContext) -> Iterator[Finding]:
    """Yield each figure that is the second of two in the quoted words of its record, which tell of the first."""
    for kind, paths in FIELDS.items():
        for record in context.of_kind(kind):
            words, title = record.evidence.get(record.title_field), str(getattr(record, record.title_field))
            for path in paths if words and not WHOLE.search(title) else ():
                value = getattr(record, path, None)
                if not (words and isinstance(value, Quantity)):
                    continue
                if part := find_part(value, words):
                    message = f"is {value.value}, where '{part}' tells of a part of them"
                    yield Finding(f"{kind}/{record.id}", path, message, HINT, is_certain=False)


def find_part(value: Quantity, words: Receipt) -> str | None:
    """Return the words for a part of a number in quoted words; None if they tell of no part of it."""
    for span in words.spans:
        quoted = span.exact or ""
        for part, total in pairwise(read_numbers(quoted)):
            is_total = value.ends[0] == total.value != part.value
            is_container = part.value == 1 and find_container(quoted[part.end : total.start])
            if is_total and not is_container and OF.fullmatch(quoted[part.end : total.start]):
                return quoted[part.start : total.end]
    return None
