"""The check of a quotation against the statements of a sheet, and the article where its text is at hand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from facts.model.article import Article
from facts.model.item import ResponseModel
from facts.quotations.ellipses import PieceLocator
from facts.quotations.locators import ArticleLocator, Locator, ReceiptLocator, WordRun
from facts.quotations.parts import PartFinder, QuotedPart
from facts.quotations.spoken import SPOKEN_FIELDS, list_spoken, place_of
from facts.quotations.word_index import Place, WordIndex, slice_words

MIN_RUN = 3
"""Fewer words in a row are a coincidence, unless they are the complete quotation, or in order beside an ellipsis."""
MAX_WORDS = 300
STATEMENTS = "statements"
"""The kind of the records that somebody says."""
INSERTION = re.compile(r"\[[^\]]*\]")
"""What an editor puts into a quotation, in square brackets."""

Verdict = Literal["word_for_word", "stitched", "in_part", "not_at_all", "unknown"]
Records = Mapping[str, Sequence[Mapping[str, Any]]]


class QuoteError(ValueError):
    """Raised for a quotation or a text that cannot be compared with a sheet; the message says why."""


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


def check_quote(
    words: str, sheet: str, source: Mapping[str, Any], records: Records, text: str | None = None
) -> QuoteCheck:
    """Return whether `words` are somebody's in a sheet, given its id, its source and its records by kind, as served.

    Case, punctuation, the form of apostrophes and insertions in square brackets are disregarded. Without the
    article's `text`, only complete spans and short words that the sheet quotes can be located: those of a statement
    are its speaker's, those of other receipts nobody's. Raises QuoteError for words that are none or too many, and
    for the text of another article.
    """
    quote = WordIndex(INSERTION.sub(lambda match: " " * len(match.group()), words))
    if not 0 < len(quote.words) <= MAX_WORDS:
        raise QuoteError(f"the quotation has {len(quote.words)} words; accepted: 1 to {MAX_WORDS}")
    article = None if text is None else Article(text)
    if article and article.digest != source["digest"]:
        raise QuoteError(f"the text is not the article of {sheet}, whose SHA-256 is {source['digest']}")
    passages = [(bounds["start"], bounds["end"]) for bounds in source["passages"]]
    spoken = list_spoken(records.get(STATEMENTS, ()), passages, article)
    if article:
        in_article = ArticleLocator(article.text)
        pieces = PieceLocator(article, in_article.index)
        runs = pieces.add_pieces(words, quote, list(iter_runs(quote, in_article)), MIN_RUN - 1)
        finder = PartFinder(spoken, passages, article, in_article.index)
    else:
        runs = list(iter_runs(quote, ReceiptLocator(iter_spans(records))))
        finder = PartFinder(spoken, passages)
    missing = [slice_words(words, quote, *bounds) for bounds in iter_missing(quote, runs)]
    return QuoteCheck(
        verdict=judge(runs, missing, article is not None),
        sheet=sheet,
        compared_with="article" if article else "receipts",
        parts=tuple(part for run in runs for part in finder.iter_parts(words, quote, run)),
        missing=tuple(missing),
    )


def iter_spans(records: Records) -> Iterator[tuple[Place, str | None, str]]:
    """Yield the spans of all receipts, first those of what statements say: of many places the first are reported."""
    receipts = [
        (kind == STATEMENTS and path in SPOKEN_FIELDS, receipt)
        for kind in records
        for record in records[kind]
        for path, receipt in record["evidence"].items()
    ]
    for _, receipt in sorted(receipts, key=lambda item: not item[0]):
        for span in receipt["spans"]:
            yield place_of(span), span["exact"], span["digest"]


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


def iter_missing(quote: WordIndex, runs: Sequence[WordRun]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the words between the runs."""
    ends = [0, *(run.last for run in runs)]
    starts = [*(run.first for run in runs), len(quote.words)]
    for first, last in zip(ends, starts, strict=True):
        if first < last:
            yield first, last


def judge(runs: Sequence[WordRun], missing: Sequence[str], has_article: bool) -> Verdict:
    """Return the verdict on a quotation of which `runs` are located and `missing` are not."""
    if not missing:
        return "word_for_word" if len(runs) == 1 else "stitched"
    if runs:
        return "in_part"
    return "not_at_all" if has_article else "unknown"
