"""Names that stand in their words for somebody else, or for who tells it: Alpenrot, in Alpenrot's insurer."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from facts.kinds.contract import Contract
from facts.model.fields import RecordField
from facts.model.receipt import Receipt
from facts.model.record import Record
from facts.verify.country_names import codes_by_name
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.other_parties import list_own
from facts.verify.doubts.parties.trades import OPPOSITE, read_side
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.finding import Finding
from facts.verify.grammar.verb_words import SPEECH_VERBS
from facts.verify.vocabulary import name_pattern

PATHS = {
    "contracts": ("buyers", "suppliers", "payment.lender"),
    "events": ("participants", "attributed_to"),
    "statements": ("speaker",),
}
"""The fields, by kind, for those who do or tell something."""
_WORD = rf"(?!(?:{'|'.join(sorted(FUNCTION_WORDS))})(?!\w))[\w-]+"
OWNER = re.compile(rf"['\u2019]s?\s(?:{_WORD}\s){{0,3}}?(?:{_WORD}),?\s$|['\u2019]s?\s$")
ADJECTIVE = re.compile(rf"\s(?:{_WORD}\s){{0,3}}?$")
"""What may stand between the name of an owner, or the adjective of a country, and a name that it describes."""
APOSTROPHES = ("'", "\u2019")
GAP = 60
"""The most characters between both."""
TELLS = re.compile(
    rf"(?:,\s[^,.;]{{1,60}},)?\s(?:(?:has|have|had|also|later|\w+ly)\s)?(?:{'|'.join(sorted(SPEECH_VERBS))})(?!\w)"
)
"""What follows the name of who tells something."""
OWN = re.compile(r"(?<!\w)(?:it|its|they|their|he|his|she|her|we|our)(?!\w)")
"""Pronouns for who tells something, in what they tell."""
HINT = "Correct it, or quote the words that say so of it"


class Naming(NamedTuple):
    """Where a name is in a text: that of a sentence."""

    text: str
    start: int
    end: int


def find_borrowed_names(context: CheckContext) -> Iterator[Finding]:
    """Yield each reference to who does something whose words only name it as that of another organization.

    That of a party to a contract may also be only of who tells something.
    """
    for name, record, field, target in context.iter_references(PATHS):
        if message := find_fault(record, field, target, context):
            yield Finding(name, field.path, message, HINT, is_certain=False)


def find_fault(record: Record, field: RecordField, target: str, context: CheckContext) -> str | None:
    """Return that words for an id of a record's field name it in another role; None if they may not."""
    receipt, is_contract = record.evidence[field.path], isinstance(record, Contract)
    places = list_places(target, receipt, context)
    if places and all(is_modifier(target, place) for place in places):
        is_noted = receipt.note is not None and any(target == country.id for country in context.of_kind("countries"))
        others = [
            other
            for other in (() if is_noted else context.of_kind("organizations"))
            if other.id not in field.references and (is_contract or home_of(other) != target)
        ]
        words = [find_other(target, place, others) for place in places]
        return f"has {target}, but '{words[0]}' names another" if all(words) else None
    if places and isinstance(record, Contract) and field.path in OPPOSITE:
        return find_telling(target, places, record, receipt, context)
    return None


def is_modifier(target: str, place: Naming) -> bool:
    """Return whether a name at a place may only describe another: it is an owner's, or the adjective of a country."""
    return place.text[place.end : place.end + 1] in APOSTROPHES or is_adjective(target, place)


def is_adjective(target: str, place: Naming) -> bool:
    """Return whether the word at a place for a country is its adjective."""
    return len(target) == len("XK") and place.text[place.start : place.end] not in codes_by_name()


def home_of(record: Record) -> str | None:
    """Return the country of a record; None without one."""
    return getattr(record, "country", None)


def list_places(target: str, receipt: Receipt, context: CheckContext) -> list[Naming]:
    """Return where the words of a receipt name a record, or the adjective of a country does."""
    sentences, text = context.sentences, context.article.text
    patterns = context.attributions.speakers.patterns.get(target, ())
    places = []
    for span in receipt.spans:
        for match in chain.from_iterable(pattern.finditer(text, span.start, span.end) for pattern in patterns):
            start, end = sentences.range_at(span.start)
            places.append(Naming(text[start:end], match.start() - start, match.end() - start))
    return places


def find_other(target: str, place: Naming, others: Sequence[Record]) -> str | None:
    """Return the words by which a name at a place describes one of others; None if it does not."""
    between = ADJECTIVE if is_adjective(target, place) else OWNER
    for other in others:
        for name in other.aliases():
            for match in name_pattern(name).finditer(place.text, place.end, place.end + GAP + len(name)):
                if between.match(place.text[place.end : match.start()]):
                    return place.text[place.start : match.end()]
    return None


def find_telling(
    target: str, places: Sequence[Naming], contract: Contract, receipt: Receipt, context: CheckContext
) -> str | None:
    """Return that a party is only who tells something in its words, and no sentence has it on a side."""
    tellings = [
        match
        for place in places
        if (match := TELLS.match(place.text, place.end)) and not OWN.search(place.text, match.end())
    ]
    if len(tellings) < len(places):
        return None
    numbers = {number for spans in list_own(contract, receipt) for number in context.sentences.numbers_of(spans)}
    patterns = context.attributions.speakers.patterns.get(target, ())
    for text in map(context.sentences.text, sorted(numbers)):
        for match in chain.from_iterable(pattern.finditer(text) for pattern in patterns):
            if any(read_side(side, text, match) for side in OPPOSITE):
                return None
    words = places[0].text[places[0].start : tellings[0].end()]
    return f"has {target}, of which '{words}' says only that it tells something"
