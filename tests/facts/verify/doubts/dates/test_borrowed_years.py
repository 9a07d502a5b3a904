"""The year of a date without one: the last before publication, unless its own passage says another."""

from facts.drafts.build import build
from facts.model.article import Article
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
