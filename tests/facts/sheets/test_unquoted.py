"""Words of the article that are too many to be quoted, such as a long headline, are held by their position alone."""

from collections.abc import Iterator
from typing import Any

import pytest

from api.app import create_app
from facts.archive import Archive, Query
from facts.model.article import Article
from facts.model.receipt import sha256_hex
from facts.sheets.loader import parse_sheet
from facts.verify import verify
from facts.views import FactFilters
from tests.api.client import AppClient
from tests.conftest import FRIGATE_ARTICLE
from tests.facts.sheets.edits import FILE, GONE, Edits, edited_sheet, problems_of
from tests.tables import each_row

ARTICLE = Article.read(FRIGATE_ARTICLE)
GAP = {"status": "not_stated", "note": "none is printed"}


def receipt_of(passage: int, **more: Any) -> dict[str, Any]:
    """Return a receipt of an entire passage without its words."""
    start, end = ARTICLE.passages[passage - 1]
    span = {"passage": passage, "start": start, "end": end, "digest": sha256_hex(ARTICLE.passage(passage))}
    return {"basis": "stated", "spans": [span | more]}


LONG: Edits = {"source/headline": None, "source/evidence/headline": receipt_of(4)}
WRONG: dict[str, Edits] = {
    "source headline: is filled but has a gap. Remove the gap or the value.": LONG | {"source/gaps/headline": GAP},
    "source headline: is empty but has a receipt and no gap. "
    'Fill it, or add gaps["headline"] with a status and a note.': {"source/headline": None},
    'source headline: is empty but has no gap. Fill it, or add gaps["headline"] with a status and a note.': {
        "source/headline": None,
        "source/evidence/headline": GONE,
    },
    "source published: is empty but has a receipt and no gap. "
    'Fill it, or add gaps["published"] with a status and a note.': {
        "source/published": None,
        "source/evidence/published": receipt_of(4),
    },
}


@each_row(("line", "edits"), WRONG.items())
def test_only_words_are_held_by_position(line: str, edits: Edits) -> None:
    """A field without a value has a receipt only if it quotes the article, and the receipt has no words either."""
    assert problems_of(edits) == [line]


def test_a_long_headline_passes() -> None:
    """A headline above 12 words is held by the position and the digest of its words; a shorter one is quoted."""
    assert verify(FILE, parse_sheet(FILE, edited_sheet(LONG)), ARTICLE).problems == ()
    short = {"source/headline": None, "source/evidence/headline": receipt_of(1)}
    (problem,) = verify(FILE, parse_sheet(FILE, edited_sheet(short)), ARTICLE).problems
    assert str(problem) == (
        f"{FILE}: source headline: is not quoted, but its spans have only 9 words. Write them as its value."
    )


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    """An archive of the frigate sheet with a headline that is not quoted."""
    built = Archive.build([parse_sheet(FILE, edited_sheet(LONG))])
    yield built
    built.close()


def test_it_is_a_fact(archive: Archive) -> None:
    """It is a fact without a value but with its spans, and no gap."""
    (fact,) = archive.find("facts", Query(filters=FactFilters(property="source.headline"))).items
    assert (fact["value"], fact["basis"], fact["spans"][0]["passage"]) == (None, "stated", 4)
    assert ("frigate-deal", "source.headline") not in {
        (gap["subject"], gap["property"]) for gap in archive.iterate("gaps")
    }


@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        (".html", "too long to be quoted"),
        (".md", "**`source.headline`**: in the article, too long to be quoted [^p4"),
    ],
)
def test_it_is_shown(archive: Archive, suffix: str, words: str) -> None:
    """Formats for people say that the words are in the article, and where."""
    client = AppClient(create_app(archive), raise_server_exceptions=False)
    response = client.get(f"/v1/sheets/frigate-deal{suffix}")
    assert response.status_code == 200
    assert words in response.text
