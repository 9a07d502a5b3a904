"""The drafts of the invented articles: what is written beside each article is all that its sheet needs."""

from pathlib import Path

import pytest

from facts.commands.files import read_article
from facts.drafts.build import build_file
from facts.drafts.files import DraftFile
from facts.drafts.loader import find_sheets_and_drafts, load_sheets_and_drafts
from facts.verify import verify
from tests.conftest import ARTICLES

DRAFTS = sorted(ARTICLES.glob("*.yaml"))
FEATURES = {
    "hospital.txt": ("\ufeff", "\r\n", "\u201c", "\u2019"),
    "satellites.txt": ("\u0301", "\u03a0", "\u5317\u6597", "\u0623\u0645\u0644", "\u041a"),
}
"""What is special about the text of an article: marks, line ends, scripts."""


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_a_draft_is_built_and_verified(path: Path) -> None:
    """The sheet has no problem and no warning, and nothing that the article states is under no receipt."""
    draft = DraftFile.beside(path)
    result = build_file(draft)
    assert result.problems == ()
    assert result.sheet
    assert result.uncovered == ()
    report = verify(path.name, result.sheet, read_article(draft.article))
    assert (report.problems, report.warnings, report.uncovered) == ((), (), ())
    assert report.covered + report.factless == report.passages


@pytest.mark.parametrize("name", FEATURES)
def test_the_articles_are_of_every_kind(name: str) -> None:
    """The articles have what trips programs up: a byte order mark, CRLF, curly quotes, accents apart, scripts."""
    text = read_article(ARTICLES / name).text
    assert [feature for feature in FEATURES[name] if feature not in text] == []


def test_a_directory_of_drafts_is_loaded() -> None:
    """Each draft of the directory becomes a sheet; an article without a draft does not count."""
    sheets = load_sheets_and_drafts(find_sheets_and_drafts([ARTICLES]))
    assert [sheet.id for sheet in sheets] == ["frigate-deal", "hospital", "satellites"]


@pytest.mark.parametrize("name", FEATURES)
def test_a_draft_by_hand_is_short(name: str) -> None:
    """A draft that an author writes has at most 3.5 bytes for each byte of its article, even if that is dense."""
    article, draft = (ARTICLES / name).read_bytes(), (ARTICLES / name).with_suffix(".yaml").read_bytes()
    assert len(draft) <= 3.5 * len(article)
