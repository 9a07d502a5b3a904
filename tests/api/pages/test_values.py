"""Pages show the article's words for a value, and what they mean."""

from typing import Any

from api.pages.contract import percent
from api.pages.values import view_composite
from facts.model.money import DerivedAmount, Money
from facts.model.quantity import Quantity
from facts.model.share import Share
from tests.tables import each_row

Figure = Money | DerivedAmount | Share | Quantity
MONEY: dict[str, Any] = {"amount": "2000000000", "currency": "USD", "stated": "so much"}
SHARE: dict[str, Any] = {"value": "0.1", "stated": "a tenth"}
QUANTITY: dict[str, Any] = {"value": 4, "unit": "type", "stated": "some"}
NOTES: list[tuple[type[Figure], dict[str, Any], str]] = [
    (Money, MONEY, "2\u00a0000\u00a0000\u00a0000 USD"),
    (Money, MONEY | {"operator": "<="}, "up to 2\u00a0000\u00a0000\u00a0000 USD"),
    (Money, MONEY | {"operator": "..", "amount": "5", "to": "6.5"}, "between 5 and 6.5 USD"),
    (Share, SHARE, "10%"),
    (Share, SHARE | {"operator": ">"}, "more than 10%"),
    (Share, SHARE | {"operator": "..", "to": "1.5"}, "between 10% and 150%"),
    (Quantity, QUANTITY | {"operator": "~"}, "about 4 (unit: type)"),
    (Quantity, QUANTITY | {"operator": "..", "to": 5, "unit": None}, "between 4 and 5"),
    (Quantity, QUANTITY | {"value": None}, "the word only; no number is given"),
]


def dump(model: type[Figure], fields: dict[str, Any]) -> dict[str, Any]:
    """Return a value as it is served."""
    return model.model_validate(fields).model_dump(mode="json")


@each_row(("model", "fields", "note"), NOTES)
def test_a_value_has_its_words_and_its_meaning(model: type[Figure], fields: dict[str, Any], note: str) -> None:
    """The words of the article come first; below them is the number with how it is meant."""
    view = view_composite(dump(model, fields))
    assert (view.text, view.note) == (fields["stated"], note)


def test_a_derived_amount_has_no_words() -> None:
    """An amount that is computed from a ceiling is a ceiling too."""
    view = view_composite(dump(DerivedAmount, {"operator": "<=", "amount": "900", "currency": "USD"}))
    assert (view.text, view.note) == ("up to 900 USD", "")


def test_only_an_exact_share_is_drawn() -> None:
    """A bar as long as a ceiling would show it as exact."""
    assert percent(dump(Share, SHARE | {"value": "0.125"})) == 12.5
    assert percent(dump(Share, SHARE | {"operator": "<="})) == 0
