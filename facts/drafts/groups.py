"""Words in place of an id: the records that they name, or a group as the article names it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from facts.drafts.names import Mention
from facts.drafts.problems import ClaimError
from facts.verify.speech import OFFICES
from facts.verify.tokens import tokenize
from facts.verify.verb_words import SPEECH_VERBS
from facts.verify.word_list import word_set

BEFORE = re.compile(
    rf"(?:(?:the|its|their|our|his|her|both)\s+)?(?:(?:{'|'.join(sorted(OFFICES))})\s+)*", re.IGNORECASE
)
"""What may be before the name of a participant: a determiner and offices."""
BETWEEN = re.compile(r"\s*(?:,|,?\s*and|&)\s*(?:the\s+|its\s+)?", re.IGNORECASE)
AFTER = re.compile(r"\s*(?:(?:and|or|with)?$|[,(]|(?:in|at|near|based)\s)", re.IGNORECASE)
"""What may follow the name: the end, an aside, or where the participant is."""
NOUNS = word_set("""
    add answer answers comment comments claim claims note notes point remark remarks reply replies report reports
    stress stresses state states recall recalls repeat repeats warn confirm promise
""")
"""Verbs of speech whose forms are nouns too: the member states."""
SPEECH = SPEECH_VERBS - NOUNS
FINITE = word_set("said wrote") | {verb for verb in SPEECH if verb.endswith("s")}
"""Verbs that are no participles."""
OBJECTS = word_set("that it he she they we the a an its his her their there no not")
"""What follows a verb in the past, but no participle: asked the, in place of asked by."""
NOUN_MARKERS = word_set("the a an this that those these its their so by as of is are was were be been being not")
"""Words before a participle that make it no verb of speech: the accused, as reported, so promised."""


def find_participants(text: str, mentions: Sequence[Mention]) -> list[str]:
    """Return the ids of the records that words name, without words but their offices, verbs and places.

    The mentions are those in the words, in their order. None are returned for words that name a group, such as
    `critics of the Harwick`; raises ClaimError for a clause whose verb says that somebody spoke.
    """
    verb = find_speech_verb(text)
    if mentions and is_subject(text, mentions, verb):
        return list(dict.fromkeys(mention.identifier for mention in mentions))
    if verb is not None:
        message = f"has a clause in place of a name: '{text}'"
        raise ClaimError(
            message, f"Quote the words that name who it is, without '{text[verb:].split(maxsplit=1)[0]}'"
        )
    return []


def is_subject(text: str, mentions: Sequence[Mention], verb: int | None) -> bool:
    """Return whether names, joined by "and", are all that words say, up to their verb of speech or a place."""
    if not BEFORE.fullmatch(text, 0, mentions[0].start):
        return False
    if not all(BETWEEN.fullmatch(text, left.end, right.start) for left, right in pairwise(mentions)):
        return False
    end = mentions[-1].end
    return bool(AFTER.match(text, end)) or (verb is not None and not text[end:verb].strip())


def find_speech_verb(text: str) -> int | None:
    """Return where the first verb of speech that has a subject before it begins; None if there is none."""
    words = [token for token in tokenize(text) if token.kind == "word"]
    following = [*(word.lower for word in words[2:]), ""]
    for before, word, after in zip(words, words[1:], following, strict=False):
        is_verb = word.lower in FINITE or (word.lower in SPEECH and after in {"", *OBJECTS})
        if is_verb and before.lower not in NOUN_MARKERS:
            return word.start
    return None
