"""The figure of a record whose words tell of a part of something is the part."""

from facts.model.article import Article
from facts.model.quantity import Quantity
from facts.verify.doubts.figures.wholes import find_part
from tests.facts.verify.contradiction_cases import receipt_for
from tests.tables import each_row


@each_row(
    ("value", "quote", "is_doubted"),
    [
        (310, "up to 80 of the terminal's 310 drivers", True),
        (80, "up to 80 of the terminal's 310 drivers", False),
        (310, "the terminal's 310 drivers", False),
        (14, "four of the 14 trains", True),
        (14, "two trains of Tern and 14 trains", False),
        (120000, "One batch of 120,000 doses", False),
        (40, "one order of 40 trains", False),
        (120000, "Two batches of 120,000 doses", True),
        (40, "one train of the 40", True),
        (40, "one driver of 40 trains", True),
        (1988, "a ship of 4,000 tonnes from 1988", False),
    ],
)
def test_the_whole_of_a_part(value: int, quote: str, is_doubted: bool) -> None:
    """The second number of 80 of the 310 is doubted, and neither the first nor one without a part."""
    receipt = receipt_for(Article(quote), quote)
    span = receipt.spans[0].model_copy(update={"exact": quote})
    words = receipt.model_copy(update={"spans": (span,)})
    quantity = Quantity.model_validate({"value": str(value), "unit": "driver", "stated": quote})
    assert (find_part(quantity, words) is not None) == is_doubted
