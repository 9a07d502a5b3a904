"""Whom "it" means as who says something: the one body that its sentence names before it, or the subject of it."""

import re
from dataclasses import replace

from facts.drafts.names.mention_finder import MentionFinder
from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.model.record import ACTORS
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.speech_subjects import AUXILIARIES, TELLING_VERBS

BODIES = ("organizations",)
IT = re.compile(r"it\s(?P<between>(?:\w+\s)*?)(?P<verb>\w+)(?!\w)", re.IGNORECASE)


def find_pronoun_body(
    place: Occurrence, kinds: tuple[str, ...], finder: MentionFinder, locator: QuoteLocator
) -> str | None:
    """Return the id of the organization that "it said" and the like mean; None for other words, or if it is open."""
    match = IT.match(locator.text(place))
    is_said = match is not None and match["verb"] in TELLING_VERBS and AUXILIARIES.fullmatch(match["between"])
    if not is_said or kinds != ACTORS:
        return None
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
