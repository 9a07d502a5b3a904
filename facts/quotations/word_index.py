"""The words of a text, and where a run of words is in it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

MAX_PLACES = 10
"""Places that are reported for one run of words."""
WORD = re.compile("\\w+(?:['\u2018\u2019\u02bc]\\w+)*")
APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc", "'"))

Place = tuple[int, int]
"""A range of a text: the offset of its first character, and the one after its last."""


class WordIndex:
    """The words of `text`, compared without regard to case, punctuation and the form of apostrophes."""

    def __init__(self, text: str) -> None:
        matches = list(WORD.finditer(text))
        self.text = text
        self.words = [match.group().translate(APOSTROPHES).casefold() for match in matches]
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
