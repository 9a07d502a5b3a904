"""Words that state a quantity without a number."""

import re

from facts.drafts.reading.clauses import find_verb
from facts.verify.english_quantities import ALL_BUT
from facts.verify.english_shares import DENOMINATORS
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import tokenize
from facts.verify.uncovered import find_figures

INDEFINITE = word_set("""
    several many few some dozens tens hundreds thousands millions scores numerous various multiple batch series number
    handful couple most all lots plenty more unspecified undisclosed fleet set range group array host stream package
    shipment load consignment quantity amount part majority minority
""")
"""Words that state a quantity without a number."""
COMPARED = re.compile(r"(?<!\w)(?:more|less|fewer|longer|shorter|over|under)(?: than)? an?\s", re.IGNORECASE)
"""Words that compare a quantity with one thing, which is a number: more than a year."""
ORDINALS = {*DENOMINATORS, *word_set("first second third sixth seventh ninth last next")}


def is_indefinite(text: str) -> bool:
    """Return whether words state a quantity without a number: several divisions, all ships but two; not a ferry."""
    tokens = [token for token in tokenize(text) if token.kind == "word"]
    words = {token.lower for token in tokens}
    if ALL_BUT.fullmatch(text):
        return True
    if find_figures(text) or words & ORDINALS or COMPARED.search(text) or find_verb(text) is not None:
        return False
    return bool(words & INDEFINITE)
