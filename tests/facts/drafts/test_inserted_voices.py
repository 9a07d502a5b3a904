"""Words after an inserted "he said" are told by who says what is before them."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a hall
people: {David Orme: }
events:
  valuation: {title: valuation of a hall, quote: put it at more, status: occurred}
"""


@each_row(
    ("text", "words"),
    [
        ("David Orme pointed to a valuation that, he said, put it at more.", "he said"),
        ("The paper had a valuation that, David Orme says, put it at more.", "David Orme says"),
        ("David Orme pointed to a valuation that put it at more.", None),
        ("David Orme, a councillor, put it at more.", None),
    ],
)
def test_who_inserts_that_he_said_it(text: str, words: str | None) -> None:
    """An event whose words follow such an insertion is not the article's own."""
    result = build("hall.yaml", DRAFT, Article(text), "hall")
    messages = [str(issue) for issue in (*result.problems, *result.warnings) if issue.field == "attributed_to"]
    assert any(f"'{words}' stands with" in message for message in messages) == (words is not None), messages
