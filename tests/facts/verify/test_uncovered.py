"""What an article states in figures, dates and quotation marks is listed unless a span touches it."""

import json
from pathlib import Path

import pytest

from facts.model.article import Article
from facts.model.receipt import Span, sha256_hex
from facts.model.values import MAX_QUOTED_WORDS
from facts.verify.uncovered import find_uncovered
from tests.facts.verify.test_verification import ARTICLE, PAIRS, TEXT, verify_raw
from tests.tables import each_row

STATEMENTS = [
    ("The ward cost $1.2 billion.", [("money", "$1.2 billion")]),
    ("Some 45% of the beds are free.", [("share", "45% of the beds")]),
    ("It was opened in May 2019.", [("date", "May 2019")]),
    ("It may open on Monday.", [("date", "Monday")]),
    ("He joined last week for 24 matches.", [("date", "last week"), ("quantity", "24 matches")]),
    ("Five nurses left.", [("quantity", "Five nurses")]),
    ("The F-35 and the S-400 are systems.", []),
    ("One of them said that no one came.", []),
    ("They march in May.", [("date", "May")]),
    ("March on, he said.", []),
    ("She called it \u201ca farce\u201d.", [("quotation", "\u201ca farce\u201d")]),
    ("It scored 3:2 in round 05.", [("number", "3:2"), ("number", "05")]),
    ("\u20ac10\u201312m or 5 million kroner", [("money", "\u20ac10\u201312m"), ("number", "5 million")]),
]


def span_at(article: Article, start: int, end: int) -> Span:
    """Return the span of some characters of the first passage."""
    return Span(passage=1, start=start, end=end, digest=sha256_hex(article.text[start:end]))


@each_row(("text", "expected"), STATEMENTS)
def test_statements(text: str, expected: list[tuple[str, str]]) -> None:
    """Numbers, amounts, percentages, dates and quotations are found; names with digits and pronouns are not."""
    assert [(finding.kind, finding.words) for finding in find_uncovered(Article(text), [])] == expected


@each_row("text", [text for text, _ in STATEMENTS])
def test_touched(text: str) -> None:
    """A span that touches one character of a statement covers it, and a span beside it does not."""
    article = Article(text)
    findings = find_uncovered(article, [])
    for finding in findings:
        rest = tuple(other for other in findings if other != finding)
        for start, end in ((finding.start, finding.start + 1), (finding.end - 1, finding.end)):
            assert find_uncovered(article, [span_at(article, start, end)]) == rest
        beside = [
            span_at(article, start, end)
            for start, end in ((0, finding.start), (finding.end, len(text)))
            if start < end
        ]
        assert finding in find_uncovered(article, beside)


def test_positions() -> None:
    """A finding has its passage, its characters and at most twelve of its words."""
    words = " ".join(f"word{number}" for number in range(20))
    article = Article(f"First line.\n\nThen \u201c{words}\u201d he said.")
    (finding,) = find_uncovered(article, [])
    assert finding.as_json() == {
        "kind": "quotation",
        "passage": 2,
        "start": 18,
        "end": len(article.text) - len(" he said."),
        "words": " ".join(f"\u201c{words}\u201d".split()[:MAX_QUOTED_WORDS]),
    }


@pytest.mark.parametrize(("file", "article"), PAIRS, ids=lambda path: path.stem)
def test_nothing_of_the_sheets_is_uncovered(file: Path, article: Path) -> None:
    """Every figure, date and quotation of the two articles has a receipt."""
    report = verify_raw(json.loads(file.read_text(encoding="utf-8")), Article.read(article))
    assert (report.problems, report.warnings, report.uncovered) == ((), (), ())


def test_a_new_passage_is_uncovered() -> None:
    """The figures of a passage that no receipt cites are listed with their positions in the article."""
    article = Article(f"{ARTICLE.text.rstrip()}\n\nThe yard has 512 workers, 9% of them women.\n")
    report = verify_raw(json.loads(TEXT), article)
    assert [(finding.kind, finding.passage, finding.words) for finding in report.uncovered] == [
        ("quantity", len(article.passages), "512 workers"),
        ("share", len(article.passages), "9%"),
    ]
    assert [article.text[finding.start : finding.end] for finding in report.uncovered] == ["512 workers", "9%"]
