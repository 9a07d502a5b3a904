"""Nouns before an office that say whose it is: union chairman, a university spokesman."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a strike
organizations: {Dock Workers' Union: {kind: Union}, Nordbank: {kind: bank}}
people: {Per Lund: {offices: {title: TITLE, organization: WORDS}}}
"""
TEXT = "The Dock Workers' Union met Nordbank, a bank.\n\n{}\n"


def problems_of(sentence: str, title: str, words: str) -> list[str]:
    """Return the problems of the organization of an office."""
    draft = DRAFT.replace("TITLE", title).replace("WORDS", words)
    problems = build("strike.yaml", draft, Article(TEXT.format(sentence)), "strike").problems
    return [problem.message for problem in problems if problem.field == "offices.0.organization"]


@each_row(
    ("sentence", "title", "words"),
    [
        ("“No,” said union chairman Per Lund.", "chairman", "union chairman"),
        ("“No,” said union boss Per Lund.", "boss", "union boss Per Lund"),
        ("“No,” said Per Lund, a union spokesman.", "spokesman", "a union spokesman"),
        ("“No,” said bank chief Per Lund.", "chief", "bank chief"),
    ],
)
def test_a_noun_before_an_office_is_its_organization(sentence: str, title: str, words: str) -> None:
    """The one organization that is what the noun says is that of the office."""
    assert problems_of(sentence, title, words) == []


@each_row(
    ("sentence", "title", "words"),
    [
        ("“No,” said union members' head Per Lund.", "head", "union members"),
        ("“No,” said students' union chairman Per Lund.", "chairman", "union chairman"),
        ("“No,” said party chairman Per Lund.", "chairman", "party chairman"),
        ("“No,” said Per Lund, chairman since union days.", "chairman", "since union days"),
        ("“No,” said company chief Per Lund.", "chief", "company chief"),
    ],
)
def test_other_nouns_name_no_organization(sentence: str, title: str, words: str) -> None:
    """Nouns before members, of another one of the kind, of none of the draft and without an office name nobody."""
    (problem,) = problems_of(sentence, title, words)
    assert "name none of its organizations or places" in problem
