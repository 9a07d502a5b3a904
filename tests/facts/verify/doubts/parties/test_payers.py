"""Who pays a part of a price is no buyer."""

from facts.kinds.country import Country
from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.payers import find_paying_buyers
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row

PAYING = """
[Finland] will pay a part of the price.
[Finland] and the European Union cover half of the cost.
A third of the price is paid by Latvia, and [Finland] contributes 20 percent.
[Finland] co-financed the rest.
"""
BUYING = """
[Finland] bought two ships and paid a part of the price.
[Finland] will pay 40 million euros for the ships.
[Finland] signed a contract, under which it pays a third in advance.
[Finland] is the largest part of the market.
[Finland] orders ships, and will pay half of the price in May.
"""
"""Sentences, with the buyer in brackets."""


def is_doubted(sentence: str, note: str | None = None) -> bool:
    """Return whether the buyer in a sentence is doubted."""
    article = Article(sentence.replace("[", "").replace("]", ""))
    receipt = receipt_for(article, "Finland").model_copy(update={"note": note})
    country = Country.model_construct(id="FI", name="Finland", also_called=())
    contract = build_record("contracts", "a", title="ships", buyers=["FI"])
    records = {"countries": (country,), "contracts": (with_receipts(contract, {"buyers": receipt}),)}
    return bool(list(find_paying_buyers(CheckContext(records, article))))


@each_row("sentence", PAYING.strip().splitlines())
def test_who_pays_a_part_is_no_buyer(sentence: str) -> None:
    """A buyer of whom its sentence says only that it pays a part is doubted, unless a note says why."""
    assert is_doubted(sentence)
    assert not is_doubted(sentence, "it buys for all three")


@each_row("sentence", BUYING.strip().splitlines())
def test_who_buys_may_pay_a_part(sentence: str) -> None:
    """A buyer whose sentence tells a purchase, or no part of a price, is not doubted."""
    assert not is_doubted(sentence)
