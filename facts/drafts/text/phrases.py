"""Phrases inside a text that are read as a value, with their positions."""

import re
from collections.abc import Iterator

from facts.verify.context import Excerpt, PhraseInContext, changed_in
from facts.verify.grammar.particles import is_particle
from facts.verify.reader import RULES
from facts.verify.readings import Reading
from facts.verify.token_stream import TokenStream, UnreadError
from facts.verify.tokens import Token

LIMIT = re.compile(r"(?<!\w)(?:since|after|until|till|before)(?!\w)", re.IGNORECASE)
CLAUSE_END = re.compile(r"[,;:.]\s")


def find_limit(text: str, phrase: str) -> str | None:
    """Return the word of the clause before a date that may make it a limit: since floods hit it in August 2021."""
    clause = CLAUSE_END.split(text[: max(text.find(phrase), 0)])[-1]
    match = LIMIT.search(clause)
    return match[0] if match else None


def find_phrases(kind: str, excerpt: Excerpt, *, is_unit_price: bool = False) -> Iterator[tuple[str, Reading]]:
    """Yield each phrase in an excerpt's range that is read as `kind` and not changed by the words around it.

    A part of a phrase that is not exact enough is none: April in "in March and April".
    """
    tokens = excerpt.tokens
    inside = [index for index, token in enumerate(tokens) if is_inside(token, excerpt)]
    if not inside:
        return
    stream = TokenStream(tokens, inside[0], inside[-1] + 1)
    while not stream.at_end:
        start = following = stream.index
        try:
            reading = RULES[kind](stream)
        except UnreadError as error:
            reading, following = None, error.position
        if reading is None or stream.index == start:
            stream.index = max(start, following) + 1
        elif is_particle(tokens[start], tokens[max(start - 1, 0) : start]):
            stream.index = start + 1
        elif is_unchanged(kind, reading, PhraseInContext(tokens, start, stream.index), is_unit_price):
            yield excerpt.text[tokens[start].start : tokens[stream.index - 1].end], reading


def is_unchanged(kind: str, reading: Reading, phrase: PhraseInContext, is_unit_price: bool) -> bool:
    """Return whether no words around a phrase change its reading."""
    return changed_in(kind, reading, phrase, is_unit_price=is_unit_price) is None


def is_inside(token: Token, excerpt: Excerpt) -> bool:
    """Return whether a token is inside the range of an excerpt."""
    return token.start >= excerpt.start and token.end <= excerpt.end
