"""When an event is, where its own words have one date, beside or after their verb."""

import re
from dataclasses import replace

from facts.drafts.problems import ClaimError
from facts.drafts.reading.claims import Claim
from facts.drafts.reading.counted_dates import DETERMINER, count_date
from facts.drafts.reading.expanded import Expanded
from facts.drafts.reading.specs import FieldSpec
from facts.drafts.text.locate import Occurrence, Quote, QuoteLocator
from facts.drafts.text.phrases import find_phrases
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.verb_forms import VerbGroup, is_participle
from facts.verify.grammar.verb_words import PREPOSITIONS
from facts.verify.grammar.word_list import word_set
from facts.verify.spans import excerpt_of
from facts.verify.tokens import list_words
from facts.verify.uncovered import find_figures

EVENTS = "events/"
PREPOSITION = re.compile(
    r"(?<!\w)(?:on|in|during|by|at|since)\s(?:(?:early|mid|late|the|the\s(?:end|beginning|start|middle)\sof(?:\sthe)?)\s)?$"
)
"""What is before a date on which something is."""
OWNER = re.compile(rf"(?<!\w){DETERMINER}$")
"""What is before a date that tells which thing is meant: the 2019 season."""
OTHER = re.compile(
    r"[;:()\u2013\u2014\u201c\u201d\"]|(?<!\w)(?:and|but|or|while|whereas|because|although|though|if|unless|when|once|who|whom"
    r"|whose|which|that|than|after|before|until|since|from|of|despite|except|without|instead|due|payable|repayable|valid|open|for(?!\s\W?\d))(?!\w)",
    re.IGNORECASE,
)
"""What begins words that may have a date of their own."""
FORWARD = word_set("""
    announce announced announces schedule scheduled set called call cancel cancelled canceled postpone postponed
    pledge pledged promised promise pass passed approve approved propose proposed plan planned adopt adopted backed
    discuss discussed debated demanded requested sought seek welcomed criticized criticised rejected denied
""")
"""Verbs whose objects may have a date of their own."""


def find_own_date(expanded: Expanded, spec: FieldSpec, locator: QuoteLocator) -> Quote | None:
    """Return the words of the date of an event that its own words have, or that stands directly after them.

    None if there is none, or it cannot be read.
    """
    places = expanded.own_places
    place = find_date_of_verb(places[0], locator) if len(places) == 1 and expanded.record.startswith(EVENTS) else None
    if place is None:
        return None
    quote = Quote(expanded.line, locator.text(place), start=place.start, end=place.end)
    try:
        claim, _ = count_date(expanded, spec, Claim(expanded.line, quotes=[quote]), [place], locator)
    except ClaimError:
        return None
    is_read = claim.value or any(find_phrases("date", excerpt_of(place.start, place.end, locator.article)))
    return quote if is_read else None


def find_date_of_verb(place: Occurrence, locator: QuoteLocator) -> Occurrence | None:
    """Return where the only date is in the words at a place, or directly after them, with its preposition.

    None if it is not after their only verb, if it may be the date of something else, or if somebody speaks the words.
    """
    text = locator.text(replace(locator.sentence_of(place), start=place.start))
    length = place.end - place.start
    dates = [(first_of(text, start), end) for kind, start, end in find_figures(text) if kind == "date"]
    inside = [date for date in dates if date[0] < length]
    beside = [date for date in dates if date[0] == length + 1 and text[length] == " "]
    groups = [group for sentence in parse_sentences(text[:length]) for group in sentence.groups]
    if len(groups) != 1 or locator.is_spoken(place) or len(inside or beside) != 1:
        return None
    (first, end), verb = (inside or beside)[0], groups[0]
    if verb.end > first or verb.clause != "main" or OWNER.search(text[:first]):
        return None
    if not is_free(text[verb.end : first], verb):
        return None
    return replace(place, start=place.start + first, end=place.start + end)


def is_free(between: str, verb: VerbGroup) -> bool:
    """Return whether nothing between a verb and a date may have the date: an object at most, and no participle."""
    words = list_words(between)
    if OTHER.search(between) or (words and not FORWARD.isdisjoint(verb.text.lower().split())):
        return False
    prepositions = PREPOSITIONS - {"for"}
    return not any(word in prepositions or word.endswith("ing") or is_participle(word) for word in words)


def first_of(text: str, start: int) -> int:
    """Return where the preposition before a date begins, or the date."""
    preposition = PREPOSITION.search(text[:start])
    return preposition.start() if preposition else start
