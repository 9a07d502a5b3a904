"""The amount of an event or a statement that does not mention it: the only figure in its own words, or none."""

from facts.drafts.from_sheet import to_draft
from facts.drafts.text.emit import format_lines
from facts.model.article import Article
from tests.facts.drafts.helpers import build_draft
from tests.tables import each_row

TEXT = (
    "Pesa paid up to \u20ac60 million in May 2024. The town paid a fifth of \u20ac50 million for 4 trams. "
    "It owes 12 kroner. A tram costs \u20ac3 million a year. Holm spoke of 40% of the cost. "
    "It came in the second half of 2025. Two experts left.\n"
)
DRAFT = """\
title: trams
events:
  happening: {title: a thing, quote: QUOTE, status: occurred}
"""
AMOUNTS = {
    "Pesa paid up to \u20ac60 million in May 2024": "up to \u20ac60 million",
    "paid up to \u20ac60 million": "up to \u20ac60 million",
    "Holm spoke of 40% of the cost": "40% of the cost",
    "Pesa paid up to": None,
    "Pesa paid": None,
    "The town paid a fifth of \u20ac50 million": None,
    "paid a fifth of \u20ac50 million for 4 trams": None,
    "for 4 trams": None,
    "It owes 12 kroner": None,
    "A tram costs \u20ac3 million": None,
    "A tram costs \u20ac3 million a year": None,
    "It came in the second half of 2025": None,
    "Two experts left": None,
}
"""The words of an event, and those of its amount."""


@each_row(
    ("text", "stated"),
    [
        ("It cost 210 million Norwegian kroner. It owes 12 million kroner.", "12 million kroner"),
        ("It cost 210 million Norwegian kroner or Danish kroner. It owes 12 million kroner.", None),
        ("It cost 210 million euros. It owes 12 million kroner.", None),
    ],
)
def test_a_currency_that_the_article_names_elsewhere_is_read(text: str, stated: str | None) -> None:
    """A name such as kroner is that of the only currency with it that the article names in full."""
    result = build_draft(DRAFT.replace("QUOTE", "It owes 12 million kroner"), text)
    amounts = [getattr(record, "amount", None) for _, record in result.sheet] if result.sheet else [None]
    assert getattr(amounts[0], "stated", None) == stated


@each_row(("quote", "stated"), AMOUNTS.items())
def test_the_only_figure_of_the_words_is_the_amount(quote: str, stated: str | None) -> None:
    """An amount or a share is read if the words have no other figure but dates, and nothing around it changes it."""
    result = build_draft(DRAFT.replace("QUOTE", quote), TEXT)
    problems = [problem for problem in result.problems if problem.field in ("", "amount")]
    assert problems == []
    amounts = [getattr(record, "amount", None) for _, record in result.sheet] if result.sheet else [None]
    assert getattr(amounts[0], "stated", None) == stated


def test_a_gap_of_the_amount_stays() -> None:
    """An event whose sheet has no amount, though its words have one, has none in the sheet of its draft."""
    draft = DRAFT.replace("QUOTE", "paid up to \u20ac60 million, amount: unexamined")
    result = build_draft(draft, TEXT)
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    assert all(getattr(record, "amount", None) is None for _, record in result.sheet)
    text = "\n".join(format_lines(to_draft(result.sheet, Article(TEXT))))
    assert build_draft(text, TEXT).text == result.text
