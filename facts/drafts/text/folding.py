"""Folded text: quotation marks, dashes, spaces and accents in one form each, with the positions in the original."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from facts.model.transliteration import INVISIBLE, transliterate

MARKS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
SEPARATORS = frozenset(" -")
NUMBER = re.compile(r"\d[.,]\d")
"""What is inside a number: 1,500 and 2.5."""
PLURAL = re.compile(r"e?s(?!\w)")
"""The end of the plural of a name: PC-21s, Mayors."""
FIRST_WITH_PREFIXES = "\u0590"
"""The first character of the scripts in which words are attached to others, from Hebrew and Arabic on."""


@dataclass(frozen=True)
class FoldedText:
    """A text in which look-alikes are one character; `starts` and `ends` are those in the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @cached_property
    def length(self) -> int:
        """The number of characters."""
        return len(self.text)

    def find_all(self, words: str) -> list[tuple[int, int]]:
        """Return the folded range of each occurrence of `words`, itself folded, that is no part of a word.

        Without any, those with only something attached to them, such as the plural of a name.
        """
        ranges = self.find_inside(words)
        separate = [(start, end) for start, end in ranges if not self.is_inside_word(start, end)]
        return separate or [(start, end) for start, end in ranges if self.is_attached(start, end)]

    def find_inside(self, words: str) -> list[tuple[int, int]]:
        """Return the folded range of each occurrence of `words`, itself folded, also inside others."""
        ranges, start = [], self.text.find(words) if words else -1
        while start >= 0:
            ranges.append((start, start + len(words)))
            start = self.text.find(words, start + 1)
        return ranges

    def is_inside_word(self, start: int, end: int) -> bool:
        """Return whether a range begins or ends inside a word or a number."""
        return self.is_inner(start) or self.is_inner(end)

    def is_inner(self, place: int) -> bool:
        """Return whether a place is between two characters of one word or number."""
        if not 0 < place < self.length:
            return False
        left, right = self.text[place - 1], self.text[place]
        return joins(left, right) or any(
            match.start() < place < match.end() for match in NUMBER.finditer(self.text, max(place - 2, 0), place + 2)
        )

    def is_attached(self, start: int, end: int) -> bool:
        """Return whether only what may be attached to a word is beside a range: the plural of a name, a prefix."""
        is_start = not self.is_inner(start) or self.text[start] >= FIRST_WITH_PREFIXES
        name = self.text[start:end].rpartition(" ")[2]
        is_plural = not name.islower() and not name.isdecimal() and PLURAL.match(self.text, end) is not None
        return is_start and (not self.is_inner(end) or is_plural or self.text[end] >= FIRST_WITH_PREFIXES)

    def whole_words(self, start: int, end: int) -> str:
        """Return the words that a range is a part of."""
        while self.is_inner(start):
            start -= 1
        while self.is_inner(end):
            end += 1
        return self.text[start:end]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the range in the original text of a folded one."""
        return self.starts[start], self.ends[end - 1]


def joins(left: str, right: str) -> bool:
    """Return whether two characters next to each other belong to one word; scripts without spaces have no words."""
    return left.isalnum() and right.isalnum() and max(left, right) < "\u0e00"


def fold(text: str, offset: int = 0) -> FoldedText:
    """Return `text` folded, with positions that begin at `offset`."""
    return fold_clusters(text, offset, unify)


def fold_slug(text: str, offset: int = 0) -> FoldedText:
    """Return `text` in the letters, digits and hyphens of an id, with positions that begin at `offset`."""
    return fold_clusters(text, offset, transliterate)


def fold_clusters(text: str, offset: int, replace: Callable[[str], str]) -> FoldedText:
    """Return `text` with each character, and the accents that follow it, replaced; separators are never doubled."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in list_clusters(text):
        for character in replace(text[start:end]):
            if character in SEPARATORS and (not characters or characters[-1] == character):
                continue
            characters.append(character)
            starts.append(start + offset)
            ends.append(end + offset)
    return FoldedText("".join(characters), starts, ends)


@lru_cache(maxsize=1024)
def unify(cluster: str) -> str:
    """Return a character in the form that it has in common with its look-alikes; nothing for an invisible one."""
    character = unicodedata.normalize("NFC", cluster).translate(MARKS)
    return "" if character in INVISIBLE else " " if character.isspace() else character


@lru_cache(maxsize=8192)
def slugify(text: str) -> str:
    """Return `text` as an id; empty if it has no letters for one."""
    return re.sub("-+", "-", fold_slug(text).text).strip("-")


def list_clusters(text: str) -> list[tuple[int, int]]:
    """Return the range of each character with the accents that follow it."""
    if text.isascii():
        return list(pairwise(range(len(text) + 1)))
    starts = [index for index, char in enumerate(text) if not index or not unicodedata.combining(char)]
    return list(pairwise([*starts, len(text)]))


@lru_cache(maxsize=8192)
def fold_words(text: str) -> str:
    """Return `text` folded, without spaces at its ends."""
    return fold(text).text.strip()
