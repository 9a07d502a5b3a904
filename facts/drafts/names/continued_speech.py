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
AND = re.compile(r"\sand\s$")
SHARED = re.compile(r"(?<!\w)(?:had|would|was|were|could|might|did)(?!\w)")
"""What begins a second verb of what somebody said, with the subject of the first: and had not found it."""
PARTICIPLE = re.compile(rf",\s(?:{_PARTICIPLES})\s")
DETERMINED = re.compile(r"(?<!\w)(?:the|an?|any|its|his|her|their|this|that|these|those|no)\s$")
"""What is before a noun that is a verb of telling elsewhere: rejected the claim."""
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
    shared = AND.search(ahead) if SHARED.match(text, place.start) else None
    joint = match or inside
    before = match or shared
    clause = ahead[: before.start()] if before else ahead.rstrip(" ,") if inside else ""
    is_second = shared is not None or (joint is not None and joint["that"] is not None)
    if is_second and (participle := PARTICIPLE.search(clause)):
        clause, is_second = clause[: participle.start()], False
    verbs = [word for word in WORD.finditer(clause) if is_telling(word, clause)]
    if len(verbs) != 1 or OTHER_CLAUSE.search(clause) or set(clause) & set('"\u201c\u201d;:'):
        return None
    if not is_second:
        return replace(place, start=start + verbs[0].start(), end=start + len(clause))
    first = verbs[0].end() + 1
    if shared and not SHARED.search(clause, first):
        return None
    return replace(place, start=start + first, end=start + len(clause)) if first < len(clause) else None


def is_telling(word: re.Match[str], clause: str) -> bool:
    """Return whether a word of a clause is a verb of telling, or the noun of another's words: the claim of Lind."""
    is_noun = DETERMINED.search(clause, 0, word.start()) and not clause.startswith(" of ", word.end())
    return word[0] in TELLING_VERBS and not is_noun
