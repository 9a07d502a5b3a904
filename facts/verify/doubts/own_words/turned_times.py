"""Own words for a time that their sentence does not tell: in June for by June, early October for October."""

import re
from collections.abc import Iterator

from facts.verify.doubts.own_words.lost_negations import NEGATIVE, find_words
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.tokens import MONTH_NUMBERS, list_words

_MONTHS = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
TIME = re.compile(
    r"(?<!\w)(?:(?P<bound>by|before|until|till|after|no later than)|(?P<point>at|on|in|during|since|from))"
    r"\s(?:the\s)?(?:(?P<part>early|mid|late|end|last day|first day|beginning|start|middle)[-\s](?:of\s)?(?:the\s)?)?"
    rf"(?P<time>{_MONTHS}|(?:1[89]|20)\d\d)(?!\w)"
)
"""A month or a year with a word that makes it a bound, or a time at which something happens."""
ORDER = re.compile(
    r"(?<!\w)(?:(?P<earlier>before|until|till|ahead of)|(?P<later>after|once|as soon as|following))\s"
    r"(?:(?:the|a|an|its|their|his|her|it|they)\s)?(?P<what>[^.;:,]{3,60})"
)
"""Words for what comes earlier, or later, than something."""
LEFT_OUT = re.compile(r"(?<!\w)(?:left out|excluded|removed|stripped|deducted|taken (?:out|off|away)|ignored)(?!\w)")
"""Words by which something is before what is left out."""
STEM = 3
"""The first letters by which a ruling and that somebody ruled are the same."""
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


def find_turned_order(text: str, sentences: str) -> Iterator[str]:
    """Yield that own words have something before what sentences only have it after, or the other way round.

    A denial turns the one into the other: not before a ruling is after it.
    """
    orders = [*ORDER.finditer(text)]
    if not orders or find_words(text, NEGATIVE) or find_words(sentences, NEGATIVE):
        return
    theirs = [*ORDER.finditer(sentences)]
    for own in orders:
        stems = stems_of(own["what"])
        alike = [other for other in theirs if stems & stems_of(other["what"])]
        is_left = any(LEFT_OUT.search(other["what"]) for other in alike)
        if alike and not is_left and all((other["earlier"] is None) != (own["earlier"] is None) for other in alike):
            yield f"says '{own[0]}', where its sentence says '{alike[0][0]}'"


def stems_of(text: str) -> set[str]:
    """Return the beginnings of the words of a text that name something."""
    return {word[:STEM] for word in list_words(text) if len(word) > STEM and word not in FUNCTION_WORDS}
