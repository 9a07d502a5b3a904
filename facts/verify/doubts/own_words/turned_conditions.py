"""Own words that turn a condition round: no support if the costs are published, for not unless they are."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from facts.verify.doubts.own_words.lost_negations import NEGATIVE, OPPOSITES, PREFIXES, find_words
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import tokenize

CONDITION = re.compile(r"(?<!\w)(?:(?P<unless>unless)|(?P<when>if|provided|once|when))(?!\w)", re.IGNORECASE)
"""Words before a condition without which something is so, and before one with which it is."""
OPENING = re.compile(r"(?:.*[.;\u201c\"]\s?)?", re.DOTALL)
"""What may stand before a condition that begins its sentence."""
ONLY = re.compile(r"(?<!\w)(?:only|even)\s\Z", re.IGNORECASE)
DENYING = (NEGATIVE | OPPOSITES | word_set("against opposition resistance off cancelled")) - word_set(
    "but only before ran run runs"
)
"""Words by which a clause denies something."""
MIN_PREFIXED = 7
"""The fewest letters of a word that denies something by its prefix: unpaid is too short to be sure of."""


class Condition(NamedTuple):
    """A condition: its first word, whether it is one without which, and what is denied: the rest, or its clause."""

    word: str
    is_unless: bool
    is_denied: bool
    is_clause_denied: bool


def find_turned_conditions(text: str, sentences: str) -> Iterator[str]:
    """Yield that own words have if where sentences have unless, or unless for if, and deny the same as they do."""
    for own, theirs in list_exchanged(text, sentences):
        if own.is_denied == theirs.is_denied and own.is_clause_denied == theirs.is_clause_denied:
            yield f"says '{own.word}', where its sentence says '{theirs.word}'"


def list_exchanged(text: str, sentences: str) -> list[tuple[Condition, Condition]]:
    """Return the conditions of own words and of sentences, if the one is if and the other unless."""
    own = find_condition(text)
    theirs = find_condition(sentences) if own else None
    return [(own, theirs)] if own and theirs and own.is_unless != theirs.is_unless else []


def find_condition(text: str) -> Condition | None:
    """Return the condition of a text; None if it has none, or several, or one that begins with only."""
    matches = [*CONDITION.finditer(text)]
    if len(matches) != 1 or ONLY.search(text[: matches[0].start()]):
        return None
    match = matches[0]
    clause, _, rest = text[match.end() :].partition(",")
    main = rest if OPENING.fullmatch(text[: match.start()]) else text[: match.start()]
    return Condition(
        match[0].lower(), match["unless"] is not None, denies(main), denies(clause) or has_prefix(clause)
    )


def denies(clause: str) -> bool:
    """Return whether a clause has a word that denies something."""
    return bool(find_words(clause, DENYING))


def has_prefix(clause: str) -> bool:
    """Return whether a clause has a word that may deny something by its prefix: unpublished."""
    return any(token.lower.startswith(PREFIXES) and len(token.text) >= MIN_PREFIXED for token in tokenize(clause))
