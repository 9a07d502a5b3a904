"""Clauses in place of names: the verbs by which words of the article are no noun phrase."""

from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.verb_forms import VerbGroup
from facts.verify.grammar.verb_words import (
    BE,
    DO,
    HAVE,
    MODALS,
    PARTICIPLES,
    PAST_FORMS,
    SPEECH_VERBS,
    UNCHANGED_PAST,
)
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import tokenize

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


def find_groups(text: str) -> list[VerbGroup]:
    """Return the groups of verbs in words, without the nouns that are like one."""
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    return [group for group in groups if group.text.lower() not in NOUNS]


def find_verb(text: str) -> int | None:
    """Return where the first verb that makes words a clause begins; None if there is none.

    A form that may be a participle is none unless it begins the words and "by" follows, or an object does.
    """
    starts = [group.start for group in find_groups(text) if is_finite(text, group)]
    others = (find_speech_verb(text), find_unchanged_past(text))
    return min([*starts, *(start for start in others if start is not None)], default=None)


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


def find_unchanged_past(text: str) -> int | None:
    """Return where the first verb whose past is like its present has a subject and an object: it cut its price."""
    words = tokenize(text)
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        is_object = after.lower in OBJECTS - {"that"} or after.kind in ("number", "currency")
        if word.text in UNCHANGED_PAST and is_object and before.lower not in NOUN_MARKERS:
            return word.start
    return None
