"""Numbers of each of several are rates, which a note tells."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.figures.rates import find_unnoted_rates
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row


def is_doubted(text: str, words: str, note: str | None = None, title: str = "debt") -> bool:
    """Return whether an amount in some words of a text is doubted as a rate."""
    article = Article(text)
    amount = {"amount": "9000", "currency": "EUR", "stated": words}
    event = build_record("events", "debt", title=title, kind="debt", status="occurred", amount=amount)
    receipt = receipt_for(article, words).model_copy(update={"note": note})
    records = {"events": (with_receipts(event, {"amount": receipt}),)}
    return bool(list(find_unnoted_rates(CheckContext(records, article))))


@each_row(
    "text",
    [
        "Each resident will be carrying a debt of \u20ac9,000.",
        "Every ferry costs \u20ac9,000.",
        "Each of the ten ships brings in \u20ac9,000.",
        "In a year, every passenger pays \u20ac9,000.",
    ],
)
def test_an_amount_of_each_is_doubted(text: str) -> None:
    """What each of several owes, costs or pays is no amount in all, unless a note says that it is each one's."""
    assert is_doubted(text, "\u20ac9,000")
    assert not is_doubted(text, "\u20ac9,000", "for each of them")
    assert not is_doubted(text, "\u20ac9,000", title="debt of each of them")


@each_row(
    "text",
    [
        "The residents will be carrying a debt of \u20ac9,000.",
        "They help each other, and pay \u20ac9,000.",
        "The town made every effort to pay \u20ac9,000.",
        "Each resident was asked; the town paid \u20ac9,000.",
        "Each resident was asked. The town paid \u20ac9,000.",
        "It paid \u20ac9,000, and each resident is glad.",
    ],
)
def test_an_amount_in_all_is_not_doubted(text: str) -> None:
    """Another clause about each, and each other, leave an amount as it is."""
    assert not is_doubted(text, "\u20ac9,000")
