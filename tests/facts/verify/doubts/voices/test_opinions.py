"""Statements whose words judge or allege something, and which are told as facts."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.voices.opinions import find_hidden_opinions
from tests.facts.verify.contradiction_cases import receipt_for, statement_of
from tests.tables import each_row


def is_doubted(words: str, status: str, note: str | None) -> bool:
    """Return whether a statement of some words is doubted for its status, which may have a note."""
    article = Article(f"{words}, Ada Lind said.")
    receipt = receipt_for(article, words)
    spans = tuple(span.model_copy(update={"exact": words}) for span in receipt.spans)
    receipt = receipt.model_copy(update={"spans": spans})
    noted = receipt.model_copy(update={"basis": "inferred", "note": note} if note else {})
    receipts = {"summary": receipt, "status": noted}
    statement = statement_of("a", receipts, summary="what somebody says", status=status)
    return bool(list(find_hidden_opinions(CheckContext({"statements": [statement]}, article))))


@each_row(
    ("words", "status", "note", "is_expected"),
    [
        ("We were cheaper", "occurred", None, True),
        ("We won on quality", "occurred", None, True),
        ("The price is far too high", "standing", None, True),
        ("The ruling was simply absurd", "occurred", None, True),
        ("We were cheaper", "asserted", None, False),
        ("We were cheaper", "occurred", "the bids are told", False),
        ("Lind alleged that the tender had been tailored", "occurred", None, True),
        ("Lind alleged that the tender had been tailored", "asserted", None, False),
        ("Lind said that the tender had been tailored", "occurred", None, False),
        ("The alleged leak was found", "occurred", None, False),
        ("The bid was 1.2 million euros cheaper", "occurred", None, False),
        ("We won the contract on Monday", "occurred", None, False),
        ("The dam was closed", "occurred", None, False),
    ],
)
def test_a_judgement_is_no_fact(words: str, status: str, note: str | None, *, is_expected: bool) -> None:
    """What somebody judges or alleges is asserted, unless a note says why a judgement is a fact."""
    assert is_doubted(words, status, note) == is_expected


@each_row(
    ("quote", "status", "is_expected"),
    [
        ("it would pay for the delay", "planned", False),
        ("blamed a shortage of chips", "occurred", True),
        ("a shortage of chips", "occurred", True),
    ],
)
def test_the_verb_nearest_to_the_words_decides(quote: str, status: str, *, is_expected: bool) -> None:
    """A promise after what somebody blames is no reason that they give."""
    article = Article("Velmar blamed a shortage of chips and said it would pay for the delay.")
    receipt = receipt_for(article, quote)
    spans = tuple(span.model_copy(update={"exact": quote}) for span in receipt.spans)
    receipts = dict.fromkeys(("summary", "status"), receipt.model_copy(update={"spans": spans}))
    statement = statement_of("a", receipts, summary="what somebody says", status=status)
    assert bool([*find_hidden_opinions(CheckContext({"statements": [statement]}, article))]) == is_expected
