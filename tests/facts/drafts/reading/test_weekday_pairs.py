"""Dates of one month are on weekdays that can be those of one calendar, also where the year is not known."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = "OSLO, March 12 - Lode met Kite on Thursday. Kite left on Wednesday. Kite came back on Friday."
DRAFT = """\
title: a meeting
organizations: {Lode: , Kite: }
events:
  meeting: {title: meeting of two, quote: Lode met, when: {XXXX-03-12: on Thursday, note: the day before it was told}}
  exit: {title: exit of one, quote: Kite left, when: {DAY: on Wednesday, note: the same week}}
"""


@each_row(
    ("day", "is_doubted"),
    [
        ("XXXX-03-12", True),
        ("XXXX-03-13", True),
        ("XXXX-03-11", False),
        ("XXXX-03-04", False),
        ("XXXX-04-12", False),
        ("XXXX-03", False),
    ],
)
def test_two_weekdays_of_one_calendar(day: str, is_doubted: bool) -> None:
    """A day that is a Thursday by one receipt is no Wednesday by another, nor is the day after it."""
    result = build("m.yaml", DRAFT.replace("DAY", day), Article(TEXT), "m")
    doubts = [
        warning for warning in result.warnings if "but events/meeting has XXXX-03-12 'Thursday'" in str(warning)
    ]
    assert bool(doubts) == is_doubted, [str(issue) for issue in (*result.problems, *result.warnings)]
