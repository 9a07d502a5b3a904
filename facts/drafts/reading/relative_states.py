"""Relative clauses in the present that say how something stands: which runs 11 hospitals, who heads the union."""

import re

from facts.verify.english_numbers import CARDINALS
from facts.verify.grammar.speech_subjects import TELLING_VERBS
from facts.verify.grammar.verb_words import (
    DENIALS,
    DETERMINERS,
    INTENTS,
    NEGOTIATIONS,
    PREPOSITIONS,
    REFUSALS,
    SPEECH_VERBS,
    THREATS,
)
from facts.verify.grammar.word_list import word_set

DATED = word_set("""
    opens closes starts begins ends expires arrives leaves departs launches resumes finishes enters goes comes takes
    falls follows meets votes moves returns becomes
""")
"""Verbs whose present may tell what is to come, at its time: which opens in May."""
ACTS = DATED | INTENTS | THREATS | REFUSALS | DENIALS | NEGOTIATIONS | SPEECH_VERBS | TELLING_VERBS
"""Verbs that tell no state."""
RELATIVE = re.compile(
    r"(?:(?:^|,\s|[^\W\d][\w-]*\s)(?:which|who)|(?<!\w)(?P<noun>[^\W\d][\w-]*)\sthat)\s"
    r"(?:(?:\w+ly|also|now|still|already|only)\s)?(?P<verb>[a-z]+[^\W\d_s]s|[a-z]+sses)(?=[\s,.;:)]|$)"
    r"(?:\s(?P<next>[\w$\u20ac\u00a3][\w'\u2019-]*))?",
    re.IGNORECASE,
)
"""A relative pronoun with a verb in the present directly after it, and the word after that."""


BEGINNING = re.compile(
    r"(?:(?:\w+ly|also|now|still)\s)?(?P<verb>[a-z]+[^\W\d_s]s|[a-z]+sses)\s(?P<next>[\w$\u20ac\u00a3][\w'\u2019-]*)"
)
"""Words that begin with such a verb, whose subject is before them."""


def has_relative_state(text: str) -> bool:
    """Return whether words have a relative pronoun with a verb that tells a state; none of saying, intent or a plan.

    What follows the verb is not what follows a noun: which ships arrived, said that ships are late.
    """
    return any(
        match["verb"].lower() not in ACTS
        and (match["noun"] or "").lower() not in TELLING_VERBS | SPEECH_VERBS
        and follows_verb(match["next"] or "", is_after_that=match["noun"] is not None)
        for match in RELATIVE.finditer(text)
    )


def begins_with_state(text: str) -> bool:
    """Return whether words begin with a verb in the present that tells a state: runs seven hospitals."""
    match = BEGINNING.match(text)
    return match is not None and match["verb"] not in ACTS and follows_verb(match["next"], is_after_that=True)


def follows_verb(word: str, *, is_after_that: bool) -> bool:
    """Return whether a word may follow a verb and hardly a noun in the plural: a number, a determiner, a name.

    A preposition or nothing may follow the verb of "which"; after "that" it may be a noun: that patients in it.
    """
    if not word or word.lower() in PREPOSITIONS:
        return not is_after_that
    return not word[0].islower() or word.lower() in DETERMINERS | CARDINALS.keys()
