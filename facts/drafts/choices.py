"""Choices read from words: a status from the verb, the form of a statement from its quotation marks."""

from collections.abc import Sequence

from facts.drafts.problems import ClaimError
from facts.verify.statuses import PAYMENT_STATUSES, StatusOwner, judge_part
from facts.verify.word_list import word_set

FORMER = "former"
FORMER_WORDS = word_set("former ex")
OPINION = "asserted"
Part = tuple[str, int, int]
"""A text, and where the words in it begin and end."""


def read_status(choices: Sequence[str], owner: StatusOwner, parts: Sequence[Part]) -> str:
    """Return the only status that the verbs of the words support; raise ClaimError if there is none, or several."""
    statuses: list[frozenset[str]] = [
        judgement.statuses for part in parts for judgement in judge_part(OPINION, owner, *part)
    ]
    supported = frozenset.intersection(*statuses) if statuses else frozenset[str]()
    if not owner.is_statement:
        supported -= {OPINION}
    candidates = [choice for choice in choices if PAYMENT_STATUSES.get(choice, choice) in supported]
    if len(candidates) == 1:
        return candidates[0]
    words = " and ".join(f"'{text[start:end]}'" for text, start, end in parts)
    if candidates:
        raise ClaimError(f"may be {' or '.join(candidates)} by {words}", f"Write {format_pair(candidates[0], words)}")
    raise ClaimError(f"cannot be read from {words}", f"Write one of {', '.join(choices)}, with its words")


def read_office_status(choices: Sequence[str], parts: Sequence[Part]) -> str:
    """Return `former` for words that say so; raise ClaimError for others."""
    lower = {word.lower() for text, start, end in parts for word in text[start:end].replace("-", " ").split()}
    if lower & FORMER_WORDS:
        return FORMER
    raise ClaimError("cannot be read from its words", f"Write one of {', '.join(choices)}, with its words")


def format_pair(value: str, words: str) -> str:
    """Return the words of a value as a draft has them."""
    return f"`{{{value}: {words}}}`, or another one"
