"""An amount in pounds is not that of Britain for certain where the article names only another country with pounds."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.figures.shared_currency_names import find_best_known_currencies
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row


@each_row(
    ("sentence", "currency", "note", "is_doubted"),
    [
        ("Egypt paid [5 million pounds] for trams.", "GBP", None, True),
        ("The Egyptian cabinet paid [5 million pounds], not \u20ac3 million.", "GBP", None, True),
        ("Canada paid [5 million dollars].", "USD", None, True),
        ("Belarus paid [5 million roubles].", "RUB", None, True),
        ("Egypt paid Britain [5 million pounds].", "GBP", None, False),
        ("Egypt paid [\u00a35 million].", "GBP", None, False),
        ("Canada paid [$5 million].", "USD", None, False),
        ("Egypt paid [5 million pounds sterling].", "GBP", None, False),
        ("France paid [5 million pounds].", "GBP", None, False),
        ("Norvik paid [5 million pounds].", "GBP", None, False),
        ("Egypt paid [5 million pounds].", "GBP", "the seller is British", False),
    ],
)
def test_a_name_that_another_country_has(sentence: str, currency: str, note: str | None, *, is_doubted: bool) -> None:
    """A country of the article with a currency of that name is doubted; a sign, a full name and a note are not."""
    words = sentence.partition("[")[2].partition("]")[0]
    article = Article(sentence.replace("[", "").replace("]", ""))
    value = {"operator": "=", "amount": "5000000", "currency": currency, "stated": words}
    basis = {"note": note, "basis": "inferred" if note else "stated"}
    receipt = receipt_for(article, words).model_copy(update=basis)
    contract = with_receipts(build_record("contracts", "a", title="trams", value=value), {"value": receipt})
    assert bool(list(find_best_known_currencies(CheckContext({"contracts": [contract]}, article)))) == is_doubted
