"""Inferred figures are on the side of their words, and the multiple that these tell."""

from decimal import Decimal

from facts.model.quantity import Quantity
from facts.model.share import Share
from facts.verify.doubts.figures.turned_figures import find_lost_bound, find_turned_multiple
from tests.tables import each_row


@each_row(
    ("value", "fault"),
    [
        (Quantity(value=5, operator=">", unit="ship", stated="fewer than 5 ships"), "the opposite of"),
        (Quantity(value=5, operator="=", unit="ship", stated="fewer than 5 ships of the fleet"), "a bound"),
        (Share(value=Decimal("0.1"), operator=">", stated="fewer than one in ten ships"), "the opposite of"),
        (Share(value=Decimal("0.1"), operator="<", stated="fewer than one in ten ships"), ""),
        (Share(value=Decimal("0.1"), operator="<=", stated="no more than one in ten ships"), ""),
        (Share(value=Decimal("0.9"), operator=">", stated="fewer than one in ten ships"), ""),
        (Quantity(value=30, operator=">=", unit="day", stated="within 30 days"), "the opposite of"),
        (Quantity(value=30, operator="=", unit="day", stated="within 30 days"), "a bound"),
        (Quantity(value=30, operator="<=", unit="day", stated="within 30 days"), ""),
        (Quantity(value=30, operator="=", unit="km", stated="within sight of 30 km"), ""),
        (Quantity(value=14, operator="=", unit="crown", stated="at least 14 hooded men's crowns"), "a bound"),
        (Quantity(value=14, operator="<", unit="crown", stated="at least 14 hooded men's crowns"), "the opposite of"),
        (Quantity(value=14, operator=">=", unit="crown", stated="at least 14 hooded men's crowns"), ""),
        (Share(value=Decimal("0.2"), operator=">=", stated="nearly one in five"), "the opposite of"),
        (Share(value=Decimal("0.2"), operator="=", stated="nearly one in five"), "is about that"),
        (Share(value=Decimal("0.2"), operator="~", stated="nearly one in five"), ""),
        (Share(value=Decimal("0.2"), operator=">=", stated="nearly one in five ships"), "the opposite of"),
        (Share(value=Decimal("0.2"), operator="<=", stated="nearly one in five ships"), ""),
    ],
)
def test_the_side_of_a_bound(value: Quantity | Share, fault: str) -> None:
    """A number that its words make a bound is one, on the same side; another number may follow from it."""
    message = find_lost_bound(value, frozenset())
    assert message is None if not fault else message is not None and fault in message


@each_row(
    ("value", "words", "fault"),
    [
        (Share(value=Decimal(3), operator="~", stated="nearly twice"), "nearly twice as much", "'twice'"),
        (Share(value=Decimal("1.5"), operator="~", stated="nearly twice"), "nearly twice as much", "'twice'"),
        (Share(value=Decimal("0.5"), operator="~", stated="nearly twice"), "nearly twice as much", "less than one"),
        (Share(value=Decimal(2), operator=">", stated="nearly twice"), "nearly twice as much", "or less"),
        (Share(value=Decimal(2), operator="<", stated="nearly twice"), "nearly twice as much", ""),
        (Share(value=Decimal(1), operator="~", stated="nearly twice"), "nearly twice as much", ""),
        (Share(value=Decimal(3), operator="=", stated="tripled"), "the sum tripled", ""),
        (Share(value=Decimal("0.4"), operator="=", stated="twice as many, 40%"), "twice as many, 40%", ""),
        (Quantity(value=24, operator="=", unit="ship", stated="twice as many"), "twice as many", ""),
    ],
)
def test_a_multiple(value: Quantity | Share, words: str, fault: str) -> None:
    """A share is the multiple that is its only number, or the increase, and on the same side of it."""
    message = find_turned_multiple(value, words)
    assert message is None if not fault else message is not None and fault in message
