"""Who speaks a quotation beside which a pronoun stands: the one person whom its passage has named."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from facts.drafts.names.article_names import Mention
from facts.drafts.text.locate import Occurrence, QuoteLocator

FULL_NAME = re.compile(r"(?<!\w)[^\W\d_a-z][\w'\u2019-]+ [^\W\d_a-z][\w'\u2019-]+")
"""Two words with capitals, which may be the name of somebody."""
PEOPLE = ("people",)
FindMentions: TypeAlias = Callable[[Occurrence, Sequence[str]], list[Mention]]
"""Returns the mentions of records of some kinds, any if none are named, in the words at a place."""


def find_pronoun_speaker(
    place: Occurrence, locator: QuoteLocator, mentions_at: FindMentions
) -> tuple[str, list[Occurrence]] | None:
    """Return the id of the person who speaks at a place, with the pronoun's words and the name; None if it is open.

    It is open unless the passage names one person before the quotation, and nobody else who has no record.
    """
    words = locator.find_pronoun(place)
    if words is None:
        return None
    first = locator.article.passages[place.passage - 1][0]
    before = replace(place, start=first, end=min(place.start, words.start))
    named = [
        (mention, Occurrence(place.passage, first + mention.start, first + mention.end))
        for mention in mentions_at(before, ())
    ]
    outside = [(mention, name) for mention, name in named if not locator.is_spoken(name)]
    people = {mention.identifier: name for mention, name in outside if mention.kind in PEOPLE}
    if len(people) != 1 or names_others(before, [name for _, name in named], locator):
        return None
    ((identifier, name),) = people.items()
    return identifier, [words, name]


def names_others(before: Occurrence, names: Sequence[Occurrence], locator: QuoteLocator) -> bool:
    """Return whether words with capitals, outside quotation marks, are no name of a record."""
    for match in FULL_NAME.finditer(locator.article.text, before.start, before.end):
        is_known = any(name.start < match.end() and match.start() < name.end for name in names)
        is_spoken = locator.is_spoken(replace(before, start=match.start(), end=match.end()))
        if not (is_known or is_spoken):
            return True
    return False
