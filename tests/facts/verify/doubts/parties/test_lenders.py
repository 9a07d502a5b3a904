"""Who lends is a lender, and neither the supplier nor the buyer; who sells on credit may be both."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.lenders import find_lending_parties, find_wrong_lenders
from tests.facts.verify.contradiction_cases import build_record, receipt_for, slug_of, with_receipts
from tests.tables import each_row

ORGANIZATIONS = tuple(
    build_record("organizations", slug_of(name), name=name) for name in ("Tern", "Kestrel", "Alpbank")
)
LOAN = "A loan of 60 million euros from Alpbank covers most of the price."


@each_row(
    ("sentence", "side", "party", "title", "is_doubted"),
    [
        (LOAN, "suppliers", "Alpbank", "ships", True),
        (LOAN, "buyers", "Alpbank", "ships", True),
        (LOAN, "suppliers", "Alpbank", "loan for ships", False),
        ("Alpbank lends Tern most of the price.", "suppliers", "Alpbank", "ships", True),
        ("Alpbank has agreed to finance most of the price.", "buyers", "Alpbank", "ships", True),
        ("Alpbank financed the deal.", "buyers", "Alpbank", "ships", True),
        ("The deal is financed by the state bank Alpbank.", "suppliers", "Alpbank", "ships", True),
        ("Tern was financed by Alpbank.", "buyers", "Tern", "ships", False),
        ("With a loan from Alpbank, Tern bought ships from Kestrel.", "buyers", "Tern", "ships", False),
        ("With a loan from Alpbank, Tern bought ships from Kestrel.", "suppliers", "Kestrel", "ships", False),
        ("With a loan from Alpbank, Tern bought ships from Kestrel.", "suppliers", "Alpbank", "ships", True),
        ("Kestrel sold the ships and lent Tern the price.", "suppliers", "Kestrel", "ships", False),
        ("Alpbank is lending the town 25 million euros over 20 years.", "buyers", "Alpbank", "ships", True),
        ("The branch of Alpbank has lent 25 million euros.", "buyers", "Alpbank", "ships", True),
        ("A bank is lending Tern 25 million euros.", "buyers", "Tern", "ships", False),
        ("Tern ordered two ships, for which it lends a yard its dock.", "buyers", "Tern", "ships", False),
        ("Ships from Alpbank are late.", "suppliers", "Alpbank", "ships", False),
        ("The price without the loan, from Tern, is low.", "buyers", "Tern", "ships", False),
    ],
)
def test_a_party_that_lends(sentence: str, side: str, party: str, title: str, is_doubted: bool) -> None:
    """A party of whom a sentence says that it lends is doubted, unless one says that it buys or sells."""
    article = Article(sentence)
    contract = build_record("contracts", "a", title=title, **{side: (slug_of(party),)})
    contract = with_receipts(contract, {side: receipt_for(article, party)})
    records = {"organizations": ORGANIZATIONS, "contracts": (contract,)}
    assert bool(list(find_lending_parties(CheckContext(records, article)))) == is_doubted
    noted = with_receipts(contract, {side: receipt_for(article, party).model_copy(update={"note": "as owner"})})
    assert not list(find_lending_parties(CheckContext({**records, "contracts": (noted,)}, article)))


@each_row(
    ("sentence", "is_doubted"),
    [
        (LOAN, True),
        ("A loan covers the price.", False),
        ("Kestrel lends most of the price.", False),
    ],
)
def test_a_lender_without_words_of_its_own(sentence: str, is_doubted: bool) -> None:
    """A lender that rests on a whole passage is doubted where only another one lends in it."""
    article = Article(f"Tern ordered ships from Kestrel. {sentence}")
    contract = build_record("contracts", "a", title="ships", payment={"lender": "kestrel"})
    contract = with_receipts(contract, {"payment.lender": receipt_for(article, article.text)})
    records = {"organizations": ORGANIZATIONS, "contracts": (contract,)}
    assert bool(list(find_wrong_lenders(CheckContext(records, article)))) == is_doubted
