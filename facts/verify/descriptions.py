"""Definite descriptions, such as these ships or the two new ships, that only one named record of a sheet fits."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Self

from facts.kinds.organization import Organization
from facts.kinds.person import Person
from facts.model.record import Record
from facts.verify.country_names import codes_by_adjective
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.english_numbers import CARDINALS
from facts.verify.grammar.inflection import is_plural, to_singular
from facts.verify.grammar.office_modifiers import iter_office_modifiers
from facts.verify.grammar.organization_nouns import PLACES
from facts.verify.grammar.speech_subjects import TELLING_VERBS
from facts.verify.grammar.verb_forms import is_regular_past
from facts.verify.grammar.verb_words import (
    DETERMINERS,
    INTENTS,
    PAST_FORMS,
    PRESENT_VERBS,
    SPEECH_VERBS,
    THREATS,
    UNCHANGED_PAST,
)
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import Token, tokenize
from facts.verify.vocabulary import Vocabulary, mentions, normalize

DEFINITE = word_set("the this that these those both its their")
"""Words that begin a description of what an article has named."""
NEUTRAL = frozenset(CARDINALS) | word_set("new same said entire whole latest")
"""Words in a description that set nothing apart from another thing of its kind."""
TELLING = frozenset(word for word in TELLING_VERBS if word.endswith("s"))
PRESENT = TELLING | {word for word in INTENTS | PRESENT_VERBS | SPEECH_VERBS | THREATS if word.endswith("s")}
"""Verbs of the third person, most of which may be plural nouns as well."""
SURE = PRESENT_VERBS | word_set("""
    says tells adds writes wants intends seeks lends buys sells owns pays gives takes makes gets brings gains employs
    becomes begins denies accepts refuses agrees provides receives accuses alleges believes condemns criticises
    criticizes denounces dismisses refutes rejects thinks admits announces argues asserts complains concedes concludes
    confirms declares explains insists predicts suggests threatens warns
""")
"""Those that are no nouns."""
OBJECTS = word_set("to that it he she they")
"""Words that begin what such a verb is followed by."""
MAX_MODIFIERS = 3
FORMER = re.compile(r"(?:former|ex|acting|deputy)(?!\w)", re.IGNORECASE)
WHERE = re.compile(r",|\s(?:of|for|at|in|to)\s")
"""What follows the noun in an office: minister for trade."""
OTHER_NAMES = ("also_called", "designations")
"""The fields of records that hold their other names."""


class Descriptions:
    """The nouns of the named `records` of a sheet, by id: the last words of their names and of what they are."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self.records = records

    @classmethod
    def of(cls, records: Mapping[str, Sequence[Record]]) -> Self:
        """Return the descriptions of the records of a sheet, which are given by kind."""
        return cls({record.id: record for group in records.values() for record in group})

    @cached_property
    def bearers(self) -> Mapping[str, Sequence[str]]:
        """The ids of the records with each noun."""
        bearers: dict[str, list[str]] = {}
        for identifier, record in self.records.items():
            for noun in {to_singular(text.split()[-1]) for text in texts_of(record)}:
                bearers.setdefault(noun, []).append(identifier)
        return bearers

    def mention(self, target: str, text: str) -> bool:
        """Return whether a text names a record, or describes it by words that no other named record fits."""
        record = self.records[target]
        modifiers = (noun for noun, _ in iter_office_modifiers(text))
        if mentions(record, text) or any(self.fitting((), noun) == [target] for noun in modifiers):
            return True
        return any(
            self.fitting(modifiers, noun) == [target]
            and not (
                isinstance(record, Person | Organization) and is_plural(noun.lower) and not has_noun(record, noun)
            )
            for line in text.split("\n")
            for modifiers, noun in iter_descriptions(line)
        )

    def fitting(self, modifiers: Sequence[Token], noun: Token) -> list[str]:
        """Return the ids of the records with a noun whom the words before it fit."""
        bearers = self.bearers.get(to_singular(normalize(noun.text)), ())
        return [name for name in bearers if all(fits(modifier, self.records[name]) for modifier in modifiers)]


def has_noun(record: Record, noun: Token) -> bool:
    """Return whether a noun is the last word of a text that says what a record is, in the same number."""
    return any(text.split()[-1] == noun.lower for text in texts_of(record))


def iter_descriptions(text: str) -> Iterator[tuple[Sequence[Token], Token]]:
    """Yield the words between the determiner and the noun of each phrase that may describe something, and the noun.

    A noun in the singular ends its phrase: the ship, but not the ship owner.
    """
    tokens = tokenize(text)
    for index, token in enumerate(tokens):
        if token.lower not in DEFINITE:
            continue
        for position in range(index + 1, min(index + 2 + MAX_MODIFIERS, len(tokens))):
            noun = tokens[position]
            if noun.kind not in ("word", "number"):
                break
            following = tokens[position + 1 : position + 3]
            if is_plural(noun.lower) or normalize(noun.text) != noun.lower or ends_phrase(following):
                yield tokens[index + 1 : position], noun


def ends_phrase(following: Sequence[Token]) -> bool:
    """Return whether what follows a noun ends its phrase: a mark, a function word or a verb.

    A verb whose past is like its present ends it before its object: the ministry put the price, not the price cut;
    so does one in the present before its object or its clause: the city plans to, but not the city plans of May.
    With a verb of saying the words for who says something end: the city disputes.
    """
    if len(following) == 1 and following[0].lower in TELLING:
        return True
    if not following or following[0].kind != "word":
        return True
    word, beyond = following[0].lower, following[-1]
    is_determined = beyond is not following[0] and beyond.lower in DETERMINERS | DEFINITE
    has_object = is_determined or beyond.kind == "number" or beyond.lower in CARDINALS
    is_past = word in PAST_FORMS or is_regular_past(word) or (word in UNCHANGED_PAST and has_object)
    is_present = (word in PRESENT and (has_object or beyond.lower in OBJECTS)) or (is_plural(word) and is_determined)
    return is_past or is_present or word in SURE or word in FUNCTION_WORDS


def texts_of(record: Record) -> list[str]:
    """Return the names and the kind of a record that has a name, and a person's present offices, in lower case."""
    names, kind = record.aliases(), getattr(record, "kind", None)
    kinds = [kind] if names and isinstance(kind, str) else []
    return [text.lower() for text in (*names, *kinds, *offices_of(record)) if text.strip()]


def offices_of(record: Record) -> Iterator[str]:
    """Yield what a person is by the present offices: minister, by the office of minister for trade."""
    for office in record.offices if isinstance(record, Person) else ():
        if office.status != "former" and not FORMER.match(office.title):
            yield WHERE.split(office.title)[0]


def fits(modifier: Token, record: Record) -> bool:
    """Return whether a word of a description says nothing that its record, as the sheet has it, is not.

    That something is a place's, as in the city's utility, sets it apart from nothing.
    """
    is_own = any(Vocabulary(text).contains_phrase(modifier.text) for text in texts_of(record))
    country = getattr(record, "country", None)
    is_home = country is not None and codes_by_adjective().get(modifier.text) == country
    is_neutral = modifier.lower in NEUTRAL or modifier.kind == "number" or is_owning_place(modifier.text)
    return is_neutral or is_own or is_home


def is_owning_place(word: str) -> bool:
    """Return whether a word is the possessive of a noun for a place: city's."""
    owner = normalize(word)
    return owner in PLACES and owner != word.lower()


def has_office_of(record: Record, text: str) -> bool:
    """Return whether a text has the last word of the title of one of a person's offices: the minister."""
    offices = record.offices if isinstance(record, Person) else ()
    nouns = [office.title.split()[-1] for office in offices if office.title]
    return any(Vocabulary(text).contains_phrase(noun) for noun in nouns)


def hint_at_names(record: Record) -> str:
    """Return how to let words refer to a record: another name of it, in the field that its kind has, or a note."""
    field = next((name for name in OTHER_NAMES if name in type(record).model_fields), None)
    alias = f", add another name of it that they have to its `{field}`" if field else ""
    return f"Add the span that names it ('{record.aliases()[0]}'){alias}"
