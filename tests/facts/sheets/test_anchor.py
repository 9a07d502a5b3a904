"""Anchoring fills in what a sheet's writer leaves out, exactly, and says where that cannot be done."""

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

NUMBER = "Give `passage` a number from 1 to 4"
REMOVE = "Remove `start` and `end`, or correct them"
NOT_FILLED: list[tuple[dict[str, object], str, str]] = [
    ({"passage": 0, "exact": "beta"}, "names no passage of the article", NUMBER),
    ({"passage": 5, "exact": "beta"}, "names no passage of the article", NUMBER),
    ({"passage": -1}, "names no passage of the article", NUMBER),
    ({"passage": "1", "exact": "beta"}, "names no passage of the article", NUMBER),
    ({"exact": "beta"}, "names no passage of the article", NUMBER),
    ({"passage": 1, "exact": "gamma"}, "has words that passage 1 lacks: gamma", "Correct `exact` or `passage`"),
    ({"passage": 1, "exact": "alpha"}, "has words that passage 1 lacks: alpha", "Correct `exact` or `passage`"),
    ({"passage": 1, "exact": "beta.\n"}, "has words that passage 1 lacks: beta.\n", "Correct `exact` or `passage`"),
    ({"passage": 3, "exact": "again"}, "has words that passage 3 lacks: again", "Correct `exact` or `passage`"),
    (
        {"passage": 2, "exact": "eta"},
        "has words that stand 2 times in passage 2: eta",
        "Lengthen `exact`, or give `start` as 14 or 25",
    ),
    (
        {"passage": 2, "exact": "eta", "start": 15},
        "has words that stand 2 times in passage 2: eta",
        "Lengthen `exact`, or give `start` as 14 or 25",
    ),
    (
        {"passage": 4, "exact": "ana"},
        "has words that stand 2 times in passage 4: ana",
        "Lengthen `exact`, or give `start` as 47 or 49",
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


def sheet(*spans: object) -> dict[str, Any]:
    """Return a raw sheet with these spans under one field."""
    return {"places": [{"id": "made", "evidence": {"name": {"basis": "stated", "spans": list(spans)}}}]}


def stripped(raw: dict[str, Any], article: Article) -> dict[str, Any]:
    """Return a sheet without all that its writer need not count: only what is no words keeps its place."""
    bare = deepcopy(raw)
    for name in ("digest", "characters", "passages"):
        del bare["source"][name]
    rows = [bare["source"], *(row for rows in bare.values() if isinstance(rows, list) for row in rows)]
    for span in (span for row in rows for receipt in row["evidence"].values() for span in receipt.get("spans", ())):
        del span["digest"]
        if "exact" in span:
            del span["end"]
            if article.passage(span["passage"]).count(span["exact"]) == 1:
                del span["start"]
    return bare


def test_anchor_restores_what_was_stripped() -> None:
    """A whole sheet without positions and fingerprints gets them back, each as it was, and then loads."""
    raw, article = read_json(FRIGATE), Article.read(FRIGATE_ARTICLE)
    bare = stripped(raw, article)
    assert str(bare).count("'digest'") == 0
    assert str(bare).count("'start'") < str(raw).count("'start'") / 2
    assert anchor(FILE, bare, article) == []
    assert bare == raw
    assert parse_sheet(FILE, bare).source.passages == len(article.passages)


def test_anchor_changes_nothing_that_is_right() -> None:
    """Anchoring an anchored sheet leaves it as it is."""
    raw = read_json(FRIGATE)
    again = deepcopy(raw)
    assert anchor(FILE, again, Article.read(FRIGATE_ARTICLE)) == []
    assert again == raw


@pytest.mark.parametrize(("span", "words", "start"), FILLED)
def test_span_is_filled_in(span: dict[str, object], words: str, start: int) -> None:
    """A span gets the place of its words, of its whole passage or of what it says itself, and the fingerprint."""
    raw = sheet(dict(span))
    assert anchor(FILE, raw, ARTICLE) == []
    (filled,) = raw["places"][0]["evidence"]["name"]["spans"]
    found = {"start": start, "end": start + len(words), "digest": sha256_hex(words)}
    assert filled == span | found
    assert ARTICLE.text[start : start + len(words)] == words


@pytest.mark.parametrize(("span", "message", "remedy"), NOT_FILLED)
def test_span_that_has_no_one_place_is_told(span: dict[str, object], message: str, remedy: str) -> None:
    """Words that are missing or stand twice, and places that are none, are told and left alone."""
    raw = sheet(dict(span))
    assert anchor(FILE, raw, ARTICLE) == [Issue(FILE, "places/made", "name", message, remedy)]
    assert raw == sheet(span)


def test_all_spans_that_have_no_place_are_told() -> None:
    """One anchoring tells every problem, those of the source too, and fills in the spans between."""
    raw = sheet({"passage": 9}, {"passage": 1, "exact": "beta"}, {"passage": 1, "exact": "gamma"})
    raw["source"] = {"evidence": {"headline": {"spans": [{"passage": 1, "exact": "Omega"}]}}}
    told = [(problem.record, problem.field, problem.message) for problem in anchor(FILE, raw, ARTICLE)]
    assert told == [
        ("source", "headline", "has words that passage 1 lacks: Omega"),
        ("places/made", "name", "names no passage of the article"),
        ("places/made", "name", "has words that passage 1 lacks: gamma"),
    ]
    assert [span.get("start") for span in raw["places"][0]["evidence"]["name"]["spans"]] == [None, 6, None]


def test_source_gets_the_size_of_the_article() -> None:
    """The source's fingerprint and size are the article's, whatever stood there."""
    raw: dict[str, Any] = {"source": {"digest": "old", "characters": 1, "language": "en"}}
    assert anchor(FILE, raw, ARTICLE) == []
    assert raw["source"] == {
        "digest": sha256_hex(TEXT),
        "characters": len(TEXT),
        "passages": 4,
        "language": "en",
    }


SHAPELESS: list[dict[str, Any]] = [
    {},
    {"source": None, "places": []},
    {"source": [], "places": ["made", None, 5]},
    {"places": [{"id": "made"}, {"evidence": None}, {"evidence": {"name": None}}, {"evidence": {"name": {}}}]},
    sheet("made", None, 5),
]
UNFORESEEN: list[dict[str, Any]] = [
    {"places": None},
    {"places": 5},
    {"places": [{"id": "made", "evidence": {"name": {"spans": None}}}]},
    sheet({"passage": 1, "start": None}),
    sheet({"passage": 1, "start": "0", "end": "5"}),
]


@pytest.mark.parametrize("raw", SHAPELESS)
def test_what_is_no_sheet_is_left_to_check(raw: dict[str, Any]) -> None:
    """Where no spans are, none are anchored, and nothing is told: that is the work of `check`."""
    before = deepcopy(raw)
    assert anchor(FILE, raw, ARTICLE) == []
    assert raw == before


@pytest.mark.parametrize("raw", UNFORESEEN)
def test_no_shape_makes_anchor_fail(raw: dict[str, Any]) -> None:
    """A null, or a text for a number, is told or left alone; it does not end the tool."""
    assert all(isinstance(problem, Issue) for problem in anchor(FILE, raw, ARTICLE))


@pytest.mark.parametrize(("text", "passages"), PASSAGES.items())
def test_passages_are_the_lines_that_hold_something(text: str, passages: list[str]) -> None:
    """A passage is a line with more than space in it, whole but for its line end; no other character ends a line."""
    article = Article(text)
    assert [article.text[start:end] for start, end in article.passages] == passages
    assert [article.passage(number) for number in range(1, len(passages) + 1)] == passages


@pytest.mark.parametrize("number", [0, -1, 5])
def test_no_other_number_is_a_passage(number: int) -> None:
    """Passages are counted from 1 to the last; nothing is counted from the end."""
    with pytest.raises(IndexError):
        ARTICLE.passage(number)


def test_line_ends_count_as_they_are(tmp_path: Path) -> None:
    """A file is read as it is: a carriage return counts as a character and belongs to no passage."""
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    article = Article.read(path)
    assert article.digest == sha256_hex(TEXT.replace("\n", "\r\n")) != ARTICLE.digest
    assert [article.passage(number) for number in (1, 2, 3, 4)] == [
        ARTICLE.passage(number) for number in (1, 2, 3, 4)
    ]
    raw = sheet({"passage": 2, "exact": "Beta"}, {"passage": 1})
    assert anchor(FILE, raw, article) == []
    spans = raw["places"][0]["evidence"]["name"]["spans"]
    assert [(span["start"], span["end"]) for span in spans] == [(15, 19), (0, 11)]
    assert spans[1]["digest"] == sha256_hex("Alpha beta.")


def test_positions_count_characters_not_bytes(tmp_path: Path) -> None:
    """Accents and signs beyond ASCII count one each; a file that is not UTF-8 is refused."""
    path = tmp_path / "article.txt"
    path.write_text("Café für 5 €: 😀 ja", encoding="utf-8")
    raw = sheet({"passage": 1, "exact": "ja"})
    assert anchor(FILE, raw, Article.read(path)) == []
    assert raw["places"][0]["evidence"]["name"]["spans"][0]["start"] == 16
    path.write_bytes("Café".encode("latin-1"))
    with pytest.raises(ValueError, match="utf-8"):
        Article.read(path)
