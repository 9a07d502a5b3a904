"""Figures and dates that a draft quotes, but states in no field, are listed."""

from tests.facts.drafts.helpers import build_draft
from tests.tables import each_row

TEXT = """\
Two towns get trams

Holm said that the 12 trams would create 120 jobs over five years. The first came on Monday, 3 May 2027.
"""
DRAFT = """\
title: trams
source: {headline: Two towns get trams, published: 3 May 2027}
people: {Holm: }
statements:
  a claim:
    summary: SUMMARY
    quote: [Holm said that the 12 trams would create, 120 jobs over five years]
    speaker: Holm said
    FIELD
"""
UNSTATED = {
    ("jobs are created", "status: asserted"): ["12 trams", "120 jobs", "five years"],
    ("jobs are created", "amount: 120 jobs"): ["12 trams", "five years"],
    ("120 jobs are created", "amount: 12 trams"): ["five years"],
    ("120 jobs for 12 trams in five years", "status: asserted"): [],
    ("jobs are created", "amount: {120 job: 120 jobs, note: within five years}"): ["12 trams"],
}
"""The figures of the quotation that are in no field, by the summary and another field of the statement."""


@each_row(("written", "figures"), UNSTATED.items())
def test_quoted_figures_that_no_field_states(written: tuple[str, str], figures: list[str]) -> None:
    """A figure inside a quotation is listed unless a value states it, or own words or a note have its number."""
    summary, field = written
    result = build_draft(DRAFT.replace("SUMMARY", summary).replace("FIELD", field), TEXT)
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    assert [figure.words for figure in result.unstated] == figures
    assert not {figure.words for figure in result.unstated} & {figure.words for figure in result.uncovered}
