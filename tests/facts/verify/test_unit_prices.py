"""Words that make an amount the price of one unit are accepted beside such a price, and refused beside any other."""

from typing import Annotated

from facts.model.fields import FieldMetadata, field_metadata
from facts.model.money import Money
from facts.model.values import FrozenModel, UnitPrice
from facts.verify.context import Excerpt
from facts.verify.contract_values import find_unit
from facts.verify.unit_prices import without_unit
from facts.verify.values import mismatch, words_of
from tests.tables import each_row

PRICES = """
    [$2 million] each|[$2 million] apiece|[$2 million] a piece|[$2 million] per round|[$2 million] per unit
    [$2 million] a missile|[$2 million] an aircraft|[$2 million] for each aircraft|[$2 million] for every jet
    [$2 million] per artillery round|[$2 million each]|[$2 million apiece], he said|[$2 million per guided missile]
    [$2 million for each aircraft]|[$2 million] per round under the contract
    worth $90 million, or [$2 million] a missile|it pays $90 million, or [$2 million] each
"""
NO_PRICES = """
    [$2 million] a year|[$2 million] per year|[$2 million] each year|[$2 million] every month|[$2 million] annually
    [$2 million] per annum|[$2 million] a day|[$2 million] for each quarter|[$2 million] each a year
    [$2 million] per dozen|[$2 million] per cent|[$2 million] per hundred rounds|[$2 million] a few
    [$2 million] per round annually|[$2 million per year]|up to [$2 million] each|half of [$2 million] each
    it pays $1 million or [$2 million] each|worth $90 million, or [$2 million] a year
    [$2 million] or more each|[$2 million] more each|[$2 million] per 100 rounds
"""


def phrases(table: str) -> list[str]:
    """Return the phrases of a table."""
    return [phrase.strip() for line in table.strip().splitlines() for phrase in line.split("|")]


def check(phrase: str, is_unit_price: bool) -> str | None:
    """Return what is wrong with an amount of two million dollars where it stands between brackets."""
    before, _, rest = phrase.partition("[")
    stated, _, after = rest.partition("]")
    value = Money.model_validate({"amount": "2000000", "currency": "USD", "stated": stated})
    words = words_of(value, is_unit_price=is_unit_price)
    excerpt = Excerpt(f"{before}{stated}{after}", len(before), len(before) + len(words))
    return mismatch(value, [excerpt], is_unit_price=is_unit_price)


@each_row("phrase", phrases(PRICES))
def test_price_of_a_unit(phrase: str) -> None:
    """The price of one unit may be followed by words that say so; the value of a contract may not."""
    assert check(phrase, is_unit_price=True) is None
    assert check(phrase, is_unit_price=False) is not None


@each_row("phrase", phrases(NO_PRICES))
def test_no_price_of_a_unit(phrase: str) -> None:
    """A rate in time, the price of several units and other words that change an amount are refused for both."""
    assert check(phrase, is_unit_price=True) is not None
    assert check(phrase, is_unit_price=False) is not None


def test_plain_amount_may_be_a_unit_price() -> None:
    """An amount without such words is accepted: "at a unit price of" stands before it."""
    assert check("at a unit price of [$2 million]", is_unit_price=True) is None
    assert without_unit("each $2 million") == "each $2 million"


def test_field_is_marked() -> None:
    """A field is the price of a unit if it is annotated with `UnitPrice`."""

    class Offer(FrozenModel):
        price: Money | None = None
        unit_price: Annotated[Money | None, UnitPrice()] = None

    assert field_metadata(Offer, "price") == FieldMetadata()
    assert field_metadata(Offer, "unit_price") == FieldMetadata(is_unit_price=True)


@each_row(
    ("before", "after", "is_unit"),
    [
        ("It signed an agreement to develop one for up to ", ".", False),
        ("It needs a ship and will buy one for ", ".", False),
        ("They sell one for ", ".", True),
        ("One costs ", ".", True),
        ("The ships are dear: one at ", ".", True),
        ("It will sell each for ", ".", True),
        ("It pays ", " per ship.", True),
    ],
)
def test_one_may_be_the_thing_that_is_bought(before: str, after: str, is_unit: bool) -> None:
    """One after a verb that is to come is a thing named before; each, per and one of several are units."""
    assert (find_unit(before, after) is not None) == is_unit
