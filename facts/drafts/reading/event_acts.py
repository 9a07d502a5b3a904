"""Events whose words tell an act: one that their title names, one that lasts, was forced, or only aims at them."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.sentences import Sentence, parse_sentences
from facts.verify.grammar.set_times import is_put_off, is_scheduled
from facts.verify.grammar.verb_forms import VerbGroup
from facts.verify.grammar.verb_words import BE, LASTING, PREPOSITIONS
from facts.verify.grammar.word_list import word_set

Part = tuple[str, int, int]
"""A text, and where the words in it begin and end."""
AFTER_OBJECT = PREPOSITIONS | {",", ";", "and", "but"}
"""What ends the object of a verb, or its subject."""
VERBS_OF = {
    "offer": word_set("offered"),
    "promise": word_set("promised"),
    "pledge": word_set("pledged promised"),
    "vow": word_set("vowed"),
    "undertaking": word_set("undertook undertaken"),
    "agreement": word_set("agreed"),
    "deal": word_set("agreed"),
    "decision": word_set("decided resolved"),
    "proposal": word_set("proposed"),
    "request": word_set("asked applied requested"),
    "appeal": word_set("appealed asked urged"),
    "call": word_set("called urged"),
    "attempt": word_set("tried attempted sought"),
    "invitation": word_set("invited"),
    "threat": word_set("threatened"),
    "dismissal": word_set("dismissed"),
}
"""The verbs of the acts that titles name, of which what they are about is still to come."""
RUNNING = word_set("asking urging calling inviting offering applying proposing demanding")
"""Participles of verbs of acts that are done as long as the verb says, and of which the content is still to come."""
AIMING = word_set("""
    approved scheduled called requested proposed discussed considered demanded debated opposed supported backed
    authorised authorized allowed permitted recommended sought prepared awaited foresaw advertised announced asked
    suggested feared predicted wanted rejected blocked planned ordered
""")
"""Verbs whose object need not have happened: approved the loan, called a vote."""
PLANNING = word_set("planned scheduled set fixed")
"""Those of them that say that it is to come, if that is so now: is planned."""
NOW = frozenset(("is", "are", "has", "have"))
LIMITED = re.compile(r"(?<!\w)(?:by|before|until|till|within)\s")
"""A limit, with which such words may tell what was due."""


def names_act(kind: str | None, parts: Sequence[Part]) -> bool:
    """Return whether a kind of event, such as offer, is the act of the verbs of all parts, which is over."""
    verbs = VERBS_OF.get((kind or "").split(" ")[-1], frozenset())
    groups = [group for part in parts for _, group in groups_at(part) if group.clause == "main"]
    acts = [group for group in groups if verbs & {*group.text.lower().split()}]
    return bool(acts) and not any(group.is_negated or group.verb_class in ("would", "future") for group in acts)


def find_running_act(part: Part) -> str | None:
    """Return the verb of words that tells an act that goes on: is asking; None if there is none."""
    groups = (group for _, group in groups_at(part) if group.clause != "condition")
    return next((group.text for group in groups if not RUNNING.isdisjoint(group.text.lower().split())), None)


def find_aim(kind: str | None, parts: Sequence[Part]) -> str | None:
    """Return the verb of which a kind of event, such as loan, is only the object: approved the loan; None without."""
    noun = (kind or "").split(" ")[-1]
    for part in parts:
        for sentence, group in groups_at(part):
            verbs = group.text.lower().split()
            is_passive = group.has_auxiliary and not BE.isdisjoint(verbs)
            ends = [other.end for other in sentence.groups if other.end <= group.start]
            starts = [other.start for other in sentence.groups if other.start >= group.end]
            limits = (max([part[1], *ends]), group.start) if is_passive else (group.end, min([*starts, part[2]]))
            inside = [token.lower for token in sentence.tokens if limits[0] <= token.start and token.end <= limits[1]]
            words = takewhile(lambda word: word not in AFTER_OBJECT, inside)
            is_aim = not AIMING.isdisjoint(verbs) or is_scheduled(group, sentence)
            if is_aim and noun in map(to_singular, words):
                return group.text
    return None


def is_plan(verb: str) -> bool:
    """Return whether the verb of which a kind of event is the object says that it is to come."""
    words = {*verb.lower().split()}
    return not (PLANNING.isdisjoint(words) or NOW.isdisjoint(words))


def is_lasting(part: Part) -> bool:
    """Return whether the only verb of words is the participle of what lasts, without an auxiliary."""
    groups = [group for _, group in groups_at(part)]
    return len(groups) == 1 and groups[0].verb_class == "past_state" and groups[0].text.lower() in LASTING


def was_compelled(part: Part) -> bool:
    """Return whether words tell what somebody had to do, and did; in reported speech they may have it to do."""
    text, start, end = part
    groups = [group for sentence, _ in groups_at(part) for group in sentence.groups]
    is_compelled = any(group.verb_class == "compelled" for _, group in groups_at(part))
    is_reported = any(group.verb_class == "speech" for group in groups)
    return is_compelled and not (is_reported or LIMITED.search(text, start, end))


def tells_delay(part: Part) -> bool:
    """Return whether words say until when something was put off."""
    return any(is_put_off(group, sentence) for sentence, group in groups_at(part))


def groups_at(part: Part) -> Iterator[tuple[Sentence, VerbGroup]]:
    """Yield the groups of verbs in a part of a text, with their sentences."""
    text, start, end = part
    for sentence in parse_sentences(text):
        yield from ((sentence, group) for group in sentence.groups if group.start < end and group.end > start)
