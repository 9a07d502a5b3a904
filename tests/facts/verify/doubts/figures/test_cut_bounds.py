"""A figure whose words leave out the bound before them is doubted, with a note too."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.figures.cut_bounds import find_cut_bounds
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row


def is_doubted(text: str, words: str, operator: str = "=", basis: str = "inferred") -> bool:
    """Return whether the quantity of an event from some words of a text is doubted."""
    article = Article(text)
    quantity = {"value": "10", "unit": "train", "stated": words, "operator": operator}
    event = build_record("events", "lease", title="lease", kind="lease", status="planned", quantity=quantity)
    receipt = receipt_for(article, words).model_copy(update={"basis": basis, "note": "why"})
    records = {"events": (with_receipts(event, {"quantity": receipt}),)}
    return bool(list(find_cut_bounds(CheckContext(records, article))))


@each_row(
    "text",
    [
        "The railway may lease up to ten trains.",
        "At least ten trains came.",
        "Nearly ten trains came.",
        "They number no more than ten trains.",
        "The fleet exceeded ten trains.",
        "It leases as many as ten trains.",
    ],
)
def test_a_bound_before_a_figure_is_part_of_it(text: str) -> None:
    """What stands before an exact figure and makes it a bound or an estimate is doubted, unless the value says so."""
    assert is_doubted(text, "ten trains")
    assert not is_doubted(text, "ten trains", operator="<=")
    assert not is_doubted(text, "ten trains", basis="stated")


@each_row(
    "text",
    [
        "The railway leases ten trains.",
        "It spread the cost over ten trains.",
        "The railway knows about its ten trains.",
        "It pays more than the town, which leases ten trains.",
        "Exactly ten trains came.",
        "It cost a third more than ten trains do.",
        "It cost more than the ten trains.",
    ],
)
def test_other_words_before_a_figure_leave_it(text: str) -> None:
    """A preposition, and a bound of something else, leave a figure as it is."""
    assert not is_doubted(text, "ten trains")
