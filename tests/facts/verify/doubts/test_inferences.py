"""An inferred number follows from its words."""

from decimal import Decimal

from facts.verify.doubts.inferences import follows_from_words
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
        ("24", "12 boats", False),
        ("144", "12 boats", False),
    ],
)
def test_a_number_follows_from_its_own_words(number: str, words: str, follows: bool) -> None:
    """A number of the passage that the words do not have is no number of theirs, unless it is computed with one."""
    assert follows_from_words(Decimal(number), words, PASSAGE) == follows
