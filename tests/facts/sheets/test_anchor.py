"""Anchoring adds the exact positions and digests that a sheet lacks, and reports spans where it cannot."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from facts.model.article import Article
from facts.model.receipt import sha256_hex
from facts.sheets.anchor import anchor
from facts.sheets.loader import parse_sheet, read_json
from facts.sheets.problems import Issue
from tests.conftest import FRIGATE, FRIGATE_ARTICLE
from tests.tables import each_row

FILE = "sheet.json"
LINES = ("Alpha beta.", "", "Beta, then beta again.", "  ", "Last...", "ananas")
TEXT = "\n".join(LINES) + "\n"
ARTICLE = Article(TEXT)

FILLED: list[tuple[dict[str, object], str, int]] = [
    ({"passage": 1, "exact": "beta"}, "beta", 6),
    ({"passage": 1, "exact": "Alpha beta."}, "Alpha beta.", 0),
    ({"passage": 2, "exact": "Beta"}, "Beta", 13),
    ({"passage": 2, "exact": "beta"}, "beta", 24),
    ({"passage": 2, "exact": "again"}, "again", 29),
    ({"passage": 2, "exact": "again", "start": 1, "end": 2, "digest": "old"}, "again", 29),
    ({"passage": 2, "exact": "eta", "start": 25}, "eta", 25),
    ({"passage": 2, "exact": "eta", "start": 14, "end": 99}, "eta", 14),
    ({"passage": 1}, "Alpha beta.", 0),
    ({"passage": 3}, "Last...", 39),
    ({"passage": 1, "start": 6, "end": 10}, "beta", 6),
    ({"passage": 1, "start": 6}, "beta.", 6),
    ({"passage": 1, "end": 5}, "Alpha", 0),
    ({"passage": 1, "exact": None, "start": 6, "end": 10, "digest": "old"}, "beta", 6),
]

NUMBER = "Set `passage` to a number from 1 to 4"
REMOVE = "Remove `start` and `end`, or correct them"
CORRECT = "Correct `exact` or `passage`"
NOT_FILLED: list[tuple[dict[str, object], str, str]] = [
    ({"passage": 0, "exact": "beta"}, "names no passage of the article", NUMBER),
    ({"passage": 5, "exact": "beta"}, "names no passage of the article", NUMBER),
    ({"passage": -1}, "names no passage of the article", NUMBER),
    ({"passage": "1", "exact": "beta"}, "names no passage of the article", NUMBER),
    ({"exact": "beta"}, "names no passage of the article", NUMBER),
    ({"passage": 1, "exact": "gamma"}, "has words that are not in passage 1: gamma", CORRECT),
    ({"passage": 1, "exact": "alpha"}, "has words that are not in passage 1: alpha", CORRECT),
    (
        {"passage": 1, "exact": "beta.\n"},
        "has words that are not in passage 1: beta.\n",
        CORRECT,
    ),
    ({"passage": 3, "exact": "again"}, "has words that are not in passage 3: again", CORRECT),
    (
        {"passage": 2, "exact": "eta"},
        "has words that occur 2 times in passage 2: eta",
        "Lengthen `exact`, or set `start` to 14 or 25",
    ),
    (
        {"passage": 2, "exact": "eta", "start": 15},
        "has words that occur 2 times in passage 2: eta",
        "Lengthen `exact`, or set `start` to 14 or 25",
    ),
    (
        {"passage": 4, "exact": "ana"},
        "has words that occur 2 times in passage 4: ana",
        "Lengthen `exact`, or set `start` to 47 or 49",
    ),
    ({"passage": 1, "start": 6, "end": 12}, "lies outside passage 1", REMOVE),
    ({"passage": 2, "start": 12, "end": 20}, "lies outside passage 2", REMOVE),
    ({"passage": 1, "start": 6, "end": 6}, "lies outside passage 1", REMOVE),
]

PASSAGES: dict[str, list[str]] = {
    "": [],
    "\n \n\t\n": [],
    "one": ["one"],
    "one\n": ["one"],
    "\n\none\n\ntwo": ["one", "two"],
    "one\r\n\r\ntwo\r\n": ["one", "two"],
    " one \n two": [" one ", " two"],
    "one\u2028still one\x0cstill\n": ["one\u2028still one\x0cstill"],
}


def raw_sheet(*spans: object) -> dict[str, Any]:
    """Return a raw sheet with these spans in the receipt of one field."""
    return {"places": [{"id": "somewhere", "evidence": {"name": {"basis": "stated", "spans": list(spans)}}}]}


def strip_positions(raw: dict[str, Any], article: Article) -> dict[str, Any]:
    """Return a copy without digests and positions, except those that anchoring needs."""
    unanchored = deepcopy(raw)
    for name in ("digest", "characters", "passages"):
        del unanchored["source"][name]
    rows = [unanchored["source"], *(row for rows in unanchored.values() if isinstance(rows, list) for row in rows)]
    for span in (span for row in rows for receipt in row["evidence"].values() for span in receipt.get("spans", ())):
        del span["digest"]
        if "exact" in span:
            del span["end"]
            if article.passage(span["passage"]).count(span["exact"]) == 1:
                del span["start"]
    return unanchored


def test_anchor_restores_what_was_stripped() -> None:
    """A complete sheet without positions and digests gets them all back unchanged, and then loads."""
    raw, article = read_json(FRIGATE), Article.read(FRIGATE_ARTICLE)
    unanchored = strip_positions(raw, article)
    assert str(unanchored).count("'digest'") == 0
    assert str(unanchored).count("'start'") < str(raw).count("'start'") / 2
    assert anchor(FILE, unanchored, article) == []
    assert unanchored == raw
    passages = parse_sheet(FILE, unanchored).source.passages
    assert [(passage.start, passage.end) for passage in passages] == list(article.passages)


def test_anchor_changes_nothing_that_is_right() -> None:
    """Anchoring an anchored sheet does not change it."""
    raw = read_json(FRIGATE)
    again = deepcopy(raw)
    assert anchor(FILE, again, Article.read(FRIGATE_ARTICLE)) == []
    assert again == raw


@each_row(("span", "words", "start"), FILLED)
def test_span_is_filled_in(span: dict[str, object], words: str, start: int) -> None:
    """A span gets the position of its words, of its entire passage or of its own offsets, and the digest."""
    raw = raw_sheet(dict(span))
    assert anchor(FILE, raw, ARTICLE) == []
    (filled,) = raw["places"][0]["evidence"]["name"]["spans"]
    position = {"start": start, "end": start + len(words), "digest": sha256_hex(words)}
    assert filled == span | position
    assert ARTICLE.text[start : start + len(words)] == words


@each_row(("span", "message", "hint"), NOT_FILLED)
def test_span_without_a_unique_position_is_reported(span: dict[str, object], message: str, hint: str) -> None:
    """Missing or ambiguous words and invalid positions are reported, and the span is unchanged."""
    raw = raw_sheet(dict(span))
    assert anchor(FILE, raw, ARTICLE) == [Issue(FILE, "places/somewhere", "name", message, hint)]
    assert raw == raw_sheet(span)


def test_every_span_without_a_position_is_reported() -> None:
    """Anchoring reports every problem, those of the source included, and fills in the other spans."""
    raw = raw_sheet({"passage": 9}, {"passage": 1, "exact": "beta"}, {"passage": 1, "exact": "gamma"})
    raw["source"] = {"evidence": {"headline": {"spans": [{"passage": 1, "exact": "Omega"}]}}}
    problems = [(problem.record, problem.field, problem.message) for problem in anchor(FILE, raw, ARTICLE)]
    assert problems == [
        ("source", "headline", "has words that are not in passage 1: Omega"),
        ("places/somewhere", "name", "names no passage of the article"),
        ("places/somewhere", "name", "has words that are not in passage 1: gamma"),
    ]
    assert [span.get("start") for span in raw["places"][0]["evidence"]["name"]["spans"]] == [None, 6, None]


def test_source_gets_the_size_of_the_article() -> None:
    """The source's digest, its length and the positions of its passages are set to the article's."""
    raw: dict[str, Any] = {"source": {"digest": "old", "characters": 1, "language": "en"}}
    assert anchor(FILE, raw, ARTICLE) == []
    assert raw["source"] == {
        "digest": sha256_hex(TEXT),
        "characters": len(TEXT),
        "passages": [{"start": start, "end": end} for start, end in ARTICLE.passages],
        "language": "en",
    }


WITHOUT_SPANS: list[dict[str, Any]] = [
    {},
    {"source": None, "places": []},
    {"source": [], "places": ["text", None, 5]},
    {"places": [{"id": "somewhere"}, {"evidence": None}, {"evidence": {"name": None}}, {"evidence": {"name": {}}}]},
    raw_sheet("text", None, 5),
]
MALFORMED: list[dict[str, Any]] = [
    {"places": None},
    {"places": 5},
    {"places": [{"id": "somewhere", "evidence": {"name": {"spans": None}}}]},
    raw_sheet({"passage": 1, "start": None}),
    raw_sheet({"passage": 1, "start": "0", "end": "5"}),
]


@each_row("raw", WITHOUT_SPANS)
def test_sheet_without_spans_is_left_to_check(raw: dict[str, Any]) -> None:
    """A sheet without spans is not changed and nothing is reported: that is the task of `check`."""
    before = deepcopy(raw)
    assert anchor(FILE, raw, ARTICLE) == []
    assert raw == before


@each_row("raw", MALFORMED)
def test_malformed_sheet_does_not_make_anchor_fail(raw: dict[str, Any]) -> None:
    """A null, or a string in place of a number, raises no exception."""
    assert all(isinstance(problem, Issue) for problem in anchor(FILE, raw, ARTICLE))


@each_row(("text", "passages"), PASSAGES.items())
def test_passages_are_the_non_empty_lines(text: str, passages: list[str]) -> None:
    """A passage is a line with more than white space, without its line ending; only a line feed ends a line."""
    article = Article(text)
    assert [article.text[start:end] for start, end in article.passages] == passages
    assert [article.passage(number) for number in range(1, len(passages) + 1)] == passages


@each_row("number", [0, -1, 5])
def test_no_other_number_is_a_passage(number: int) -> None:
    """Passages are counted from 1 to the last, never from the end."""
    with pytest.raises(IndexError):
        ARTICLE.passage(number)


def test_line_endings_are_counted(tmp_path: Path) -> None:
    """Line endings are read unchanged: a carriage return counts as a character and belongs to no passage."""
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    article = Article.read(path)
    assert article.digest == sha256_hex(TEXT.replace("\n", "\r\n")) != ARTICLE.digest
    assert [article.passage(number) for number in (1, 2, 3, 4)] == [
        ARTICLE.passage(number) for number in (1, 2, 3, 4)
    ]
    raw = raw_sheet({"passage": 2, "exact": "Beta"}, {"passage": 1})
    assert anchor(FILE, raw, article) == []
    spans = raw["places"][0]["evidence"]["name"]["spans"]
    assert [(span["start"], span["end"]) for span in spans] == [(15, 19), (0, 11)]
    assert spans[1]["digest"] == sha256_hex("Alpha beta.")


def test_positions_count_characters_not_bytes(tmp_path: Path) -> None:
    """A character outside ASCII counts as one; a file that is not UTF-8 is rejected."""
    path = tmp_path / "article.txt"
    path.write_text("Café für 5 €: 😀 ja", encoding="utf-8")
    raw = raw_sheet({"passage": 1, "exact": "ja"})
    assert anchor(FILE, raw, Article.read(path)) == []
    assert raw["places"][0]["evidence"]["name"]["spans"][0]["start"] == 16
    path.write_bytes("Café".encode("latin-1"))
    with pytest.raises(ValueError, match="utf-8"):
        Article.read(path)
