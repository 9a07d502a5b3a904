"""Words in place of an id: the records that they name, or a group as the article names it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from facts.drafts.names import Mention
from facts.drafts.problems import ClaimError
from facts.verify.sentences import parse_sentences
from facts.verify.tokens import tokenize
from facts.verify.verb_forms import VerbGroup
from facts.verify.verb_words import BE, DO, HAVE, MODALS, PARTICIPLES, PAST_FORMS, PREPOSITIONS, SPEECH_VERBS
from facts.verify.word_list import word_set

BELONGING = re.compile(r"\S\s(?:of|for|from|at|in|on|with|against|behind|near)\s(?:the\s)?$", re.IGNORECASE)
"""What is before the name of something that somebody belongs to, or is concerned with."""
LEAD = re.compile(
    rf"(?:(?:by|with|from|to|what|that)\s+)?(?:(?:the|its|their|our|his|her|both)\s+)?"
    rf"(?:(?!(?:{'|'.join(sorted(PREPOSITIONS))}|and|or|who|which|that|not|no|a|an)\s)[^\s,;:.]+\s+){{0,4}}",
    re.IGNORECASE,
)
"""What may be before the name of a participant: a preposition, a determiner, offices and what it is."""
BETWEEN = re.compile(r"\s*(?:,|,?\s*and|&)\s*(?:the\s+|its\s+)?", re.IGNORECASE)
AFTER = re.compile(r"\s*(?:(?:and|or|with)?$|[,(]|(?:in|at|near|based)\s)", re.IGNORECASE)
"""What may follow the name: the end, an aside, or where the participant is."""
BETWEEN_NAMES = re.compile(r"\s*(?:,|&|,?\s*and)\s+(?:the\s+|its\s+)?[^\W\d_a-z]")
OTHERS = re.compile(r"\s*,?\s*and\s+\S")
"""What is between the name of a record and others beside it."""
PLURAL = re.compile(r"(?:ers|ors|ists|ians|ees|ants|ents|als|ives|ss|us)$")
"""How nouns for people end, or nouns that are no plurals."""
VERBS = word_set("offers orders delivers covers enters considers suffers transfers prefers remembers discovers")
"""Verbs in the present that end as nouns for people do."""
FINITE_FORMS = {*BE, *HAVE, *DO, *MODALS, *(PAST_FORMS - PARTICIPLES)} - {"be", "been", "being", "having"}
"""Forms of verbs that are no participles."""
ADVERBS_OF_PLACE = (["here"], ["there"], ["away"], ["alone"], ["again"])
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
    `critics of the Harwick`; raises ClaimError for a clause that names nobody, or several records that are not
    joined by "and", and for a record with somebody else beside it.
    """
    verb = find_verb(text)
    named = [mention for mention in mentions if is_named_alone(text, mention)]
    if named and (verb is not None or LEAD.fullmatch(text, 0, named[0].start)):
        ids = list(dict.fromkeys(mention.identifier for mention in named))
        pairs = [(left, right) for left, right in pairwise(named) if left.identifier != right.identifier]
        if all(BETWEEN.fullmatch(text, left.end, right.start) for left, right in pairs):
            return ids
        message = f"has words that name {' and '.join(ids)}: '{text}'"
        raise ClaimError(message, f"Quote the words of one of them, or write `{{{ids[0]}: {text}}}`, or another one")
    if mentions and OTHERS.match(text, mentions[-1].end) and LEAD.fullmatch(text, 0, mentions[0].start):
        message = f"has words that name {mentions[-1].identifier} and others: '{text}'"
        raise ClaimError(message, "Write a list, with the words of each")
    if verb is not None:
        message = f"has a clause in place of a name: '{text}'"
        word = text[verb:].split(maxsplit=1)[0]
        raise ClaimError(message, f"Quote the words that name who it is, without '{word}'")
    return []


def is_named_alone(text: str, mention: Mention) -> bool:
    """Return whether a name is no part of the name of somebody else, such as critics of it, or its members."""
    if BELONGING.search(text[: mention.start]):
        return False
    if AFTER.match(text, mention.end) or BETWEEN_NAMES.match(text, mention.end):
        return True
    following = re.match(r"\s+(?:(?:alone|also|now|jointly)\s+)*(?P<word>[a-z]+)", text[mention.end :])
    if following is None:
        return False
    if mention.end + following.start("word") in {group.start for group in find_groups(text)}:
        return True
    word = following["word"]
    return word in VERBS or (word.endswith("s") and not PLURAL.search(word))


def find_groups(text: str) -> list[VerbGroup]:
    """Return the groups of verbs in words, without the nouns that are like one."""
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    return [group for group in groups if group.text.lower() not in NOUNS]


def find_verb(text: str) -> int | None:
    """Return where the first verb that makes words a clause begins; None if there is none.

    A form that may be a participle is none unless it begins the words and "by" follows, or an object does.
    """
    starts = [group.start for group in find_groups(text) if is_finite(text, group)]
    speech = find_speech_verb(text)
    return min([*starts, *([] if speech is None else [speech])], default=None)


def is_finite(text: str, group: VerbGroup) -> bool:
    """Return whether a group of verbs is that of a clause: has said, but not hired in May, or who have fled."""
    after = text[group.end :].split()
    if group.start == 0:
        return bool(after) and after[0] == "by"
    word = group.text.lower()
    if group.clause == "relative":
        return False
    if " " in word or word in FINITE_FORMS:
        return True
    is_alone = group.verb_class in ("speech", "refusal") and not after
    is_subject_before = text[: group.start].rsplit(maxsplit=1)[-1].lower() not in NOUN_MARKERS
    return is_subject_before and (is_alone or after[:1] in ADVERBS_OF_PLACE)


def find_speech_verb(text: str) -> int | None:
    """Return where the first verb of speech that has a subject before it begins; None if there is none."""
    words = [token for token in tokenize(text) if token.kind == "word"]
    following = [*(word.lower for word in words[2:]), ""]
    for before, word, after in zip(words, words[1:], following, strict=False):
        is_verb = word.lower in FINITE or (word.lower in SPEECH and after in {"", *OBJECTS})
        if is_verb and before.lower not in NOUN_MARKERS:
            return word.start
    return None
