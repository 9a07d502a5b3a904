"""Operators and ranges in words: Markdown says how a number is meant, as the article does."""

from typing import Any

from facts.formats.markdown.inline import format_value
from facts.formats.ocds import union_parts
from facts.model.money import DerivedAmount, Money
from facts.model.quantity import Quantity
from facts.model.share import Share
from tests.tables import each_row

MONEY: dict[str, Any] = {"amount": "2000000000", "currency": "USD", "stated": "so much"}
SHARE: dict[str, Any] = {"value": "0.1", "stated": "a tenth"}
QUANTITY: dict[str, Any] = {"value": 4, "unit": "type", "stated": "some"}
TEXTS: list[tuple[type[Money | Share | Quantity | DerivedAmount], dict[str, Any], str]] = [
    (Money, MONEY, '2000000000 USD, "so much"'),
    (Money, MONEY | {"operator": "<="}, 'up to 2000000000 USD, "so much"'),
    (Money, MONEY | {"operator": "~"}, 'about 2000000000 USD, "so much"'),
    (Money, MONEY | {"operator": "..", "to": "3000000000"}, 'between 2000000000 and 3000000000 USD, "so much"'),
    (DerivedAmount, {"operator": ">", "amount": "5", "currency": "DEM"}, "more than 5 DEM"),
    (Share, SHARE, '0.1, "a tenth"'),
    (Share, SHARE | {"operator": ">="}, 'at least 0.1, "a tenth"'),
    (Quantity, QUANTITY | {"operator": "<"}, 'less than 4 (unit: type), "some"'),
    (Quantity, QUANTITY | {"operator": "..", "to": 5}, 'between 4 and 5 (unit: type), "some"'),
    (Quantity, QUANTITY | {"value": None}, 'no number (unit: type), "some"'),
]


@each_row(("model", "fields", "text"), TEXTS)
def test_markdown_says_how_a_number_is_meant(
    model: type[Money | Share | Quantity | DerivedAmount], fields: dict[str, Any], text: str
) -> None:
    """A bound, an estimate and a range are in words, with the unit and the article's own words."""
    assert format_value(model.model_validate(fields).model_dump(mode="json")) == text


def test_ocds_describes_one_of_several_objects() -> None:
    """The extension describes a field that holds one of several objects by the properties of each."""
    money, share = {"type": "object", "properties": {"amount": {}}}, {"type": "object", "properties": {"value": {}}}
    union = {"oneOf": [{"$ref": "#/definitions/FactMoney"}, {"$ref": "#/definitions/FactShare"}]}
    assert union_parts(union, {"Money": money, "Share": share}) == [money, share]
    assert union_parts(money, {}) == [money]
