"""A noun for an organization means none that the article names only later, if another one has the noun before."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a protest
organizations: {foreign ministry: {kind: ministry}}
events:
  silence:
    {title: silence, quote: The ministry has not commented, status: standing, participants: {quote: The ministry}}
  note: {title: receipt of a note, quote: foreign ministry received a note, participants: foreign ministry}
"""


@each_row(
    ("text", "is_doubted"),
    [
        (
            "The Interior Minister met. The ministry has not commented. Moldova's foreign ministry received a note.",
            True,
        ),
        ("The foreign ministry received a note. The ministry has not commented.", False),
        ("The ministry has not commented. Moldova's foreign ministry received a note.", False),
        (
            "The Interior Minister met the foreign ministry. The ministry has not commented. "
            "Moldova's foreign ministry received a note.",
            False,
        ),
    ],
)
def test_a_noun_before_the_name(text: str, is_doubted: bool) -> None:
    """The ministry after an interior minister is not the foreign ministry that is named later."""
    result = build("protest.yaml", DRAFT, Article(text), "protest")
    issues = [str(issue) for issue in (*result.problems, *result.warnings)]
    assert any("named only after" in issue for issue in issues) == is_doubted, issues
