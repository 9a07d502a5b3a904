"""Clauses that hold only in a case told after or before them: falls due, but only if; unless it is late, pays."""

import re

from facts.verify.grammar.sentences import Sentence, parse_sentences

_WORDS = r"(?:only\s(?:if|when|once)|unless|provided\sthat|providing\sthat|on\s(?:the\s)?condition\sthat)"
_AFTER = re.compile(rf"(?:,\s)?(?<!\w)(?<!not\s)(?:(?:but|and|though)\s)?(?P<words>{_WORDS})(?=\s\w)")
_IDLE = r"(?!(?:not|any|anything|so|possible|necessary|needed|only|all\sgoes)(?!\w))"
"""What is not after if where it makes a condition: if necessary."""
_BEFORE = re.compile(rf"\W*(?P<words>{_WORDS}|if(?=\s{_IDLE}\w))\s[^,;:]*,\s", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|,\s(?:and|but|while|as|so|then)\s|(?<!\w)(?:that|which|who|because)\s")
"""What begins another clause."""
_OPEN = re.compile(
    rf"(?<!\w)(?P<words>(?:(?<!even\s)(?<!as\s)(?<!what\s)if|(?<=,\s)provided(?!\sby)"
    r"|(?<!be\s)(?<!take\s)(?<!takes\s)(?<!twice\s)as\slong\sas(?!\s(?:an?|the|two|three|four|five)\s))"
    rf"(?=\s{_IDLE}[a-zA-Z])"
    rf"|(?<!not\s){_WORDS}(?=\s\w)"
    r"|(?P<needed>subject\sto|pending)\s(?:\w+\s){0,3}?(?:approval|consent|vote|review|ratification|permission|clearance|funding"
    r"|agreement|financing|confirmation))(?!\w)"
)
"""A condition that is plain, and what is still needed."""
_ASKED = re.compile(
    r"(?<!\w)(?:ask|wonder|question|unclear|uncertain|clear|know|see|say|said|decide|determine|test|check|examin|assess"
    r"|review|explor|investigat|consider|discuss|show|find\sout|look\sat|look\sinto)\w*\s$"
)
"""Words after which if begins a question."""
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


def find_any_condition(text: str, start: int, end: int, *, is_planned: bool) -> str | None:
    """Return the words by which a part of a text, or what it promises if planned, is bound to something; or None.

    Beside what `find_condition` reads, that is a plain if, but none of a question, and an approval that is needed.
    """
    if words := find_condition(text, start, end):
        return words
    for sentence in parse_sentences(text):
        if sentence.start < end and sentence.end > start:
            for match in _OPEN.finditer(text, start, sentence.end):
                is_own = match.start() > start and not _CLAUSE.search(text, min(end, match.start()), match.start())
                is_question = _ASKED.search(text, sentence.start, match.start()) is not None
                is_past = not (is_planned or match["needed"]) and is_settled(text, sentence, start, match.start())
                if is_own and not is_question and not is_past:
                    return match["words"]
    return None


def is_settled(text: str, sentence: Sentence, start: int, end: int) -> bool:
    """Return whether the last verb of the clause of a part of a sentence tells what is over, or somebody's act."""
    clauses = [match.end() for match in _CLAUSE.finditer(text, sentence.start, start)]
    first = max(clauses, default=sentence.start)
    groups = [group for group in sentence.groups if first <= group.start < end]
    inside = [group for group in groups if group.end > start]
    return any(group.verb_class in _SETTLED for group in inside or groups[-1:])
