"""The adjective of a record's own country before its noun names no other record: the Swedish county."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: ploughs
source: {headline: {passage: 1}}
places: {Jamtland: {kind: county, country: {SE: Sweden, note: it is there}}}
events:
  arrival: {quote: eight had come, attributed_to: The county said}
"""
TEXT = """\
Ploughs for Swedish county are late

Sweden is cold. The county of Jamtland has ordered ploughs. The county said eight had come.
"""


@each_row(
    ("headline", "is_open"),
    [
        ("Ploughs for Swedish county are late", False),
        ("Ploughs for Norwegian county are late", True),
        ("Ploughs for rival county are late", True),
    ],
)
def test_the_adjective_of_the_country(headline: str, *, is_open: bool) -> None:
    """A county with its country's adjective is the same one; with another word before it, it may be another."""
    text = TEXT.replace("Ploughs for Swedish county are late", headline)
    result = build("ploughs.yaml", DRAFT, Article(text), "ploughs")
    assert [problem.field for problem in result.problems] == (["attributed_to"] if is_open else [])


def test_the_country_may_be_told_by_words() -> None:
    """The country that the words of the record name counts as one that is written by its code."""
    draft = DRAFT.replace("{SE: Sweden, note: it is there}", "The Swedish county of Jamtland")
    draft += "contracts:\n  order: {title: order of ploughs, buyers: The county bought}\n"
    text = TEXT.replace("The county of", "The Swedish county of") + "The county bought ploughs.\n"
    for headline in ("Swedish county", "Norwegian county"):
        article = Article(text.replace("Swedish county are", f"{headline} are"))
        problems = build("ploughs.yaml", draft, article, "ploughs").problems
        assert sorted(problem.field for problem in problems) == (
            [] if headline == "Swedish county" else ["attributed_to", "buyers"]
        )
