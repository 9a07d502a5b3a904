"""The check of a quotation against the statements of a sheet, and the article where its text is at hand."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from facts.model.article import Article
from facts.model.item import ResponseModel, UriReference
from facts.model.values import Status
from facts.quotations.ellipses import PieceLocator
from facts.quotations.locators import ArticleLocator, Locator, ReceiptLocator, WordRun
from facts.quotations.word_index import Place, WordIndex
from facts.verify.grammar.stances import find_negations

MIN_RUN = 3
"""Fewer words in a row are a coincidence, unless they are the complete quotation, or in order beside an ellipsis."""
MAX_WORDS = 300
STATEMENTS = "statements"
"""The kind of the records that somebody says."""
QUOTATION_MARK = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')
OPENING_MARKS = "\u201c\u201e\u00ab"
SENTENCE_END = re.compile('[.!?]["\u201d\u00bb]?\\s')
INSERTION = re.compile(r"\[[^\]]*\]")
"""What an editor puts into a quotation, in square brackets."""

Verdict = Literal["word_for_word", "stitched", "in_part", "not_at_all", "unknown"]


class QuoteError(ValueError):
    """Raised for a quotation or a text that cannot be compared with a sheet; the message says why."""


class QuotedStatement(ResponseModel):
    """A statement that quoted words belong to."""

    url: UriReference = Field(description="URL of the statement")
    summary: str = Field(description="what is said, in our words: a denial is told as one")
    status: Status = Field(description="status of what is said, such as `conditional` or `threatened`")


class QuotedPart(ResponseModel):
    """Words of a quotation that are in the article in one piece."""

    words: str = Field(description="the words as submitted")
    passage: int = Field(description="number of the passage")
    start: int = Field(description="offset of the first character in the article's text, in code points")
    end: int = Field(description="offset after the last character")
    speaker: str | None = Field(description="id of the speaker, or a group as named; null = nobody in the sheet")
    form: str | None = Field(description="how the article reports the words: `direct` is in quotation marks")
    statements: tuple[QuotedStatement, ...] = Field(description="the statements that the words belong to")
    left_out: tuple[str, ...] = Field(
        description="words of negation or denial in the same sentence that the quotation leaves out, such as `not` "
        "or `denied`: with them the sentence may say the opposite; only where the article's text is submitted"
    )


class QuoteCheck(ResponseModel):
    """Whether words are somebody's in a sheet."""

    verdict: Verdict = Field(
        description="`word_for_word`: in one piece; `stitched`: completely, but in several pieces; `in_part`: some "
        "of the words; `not_at_all`: none; `unknown`: the sheet alone cannot tell, submit the article's text"
    )
    sheet: str = Field(description="id of the sheet")
    compared_with: Literal["article", "receipts"] = Field(
        description="`article`: the submitted text; `receipts`: the words and the digests that the sheet holds"
    )
    parts: tuple[QuotedPart, ...] = Field(description="the words that were located, in the order of the quotation")
    missing: tuple[str, ...] = Field(description="the words that were not located")


@dataclass(frozen=True, slots=True)
class ReceiptSpan:
    """A span of a receipt; `statement` is the one that says its words, None if none does."""

    place: Place
    passage: int
    exact: str | None
    digest: str
    statement: Mapping[str, Any] | None

    @property
    def length(self) -> int:
        """The number of characters of the span."""
        return self.place[1] - self.place[0]

    def overlap(self, place: Place) -> int:
        """Return how many characters of `place` the span covers."""
        return min(self.place[1], place[1]) - max(self.place[0], place[0])


def check_quote(
    words: str, sheet: str, digest: str, records: Mapping[str, Iterable[Mapping[str, Any]]], text: str | None = None
) -> QuoteCheck:
    """Return whether `words` are somebody's in a sheet, given its id, its article's digest and its records by kind.

    Case, punctuation, the form of apostrophes and insertions in square brackets are disregarded. Without the
    article's `text`, only complete spans and short words that the sheet quotes can be located: those of a statement
    are its speaker's, those of other receipts nobody's. Raises QuoteError for words that are none or too many, and
    for the text of another article.
    """
    quote = WordIndex(INSERTION.sub(lambda match: " " * len(match.group()), words))
    if not 0 < len(quote.words) <= MAX_WORDS:
        raise QuoteError(f"the quotation has {len(quote.words)} words; accepted: 1 to {MAX_WORDS}")
    article = None if text is None else Article(text)
    if article and article.digest != digest:
        raise QuoteError(f"the text is not the article of {sheet}, whose SHA-256 is {digest}")
    spans = [span for kind in records for record in records[kind] for span in iter_spans(kind, record)]
    spans.sort(key=lambda span: span.statement is None)  # of many places the first are reported
    runs: list[WordRun]
    if article:
        in_article = ArticleLocator(article.text)
        pieces = PieceLocator(article, in_article.index)
        runs = pieces.add_pieces(words, quote, list(iter_runs(quote, in_article)), MIN_RUN - 1)
    else:
        runs = list(iter_runs(quote, ReceiptLocator((span.place, span.exact, span.digest) for span in spans)))
    missing = list(iter_missing(quote, runs))
    return QuoteCheck(
        verdict=judge(runs, missing, article is not None),
        sheet=sheet,
        compared_with="article" if article else "receipts",
        parts=tuple(
            describe_part(slice_words(quote, run.first, run.last), place, spans, article)
            for run in runs
            for place in run.places
        ),
        missing=tuple(missing),
    )


def iter_spans(kind: str, record: Mapping[str, Any]) -> Iterator[ReceiptSpan]:
    """Yield the spans of the receipts of a record as it is served, with the statement that they are the words of."""
    for path, receipt in record["evidence"].items():
        for span in receipt["spans"]:
            place, exact = (span["start"], span["end"]), span["exact"]
            is_spoken = kind == STATEMENTS and (path == "summary" or is_quoted_form(path, record, exact))
            yield ReceiptSpan(place, span["passage"], exact, span["digest"], record if is_spoken else None)


def is_quoted_form(path: str, statement: Mapping[str, Any], exact: str | None) -> bool:
    """Return whether words of a receipt are of the form of a direct statement, and begin its quotation."""
    return path == "form" and statement["form"] == "direct" and (exact or "").startswith(tuple(OPENING_MARKS))


def iter_runs(quote: WordIndex, locator: Locator) -> Iterator[WordRun]:
    """Yield the runs of words that are located, each as long as possible from the left."""
    first = 0
    while first < len(quote.words):
        run = locator.longest_run(quote, first)
        if run and (run.last - run.first >= MIN_RUN or (run.first, run.last) == (0, len(quote.words))):
            yield run
            first = run.last
        else:
            first += 1


def iter_missing(quote: WordIndex, runs: Sequence[WordRun]) -> Iterator[str]:
    """Yield the words between the runs."""
    ends = [0, *(run.last for run in runs)]
    starts = [*(run.first for run in runs), len(quote.words)]
    for first, last in zip(ends, starts, strict=True):
        if first < last:
            yield slice_words(quote, first, last)


def slice_words(quote: WordIndex, first: int, last: int) -> str:
    """Return the words of a quotation from `first` up to, not including, `last`, as submitted."""
    return quote.text[quote.ranges[first][0] : quote.ranges[last - 1][1]]


def judge(runs: Sequence[WordRun], missing: Sequence[str], has_article: bool) -> Verdict:
    """Return the verdict on a quotation of which `runs` are located and `missing` are not."""
    if not missing:
        return "word_for_word" if len(runs) == 1 else "stitched"
    if runs:
        return "in_part"
    return "not_at_all" if has_article else "unknown"


def describe_part(words: str, place: Place, spans: Sequence[ReceiptSpan], article: Article | None) -> QuotedPart:
    """Return who says `words`, which are at a place of the article: the shortest spans that cover most of it.

    Beside a direct quotation the words are the reporter's own.
    """
    covering, is_quoted, left_out = [span for span in spans if span.overlap(place) > 0], True, []
    if article is None:
        passage = covering[0].passage
    else:
        passage = bisect_right(article.passages, place[0], key=lambda bounds: bounds[0])
        start, end = article.passages[passage - 1]
        is_quoted = is_in_quotation_marks(article.text[start:end], place[0] - start)
        left_out = find_negations(surroundings(article.text[start:end], place[0] - start, place[1] - start))
    spoken = [
        (span.overlap(place), -span.length, span.statement)
        for span in covering
        if span.statement and (is_quoted or span.statement["form"] != "direct")
    ]
    most = max((overlap, length) for overlap, length, _ in [*spoken, (0, 0, {})])
    statements = {statement["url"]: statement for overlap, length, statement in spoken if (overlap, length) == most}
    speakers = {statement["speaker"] or statement["named"] for statement in statements.values()}
    forms = {statement["form"] for statement in statements.values()}
    return QuotedPart(
        words=words,
        passage=passage,
        start=place[0],
        end=place[1],
        speaker=speakers.pop() if len(speakers) == 1 else None,
        form=forms.pop() if len(forms) == 1 else None,
        statements=tuple(
            QuotedStatement(url=url, summary=statement["summary"], status=statement["status"])
            for url, statement in statements.items()
        ),
        left_out=tuple(dict.fromkeys(left_out)),
    )


def surroundings(passage: str, start: int, end: int) -> str:
    """Return the rest of the sentences of a passage that characters are in."""
    first = max((match.end() for match in SENTENCE_END.finditer(passage, 0, start)), default=0)
    following = SENTENCE_END.search(passage, max(end - 1, start))
    return f"{passage[first:start]} \N{HORIZONTAL ELLIPSIS} {passage[end : following.end() if following else None]}"


def is_in_quotation_marks(passage: str, position: int) -> bool:
    """Return whether a position of a passage is between quotation marks; True if the passage has none."""
    is_open = not QUOTATION_MARK.search(passage)
    for mark in QUOTATION_MARK.findall(passage[:position]):
        is_open = mark in OPENING_MARKS or (mark == '"' and not is_open)
    return is_open
