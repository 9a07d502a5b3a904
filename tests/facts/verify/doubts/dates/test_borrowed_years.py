"""The year of a date without one: the last before publication, unless its own passage says another."""

from facts.drafts.build import build
from facts.model.article import Article
from facts.model.values import EdtfDate
from facts.verify.doubts.dates.borrowed_years import find_invented_year
from tests.tables import each_row

TEXT = """\
RIGA, Nov 24, 2026 - A store failed in October.

The town signed a contract in March 2025 for doses. Some were lost in May.
"""
DRAFT = """\
title: doses
source: {{published: 'Nov 24, 2026'}}
events:
  failure: {{title: failure of a store, quote: A store failed in October, when: {}}}
  loss: {{title: loss of doses, quote: Some were lost in May, when: {}}}
  signing: {{title: signing of a contract, quote: The town signed a contract}}
"""
PUBLISHED = "{quote: in May, within: published}"


@each_row(
    ("failure", "loss", "doubted"),
    [
        ("{quote: in October, within: published}", PUBLISHED, []),
        ("{quote: in October, within: {2025: in March 2025, note: that year}}", PUBLISHED, ["events/failure"]),
        ("{quote: in October, within: {2026: 'Nov 24, 2026', note: that year}}", PUBLISHED, []),
        ("in October", "{quote: in May, within: {2025: in March 2025, note: that year}}", []),
    ],
)
def test_a_year_is_not_from_elsewhere(failure: str, loss: str, doubted: list[str]) -> None:
    """What happened in a month is of the last one before publication; a year of another passage is doubted."""
    result = build("doses.yaml", DRAFT.format(failure, loss), Article(TEXT), "doses")
    assert result.sheet, [str(problem) for problem in result.problems]
    assert [warning.record for warning in result.warnings if "by words elsewhere" in str(warning)] == doubted


PUBLISHED_DAY = EdtfDate(edtf="2026-11-26", stated="Nov 26, 2026")


@each_row(
    ("edtf", "words", "passages", "published", "is_invented"),
    [
        ("2028-21", "next spring", "", PUBLISHED_DAY, True),
        ("2025-21", "next spring", "", PUBLISHED_DAY, True),
        ("2027-21", "next spring", "", PUBLISHED_DAY, False),
        ("2027-08", "last August", "", PUBLISHED_DAY, True),
        ("2025-08", "last August", "", PUBLISHED_DAY, False),
        ("2029-08", "in August", "", PUBLISHED_DAY, True),
        ("2027-08", "in August", "", PUBLISHED_DAY, False),
        ("2027-21", "in the spring", "", None, True),
        ("2027-21", "in the spring", "The lease ends in 2027.", None, False),
        ("2027-21", "in the spring, in March 2027", "", None, False),
        ("XXXX-08", "in August", "", None, False),
        ("2027", "within three years", "", None, False),
    ],
)
def test_a_year_that_nothing_tells(
    edtf: str, words: str, passages: str, published: EdtfDate | None, is_invented: bool
) -> None:
    """A month or a season has a year of its words, of its passages, or one beside that of publication."""
    fault = find_invented_year(EdtfDate(edtf=edtf, stated=words), words, passages, published)
    assert (fault is not None) == is_invented, fault
