"""The verb that words without one belong to: passed, of by 21 votes to 11."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress

from facts.drafts.problems import ClaimError
from facts.drafts.reading.choices import HAPPENED
from facts.drafts.text.locate import Occurrence, QuoteLocator, is_short
from facts.verify.english_numbers import CARDINALS
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.verb_words import PREPOSITIONS
from facts.verify.tokens import tokenize

CLASSES = ("past", "perfect", "future", "progressive", "past_state")
"""The classes of verbs that say how what follows them stands."""
OTHER_CLAUSE = re.compile(
    r"[;:()\u2013\u2014\u201c\u201d\"]|(?<!\w)(?:and|but|or|nor|while|whereas|because|although|though|if|unless|when|once"
    r"|who|whom|whose|which|that|than|after|before|until|since|despite|except|without|instead)(?!\w)",
    re.IGNORECASE,
)
"""What begins another clause, or a part of which the verb does not say that it is so."""


def with_verb(place: Occurrence, locator: QuoteLocator) -> Occurrence | None:
    """Return a place from the verb that is before it in its clause; None if it has a verb, or there is none.

    Words that begin with a preposition or a number have the verb's status, unless it is negated, or says what is
    intended or told.
    """
    first = locator.article.passages[place.passage - 1][0]
    text, start, end = locator.article.passage(place.passage), place.start - first, place.end - first
    sentence = next((item for item in parse_sentences(text) if item.start <= start < item.end), None)
    groups = sentence.groups if sentence else []
    before = [group for group in groups if group.end <= start]
    if not before or any(group.start < end and group.end > start for group in groups):
        return None
    verb, opening = before[-1], tokenize(text[start:end])[:1]
    is_adverbial = any(token.kind == "number" or token.lower in {*PREPOSITIONS, *CARDINALS} for token in opening)
    is_plain = is_adverbial and verb.verb_class in CLASSES and verb.clause == "main" and not verb.is_negated
    if not is_plain or OTHER_CLAUSE.search(text, verb.end, start) or not is_short(text[verb.start : end]):
        return None
    return Occurrence(place.passage, first + verb.start, place.end)


def select_telling(places: Sequence[Occurrence], read: Callable[[Occurrence], str]) -> list[Occurrence]:
    """Return those of several places that tell a status as the first that tells one does; all if others tell another.

    What happened may hold as well. `read` returns the status that a place tells, or raises ClaimError.
    """
    statuses: dict[Occurrence, str] = {}
    for place in places:
        with suppress(ClaimError):
            statuses[place] = read(place)
    values = list(statuses.values())
    is_one = len(set(values)) == 1 or (bool(values) and {*values} <= {*HAPPENED})
    return [place for place, status in statuses.items() if status == values[0]] if is_one else list(places)
