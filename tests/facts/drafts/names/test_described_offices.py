"""What a message offers for an office whose organization no sentence names: the words that describe it there."""

import json

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


MUSEUM = """\
title: boats
organizations: {Oslo Museum: , Lode Bank: }
people:
  Anna Vik: {offices: {title: director, organization: ORGANIZATION}}
"""


@each_row(
    ("sentence", "words", "organization"),
    [
        ("Museum director Anna Vik left.", "Museum director", "oslo-museum"),
        ("Museum director Anna Vik left.", "Museum director Anna Vik", "oslo-museum"),
        ("Museum director Anna Vik left.", "{oslo-museum: Museum director}", "oslo-museum"),
        ("Museum director Anna Vik left.", "{lode-bank: Museum director}", None),
        ("It closed. “Museum director Anna Vik left.”", "Museum director", "oslo-museum"),
        ("The museum director Anna Vik left.", "museum director", "oslo-museum"),
        ("The Kite Museum closed. Museum director Anna Vik left.", "Museum director", None),
        ("School director Anna Vik left.", "School director", None),
        ("The Museum Kite director Anna Vik left.", "Kite director", "kite"),
    ],
)
def test_a_noun_before_an_office_is_no_name(sentence: str, words: str, organization: str | None) -> None:
    """With the capital of a sentence's first word a noun names the only organization that it fits, and no new one."""
    text = f"The Oslo Museum and Lode Bank bought boats. {sentence}"
    result = build("m.yaml", MUSEUM.replace("ORGANIZATION", words), Article(text), "m")
    if organization is None:
        assert [problem.field for problem in result.problems] == ["offices.0.organization"]
        return
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    (person,) = json.loads(result.text)["people"]
    assert person["offices"][0]["organization"] == organization


HALL = """\
title: a hall
organizations: {Tidemark: , Kite Museum: }
people: {Helen Marsh: {offices: managing director}, Paul Yates: OFFICE}
statements:
  view of the talks: {quote: said that it rained, SPEAKER, summary: it was wet}
"""


@each_row(
    ("office", "speaker", "problem"),
    [
        ("{offices: {title: director, passage: 3}}", "", None),
        ("", "", None),
        ("", "speaker: '{paul-yates: Its director}'", None),
        ("", "speaker: '{helen-marsh: Its director}'", "which names paul-yates"),
        ("", "speaker: Its director", "Write `{paul-yates: Its director}`"),
    ],
)
def test_the_name_beside_a_description_says_who_it_is(office: str, speaker: str, problem: str | None) -> None:
    """Who is named after its director is that director, whoever else is one; a message proposes that person."""
    text = (
        "“It stays,” said its managing director, Helen Marsh of Tidemark.\n\nIt is near the Kite Museum.\n\n"
        "Its director, Paul Yates, said that it rained."
    )
    draft = HALL.replace("OFFICE", office).replace("SPEAKER", speaker.replace("'", "")).replace(", ,", ",")
    result = build("h.yaml", draft, Article(text), "h")
    problems = [str(issue) for issue in result.problems if issue.field == "speaker"]
    assert len(problems) == bool(problem), [str(issue) for issue in result.problems]
    assert all(problem and problem in line for line in problems), problems
    assert result.sheet is None or json.loads(result.text)["statements"][0]["speaker"] == "paul-yates"
