"""Words with which a sentence goes on to tell what somebody says: he denied it, saying that; it rained, and that."""

import re
from dataclasses import replace

from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.verify.grammar.speech_subjects import TELLING_VERBS
from facts.verify.grammar.verb_words import SPEECH_PARTICIPLES

_PARTICIPLES = "|".join(sorted(SPEECH_PARTICIPLES))
JOINT = rf"(?:(?P<that>and\sthat)|(?:{_PARTICIPLES})(?:\sthat)?)"
"""What begins another clause that the same one says."""
AHEAD = re.compile(rf",?\s{JOINT}\s(?:(?!(?:and|or|but|that|which|who|as|while)\s)[\w'\u2019-]+\s){{0,4}}$")
INSIDE = re.compile(rf"{JOINT}\s")
WORD = re.compile(r"\w+")
OTHER_CLAUSE = re.compile(r"(?<!\w)(?:what|who|which|whom|whose|while|after|before|but)(?!\w)")
"""Words of a clause with which another may be the subject of what follows."""


def find_continued(place: Occurrence, locator: QuoteLocator) -> Occurrence | None:
    """Return the words of the clause that a sentence goes on with at a place, said by the same one; None for none.

    The clause has one verb of telling.
    """
    if locator.is_spoken(place):
        return None
    start, text = locator.sentence_of(place).start, locator.article.text
    ahead = text[start : place.start]
    match = AHEAD.search(ahead)
    inside = INSIDE.match(text, place.start, place.end)
    joint = match or inside
    clause = ahead[: match.start()] if match else ahead.rstrip(" ,") if inside else ""
    verbs = [word for word in WORD.finditer(clause) if word[0] in TELLING_VERBS]
    if joint is None or len(verbs) != 1 or OTHER_CLAUSE.search(clause) or set(clause) & set('"\u201c\u201d;:'):
        return None
    if not joint["that"]:
        return replace(place, start=start + verbs[0].start(), end=start + len(clause))
    first = verbs[0].end() + 1
    return replace(place, start=start + first, end=start + len(clause)) if first < len(clause) else None
