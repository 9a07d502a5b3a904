"""Choices read from words: a status from the verb, the form of a statement from its quotation marks."""

from collections.abc import Sequence

from facts.drafts.problems import ClaimError
from facts.verify.sentences import parse_sentences
from facts.verify.stances import has_negation
from facts.verify.statuses import ACTS_OF, PAYMENT_STATUSES, StatusOwner, judge_part
from facts.verify.word_list import word_set

FORMER = "former"
FORMER_WORDS = word_set("former ex")
IRREGULAR_PAST = word_set("sought meant swore sworn chose chosen undertook undertaken forbade withdrew had")
OPINION = "asserted"
Part = tuple[str, int, int]
"""A text, and where the words in it begin and end."""


def read_status(choices: Sequence[str], owner: StatusOwner, parts: Sequence[Part]) -> str:
    """Return the only status that the verbs of the words support; raise ClaimError if there is none, or several."""
    words = " and ".join(f"'{text[start:end]}'" for text, start, end in parts)
    if any(has_negation(text[start:end]) for text, start, end in parts):
        message = f"is not read from words that deny something: {words}"
        raise ClaimError(message, f"Write {format_pair(choices[0], words)}")
    if not owner.is_part and any(is_past_act(*part) for part in parts):
        message = f"may be that of the act or of what it is about, by {words}"
        raise ClaimError(message, f"Write {format_pair('occurred', words)}")
    statuses: list[frozenset[str]] = [
        judgement.statuses for part in parts for judgement in judge_part(OPINION, owner, *part)
    ]
    supported = frozenset.intersection(*statuses) if statuses else frozenset[str]()
    if not owner.is_statement:
        supported -= {OPINION}
    candidates = [choice for choice in choices if PAYMENT_STATUSES.get(choice, choice) in supported]
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise ClaimError(f"may be {' or '.join(candidates)} by {words}", f"Write {format_pair(candidates[0], words)}")
    raise ClaimError(f"cannot be read from {words}", f"Write one of {', '.join(choices)}, with its words")


def is_past_act(text: str, start: int, end: int) -> bool:
    """Return whether words tell of an offer, a threat or the like that was made, without what it was about."""
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    return any(
        group.verb_class in ACTS_OF
        and any(word.endswith("ed") or word in IRREGULAR_PAST for word in group.text.lower().split())
        and (group.infinitive is None or group.infinitive >= end)
        for group in groups
        if group.start < end and group.end > start
    )


def read_office_status(choices: Sequence[str], parts: Sequence[Part]) -> str:
    """Return `former` for words that say so; raise ClaimError for others."""
    lower = {word.lower() for text, start, end in parts for word in text[start:end].replace("-", " ").split()}
    if lower & FORMER_WORDS:
        return FORMER
    raise ClaimError("cannot be read from its words", f"Write one of {', '.join(choices)}, with its words")


def format_pair(value: str, words: str) -> str:
    """Return the words of a value as a draft has them."""
    return f"`{{{value}: {words}}}`, or another one"
