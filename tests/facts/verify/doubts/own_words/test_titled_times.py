"""Titles and statuses tell of one time."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.own_words.titled_times import find_mistimed
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row

DONE = """
decision that the office has taken on the sale
the council took a decision on the sale
the ferry line has opened
the yard was sold
the town sold the yard
bridge that was opened
completed sale of the yard
the yard has delivered the ferries
"""
TO_COME = """
the museum will open in May
the yard will be sold
planned opening of the museum
forthcoming sale of the yard
"""
NEITHER = """
opening of the museum
sale of the yard
delivery of ferries that were ordered in May
delivery of the ferries ordered from the yard
vote on what was agreed
the yard was to be sold
the yard agreed to deliver
the office announced a decision
refusal to say what has happened
delivery date that the yard has given
sale that has not happened
sale of the yard for which nobody has offered
"""
FITTING = """
promise that the museum will open
cancellation of the planned opening
announcement that the yard will be sold
the yard plans to sell
"""


def is_doubted(title: str, status: str) -> bool:
    """Return whether the title of an event with a status is doubted."""
    article = Article("The museum opens.")
    event = build_record("events", "a", title=title, kind="opening", status=status)
    records = {"events": [with_receipts(event, {"title": receipt_for(article, "The museum opens")})]}
    return bool(list(find_mistimed(CheckContext(records, article))))


@each_row("title", DONE.strip().splitlines())
def test_what_is_planned_is_not_told_as_done(title: str) -> None:
    """A title of what has happened does not stand over a plan, a threat or a condition."""
    assert is_doubted(title, "planned")
    assert is_doubted(title, "conditional")
    assert not is_doubted(title, "occurred")


@each_row("title", TO_COME.strip().splitlines())
def test_what_occurred_is_not_told_as_to_come(title: str) -> None:
    """A title with will, or of something planned, does not stand over what has occurred."""
    assert is_doubted(title, "occurred")
    assert not is_doubted(title, "planned")


@each_row("title", [*NEITHER.strip().splitlines(), *FITTING.strip().splitlines()])
def test_titles_that_fit(title: str) -> None:
    """A noun, its past clauses of other things, and the act of a plan or a promise fit either."""
    assert not is_doubted(title, "planned")
    assert not is_doubted(title, "occurred")
