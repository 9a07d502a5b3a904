"""Votes of the other side, advances that are none, and titles for something else than what happened."""

from tests.facts.drafts.council import warnings_of
from tests.tables import each_row

AGAINST = "    quantity: {9 votes: to 9, note: votes is said before}\n"
LENDER = "    payment.lender: The Coastal Bank"
CLAIM = "  claim of penalties by the town:"
BARGES = "  arrival of the barges:"
NO_ADVANCE = "payment.advance_share: is from a sentence in which nothing is paid in advance"
WRONG = [
    (AGAINST, "    quantity: 14 votes\n", "quantity: is 14 against, where its sentence has 9 against"),
    ("    quantity: 14 votes\n", "    quantity: {9 votes: to 9, note: so it says}\n", "has 14 for"),
    ("  vote of the council for the purchase:", "  vote of the council against the purchase:", "has 9 against"),
    (LENDER, f"    payment.advance_share: about 60 percent of the cost\n{LENDER}", NO_ADVANCE),
    (CLAIM, "  payment of penalties by the town:", "'payment', of which its sentence says nothing"),
    (CLAIM, "  signature by the town:", "'signature', of which its sentence says nothing"),
]
"""What is written in place of other words, and the warning about it."""
RIGHT = [
    ("  votes against the purchase:", "  votes of those who opposed the purchase:"),
    ("  vote of the council for the purchase:", "  vote of the council:"),
    (BARGES, "  delivery of the barges:"),
    ("  signature of the contract:", "  signing of the contract:"),
]
"""What may be written in place of other words."""


@each_row(("before", "after", "warning"), WRONG)
def test_a_happening_that_its_sentence_does_not_tell(before: str, after: str, warning: str) -> None:
    """The winners' votes are for what passed, a loan is no advance, and who claims money has not paid."""
    changes = {before: after, "    about: bid-of-sundt-for-the-ferries\n": ""}
    assert any(warning in other for other in warnings_of(changes)), after


@each_row(("before", "after"), RIGHT)
def test_a_happening_that_its_sentence_tells(before: str, after: str) -> None:
    """Other words for the same side and the same happening are not doubted."""
    assert warnings_of({before: after}) == [], after
