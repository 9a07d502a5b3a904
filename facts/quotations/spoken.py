"""The words of an article that are those of a statement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facts.model.article import Article
from facts.quotations.word_index import Place
from facts.verify.grammar.quoted_text import PAIRS
from facts.verify.sentence_map import SentenceMap

Statement = Mapping[str, Any]
"""A statement as it is served."""
ServedSpan = Mapping[str, Any]
"""A span of a receipt as it is served."""

OPENING_MARKS = tuple(PAIRS)
SPOKEN_FIELDS = ("summary", "form")
"""The fields of a statement whose words may be the quotation."""
CONTENT_FIELDS = ("status", "amount", "relations")
"""The fields of a statement whose words the article reports it in."""
SENTENCE_FIELDS = (*CONTENT_FIELDS, "speaker", "named")
"""The fields whose words are in the sentence of a statement."""


@dataclass(frozen=True, slots=True)
class SpokenSpan:
    """Words of a statement; `is_atomic` if it is not known which of them are its words."""

    place: Place
    statement: Statement
    is_atomic: bool = False

    @property
    def length(self) -> int:
        """The number of characters of the span."""
        return self.place[1] - self.place[0]

    def overlap(self, place: Place) -> int:
        """Return how many characters of `place` are words of the statement."""
        overlap = min(self.place[1], place[1]) - max(self.place[0], place[0])
        return 0 if self.is_atomic and overlap < self.length else max(0, overlap)


def list_spoken(
    statements: Iterable[Statement], passages: Sequence[Place], article: Article | None
) -> list[SpokenSpan]:
    """Return the words of the statements of a sheet, given the bounds of the passages, and the article if known.

    Of a receipt that is a complete passage only the sentences that the statement's other receipts are in are its
    words, and of these none that is another's; without the article, only the words of these receipts are.
    """
    spoken: list[SpokenSpan] = []
    broad: list[tuple[Statement, Place]] = []
    for statement in statements:
        for span in iter_spoken_spans(statement):
            if place_of(span) in passages[span["passage"] - 1 : span["passage"]]:
                broad.append((statement, place_of(span)))
            else:
                spoken.append(SpokenSpan(cut_reporter(span, statement), statement))
    sentences = SentenceMap(article) if article and broad else None
    others = [span.place for span in spoken]
    for statement, passage in broad:
        if statement["form"] == "direct" and article:
            places: Sequence[Place] = [passage]
        elif sentences:
            places = list_sentences(statement, passage, sentences, others)
        else:
            places = list(iter_places_within(statement, passage, CONTENT_FIELDS))
            spoken.append(SpokenSpan(passage, statement, is_atomic=True))
        spoken += [SpokenSpan(place, statement) for place in places]
    return spoken


def iter_spoken_spans(statement: Statement) -> Iterator[ServedSpan]:
    """Yield the spans whose words are a statement's: those of its summary, and of the quotation of a direct one."""
    yield from statement["evidence"].get("summary", {"spans": ()})["spans"]
    if statement["form"] == "direct" and "form" in statement["evidence"]:
        for span in statement["evidence"]["form"]["spans"]:
            if (span["exact"] or "").startswith(OPENING_MARKS):
                yield span


def place_of(span: ServedSpan) -> Place:
    """Return the range of the article that a span is."""
    return span["start"], span["end"]


def cut_reporter(span: ServedSpan, statement: Statement) -> Place:
    """Return the range of a span without what follows the quotation that it begins with."""
    exact = span["exact"] or ""
    if statement["form"] == "direct" and exact.startswith(OPENING_MARKS):
        ends = [index for mark in PAIRS[exact[0]] if (index := exact.find(mark, 1)) > 0]
        return span["start"], span["start"] + min(ends, default=len(exact))
    return place_of(span)


def iter_places_within(statement: Statement, passage: Place, fields: Sequence[str]) -> Iterator[Place]:
    """Yield the spans of fields of a statement that are in a passage, but are not all of it."""
    for field in fields:
        for span in statement["evidence"].get(field, {"spans": ()})["spans"]:
            place = place_of(span)
            if passage[0] <= place[0] and place[1] <= passage[1] and place != passage:
                yield place


def list_sentences(
    statement: Statement, passage: Place, sentences: SentenceMap, others: Iterable[Place]
) -> Sequence[Place]:
    """Return the sentences of a passage that are a statement's, of which its other receipts show which."""
    inner = numbers_of(iter_places_within(statement, passage, SENTENCE_FIELDS), sentences)
    numbers = inner or numbers_of([passage], sentences)
    return [sentences.ranges[number] for number in sorted(numbers - numbers_of(others, sentences) or numbers)]


def numbers_of(places: Iterable[Place], sentences: SentenceMap) -> set[int]:
    """Return the numbers of the sentences that ranges of an article touch."""
    bounds = ((sentences.number_at(start), sentences.number_at(end - 1)) for start, end in places)
    return {number for first, last in bounds for number in range(first, last + 1)}
