"""Round trip: a sheet is taken apart into a draft, which is built to the same bytes."""

from pathlib import Path

import pytest

from facts.drafts.build import build
from facts.drafts.from_sheet import to_draft
from facts.drafts.text.emit import format_lines
from facts.model.article import Article
from facts.sheets.loader import read_sheet
from facts.sheets.sheet import Sheet
from tests.conftest import FRIGATE, FRIGATE_ARTICLE, S400, SHARED
from tests.facts.drafts.helpers import ARTICLE, DRAFT, build_draft

ARTICLES = Path("tests/articles")


@pytest.mark.parametrize("name", ["hospital", "satellites"])
def test_the_draft_of_a_sheet_is_as_short_as_an_author_writes(name: str) -> None:
    """Defaults, values that their words tell, and words that the record has are left out; the bytes are the same."""
    text = (ARTICLES / f"{name}.yaml").read_text(encoding="utf-8")
    article = Article.read(ARTICLES / f"{name}.txt")
    result = build(f"{name}.yaml", text, article, name)
    assert result.sheet
    draft = "\n".join(format_lines(to_draft(result.sheet, article)))
    assert build("x.yaml", draft, article, "x").text == result.text
    assert len(draft.encode()) <= len(text.encode()) * 1.1


def rebuild(sheet: Sheet, article: Article) -> str:
    """Return the text of the sheet that is built from the draft of a sheet."""
    text = "\n".join(format_lines(to_draft(sheet, article)))
    result = build("x.yaml", text, article, "x")
    assert result.problems == ()
    return result.text


def test_a_built_sheet() -> None:
    """What a draft was built into has a draft from which the same is built."""
    result = build_draft(DRAFT)
    assert result.sheet
    assert rebuild(result.sheet, ARTICLE) == result.text


def test_the_invented_sheet() -> None:
    """The sheet of the invented article is the one that is built from its draft."""
    sheet = read_sheet(FRIGATE)
    assert rebuild(sheet, Article.read(FRIGATE_ARTICLE)) == FRIGATE.read_text(encoding="utf-8")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the article is not in the repository")
def test_the_bundled_sheet() -> None:
    """The bundled sheet is the one that is built from its draft, byte by byte."""
    (path,) = Path(SHARED).glob("*.txt")
    assert rebuild(read_sheet(S400), Article.read(path)) == S400.read_text(encoding="utf-8")
