"""The words, figures and signs of a text, and where a run of them is in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

MAX_PLACES = 10
"""Places that are reported for one run of words."""
SIGN = r"(?<!\w)[A-Za-z]{1,4}\$|(?<![^\s(\[])[-\u2212](?=[$£€])|[$£¢¥€฿\u20a0-\u20c0%‰°§<>≤≥≈~±]"
FIGURE_START = r"(?<![^\s(\[/$£€\"\u201c\u201e\u00ab\u2018])[-\u2212\u2013]?(?<![.,])\.?(?=\d)"
"""What a figure may begin with: its sign, and its point."""
WORD = re.compile(rf"{SIGN}|(?:{FIGURE_START})?\w+(?:(?:['\u2018\u2019\u02bc]|(?<=\d)[.,:/\u066b\u066c](?=\d))\w+)*")
"""A word, a figure with its points and commas, or a sign without which a figure is another one."""
GROUPED = re.compile(r"(-?[1-9]\d{0,2}(?:,\d{3})+)(\.\d+)?")
"""A figure with commas between its thousands."""
SAME_CHARACTERS = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc", "'") | dict.fromkeys("\u2212\u2013", "-"))

Place = tuple[int, int]
"""A range of a text: the offset of its first character, and the one after its last."""


class WordIndex:
    """The words of `text`, compared without regard to case, punctuation and the form of apostrophes.

    A figure is one word, with its point, and without commas between its thousands. The signs of currencies, percent
    and comparison are words of their own.
    """

    def __init__(self, text: str) -> None:
        matches = list(WORD.finditer(text))
        self.text = text
        self.words = [normalize_word(match.group()) for match in matches]
        self.ranges = [match.span() for match in matches]
        self.line = " " + "".join(f"{word} " for word in self.words)
        self.offsets = list(accumulate((len(word) + 1 for word in self.words), initial=0))

    def has(self, words: Sequence[str]) -> bool:
        """Return whether `words` follow each other in the text."""
        return f" {' '.join(words)} " in self.line

    def find(self, words: Sequence[str]) -> list[Place]:
        """Return the ranges of the text, at most ten, in which `words` follow each other."""
        return list(islice(self.iter_places(f" {' '.join(words)} ", len(words)), MAX_PLACES))

    def iter_places(self, phrase: str, count: int) -> Iterator[Place]:
        """Yield the range of each occurrence of a phrase of `count` words."""
        position = self.line.find(phrase)
        while position >= 0:
            first = bisect_right(self.offsets, position) - 1
            yield self.ranges[first][0], self.ranges[first + count - 1][1]
            position = self.line.find(phrase, position + 1)

    def ranges_from(self, start: int, count: int) -> Sequence[Place]:
        """Return the ranges of `count` words, the first of which begins at `start`."""
        first = bisect_left(self.ranges, (start, start))
        return self.ranges[first : first + count]


def normalize_word(word: str) -> str:
    """Return a word, a figure or a sign as it is compared: `US$` as `$`, `2,500` as `2500`."""
    if word == "US$":
        return "$"
    word = word.translate(SAME_CHARACTERS).casefold()
    return word.replace(",", "") if GROUPED.fullmatch(word) else word


def slice_words(text: str, index: WordIndex, first: int, last: int) -> str:
    """Return what a text, of which `index` has the words, has from the word `first` up to, not including, `last`."""
    return text[index.ranges[first][0] : index.ranges[last - 1][1]]
