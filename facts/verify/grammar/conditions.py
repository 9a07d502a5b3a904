"""Clauses that hold only in a case told after or before them: falls due, but only if; unless it is late, pays."""

import re

from facts.verify.grammar.sentences import Sentence, parse_sentences

_WORDS = r"(?:only\s(?:if|when|once)|unless|provided\sthat|providing\sthat|on\s(?:the\s)?condition\sthat)"
_AFTER = re.compile(rf"(?:,\s)?(?<!\w)(?<!not\s)(?:(?:but|and|though)\s)?(?P<words>{_WORDS})(?=\s\w)")
_BEFORE = re.compile(rf"\W*(?P<words>{_WORDS})\s[^,;:]*,\s", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|,\s(?:and|but|while|as|so|then)\s|(?<!\w)(?:that|which|who|because)\s")
"""What begins another clause."""
_SETTLED = frozenset(("past", "perfect", "past_state", "intent", "threat", "refusal", "negotiating", "negotiated"))
"""Classes of verbs that tell an act of somebody, such as an approval on a condition."""


def find_condition(text: str, start: int, end: int) -> str | None:
    """Return the words by which a part of a text holds only in some case; None if they make nothing of it.

    An act that is over has occurred, whatever it is bound to: the board approved the sale on condition that.
    """
    for sentence in parse_sentences(text):
        if sentence.start < end and sentence.end > start:
            return find_in_sentence(text, sentence, max(start, sentence.start), min(end, sentence.end))
    return None


def find_in_sentence(text: str, sentence: Sentence, start: int, end: int) -> str | None:
    """Return the words in a sentence by which a part of it holds only in some case; None without any."""
    leading = _BEFORE.match(text, sentence.start, sentence.end)
    if leading and leading.end() <= start and not is_settled(text, sentence, start, end):
        return leading["words"]
    for match in _AFTER.finditer(text, start, sentence.end):
        last = match.start()
        is_own = last > start and not _CLAUSE.search(text, min(end, last), last)
        if is_own and not is_settled(text, sentence, start, last):
            return match["words"]
    return None


def is_settled(text: str, sentence: Sentence, start: int, end: int) -> bool:
    """Return whether the last verb of the clause of a part of a sentence tells what is over, or somebody's act."""
    clauses = [match.end() for match in _CLAUSE.finditer(text, sentence.start, start)]
    first = max(clauses, default=sentence.start)
    groups = [group for group in sentence.groups if first <= group.start < end]
    inside = [group for group in groups if group.end > start]
    return any(group.verb_class in _SETTLED for group in inside or groups[-1:])
