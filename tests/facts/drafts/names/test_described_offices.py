"""What a message offers for an office whose organization no sentence names: the words that describe it there."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
The rail safety agency waits. Kite Works waits too.
The agency's deputy director, Tomas Hriber, said no.
The owner, Per Lund, left. The fund's head, Eva Moss, stayed.
"""
DRAFT = """\
title: a wait
organizations: {rail safety agency: , Kite Works: }
people:
  Tomas Hriber: {offices: {title: deputy director, organization: ORGANIZATION}}
  Eva Moss: {offices: {title: head, organization: HEAD}}
"""


def hints_of(organization: str, head: str = "") -> list[str]:
    """Return the hints of the problems of the organizations of the offices."""
    draft = DRAFT.replace("ORGANIZATION", organization).replace(", organization: HEAD", head)
    problems = build("wait.yaml", draft, Article(TEXT), "wait").problems
    return [problem.hint for problem in problems if problem.field == "offices.0.organization"]


def test_words_that_describe_the_organization_are_offered() -> None:
    """The words of the sentence that describe the record are offered, and accepted when they are written."""
    (hint,) = hints_of("rail-safety-agency")
    assert hint == "Quote words that describe it, as in `organization: The agency's deputy director`"
    assert hints_of("The agency's deputy director") == []


@each_row("head", ["rail-safety-agency", "kite-works"])
def test_words_that_describe_no_record_are_not_offered(head: str) -> None:
    """Where no words of the sentence describe the record, the words and the name with a note are asked for."""
    (hint,) = hints_of("The agency's deputy director", f", organization: {head}")
    assert "also those that name it, and add a `note`" in hint
