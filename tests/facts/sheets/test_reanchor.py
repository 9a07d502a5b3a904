"""Re-anchoring follows the spans of a sheet through an edit of its article, and guesses nothing."""

from copy import deepcopy
from random import Random
from typing import Any

import pytest

from facts.model.article import Article
from facts.model.receipt import sha256_hex
from facts.sheets.anchor import anchor
from facts.sheets.fingerprints import Fingerprint, find_places
from facts.sheets.loader import parse_sheet, read_json
from facts.sheets.raw import iter_raw_spans
from facts.sheets.reanchor import reanchor
from facts.verify import verify
from tests.conftest import FRIGATE, FRIGATE_ARTICLE
from tests.facts.sheets.edited_articles import MINUTES, TRANSFER, Sample, random_sample, sheet_sample, tally_edits

LINES = (
    "Kemi buys five ferries from Umeå for 12 million euros.",
    "The mayor, Aino Rautio, signed on Monday in Kemi.",
    "The ferries are to sail in May 2031, said Rautio.",
    "A union leader called the price absurd.",
    "Umeå keeps the docks and the crews until June.",
)
TEXT = "\n".join(LINES) + "\n"
WORDS = {
    1: ["Kemi", "five ferries", "from Umeå", "12 million euros"],
    2: ["The mayor", "Aino Rautio", "signed on Monday", "Kemi"],
    3: ["The ferries", "to sail", "May 2031", "Rautio"],
    4: ["A union leader", "called", "the price", "absurd"],
    5: ["Umeå", "the docks", "the crews", "until June"],
}
SAMPLES = {
    "frigates": sheet_sample(),
    "minutes": random_sample(MINUTES, Random("minutes")),  # noqa: S311 - a fixed choice
    "transfer": random_sample(TRANSFER, Random("transfer")),  # noqa: S311 - a fixed choice
}
EDITS = 12
"""Edits of each article; `python -m tests.benchmark.reanchor` makes a thousand."""


def make_sheet(text: str = TEXT, with_ranges: bool = True) -> dict[str, Any]:
    """Return a raw sheet that cites words of each passage; the field of a span is its passage and its number."""
    article = Article(text)
    evidence = {
        f"{number}.{place}": {"spans": [{"passage": number, "exact": exact}]}
        for number, words in WORDS.items()
        for place, exact in enumerate(words)
    }
    sheet: dict[str, Any] = {"source": {}, "places": [{"id": "kemi", "evidence": evidence}]}
    assert anchor("sheet.json", sheet, article) == []
    ranges = [{"start": start, "end": end} for start, end in article.passages]
    sheet["source"]["passages"] = ranges if with_ranges else len(ranges)
    return sheet


def states(sheet: dict[str, Any], text: str) -> dict[str, str]:
    """Re-anchor a sheet, check its spans, and return the state of each field's span by name."""
    moves = reanchor(sheet, Article(text))
    for _, _, span in iter_raw_spans(sheet):
        if span["passage"] is not None:
            assert sha256_hex(text[span["start"] : span["end"]]) == span["digest"]
            assert span["exact"] in Article(text).passage(span["passage"])
    return {move.field: move.state for move in moves}


def names(passage: int) -> set[str]:
    """Return the names of the fields that cite a passage."""
    return {f"{passage}.{place}" for place in range(4)}


def edit(*lines: str) -> str:
    """Return a text of these lines."""
    return "\n".join(lines) + "\n"


FIRST, SECOND, THIRD, FOURTH, FIFTH = LINES
LEFT_OPEN: list[tuple[str, str, dict[str, set[str]]]] = [
    ("nothing changed", TEXT, {}),
    ("a line put in", edit(FIRST, "New, and longer than most.", *LINES[1:]), {}),
    ("a line at the start", edit("By Jalmari Laukka", *LINES), {}),
    ("a line taken out", edit(FIRST, SECOND, FOURTH, FIFTH), {"gone": names(3)}),
    ("a line replaced", edit(FIRST, SECOND, "Something else is here.", FOURTH, FIFTH), {"changed": names(3)}),
    ("lines swapped", edit(FIRST, FOURTH, THIRD, SECOND, FIFTH), {}),
    ("a word replaced", TEXT.replace("five ferries", "six ferries"), {"changed": {"1.1"}}),
    ("words put in", TEXT.replace("signed on", "signed it at last on"), {"changed": {"2.2"}}),
    ("a twin of a word that is gone", TEXT.replace("on Monday in Kemi", "on Monday there"), {"changed": {"2.3"}}),
    ("a line doubled beside itself", edit(FIRST, SECOND, THIRD, THIRD, FOURTH, FIFTH), {"ambiguous": names(3)}),
    ("a line doubled elsewhere", edit(FIRST, SECOND, THIRD, FOURTH, FIFTH, "", SECOND), {}),
    ("empty lines", TEXT.replace("\n", "\n\n"), {}),
    ("line ends", TEXT.replace("\n", "\r\n"), {}),
    ("another article", "Nothing of it is here.\n", {"gone": {name for number in WORDS for name in names(number)}}),
    ("no text", "", {"gone": {name for number in WORDS for name in names(number)}}),
]


@pytest.mark.parametrize("with_ranges", [True, False], ids=["with ranges", "without ranges"])
@pytest.mark.parametrize(("text", "left"), [row[1:] for row in LEFT_OPEN], ids=[row[0] for row in LEFT_OPEN])
def test_what_an_edit_leaves_open(text: str, left: dict[str, set[str]], with_ranges: bool) -> None:
    """Every span that survives an edit is kept or moved to its own place; the others are listed with the reason."""
    result = states(make_sheet(with_ranges=with_ranges), text)
    expected = {name: state for state, fields in left.items() for name in fields}
    assert {name: state for name, state in result.items() if state not in {"kept", "moved"}} == expected


def test_a_span_is_kept_or_moved() -> None:
    """A span is kept if its position and its passage are those of before, else moved."""
    result = states(make_sheet(), edit(FIRST, SECOND, THIRD, "New.", FOURTH, FIFTH))
    assert {name for name, state in result.items() if state == "kept"} == names(1) | names(2) | names(3)
    assert {name for name, state in result.items() if state == "moved"} == names(4) | names(5)


def test_moves_name_the_passages() -> None:
    """A move has the record, the field, the words and the passage before and after."""
    sheet = make_sheet()
    moves = {move.field: move for move in reanchor(sheet, Article(edit("New.", FIRST, SECOND, FOURTH, FIFTH)))}
    rows = [(moves[name].record, moves[name].before, moves[name].after, moves[name].exact) for name in ("4.3", "3.0")]
    assert rows == [("places/kemi", 4, 4, "absurd"), ("places/kemi", 3, None, "The ferries")]
    assert moves["2.0"].after == 3


@pytest.mark.parametrize("text", [row[1] for row in LEFT_OPEN], ids=[row[0] for row in LEFT_OPEN])
def test_the_source_is_that_of_the_new_text(text: str) -> None:
    """The digest and the size of the source are those of the edited article."""
    sheet, article = make_sheet(), Article(text)
    reanchor(sheet, article)
    assert (sheet["source"]["digest"], sheet["source"]["characters"]) == (article.digest, len(text))


def test_a_span_that_is_left_loses_its_passage_only() -> None:
    """What is left keeps its fingerprint, cannot load, proves nothing later, and is open again the next time."""
    sheet = make_sheet()
    before = deepcopy(sheet["places"][0]["evidence"]["1.1"]["spans"][0])
    text = TEXT.replace("five ferries", "six ferries")
    states(sheet, text)
    span = sheet["places"][0]["evidence"]["1.1"]["spans"][0]
    assert span == before | {"passage": None}
    assert states(sheet, text)["1.1"] == "gone"
    assert states(sheet, TEXT)["1.1"] == "ambiguous"
    span |= {"passage": 1, "exact": "six ferries"}
    assert anchor("sheet.json", sheet, Article(text)) == []
    assert text[span["start"] : span["end"]] == "six ferries"


def test_passages_without_facts_follow_their_neighbours() -> None:
    """A passage without facts gets its new number, and is listed if it has changed or is gone."""
    sheet = make_sheet()
    sheet["source"]["factless"] = [{"passage": 3}, {"passage": 4}]
    del sheet["places"][0]["evidence"]["3.0"], sheet["places"][0]["evidence"]["3.1"]
    for name in ("3.2", "3.3", *names(4)):
        del sheet["places"][0]["evidence"][name]
    raw = deepcopy(sheet)
    assert states(raw, edit("New.", *LINES))["factless"] == "moved"
    assert raw["source"]["factless"] == [{"passage": 4}, {"passage": 5}]
    raw = deepcopy(sheet)
    moves = reanchor(raw, Article(edit(FIRST, SECOND, "Other words.", FOURTH, FIFTH)))
    assert [move.state for move in moves if move.field == "factless"] == ["changed", "kept"]
    raw = deepcopy(sheet)
    reanchor(raw, Article(edit(FIRST, SECOND, FIFTH)))
    assert raw["source"]["factless"] == [{"passage": None}, {"passage": None}]


def test_a_sheet_that_is_followed_loads_and_verifies() -> None:
    """After an edit that leaves nothing open, the sheet loads, and every span of it verifies."""
    raw, text = read_json(FRIGATE), FRIGATE_ARTICLE.read_text(encoding="utf-8")
    lines = text.split("\n")
    edited = Article("\n".join([*lines[:10], *lines[12:20], *lines[10:12], *lines[20:]]))
    moves = reanchor(raw, edited)
    assert {move.state for move in moves} == {"kept", "moved"}
    assert verify("sheet.json", parse_sheet("sheet.json", raw), edited).problems == ()


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("changes", [1, 5])
def test_no_span_is_placed_wrongly(name: str, changes: int) -> None:
    """After random edits no span is in a wrong place; after single ones nearly all that survive are found."""
    tally = tally_edits(SAMPLES[name], name, EDITS, changes)
    assert tally.wrong == 0
    assert tally.right >= tally.surviving * (0.97 if changes == 1 else 0.85)


def test_words_are_found_without_their_text() -> None:
    """By digest and length alone, words are found wherever they begin and end at the edge of a word."""
    text = "Ein Läufer lief. Läuferin 日本語の本 S-400 S-4000"
    article = Article(text)
    for words, starts in {"Läufer": [4], "lief": [11], "本": [27, 30], "の本": [29], "S-400": [32]}.items():
        item = Fingerprint(1, 0, len(words), sha256_hex(words))
        assert find_places(article, [item]) == {item.key: starts}


def test_a_long_article_takes_linear_work() -> None:
    """A long article is aligned with the same result as a short one, without comparing all of it."""
    lines = [
        f"Line {number} of {number * 7} says {number % 13} words about {number % 17}." for number in range(5_000)
    ]
    text = "\n".join(lines)
    article, items = Article(text), set()
    for number in range(1, 5_000, 50):
        first, last = article.passages[number - 1]
        for start, end, has_words in ((first, first + 6, True), (first + 5, last, False), (first, last, False)):
            words = text[start:end]
            items.add(Fingerprint(number, start, end, sha256_hex(words), words if has_words else None))
    sample = Sample(article, frozenset(items))
    tally = tally_edits(sample, "long", 1, 1)
    assert (tally.wrong, tally.right >= 0.97 * tally.surviving) == (0, True)
