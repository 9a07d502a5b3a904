"""Who does what a verb tells: the words of the subject of the first active verb in a part of a sentence."""

import re
from dataclasses import dataclass

from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.verb_forms import VerbGroup, is_participle
from facts.verify.grammar.verb_words import BE

BOUNDARY = re.compile(
    r"[,;:()\"\u201c\u201d]|(?<!\w)(?:and|but|that|because|when|while|which|who|whom|whose|as|after|before|if|although"
    r"|since|whether|than|by|under|in|on|at|with|for|from|to)(?!\w)"
)
"""Words between the subject of a verb and what is before it."""
RELATIVE = re.compile(r"(?P<ahead>.*),\s(?:which|who|whose)\s[^,]*,\s*$", re.DOTALL)
"""A sentence up to a verb whose subject is before a clause between commas."""
IN_PLACE = re.compile(r"(?<=\w)\s(?:in|at|near)\s[A-Z]\w*(?:\s[A-Z]\w*)*\s*$")
"""The words for where its subject is before a verb: The theatre in Oslo."""


ADVERB = re.compile(
    r"\s(?:again|already|also|currently|eventually|finally|formally|initially|just|later|meanwhile|now|officially|only"
    r"|originally|previously|publicly|quickly|recently|repeatedly|since|still|subsequently|then|twice|unanimously)$"
)
"""An adverb between a subject and its verb."""
ANTECEDENT = re.compile(r"(?P<words>[^,;:()]+),\s(?:which|who)\s")
"""The beginning of a sentence up to the verb of a clause that says more about its subject."""
APPOSITION = re.compile(r"(?P<words>[^,;:()]+,\s[^,;:()]+),\s")
"""The beginning of a sentence up to a verb whose subject is described, or named, between commas."""
AGENT = re.compile(r"\sby\s(?P<words>[^,.;]+)")
"""Who does what a verb in the passive tells."""


@dataclass(frozen=True, slots=True)
class ActingSubject:
    """The subject of the verbs of a group, at the characters `start` to `end` of a text."""

    start: int
    end: int
    verbs: VerbGroup


def find_acting_subject(text: str, start: int, end: int) -> ActingSubject | None:
    """Return the subject of the first verb between two positions of a sentence; None for no subject, or a passive.

    A subject has what commas set off after it, unless that is a clause.
    """
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    index = next((index for index, group in enumerate(groups) if group.start < end and group.end > start), None)
    if index is None or is_passive(groups[index]):
        return None
    verbs = groups[index]
    opening = APPOSITION if verbs.clause != "relative" else ANTECEDENT
    beginning = opening.fullmatch(text, 0, verbs.start) if index == 0 else None
    since = groups[index - 1].end if index else 0
    ahead = text[since : verbs.start]
    if ahead.rstrip().endswith(",") and (aside := RELATIVE.match(text[: verbs.start])):
        since, ahead = 0, aside["ahead"]
    elif beginning:
        return ActingSubject(*beginning.span("words"), verbs)
    elif verbs.clause == "relative":
        return None
    for ending in (ADVERB, IN_PLACE):
        match = ending.search(ahead.rstrip())
        ahead = ahead[: match.start()] if match else ahead
    boundary = max((match.end() for match in BOUNDARY.finditer(ahead)), default=0)
    words = ahead[boundary:].strip()
    first = since + ahead.index(words, boundary)
    return ActingSubject(first, first + len(words), verbs) if words else None


def find_agent(text: str, start: int, end: int) -> ActingSubject | None:
    """Return who does it by a part of a sentence whose first verb is a passive or a participle; None if not there."""
    groups = (group for sentence in parse_sentences(text) for group in sentence.groups)
    verbs = next((group for group in groups if group.start < end and group.end > start), None)
    if verbs is None or not (is_passive(verbs) or is_participle(verbs.text)):
        return None
    agent = AGENT.match(text, verbs.end, end)
    return ActingSubject(*agent.span("words"), verbs) if agent else None


def is_passive(group: VerbGroup) -> bool:
    """Return whether the subject of a group of verbs does nothing: was built, is to be signed."""
    words = group.text.lower().split()
    return bool(BE & {*words[:-1]}) and words[-1] not in BE and is_participle(words[-1])
