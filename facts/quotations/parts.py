"""The parts of a quotation that were located, and who says each."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from pydantic import Field

from facts.model.article import Article
from facts.model.item import ResponseModel, UriReference
from facts.model.values import Status
from facts.quotations.locators import WordRun
from facts.quotations.spoken import SpokenSpan, Statement
from facts.quotations.word_index import Place, WordIndex, slice_words
from facts.verify.grammar.quoted_text import find_quotations
from facts.verify.grammar.stances import find_negations

SENTENCE_END = re.compile('[.!?]["\u201d\u00bb]?\\s')


class QuotedStatement(ResponseModel):
    """A statement that quoted words belong to."""

    url: UriReference = Field(description="URL of the statement")
    summary: str = Field(description="what is said, in our words: a denial is told as one")
    status: Status = Field(description="status of what is said, such as `conditional` or `threatened`")


class QuotedPart(ResponseModel):
    """Words of a quotation that are in the article in one piece, all in quotation marks there or all outside."""

    words: str = Field(description="the words as submitted")
    passage: int = Field(description="number of the passage")
    start: int = Field(description="offset of the first character in the article's text, in code points")
    end: int = Field(description="offset after the last character")
    speaker: str | None = Field(description="id of the speaker, or a group as named; null = nobody in the sheet")
    form: str | None = Field(description="how the article reports the words: `direct` is in quotation marks")
    statements: tuple[QuotedStatement, ...] = Field(description="the statements that the words belong to")
    left_out: tuple[str, ...] | None = Field(
        description="words of negation or denial in the same sentence that the quotation leaves out, such as `not` "
        "or `denied`: with them the sentence may say the opposite; without the article's text those of the receipts, "
        "and null if these have none: the sentence may have some"
    )


class PartFinder:
    """Finds out who says the words at places of an article; without its text there is no `article` and no `index`."""

    def __init__(
        self,
        spoken: Sequence[SpokenSpan],
        passages: Sequence[Place],
        article: Article | None = None,
        index: WordIndex | None = None,
    ) -> None:
        self.spoken = spoken
        self.passages = passages
        self.article = article
        self.index = index
        self.quotations = find_quotations(article.text) if article else []

    def iter_parts(self, words: str, quote: WordIndex, run: WordRun) -> Iterator[QuotedPart]:
        """Yield the parts of a run of a quotation, at each of its places; `words` is the quotation as submitted."""
        for place in run.places:
            first = run.first
            for size, piece, statements in self.iter_voices(place, run.last - run.first):
                yield self.describe(slice_words(words, quote, first, first + size), piece, statements)
                first += size

    def iter_voices(self, place: Place, count: int) -> Iterator[tuple[int, Place, Sequence[Statement]]]:
        """Yield the pieces of a place of `count` words that one voice says: the words, the place, the statements."""
        ranges = self.index.ranges_from(place[0], count) if self.index else [place]
        pieces: list[tuple[list[Place], Sequence[Statement]]] = []
        for _, group in groupby(ranges, key=lambda bounds: self.is_quoted(bounds[0])):
            bounds = list(group)
            statements = self.find_statements((bounds[0][0], bounds[-1][1]))
            if pieces and pieces[-1][1] == statements:
                pieces[-1][0].extend(bounds)
            else:
                pieces.append((bounds, statements))
        for bounds, statements in pieces:
            yield len(bounds) if self.index else count, (bounds[0][0], bounds[-1][1]), statements

    def find_statements(self, place: Place) -> Sequence[Statement]:
        """Return the statements that words at a place belong to: the shortest that have most of them.

        In quotation marks they are direct ones, if any; beside a quotation the words are the reporter's own.
        """
        covering = [span for span in self.spoken if span.overlap(place) > 0]
        if self.is_quoted(place[0]):
            covering = [span for span in covering if span.statement["form"] == "direct"] or covering
        elif self.has_quotation(self.passages[self.passage_at(place[0]) - 1]):
            covering = [span for span in covering if span.statement["form"] != "direct"]
        most = max(((span.overlap(place), -span.length) for span in covering), default=None)
        statements = {
            span.statement["url"]: span.statement for span in covering if (span.overlap(place), -span.length) == most
        }
        return list(statements.values())

    def passage_at(self, position: int) -> int:
        """Return the number of the passage that a character is in."""
        return bisect_right(self.passages, position, key=lambda bounds: bounds[0])

    def is_quoted(self, position: int) -> bool:
        """Return whether a character is between quotation marks."""
        index = bisect_right(self.quotations, position, key=lambda quotation: quotation.start) - 1
        return index >= 0 and position < self.quotations[index].end

    def has_quotation(self, passage: Place) -> bool:
        """Return whether anything in a passage is between quotation marks."""
        index = bisect_right(self.quotations, passage[0], key=lambda quotation: quotation.end)
        return index < len(self.quotations) and self.quotations[index].start < passage[1]

    def describe(self, words: str, place: Place, statements: Sequence[Statement]) -> QuotedPart:
        """Return the part of a quotation that has `words`, at a place of the article."""
        speakers = {statement["speaker"] or statement["named"] for statement in statements}
        forms = {statement["form"] for statement in statements}
        return QuotedPart(
            words=words,
            passage=self.passage_at(place[0]),
            start=place[0],
            end=place[1],
            speaker=speakers.pop() if len(speakers) == 1 else None,
            form=forms.pop() if len(forms) == 1 else None,
            statements=tuple(
                QuotedStatement(url=statement["url"], summary=statement["summary"], status=statement["status"])
                for statement in statements
            ),
            left_out=self.find_left_out(place, statements),
        )

    def find_left_out(self, place: Place, statements: Sequence[Statement]) -> tuple[str, ...] | None:
        """Return the negations beside words at a place: in the article, else in the receipts of their statements."""
        if self.article:
            return tuple(dict.fromkeys(find_negations(surroundings(self.article, place))))
        beside = " ".join(text for statement in statements for text in iter_words_beside(statement, place))
        return tuple(dict.fromkeys(find_negations(beside))) or None


def iter_words_beside(statement: Statement, place: Place) -> Iterator[str]:
    """Yield the rest of each quoted span of a statement that the characters at a place are in."""
    for receipt in statement["evidence"].values():
        for span in receipt["spans"]:
            start, end = place[0] - span["start"], place[1] - span["start"]
            if span["exact"] and 0 <= start < end <= len(span["exact"]):
                yield f"{span['exact'][:start]} \N{HORIZONTAL ELLIPSIS} {span['exact'][end:]}"


def surroundings(article: Article, place: Place) -> str:
    """Return the rest of the sentences of a passage that the characters at a place are in."""
    low, high = article.passages[article.passage_at(place[0]) - 1]
    passage, start, end = article.text[low:high], place[0] - low, place[1] - low
    first = max((match.end() for match in SENTENCE_END.finditer(passage, 0, start)), default=0)
    following = SENTENCE_END.search(passage, max(end - 1, start))
    return f"{passage[first:start]} \N{HORIZONTAL ELLIPSIS} {passage[end : following.end() if following else None]}"
