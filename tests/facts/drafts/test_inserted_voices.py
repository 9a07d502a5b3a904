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


@each_row(
    ("clause", "is_told"),
    [
        (", while repairs would cost much", True),
        (", although the repairs would cost much", True),
        (", while repairs have cost much", False),
        ("; repairs would cost much", False),
    ],
)
def test_who_goes_on_after_while(clause: str, is_told: bool) -> None:
    """A clause after while with would goes on with what somebody said; one in another tense may be the article's."""
    quote = clause[clause.index("repairs") :]
    draft = DRAFT.replace("put it at more, status: occurred", f"{quote}, status: standing")
    result = build("hall.yaml", draft, Article(f"David Orme said that the hall was old{clause}."), "hall")
    messages = [str(issue) for issue in (*result.problems, *result.warnings) if issue.field == "attributed_to"]
    assert any("'David Orme said' stands with" in message for message in messages) == is_told, messages
