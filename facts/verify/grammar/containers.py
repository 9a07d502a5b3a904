"""Nouns for what holds a number of things, or is made of them: one batch of 120,000 doses."""

from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.word_list import word_set

CONTAINERS = word_set("""
    batch convoy shipment fleet package tranche order consignment cargo load series group set pack lot delivery
    contingent crew team force garrison crowd network stock stockpile collection bundle
""")


def find_container(words: str) -> str | None:
    """Return the noun for what holds a number of things, before "of" at the end of words; None if there is none."""
    *rest, last = words.lower().split() or [""]
    return rest[-1] if last == "of" and rest and to_singular(rest[-1]) in CONTAINERS else None
