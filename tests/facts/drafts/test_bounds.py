"""Large drafts: refused by size, or answered with the first problems and the number of the others."""

from pathlib import Path

import pytest

from facts.drafts.files import MAX_DRAFT_BYTES, DraftFile
from facts.drafts.loader import read_sheet_or_draft
from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.sheets.problems import MAX_ISSUES, SheetError
from tests.facts.drafts.helpers import DRAFT, TEXT, build_draft

STATEMENTS = 3 * MAX_ISSUES
WRONG = {
    "quotation": "  s{}: {{summary: a thing, quote: nothing at all}}\n",
    "pointer": "  s{}: {{summary: a thing, speaker: nobody-{}, passage: 3}}\n",
    "key": "  s{}: {{summary: a thing, sumary{}: a thing, speaker: vikhavn, passage: 3}}\n",
}


def wrong_draft(line: str) -> str:
    """Return a draft with many statements that are wrong in the same way."""
    return "title: a pier\nstatements:\n" + "".join(line.format(number, number) for number in range(STATEMENTS))


@pytest.mark.parametrize("name", WRONG)
def test_the_first_problems_are_listed_and_the_others_counted(name: str) -> None:
    """As many problems of a draft are listed as of a sheet; the error says how many more there are."""
    result = build_draft(wrong_draft(WRONG[name]))
    assert len(result.problems) == MAX_ISSUES
    assert result.omitted >= STATEMENTS - MAX_ISSUES
    assert f"{result.omitted:,} more problems are not listed" in str(result.to_error().problems[-1])


def test_a_lost_quotation_is_one_problem() -> None:
    """What rests on words that are not found is not reported too: each statement has one problem."""
    result = build_draft(wrong_draft(WRONG["quotation"]))
    assert len(result.problems) + result.omitted == STATEMENTS


def test_only_listed_problems_have_a_hint_that_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The article is searched for similar words as often as problems are listed, however many there are."""
    searches: list[str] = []

    def nearest(_locator: QuoteLocator, words: str, _numbers: object) -> Occurrence | None:
        searches.append(words)
        return None

    monkeypatch.setattr(QuoteLocator, "nearest", nearest)
    build_draft(wrong_draft(WRONG["quotation"]))
    assert len(searches) == MAX_ISSUES


def test_a_draft_above_the_limit_is_refused(tmp_path: Path) -> None:
    """One byte too many is refused with the limit and what to do; a draft of exactly the limit is built."""
    path = tmp_path / "pier.yaml"
    path.with_suffix(".txt").write_text(TEXT, encoding="utf-8")
    padding = MAX_DRAFT_BYTES - len(DRAFT.encode())
    path.write_text(f"{DRAFT}#{'x' * padding}", encoding="utf-8")
    with pytest.raises(SheetError, match=r"pier\.yaml: is larger than 1,000,000 bytes\. Divide the article"):
        DraftFile.beside(path).read_draft()
    path.write_text(f"{DRAFT}#{'x' * (padding - 1)}", encoding="utf-8")
    assert read_sheet_or_draft(path).id == "pier"
