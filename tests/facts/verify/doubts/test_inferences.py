"""An inferred number follows from its words, on the side of it that they tell."""

from decimal import Decimal

from facts.model.quantity import Quantity
from facts.model.share import Share
from facts.verify.doubts.inferences import find_lost_bound, follows_from_words
from tests.tables import each_row

PASSAGE = "It has paid 11 million of an estimated 30 million in damage, and one in four of 12 boats sank."


@each_row(
    ("number", "words", "follows"),
    [
        ("30000000", "an estimated 30 million in damage", True),
        ("19000000", "an estimated 30 million in damage", True),
        ("11000000", "an estimated 30 million in damage", False),
        ("3", "one in four of 12 boats", True),
        ("0.25", "one in four", True),
        ("11000000", "the rest", True),
    ],
)
def test_a_number_follows_from_its_own_words(number: str, words: str, follows: bool) -> None:
    """A number of the passage that the words do not have is no number of theirs, unless it is computed with one."""
    assert follows_from_words(Decimal(number), words, PASSAGE) == follows


@each_row(
    ("value", "fault"),
    [
        (Quantity(value=5, operator=">", unit="ship", stated="fewer than 5 ships"), "the opposite of"),
        (Quantity(value=5, operator="=", unit="ship", stated="fewer than 5 ships of the fleet"), "a bound"),
        (Share(value=Decimal("0.1"), operator=">", stated="fewer than one in ten ships"), "the opposite of"),
        (Share(value=Decimal("0.1"), operator="<", stated="fewer than one in ten ships"), ""),
        (Share(value=Decimal("0.1"), operator="<=", stated="no more than one in ten ships"), ""),
        (Share(value=Decimal("0.9"), operator=">", stated="fewer than one in ten ships"), ""),
    ],
)
def test_the_side_of_a_bound(value: Quantity | Share, fault: str) -> None:
    """A number that its words make a bound is one, on the same side; another number may follow from it."""
    message = find_lost_bound(value, frozenset())
    assert message is None if not fault else message is not None and fault in message
