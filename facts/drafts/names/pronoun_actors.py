"""Whom a pronoun means as who says something: "it said" the one body of its sentence, "she said" a person."""

import re
from dataclasses import replace

from facts.drafts.names.mention_finder import MentionFinder
from facts.drafts.names.pronoun_speakers import find_only_person
from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.model.record import ACTORS
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.speech_subjects import AUXILIARIES, TELLING_VERBS

BODIES = ("organizations",)
HE = re.compile(
    r"(?:he|she)\s(?:(?:also|later|then|again)\s)?(?P<between>(?:\w+\s)*?)(?P<verb>\w+)(?!\w)", re.IGNORECASE
)
IT = re.compile(r"it\s(?P<between>(?:\w+\s)*?)(?P<verb>\w+)(?!\w)", re.IGNORECASE)


def find_pronoun_actor(
    place: Occurrence, kinds: tuple[str, ...], finder: MentionFinder, locator: QuoteLocator
) -> str | None:
    """Return the id of whom words such as "it said" or "she said" mean; None for other words, or if it is open.

    A person is the only one whom the passage has named before, the organization the only one of the sentence, or its
    subject.
    """
    words = locator.text(place)
    if kinds != ACTORS or locator.is_spoken(place):
        return None
    if is_telling(HE, words):
        first = locator.article.passages[place.passage - 1][0]
        person = find_only_person(replace(place, start=first, end=place.start), locator, finder.mentions_at)
        return person[0] if person else None
    return find_body(place, finder, locator) if is_telling(IT, words) else None


def is_telling(pronoun: re.Pattern[str], words: str) -> bool:
    """Return whether words are a pronoun with a verb of telling."""
    match = pronoun.match(words)
    return (
        match is not None and match["verb"] in TELLING_VERBS and AUXILIARIES.fullmatch(match["between"]) is not None
    )


def find_body(place: Occurrence, finder: MentionFinder, locator: QuoteLocator) -> str | None:
    """Return the id of the only organization that a sentence names before a place, or of its subject; or None."""
    sentence = locator.sentence_of(place)
    before = replace(sentence, end=place.start)
    mentions = [mention for mention in finder.mentions_at(before, ()) if mention.kind in BODIES]
    if len({mention.identifier for mention in mentions}) == 1:
        return mentions[0].identifier
    text, start, end = finder.part_of(before)
    groups = [group for item in parse_sentences(text) for group in item.groups if start <= group.start < end]
    starts = {group.start for group in groups}
    subjects = {mention.identifier for mention in mentions if mention.end + 1 in starts}
    return subjects.pop() if len(subjects) == 1 and text[:end].rstrip().endswith(",") else None
