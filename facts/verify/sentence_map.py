"""The sentences of an article, and those that spans are in."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from facts.model.article import Article
from facts.model.receipt import Span
from facts.verify.grammar.sentences import split_sentences
from facts.verify.tokens import tokenize


class SentenceMap:
    """The sentences of an article by number, from 0."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def ranges(self) -> list[tuple[int, int]]:
        """The first character of each sentence, and the one after its last; an empty range if there is none."""
        ranges = [
            (first + tokens[0].start, first + tokens[-1].end)
            for first, last in self.article.passages
            for tokens in split_sentences(tokenize(self.article.text[first:last]))
        ]
        return ranges or [(0, 0)]

    @cached_property
    def starts(self) -> list[int]:
        """The first character of each sentence."""
        return [start for start, _ in self.ranges]

    def number_at(self, position: int) -> int:
        """Return the number of the sentence that a character is in, or that ends before it."""
        return max(0, bisect_right(self.starts, position) - 1)

    def range_at(self, position: int) -> tuple[int, int]:
        """Return the range of the sentence that a character is in, or that ends before it."""
        return self.ranges[self.number_at(position)]

    def ahead_of(self, position: int) -> str:
        """Return what is before a character in its sentence."""
        return self.article.text[self.range_at(position)[0] : position]

    def numbers_of(self, spans: Iterable[Span]) -> set[int]:
        """Return the numbers of the sentences that spans touch."""
        starts, numbers = self.starts, set[int]()
        for span in spans:
            first = max(0, bisect_right(starts, span.start) - 1)
            numbers.update(range(first, max(first + 1, bisect_right(starts, span.end - 1))))
        return numbers

    def passage_of(self, number: int) -> int:
        """Return the number of the passage, from 1, that a sentence is in."""
        return self.article.passage_at(self.starts[number])

    def text(self, number: int) -> str:
        """Return the text of a sentence."""
        start, end = self.ranges[number]
        return self.article.text[start:end]

    def text_of(self, spans: Iterable[Span]) -> str:
        """Return the text of the sentences that spans touch, each on a line."""
        return "\n".join(map(self.text, sorted(self.numbers_of(spans))))
