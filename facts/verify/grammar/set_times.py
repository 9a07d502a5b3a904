"""What verbs put off until a time, or set for one."""

from itertools import pairwise

from facts.verify.grammar.sentences import Sentence
from facts.verify.grammar.verb_forms import DAYS_AND_MONTHS, VerbGroup
from facts.verify.grammar.word_list import word_set

DELAYS = word_set("postponed delayed deferred rescheduled")
SCHEDULED = word_set("set fixed scheduled called arranged booked convened")
"""Verbs of what somebody sets for a time that is to come."""
LATEST = word_set("next early late mid spring summer autumn fall winter") | DAYS_AND_MONTHS
"""Words with which a time begins to which something was put off."""
MAX_OBJECT = 4
"""The most words between the verb of a delay and that time."""


def is_put_off(group: VerbGroup, sentence: Sentence) -> bool:
    """Return whether a verb says until when something was put off: was delayed until May."""
    pairs = list_pairs_after(group, sentence)
    is_dated = any(
        word in ("until", "till") or (word == "to" and begins_time(following)) for word, following in pairs
    )
    return is_dated and not DELAYS.isdisjoint(group.text.lower().split())


def is_scheduled(group: VerbGroup, sentence: Sentence) -> bool:
    """Return whether a verb says for when something was set: has set a vote for May."""
    is_dated = any(word == "for" and begins_time(following) for word, following in list_pairs_after(group, sentence))
    return is_dated and not SCHEDULED.isdisjoint(group.text.lower().split())


def list_pairs_after(group: VerbGroup, sentence: Sentence) -> list[tuple[str, str]]:
    """Return the words after a verb and a short object, each with the one that follows it."""
    after = [token.lower for token in sentence.tokens if token.start >= group.end][: MAX_OBJECT + 2]
    return [*pairwise(after)][: MAX_OBJECT + 1]


def begins_time(word: str) -> bool:
    """Return whether a word may begin a time: a number, a month, a weekday, next."""
    return word[:1].isdigit() or word in LATEST | {"may"}
