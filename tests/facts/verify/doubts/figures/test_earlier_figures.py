"""The figure from which something rose or fell is that of an earlier time."""

from typing import Any

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.figures.earlier_figures import find_earlier_figures
from tests.facts.verify.contradiction_cases import build_record, receipt_for, statement_of, with_receipts
from tests.tables import each_row

SURVEY = "It said 62% of riders were dissatisfied, up from 48% a year earlier."


@each_row(
    ("text", "words", "title", "note", "is_doubted"),
    [
        (SURVEY, "48%", "most riders are dissatisfied", None, True),
        (SURVEY, "48%", "most riders are dissatisfied", "the share of the riders", True),
        ("The price rose by a fifth from 48% in May.", "48%", "price of a ticket", None, True),
        ("It reached 62%, compared with just 48% in May.", "48%", "share of the riders", None, True),
        (SURVEY, "62%", "most riders are dissatisfied", None, False),
        (SURVEY, "48%", "share a year earlier", None, False),
        (SURVEY, "48%", "dissatisfied riders", "the share of the year before", False),
        ("The share was cut to 40% from 48% in May.", "48%", "share of the riders", None, True),
        ("It corrected the share of riders on trams to 40% from 48%.", "48%", "correction of the share", None, True),
        ("It corrected the share of riders on trams to 40% from 48%.", "40%", "correction of the share", None, False),
        ("The share fell, and 40% came from 48% of them.", "48%", "share of the riders", None, False),
        ("The share will rise by nearly a third from 48% in May.", "48%", "share of the riders", None, False),
        ("The yard got 48% from the town.", "48%", "share of the yard", None, False),
        ("It was set up with 48% of the shares.", "48%", "share of the town", None, False),
        ("It fell. Far from it, 48% said.", "48%", "share of the riders", None, False),
    ],
)
def test_a_figure_of_an_earlier_time(text: str, words: str, title: str, note: str | None, is_doubted: bool) -> None:
    """The figure after up from is not that of a record which says nothing of an earlier time or a change."""
    article = Article(text)
    receipt = receipt_for(article, words)
    span = receipt.spans[0].model_copy(update={"exact": words})
    receipts = {"amount": receipt.model_copy(update={"spans": (span,), "note": note})}
    amount = {"value": f"0.{words[:2]}", "stated": words}
    statement = statement_of("a", receipts, summary=title, amount=amount)
    assert bool(list(find_earlier_figures(CheckContext({"statements": (statement,)}, article)))) == is_doubted


@each_row(
    ("text", "words", "is_doubted"),
    [
        ("The price was cut to $4 million from $5 million.", "$5 million", True),
        ("Delivery slipped to 2026 from 2024.", "2024", True),
        ("The price was cut to $4 million from $5 million.", "$4 million", False),
        ("Delivery slipped from 2024 to 2026.", "2026", False),
    ],
)
def test_a_figure_of_a_contract_before_it_changed(text: str, words: str, is_doubted: bool) -> None:
    """The value and the date from which a contract was changed are not those that it has."""
    article = Article(text)
    path = "value"
    values: dict[str, Any] = {"value": {"operator": "=", "amount": "5000000", "currency": "USD", "stated": words}}
    if words.isdecimal():
        path, values = "delivery.when", {"delivery": {"when": {"edtf": words, "stated": words}}}
    receipt = receipt_for(article, words)
    span = receipt.spans[0].model_copy(update={"exact": words})
    contract = build_record("contracts", "a", title="purchase of trams", **values)
    contract = with_receipts(contract, {path: receipt.model_copy(update={"spans": (span,)})})
    assert bool(list(find_earlier_figures(CheckContext({"contracts": (contract,)}, article)))) == is_doubted
