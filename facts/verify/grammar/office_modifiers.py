"""Nouns right before an office that say whose it is: union chairman, a university spokesman."""

import re
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
START = re.compile(r"(?:^|[.!?:][\"\u201d\u00bb]?\s|\n)[\"\u201c\u00ab]?$")
"""What is before the first word of a sentence."""


def iter_office_modifiers(text: str, offices: frozenset[str] = OFFICES) -> Iterator[tuple[Token, Token]]:
    """Yield each noun for an organization right before one of some offices, and the office: company and chief.

    A noun with a capital is a name, but at the beginning of a sentence.
    """
    for noun, office in pairwise(tokenize(text)):
        is_noun = noun.text.islower() or (noun.text.istitle() and START.search(text, 0, noun.start) is not None)
        is_beside = is_noun and office.lower in offices and text[noun.end : office.start] == " "
        if is_beside and noun.lower in COMPANIES | BODIES:
            yield noun, office
