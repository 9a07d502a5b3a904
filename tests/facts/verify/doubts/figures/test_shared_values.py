"""A figure of one contract is not that of another for which the same words, or "respectively", tell another one."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.figures.shared_values import find_shared_values
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row

YARDS = (build_record("organizations", "brod", name="Brod"), build_record("organizations", "lenac", name="Lenac"))
LISTED = "The ships come from Brod and Lenac. The contracts are worth $4 million and $3 million respectively."
ONE = "Brod builds one and Lenac another. The ship of Lenac costs $3 million, that of Brod $4 million."


@each_row(
    ("text", "brod", "lenac", "note", "is_doubted"),
    [
        (LISTED, "$4 million", "$3 million", None, False),
        (LISTED, "$3 million", "$4 million", None, True),
        (LISTED, "$3 million", "$4 million", "the list is the other way round", False),
        (LISTED.replace(" respectively", ""), "$3 million", "$4 million", None, False),
        (LISTED.replace("Brod and Lenac", "two yards"), "$3 million", "$4 million", None, False),
        (LISTED, "$4 million", "$4 million", None, True),
        (ONE, "$4 million", "$3 million", None, False),
        (ONE, "$3 million", "$3 million", None, True),
        ("Brod and Lenac each get $4 million.", "$4 million", "$4 million", None, False),
    ],
)
def test_figures_of_two_contracts(text: str, brod: str, lenac: str, note: str | None, *, is_doubted: bool) -> None:
    """The same words, unless they say "each", and figures against the order of the names are doubted."""
    article = Article(text)
    contracts = []
    for yard, words in (("brod", brod), ("lenac", lenac)):
        value = {"operator": "=", "amount": f"{words[1]}000000", "currency": "USD", "stated": words}
        receipt = receipt_for(article, words).model_copy(update={"note": note})
        contract = build_record("contracts", f"ship-{yard}", title="ship", suppliers=(yard,), value=value)
        contracts.append(with_receipts(contract, {"value": receipt}))
    records = {"contracts": contracts, "organizations": YARDS}
    assert bool(list(find_shared_values(CheckContext(records, article)))) == is_doubted
