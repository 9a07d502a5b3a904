"""Nouns right before an office that say whose it is: union chairman, a university spokesman."""

from collections.abc import Iterator
from itertools import pairwise

from facts.verify.grammar.organization_nouns import BODIES, COMPANIES
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import Token, tokenize

SPEAKING = word_set("spokesman spokeswoman spokesperson")
"""Offices whose holders speak for whom they work."""
OFFICES = SPEAKING | word_set("""
    chairman chairwoman chairperson chair president secretary director head chief leader boss treasurer
""")


def iter_office_modifiers(text: str, offices: frozenset[str] = OFFICES) -> Iterator[tuple[Token, Token]]:
    """Yield each noun for an organization right before one of some offices, and the office: company and chief."""
    for noun, office in pairwise(tokenize(text)):
        if office.lower in offices and noun.text in COMPANIES | BODIES and text[noun.end : office.start] == " ":
            yield noun, office
