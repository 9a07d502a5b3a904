"""The words, names and numbers of a text, to check other texts against."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property, lru_cache

from facts.kinds.country import Country
from facts.model.record import Record
from facts.model.values import MAX_QUOTED_WORDS
from facts.verify.country_names import codes_by_name, find_countries, names_of_adjective
from facts.verify.english_numbers import read_numbers
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.word_list import word_set

MIN_PREFIX = 4
"""The fewest letters that match the beginning of a longer word: Turk for Turkish."""
PRONOUN = "one"
"""The number word that may also be a pronoun."""
PAIRS = word_set("both neither either pair pairs twin twins couple twice")
"""Words that tell two without the number."""
TWO = Decimal(2)

REGIONS = {
    "Scotland": "scottish",
    "England": "english",
    "Wales": "welsh",
    "Catalonia": "catalan",
    "Flanders": "flemish",
}
"""The adjectives of parts of countries, which are not the beginning of their names."""
CONTINENTS = {
    "european": "europe",
    "african": "africa",
    "asian": "asia",
    "american": "america",
    "australian": "australia",
    "scandinavian": "scandinavia",
}
"""The names of parts of the world, by their adjectives."""

DESIGNATIONS = re.compile(r"[^\W\d_][^\s_]*\d[^\W\d_]*s")
"""A designation in the plural, in lower case: pc-21s, a320neos."""
DIGIT = re.compile(r"\d")
MIXED = re.compile(r"[^\W\d_][\W_]*\d|\d[\W_]*[^\W\d_]")
_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")


class Vocabulary:
    """The words and numbers of a text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> frozenset[str]:
        """The words and the parts between their hyphens, in lower case and without possessives."""
        return list_word_forms(self.text)

    @cached_property
    def numbers(self) -> frozenset[Decimal]:
        """The numbers, in digits or words, and two where words such as both tell it."""
        pairs = () if self.words.isdisjoint(PAIRS) else (TWO,)
        return frozenset([*(value for _, value in list_numbers(self.text)), *pairs])

    @cached_property
    def digits(self) -> frozenset[str]:
        """Every run of digits, including those inside words."""
        return frozenset(re.findall(r"\d+", self.text))

    @cached_property
    def runs(self) -> frozenset[str]:
        """Every run of one word more than a sheet may quote."""
        return frozenset(iter_runs(self.text))

    def unknown_words(self, text: str) -> list[str]:
        """Return the numbers of `text`, and its words with capitals or digits, that are not in this vocabulary.

        Words that follow each other are one name: Aalto Marine.
        """
        text = self.without_designations(text)
        return [
            *(words for words, value in list_numbers(text) if value not in self.numbers and words.lower() != PRONOUN),
            *join_names(text, (match for match in find_names(text) if not self.contains(match[0]))),
        ]

    def unknown_numbers(self, text: str) -> list[str]:
        """Return the numbers in digits of `text` that are not in this vocabulary."""
        numbers = list_numbers(self.without_designations(text))
        return [words for words, value in numbers if value not in self.numbers and words[0].isdigit()]

    def without_designations(self, text: str) -> str:
        """Return `text` with spaces in place of the words of letters and digits that this vocabulary has."""
        if DIGIT.search(text) is None or MIXED.search(text) is None:
            return text
        return _WORD.sub(lambda match: " " * len(match[0]) if self.has_designation(match[0]) else match[0], text)

    def has_designation(self, word: str) -> bool:
        """Return whether the text contains a word of letters and digits: PC-21 or pc-21."""
        return MIXED.search(word) is not None and normalize(word) in self.words

    def contains(self, word: str) -> bool:
        """Return whether the text contains a word: in any case, in the singular, or as the beginning of a word."""
        normalized = normalize(word)
        if {normalized, to_singular(normalized), CONTINENTS.get(to_singular(normalized))} & self.words:
            return True
        if "-" in normalized and not has_digit(normalized):
            return all(map(self.contains, re.findall(r"\w*[^\W\d_a-z]\w*", word)))
        if any(map(self.contains_phrase, names_of_adjective(word))) or self.has_adjective_of(word):
            return True
        is_prefix = normalized.isalpha() and len(normalized) >= MIN_PREFIX
        return is_prefix and any(candidate.startswith(normalized) for candidate in self.words)

    def has_adjective_of(self, name: str) -> bool:
        """Return whether the text has the adjective of a country, or of a part of one, by its name."""
        name = name.replace("\u2019", "'").removesuffix("'s")
        code = codes_by_name().get(name)
        if REGIONS.get(name) in self.words:
            return True
        return code is not None and any(country == code for *_, country in find_countries(self.text))

    def copied_run(self, text: str) -> str | None:
        """Return the first run of more words than a sheet may quote that `text` has in common with this one."""
        return next((run for run in iter_runs(text) if run in self.runs), None)

    def contains_phrase(self, words: str) -> bool:
        """Return whether the text contains `words` in their order, in any case, each in the singular or plural."""
        return f" {to_singulars(words)} " in f" {to_singulars(self.text)} "


@lru_cache(maxsize=1024)
def list_word_forms(text: str) -> frozenset[str]:
    """Return the words of `text` and the parts between their hyphens, in lower case and without possessives.

    A designation in the plural counts in the singular too: PC-21, of PC-21s.
    """
    words = list(map(normalize, _WORD.findall(text)))
    words += [word.removesuffix("s") for word in words if DESIGNATIONS.fullmatch(word)]
    return frozenset([*words, *(part for word in words for part in word.split("-"))])


@lru_cache(maxsize=1024)
def to_singulars(text: str) -> str:
    """Return the words of `text` in the singular, in lower case and without possessives."""
    return " ".join(to_singular(normalize(word)) for word in _WORD.findall(text))


@lru_cache(maxsize=4096)
def list_numbers(text: str) -> tuple[tuple[str, Decimal], ...]:
    """Return the numbers of `text`, each as its words and its value."""
    return tuple((text[number.start : number.end], number.value) for number in read_numbers(text))


@lru_cache(maxsize=4096)
def find_names(text: str) -> tuple[re.Match[str], ...]:
    """Return the words of `text` with a capital or a digit, except its numbers."""
    rest = list(text)
    for number in read_numbers(text):
        rest[number.start : number.end] = " " * (number.end - number.start)
    matches = _WORD.finditer("".join(rest))
    return tuple(match for match in matches if match[0] != match[0].lower() or has_digit(match[0]))


def join_names(text: str, names: Iterable[re.Match[str]]) -> list[str]:
    """Return words of `text` in their order, those that directly follow each other as one."""
    bounds: list[tuple[int, int]] = []
    for match in names:
        if bounds and text[bounds[-1][1] : match.start()] == " ":
            bounds[-1] = bounds[-1][0], match.end()
        else:
            bounds.append(match.span())
    return [text[start:end] for start, end in bounds]


def has_digit(word: str) -> bool:
    """Return whether a word contains a digit."""
    return any(character.isdigit() for character in word)


def normalize(word: str) -> str:
    """Return a word in lower case and without its possessive."""
    return word.replace("\u2019", "'").lower().removesuffix("'s")


def iter_runs(text: str) -> Iterator[str]:
    """Yield each run of one word more than a sheet may quote."""
    words = [word.lower() for word in _WORD.findall(text)]
    for start in range(len(words) - MAX_QUOTED_WORDS):
        yield " ".join(words[start : start + MAX_QUOTED_WORDS + 1])


def mentions(record: Record, text: str) -> bool:
    """Return whether `text` contains a name of the record's subject, or the record has no name.

    A country is also named by its adjective, as in the Estonian coast guard.
    """
    names = record.aliases()
    if not names or any(name_pattern(name).search(text) for name in names):
        return True
    return isinstance(record, Country) and any(code == record.id for *_, code in find_countries(text))


@lru_cache(maxsize=1024)
def name_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a name, its plural and its possessive; only abbreviations are case-sensitive."""
    flags = 0 if name.isupper() else re.IGNORECASE
    return re.compile(rf"(?<!\w){re.escape(name)}s?(?!\w)", flags)
