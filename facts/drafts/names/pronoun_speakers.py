"""Who speaks a quotation beside which a pronoun stands: the one person whom its passage has named."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from facts.drafts.names.article_names import Mention
from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.verify.grammar.speech_subjects import TELLING_VERBS

FULL_NAME = re.compile(r"(?<!\w)(?<!\Wa )(?<!\Wan )(?<!\Wthe )[^\W\d_a-z][\w'\u2019-]+ [^\W\d_a-z][\w'\u2019-]+")
"""Two words with capitals, which may be the name of somebody, and of a party after an article: a Social Democrat."""
PEOPLE = ("people",)
SAYING = re.compile(
    rf"(?:He|She)\s(?:(?:also|later|then|again)\s)?(?P<verb>{'|'.join(sorted(TELLING_VERBS, key=len, reverse=True))})"
    r"(?!\w)\s(?:that\s)?"
)
"""A pronoun that says something at the beginning of a sentence."""
SAID_AFTER = re.compile(
    r"[^,.;:!?\"\u201c\u201d]*,\s(?P<words>(?:he|she)\s(?:(?:also|later|then|again)\s)?"
    rf"(?:{'|'.join(sorted(TELLING_VERBS, key=len, reverse=True))}))(?=[,.]|\s(?:on|in|at|and)\s)"
)
"""A pronoun that says what is before it, after a comma."""
FindMentions: TypeAlias = Callable[[Occurrence, Sequence[str]], list[Mention]]
"""Returns the mentions of records of some kinds, any if none are named, in the words at a place."""


def find_pronoun_speaker(
    place: Occurrence, locator: QuoteLocator, mentions_at: FindMentions
) -> tuple[str, list[Occurrence]] | None:
    """Return the id of the person who speaks at a place, with the pronoun's words and the name; None if it is open.

    It is open unless the passage names one person before the quotation, and nobody else who has no record.
    """
    words = locator.find_pronoun(place) or find_telling_pronoun(place, locator)
    if words is None:
        return None
    first = locator.article.passages[place.passage - 1][0]
    person = find_only_person(replace(place, start=first, end=min(place.start, words.start)), locator, mentions_at)
    return (person[0], [words, person[1]]) if person else None


def find_only_person(
    before: Occurrence, locator: QuoteLocator, mentions_at: FindMentions
) -> tuple[str, Occurrence] | None:
    """Return the id of the only person whom words name, and nobody else who has no record, with the last name."""
    named = [
        (mention, Occurrence(before.passage, before.start + mention.start, before.start + mention.end))
        for mention in mentions_at(before, ())
    ]
    outside = [(mention, name) for mention, name in named if not locator.is_spoken(name)]
    people = {mention.identifier: name for mention, name in outside if mention.kind in PEOPLE}
    if len(people) != 1 or names_others(before, [name for _, name in named], locator):
        return None
    ((identifier, name),) = people.items()
    return identifier, name


def find_telling_pronoun(place: Occurrence, locator: QuoteLocator) -> Occurrence | None:
    """Return where a pronoun and its verb of saying begin a sentence, and govern words at a place; None if nowhere.

    The words have them, or follow them, but for "that", or are in the clause before ", she said".
    """
    sentence = locator.sentence_of(place)
    if locator.is_spoken(place):
        return None
    after = SAID_AFTER.match(locator.text(replace(sentence, start=place.end)))
    if after:
        return replace(
            place, start=place.end + after.start("words"), end=place.end + after.end("words"), is_quoted=True
        )
    match = SAYING.match(locator.text(sentence))
    if match is None:
        return None
    words = replace(sentence, end=sentence.start + match.end("verb"), is_quoted=True)
    is_governed = place.start in (sentence.start, sentence.start + match.end())
    return words if is_governed and place.end > words.end else None


def names_others(before: Occurrence, names: Sequence[Occurrence], locator: QuoteLocator) -> bool:
    """Return whether words with capitals, outside quotation marks, are no name of a record, or title before it."""
    for match in FULL_NAME.finditer(locator.article.text, before.start, before.end):
        is_known = any(name.start <= match.end() + 1 and match.start() < name.end for name in names)
        is_spoken = locator.is_spoken(replace(before, start=match.start(), end=match.end()))
        if not (is_known or is_spoken):
            return True
    return False
