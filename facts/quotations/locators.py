"""Where runs of a quotation's words are: in the text of an article, or, without it, in the receipts of a sheet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from facts.model.receipt import sha256_hex
from facts.quotations.word_index import MAX_PLACES, Place, WordIndex

STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
CURLY = str.maketrans("'", "\u2019")


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words of a quotation, from `first` up to, not including, `last`, and the places that have them."""

    first: int
    last: int
    places: tuple[Place, ...]


class Locator(Protocol):
    """Locates the words of quotations."""

    def longest_run(self, quote: WordIndex, first: int) -> WordRun | None:
        """Return the longest run from the word `first` on that has a place; None if not even that word has one."""


class ArticleLocator:
    """Locates words in the text of an article."""

    def __init__(self, text: str) -> None:
        self.index = WordIndex(text)

    def longest_run(self, quote: WordIndex, first: int) -> WordRun | None:
        """Return the longest run from the word `first` on that the article has; None if it lacks that word."""
        shortest, longest = first, len(quote.words)
        while shortest < longest:
            middle = (shortest + longest + 1) // 2
            if self.index.has(quote.words[first:middle]):
                shortest = middle
            else:
                longest = middle - 1
        places = self.index.find(quote.words[first:shortest])
        return WordRun(first, shortest, tuple(places)) if shortest > first else None


class ReceiptLocator:
    """Locates words in spans: by their words where a span has them, and by its digest where it has none."""

    def __init__(self, spans: Iterable[tuple[Place, str | None, str]]) -> None:
        self.digests: dict[str, list[Place]] = defaultdict(list)
        self.quoted: dict[str, dict[Place, WordIndex]] = defaultdict(dict)
        """The spans of which the words are known, by each of their words."""
        self.most_words = 0
        """The number of words of the longest of these."""
        for place, exact, digest in spans:
            self.digests[digest].append(place)
            if exact:
                index = WordIndex(exact)
                self.most_words = max(self.most_words, len(index.words))
                for word in index.words:
                    self.quoted[word][place] = index

    def longest_run(self, quote: WordIndex, first: int) -> WordRun | None:
        """Return the longest run from the word `first` on that a span has; None if there is none."""
        for last in range(len(quote.words), first, -1):
            if places := self.places(quote, first, last):
                return WordRun(first, last, places)
        return None

    def places(self, quote: WordIndex, first: int, last: int) -> tuple[Place, ...]:
        """Return the ranges of the article that have the words from `first` up to, not including, `last`.

        A digest is of characters, not of words: punctuation after the words may belong to the span or not, and
        apostrophes and quotation marks may be straight or curly.
        """
        start, end = quote.ranges[first][0], quote.ranges[last - 1][1]
        following = quote.ranges[last][0] if last < len(quote.ranges) else len(quote.text)
        places: list[Place] = []
        for words in {quote.text[start:end], quote.text[start:following].rstrip()}:
            for variant in {words, words.translate(STRAIGHT), words.translate(CURLY)}:
                places += self.digests.get(sha256_hex(variant), ())
        quoted = self.quoted.get(quote.words[first], {}) if last - first <= self.most_words else {}
        for (offset, _), index in quoted.items():
            places += [(offset + begin, offset + stop) for begin, stop in index.find(quote.words[first:last])]
        return tuple(dict.fromkeys(places))[:MAX_PLACES]
