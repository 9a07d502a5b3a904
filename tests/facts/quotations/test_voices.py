"""Whose words the parts of a quotation are: a speaker's, or the reporter's, who is nobody in a sheet."""

from collections.abc import Iterator, Sequence

import pytest

from facts.archive import Archive
from facts.kinds import KINDS
from facts.model.article import Article
from facts.quotations import check_quote
from facts.sheets.loader import read_sheet
from tests.conftest import ARTICLES, built_sheet
from tests.tables import each_row

RAIN = "the builder refuses to bear what the weather has cost"
SOIL = "the soil is the cause"
NOT_SOIL = "the soil is not the cause"
FINES = "what is owed for being late so far"
ORBIT = "a judgement of where they are"
WEIGHT = "how heavy the largest is"

Part = tuple[str, str | None]
WITH_TEXT: list[tuple[str, str, Sequence[Part]]] = [
    ("hospital", "We will not pay for the rain", [("We will not pay for the rain", RAIN)]),
    (
        "hospital",
        "We will not pay for the rain, Granat's director",
        [("We will not pay for the rain", RAIN), ("Granat's director", None)],
    ),
    ("hospital", "Granat's director", [("Granat's director", None)]),
    (
        "hospital",
        "said on Monday. He blames wet ground",
        [("said on Monday. He blames wet ground", SOIL)],
    ),
    ("hospital", "He blames wet ground under the east wing", [("He blames wet ground under the east wing", SOIL)]),
    ("hospital", "the ground is to blame", [("the ground is to blame", NOT_SOIL)]),
    ("hospital", "The fines have reached €9.9 million", [("The fines have reached €9.9 million", FINES)]),
    ("hospital", "in September 2026", [("in September 2026", None)]),
    (
        "hospital",
        "We [the builder] will not pay",
        [("We [the builder] will not pay", RAIN)],
    ),
    (
        "satellites",
        "It is a quiet orbit said 佐藤美咲",
        [("It is a quiet orbit", ORBIT), ("said 佐藤美咲", None)],
    ),
    ("satellites", "an engineer at 北斗電機", [("an engineer at 北斗電機", None)]),
    ("satellites", "weighs about 1.2 tonnes", [("weighs about 1.2 tonnes", WEIGHT)]),
    ("satellites", "between $30 million and $35 million", [("between $30 million and $35 million", None)]),
    ("satellites", "expects a fourth satellite", [("expects a fourth satellite", None)]),
]
WITHOUT_TEXT: list[tuple[str, str, Sequence[Part]]] = [
    ("hospital", "We will not pay for the rain", [("We will not pay for the rain", RAIN)]),
    ("hospital", "Granat's director", [("Granat's director", None)]),
    ("hospital", "Oddný Løvås", [("Oddný Løvås", None)]),
    ("hospital", "in September 2026", [("in September 2026", None)]),
    ("hospital", "denies that the ground is to blame", [("denies that the ground is to blame", NOT_SOIL)]),
    ("satellites", "about 1.2 tonnes", [("about 1.2 tonnes", WEIGHT)]),
    ("satellites", "between $30 million and $35 million", [("between $30 million and $35 million", None)]),
    ("satellites", "in Japan by 北斗電機", [("in Japan by 北斗電機", None)]),
]


@pytest.fixture(scope="module")
def built() -> Iterator[Archive]:
    """An archive of sheets whose statements have receipts that are complete passages."""
    archive = Archive.build([read_sheet(built_sheet(name)) for name in ("hospital", "satellites")])
    yield archive
    archive.close()


def list_parts(archive: Archive, sheet: str, words: str, text: str | None) -> Sequence[Part]:
    """Return the parts of a quotation that is word for word in the article, each with what its statement says."""
    content = archive.get_sheet(sheet) or {}
    result = check_quote(words, sheet, content["source"], {kind: content[kind] for kind in KINDS}, text)
    assert result.verdict == "word_for_word"
    assert all(len(part.statements) < 2 for part in result.parts)
    assert all((part.speaker is None) == (part.statements == ()) for part in result.parts)
    return [(part.words, part.statements[0].summary if part.statements else None) for part in result.parts]


@each_row(("sheet", "words", "parts"), WITH_TEXT)
def test_words_are_those_of_their_sentence_and_quotation(
    built: Archive, sheet: str, words: str, parts: Sequence[Part]
) -> None:
    """A part ends at a quotation mark, and a receipt of a complete passage gives nobody the reporter's sentences."""
    text = Article.read(ARTICLES / f"{sheet}.txt").text
    assert list_parts(built, sheet, words, text) == parts


@each_row(("sheet", "words", "parts"), WITHOUT_TEXT)
def test_without_the_text_words_are_those_of_narrow_receipts(
    built: Archive, sheet: str, words: str, parts: Sequence[Part]
) -> None:
    """Of a receipt of a complete passage, only words that other receipts of the statement have are its own."""
    assert list_parts(built, sheet, words, None) == parts
