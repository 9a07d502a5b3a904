"""Titles of sheets that the headline contradicts: a fall for a rise, three tugs for two."""

import re
from collections.abc import Iterator
from decimal import Decimal

from facts.verify.doubts.own_words.paraphrases import find_turned
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.word_list import word_set
from facts.verify.vocabulary import list_numbers

MEASURES = word_set(
    "euro dollar pound crown krone krona franc yen yuan rouble ruble zloty percent million billion thousand"
    " year month week day hour kilometre kilometer metre meter mile tonne ton"
)
"""Nouns after numbers for which a title and a headline may have several."""
COUNTED = re.compile(r"\s(?P<first>[a-z-]+)(?:\s(?P<second>[a-z-]+))?")
"""The words after a number, of which one says what it counts."""


def find_turned_title(title: str, headline: str, text: str) -> Iterator[str]:
    """Yield what a sheet's title says that its headline contradicts, and the `text` of the article never says."""
    yield from find_turned(title, headline)
    theirs, all_counts = list_counts(headline), list_counts(text)
    for noun, value in sorted(list_counts(title) - theirs - all_counts):
        others = {number for other, number in theirs if other == noun}
        if len(others) == 1 and noun not in MEASURES:
            yield f"has {value} for '{noun}', where the headline has {min(others)}"


def list_counts(text: str) -> set[tuple[str, Decimal]]:
    """Return the two words after each number of a text, in the singular, each with the number."""
    counts = set()
    position = 0
    for words, value in list_numbers(text):
        position = text.find(words, position) + len(words)
        if match := COUNTED.match(text, position):
            counts |= {(to_singular(noun), value) for noun in match.groups() if noun}
    return counts
