"""The words and numbers of a text, and what another text has beyond them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property, lru_cache

from facts.model.values import MAX_QUOTED_WORDS
from facts.verify.english_numbers import numbers

PREFIX = 4
"""The fewest letters that stand for a longer word of the text: Turk for Turkish."""
PRONOUN = "one"
"""The number word that need not be a number."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")


class Vocabulary:
    """What stands in a text, by word."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> frozenset[str]:
        """The words, whole and between their hyphens, in lower case and without possessives."""
        whole = [normalize(match[0]) for match in _WORD.finditer(self.text)]
        return frozenset([*whole, *(part for word in whole for part in word.split("-"))])

    @cached_property
    def numbers(self) -> frozenset[Decimal]:
        """The numbers, in digits or words."""
        return frozenset(value for _, value in values(self.text))

    @cached_property
    def digits(self) -> frozenset[str]:
        """Every run of digits, those within words too."""
        return frozenset(re.findall(r"\d+", self.text))

    @cached_property
    def runs(self) -> frozenset[str]:
        """Every run of more words than a sheet may hold."""
        return frozenset(runs(self.text))

    def unknown_words(self, text: str) -> list[str]:
        """Return the numbers and the words with capitals or digits of `text` that are not here."""
        return [
            *(words for words, value in values(text) if value not in self.numbers and words.lower() != PRONOUN),
            *(word for word in named_words(text) if not self.contains(word)),
        ]

    def unknown_numbers(self, text: str) -> list[str]:
        """Return the numbers that `text` has in digits and that are not here."""
        return [words for words, value in values(text) if value not in self.numbers and words[0].isdigit()]

    def contains(self, word: str) -> bool:
        """Return whether a word is here: in any case, in the singular, or as the beginning of a word."""
        plain = normalize(word)
        if {plain, singular(plain)} & self.words:
            return True
        if "-" in plain and not has_digit(plain):
            return all(map(self.contains, re.findall(r"\w*[^\W\d_a-z]\w*", word)))
        return plain.isalpha() and len(plain) >= PREFIX and any(map(re.compile(plain).match, self.words))

    def copied_run(self, text: str) -> str | None:
        """Return the first run of more words than allowed that `text` has from here."""
        return next((run for run in runs(text) if run in self.runs), None)

    def contains_phrase(self, words: str) -> bool:
        """Return whether `words` stand here, in any case, each in the singular or plural."""
        here, wanted = (
            " ".join(singular(normalize(match[0])) for match in _WORD.finditer(text)) for text in (self.text, words)
        )
        return f" {wanted} " in f" {here} "


@lru_cache(maxsize=4096)
def values(text: str) -> tuple[tuple[str, Decimal], ...]:
    """Return the numbers of `text` with the words for them."""
    return tuple((text[number.start : number.end], number.value) for number in numbers(text))


@lru_cache(maxsize=4096)
def named_words(text: str) -> tuple[str, ...]:
    """Return the words of `text` that have a capital or a digit, but for its numbers."""
    rest = list(text)
    for number in numbers(text):
        rest[number.start : number.end] = " " * (number.end - number.start)
    words = (match[0] for match in _WORD.finditer("".join(rest)))
    return tuple(word for word in words if word != word.lower() or has_digit(word))


def has_digit(word: str) -> bool:
    """Return whether a word has a digit."""
    return any(character.isdigit() for character in word)


def normalize(word: str) -> str:
    """Return a word in lower case and without its possessive."""
    return word.replace("\u2019", "'").lower().removesuffix("'s")


def singular(word: str) -> str:
    """Return the singular of a word in lower case, as far as its ending tells."""
    for plural, ending in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("ss", "ss")):
        if word.endswith(plural):
            return word.removesuffix(plural) + ending
    return word.removesuffix("s")


def runs(text: str) -> Iterator[str]:
    """Yield each run of one word more than a sheet may hold of a text."""
    words = [match[0].lower() for match in _WORD.finditer(text)]
    for start in range(len(words) - MAX_QUOTED_WORDS):
        yield " ".join(words[start : start + MAX_QUOTED_WORDS + 1])
