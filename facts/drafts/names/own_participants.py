"""Who takes part in an event: the record that is the subject of the verb in the event's own words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from facts.drafts.names.article_names import Mention
from facts.drafts.names.pronoun_speakers import FindMentions
from facts.drafts.problems import ClaimError
from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.verify.grammar.acting_subjects import ActingSubject, find_acting_subject
from facts.verify.grammar.sentences import INVERTED
from facts.verify.grammar.speech_subjects import name_at_head
from facts.verify.grammar.word_list import word_set

BESIDE = re.compile(
    r"(?:^|[\s,])(?:and|or|nor|but|&|well as|including|such as|among them|except|than|like|unlike|plus"
    r"|(?:along|together) with)(?:\sthe)?$",
    re.IGNORECASE,
)
"""What is before a name beside which others are, or which is no subject itself."""
OTHERS = re.compile(
    r"\s(?:and|or|nor|&|as well as)\s|,\s(?:with|including|such as|among|along|together|like|unlike)\s", re.IGNORECASE
)
"""What is between the names of several in a subject."""
PASSIVE = word_set("had has have got gets received receives suffered suffers underwent lost loses")
"""Verbs whose subject may do nothing."""
PLAIN = re.compile(r"(?:the|this)\s[a-z-]+", re.IGNORECASE)
"""A description without words that tell one from another."""


def find_own_participant(
    place: Occurrence, locator: QuoteLocator, mentions_at: FindMentions, kinds: Sequence[str]
) -> tuple[Mention, Occurrence] | None:
    """Return the only record of some kinds that is the subject of the first verb at a place, and the subject's words.

    None if the verb is one of saying, its subject has others beside it, or somebody speaks the words.
    """
    if locator.is_spoken(place):
        return None
    sentence = locator.sentence_of(place)
    text = locator.text(sentence)
    subject = find_acting_subject(text, place.start - sentence.start, place.end - sentence.start)
    if subject is None or not may_act(text, subject):
        return None
    words = replace(place, start=sentence.start + subject.start, end=sentence.start + subject.end)
    try:
        mentions = mentions_at(words, kinds)
    except ClaimError:
        return None
    is_one = len({mention.identifier for mention in mentions}) == 1
    return (mentions[0], words) if is_one and is_at_head(mentions[0], words, locator) else None


def may_act(text: str, subject: ActingSubject) -> bool:
    """Return whether a subject of a sentence is alone, and its verb one of doing, and not of saying."""
    ahead, words = text[: subject.start].rstrip(" ,"), text[subject.start : subject.end]
    is_act = subject.verbs.verb_class != "speech" and subject.verbs.text.lower().split()[-1] not in PASSIVE
    return is_act and ahead.lower() not in INVERTED and not (BESIDE.search(ahead) or OTHERS.search(words))


def is_at_head(mention: Mention, words: Occurrence, locator: QuoteLocator) -> bool:
    """Return whether a name is the subject itself, or what commas set off after it."""
    first, text = locator.article.passages[words.passage - 1][0], locator.text(words)
    start, end = first + mention.start - words.start, first + mention.end - words.start
    part = max(text.rfind(", ", 0, start) + 2, 0) if ", " in text[:start] else 0
    following = text.find(", ", end)
    head = text[part : following if following >= 0 else len(text)]
    is_described = text[start:end] == text[start:end].lower() or PLAIN.fullmatch(text[start:end]) is not None
    if is_described and not PLAIN.fullmatch(head):
        return False
    return name_at_head(head, start - part, end - part)
