"""What a noun or a pronoun may stand for: the company for each that is one, but for no board or person."""

from collections.abc import Iterator

from facts.drafts.names.proper_names import PRONOUNS, WORD
from facts.kinds.country import Country
from facts.kinds.organization import Organization
from facts.kinds.person import Person
from facts.kinds.place import Place
from facts.model.record import Record
from facts.verify.descriptions import iter_descriptions, texts_of
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.organization_nouns import BODIES, COMPANIES
from facts.verify.grammar.word_list import word_set
from facts.verify.speech import OFFICES

TERRITORIES = word_set(
    "city town village region country state province municipality county island kingdom government"
)
PERSONS = OFFICES - word_set("a an the this that general")
HE, IT, THEY = word_set("he she his him her himself herself"), word_set("it its itself"), word_set("they them their")


def iter_stand_ins(text: str) -> Iterator[str]:
    """Yield the nouns of the definite descriptions in words, in the singular, and the pronouns."""
    yield from (to_singular(noun.lower) for _, noun in iter_descriptions(text))
    yield from (word.lower() for word in WORD.findall(text) if word.lower() in PRONOUNS)


def may_mean(word: str, record: Record) -> bool:
    """Return whether a noun in the singular or a pronoun may stand for a record, by what kind of thing it is."""
    if isinstance(record, Person):
        return word in PERSONS | HE | THEY
    if word in IT | THEY:
        return True
    if isinstance(record, Place | Country):
        return word in TERRITORIES
    if not isinstance(record, Organization):
        return False
    own = {to_singular(text.split()[-1]) for text in texts_of(record)}
    return word in own or (word in COMPANIES and not own & BODIES)
