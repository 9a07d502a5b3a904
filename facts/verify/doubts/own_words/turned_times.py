"""Own words for a time that their sentence does not tell: in June for by June, early October for October."""

import re
from collections.abc import Iterator

from facts.verify.tokens import MONTH_NUMBERS

_MONTHS = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
TIME = re.compile(
    r"(?<!\w)(?:(?P<bound>by|before|until|till|after|no later than)|(?P<point>at|on|in|during|since|from))"
    r"\s(?:the\s)?(?:(?P<part>early|mid|late|end|last day|first day|beginning|start|middle)[-\s](?:of\s)?(?:the\s)?)?"
    rf"(?P<time>{_MONTHS}|(?:1[89]|20)\d\d)(?!\w)"
)
"""A month or a year with a word that makes it a bound, or a time at which something happens."""
PARTS = {
    part: words
    for words in (("early", "beginning", "start", "first day"), ("mid", "middle"), ("late", "end", "last day"))
    for part in words
}
"""Words for a part of a month or a year, each with those that may mean the same."""


def find_other_times(text: str, sentences: str) -> Iterator[str]:
    """Yield each month or year of own words at which something happens that sentences have as a bound alone.

    A part of it, such as early or late, is also told that no sentence has.
    """
    own = [match for match in TIME.finditer(text) if match["point"]]
    theirs = [*TIME.finditer(sentences)] if own else []
    for match in own:
        alike = [other for other in theirs if other["time"] == match["time"]]
        has_part = match["part"] is None or any(part in sentences for part in PARTS[match["part"]])
        if alike and (all(other["bound"] for other in alike) or not has_part):
            yield f"says '{match[0]}', where its sentence says '{alike[0][0]}'"
