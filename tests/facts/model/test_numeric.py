"""Money, shares and quantities: what each accepts, what it rejects, and what its number may mean."""

import json
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction as Ratio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from facts.model.currency import CURRENCIES, Currency
from facts.model.decimals import Amount, Fraction, lower_key, multiply, upper_key
from facts.model.figure import Figure, MoneyOrShare
from facts.model.money import DerivedAmount, Money
from facts.model.numeric import NumericValue, describe_bounds
from facts.model.quantity import Quantity
from facts.model.share import Share
from tests.tables import each_row

MONEY: dict[str, Any] = {"amount": "1000", "currency": "USD", "stated": "$ 1,000"}
SHARE: dict[str, Any] = {"value": "0.45", "stated": "45%"}
SOME: dict[str, Any] = {"value": None, "stated": "a batch"}
FOUR: dict[str, Any] = {"value": 4, "stated": "four"}
OPERATORS = ["=", ">", ">=", "<", "<=", "~"]
BOUNDS = ("operator", "to", "least", "greatest")

ACCEPTED: list[tuple[Any, Sequence[object]]] = [
    (Amount, ["0", "2500000000", "48.5", "9" * 24, "9007199254740993", "0.000000000001"]),
    (Fraction, ["0", "0.45", "1", "1.0"]),
    (Currency, ["USD", "EUR", "DEM", "FRF", "ITL", "YUM", "SUR", "CSK"]),
    (Money, [MONEY, MONEY | {"amount": "0.5", "currency": "TRY"}, MONEY | {"operator": "..", "to": "1000.01"}]),
    (Money, [MONEY | {"operator": operator} for operator in OPERATORS]),
    (Share, [SHARE, SHARE | {"value": "1.5"}, SHARE | {"operator": "<=", "value": "0.1"}]),
    (Share, [SHARE | {"operator": "..", "to": "0.5"}]),
    (Quantity, [SOME, SOME | {"unit": "ship"}, FOUR, FOUR | {"value": 0}, FOUR | {"value": 2**53 - 1}]),
    (Quantity, [FOUR | {"value": 2.5, "operator": "~", "unit": "ship"}, FOUR | {"operator": "..", "to": 4.5}]),
    (Figure, [MONEY, SHARE, SOME, FOUR]),
    (MoneyOrShare, [MONEY, SHARE]),
]
REJECTED: list[tuple[Any, Sequence[object]]] = [
    (Amount, [2500000000, 2.5, "-1", "-0", "-0.0", "1e9", "1e400", "2,500", "2.", ".5", " 1", "", "\u0663"]),
    (Amount, ["NaN", "Infinity", "9" * 25, "0.0000000000001", "0x1", "01", True, None]),
    (Fraction, [0.45, 1, "1.01", "-0.1", "45%", "4/5", ""]),
    (Currency, ["usd", "XYZ", "$", "", "US", "USD ", None, 840]),
    (Money, [MONEY | {"currency": code} for code in ("usd", "XYZ", "$", "", None)]),
    (Money, [MONEY | {"amount": None}, MONEY | {"stated": ""}, {"amount": "1", "currency": "USD"}]),
    (Money, [MONEY | {"operator": "≥"}, MONEY | {"operator": None}, MONEY | {"operator": "..", "to": 2000}]),
    (Money, [MONEY | {"operator": "<", "amount": "0"}, MONEY | {"least": "1000"}, MONEY | {"unit": "USD"}]),
    (Share, [SHARE | {"value": value} for value in (0.45, None, "45%", "-0.1", "")]),
    (Quantity, [FOUR | {"value": value} for value in (-1, "4", True, float("inf"), float("nan"))]),
    (Quantity, [FOUR | {"value": value} for value in (-0.0, 2**53, 2**53 + 1, 2**64, 1e16, 10**400)]),
    (Quantity, [SOME | {"operator": "="}, SOME | {"to": 4}, FOUR | {"operator": None}, {"stated": "a batch"}]),
    (Quantity, [FOUR | {"unit": "S-400"}, FOUR | {"operator": "<", "value": 0}]),
    *((kind, [fields | {"operator": ".."}]) for kind, fields in ((Money, MONEY), (Share, SHARE), (Quantity, FOUR))),
    *((kind, [fields | {"to": to}]) for kind, fields, to in ((Money, MONEY, "2000"), (Quantity, FOUR, 5))),
    (Money, [MONEY | {"operator": "..", "to": to} for to in ("1000", "1000.0", "999", None)]),
    (MoneyOrShare, [FOUR, SOME]),
]


def params(table: list[tuple[Any, Sequence[object]]]) -> list[tuple[Any, object]]:
    """Return each value of a table with its type."""
    return [(kind, value) for kind, values in table for value in values]


def load(kind: Any, value: object) -> Any:
    """Return a value, validated strictly as in a sheet's JSON."""
    return TypeAdapter(kind).validate_json(json.dumps(value), strict=True)


def money(operator: str, amount: str, to: str | None = None) -> Money:
    """Return an amount of dollars."""
    return Money.model_validate(MONEY | {"operator": operator, "amount": amount, "to": to})


@each_row(("kind", "value"), params(ACCEPTED))
def test_accepts(kind: Any, value: object) -> None:
    """A valid value is accepted, and serialized as it was read."""
    serialized = TypeAdapter(kind).dump_python(load(kind, value), mode="json")
    assert value == ({name: serialized[name] for name in value} if isinstance(value, dict) else serialized)


@each_row(("kind", "value"), params(REJECTED))
def test_rejects(kind: Any, value: object) -> None:
    """An invalid value is rejected, even if it could be converted."""
    with pytest.raises(ValidationError):
        load(kind, value)


@each_row(("model", "fields"), [(Money, MONEY), (Share, SHARE), (Quantity, FOUR)])
def test_models_are_frozen_and_closed(model: type[BaseModel], fields: dict[str, Any]) -> None:
    """Models are immutable, reject unknown fields, and serve every field, null where it is empty."""
    value = load(model, fields)
    with pytest.raises(ValidationError, match="frozen"):
        value.operator = "<"
    with pytest.raises(ValidationError, match="Extra inputs"):
        load(model, fields | {"unknown": None})
    schema = model.model_json_schema(mode="serialization")
    assert schema["required"] == list(schema["properties"])
    assert value.model_dump(mode="json").keys() == schema["properties"].keys()


@each_row(
    ("operator", "least", "greatest", "words"),
    [
        ("=", "4", "4", "4"),
        (">", "4", None, "more than 4"),
        (">=", "4", None, "at least 4"),
        ("<", None, "4", "less than 4"),
        ("<=", None, "4", "up to 4"),
        ("~", "4", "4", "about 4"),
        ("..", "4", "5", "between 4 and 5"),
    ],
)
def test_operator_sets_the_bounds(operator: str, least: str | None, greatest: str | None, words: str) -> None:
    """The operator decides which ends are open, alike for money, shares and quantities; words say the same."""
    to = "5" if operator == ".." else None
    amount, share = money(operator, "4", to), load(Share, SHARE | {"operator": operator, "value": "4", "to": to})
    quantity = load(Quantity, FOUR | {"operator": operator, "to": 5 if to else None})
    for value in (amount, share, quantity):
        assert [value.least, value.greatest] == [end and Decimal(end) for end in (least, greatest)]
    assert amount.model_dump(mode="json")["least"] == least
    assert amount.keys == share.keys == quantity.keys
    assert describe_bounds(operator, "4", to) == words


def test_word_has_no_bounds() -> None:
    """A word in place of a number has no operator, no bounds and no keys."""
    value = load(Quantity, SOME)
    assert [getattr(value, name) for name in BOUNDS] == [None] * 4
    assert value.keys == (None, None)


@each_row(
    ("fields", "location"),
    [
        (MONEY | {"ammount": "1"}, "ammount"),
        (MONEY | {"curency": "USD"}, "curency"),
        (SHARE | {"of": "it"}, "of"),
        (FOUR | {"units": "ship"}, "units"),
    ],
)
def test_wrong_key_of_a_figure_is_one_error(fields: dict[str, Any], location: str) -> None:
    """A figure is validated as what its fields show it to be, not as each of the three."""
    with pytest.raises(ValidationError) as error:
        load(Figure, fields)
    assert [details["loc"][-1] for details in error.value.errors()] == [location]


@pytest.mark.parametrize("union", [Figure, MoneyOrShare])
def test_unions_have_names(union: Any) -> None:
    """A union of values is a schema with a name, to which every field of it refers."""
    schema = TypeAdapter(dict[str, union]).json_schema()
    assert schema["additionalProperties"] == {"$ref": f"#/$defs/{union.__name__}"}


def test_currencies_of_the_past() -> None:
    """The currencies that are in use and those that are not any more are known, each by three letters."""
    assert {"USD", "CHE", "DEM", "FRF", "ITL", "BGN", "ZWL"} <= CURRENCIES
    assert all(len(code) == 3 and code.isalpha() and code.isupper() for code in CURRENCIES)


digits = st.integers(0, 10**24 - 1).map(str)
places = st.just("") | st.integers(0, 10**12 - 1).map("{:012}".format).map(".{}".format)
decimals = st.builds("{}{}".format, digits, places).map(Decimal)
near = st.integers(2**53 - 2, 2**53 + 2).map(Decimal) | st.sampled_from(["99", "100", "100.000000000001"]).map(
    Decimal
)
numbers = decimals | near


@given(numbers, numbers)
def test_keys_compare_as_numbers(first: Decimal, second: Decimal) -> None:
    """Comparing keys as text is comparing the numbers, to the last of 36 digits."""
    assert (lower_key(first) < lower_key(second)) == (first < second)
    assert lower_key(first) == upper_key(first)
    assert (lower_key(first, is_strict=True) <= lower_key(second)) == (first < second)
    assert (upper_key(first) <= upper_key(second, is_strict=True) if second else False) == (first < second)


@given(numbers, st.integers(0, 10**12).map(lambda part: Decimal(part).scaleb(-12)))
def test_products_are_exact(amount: Decimal, factor: Decimal) -> None:
    """A product has all its digits, and keys that contain it."""
    product = multiply(amount, factor)
    assert Ratio(product) == Ratio(amount) * Ratio(factor)
    assert Ratio(lower_key(product)) <= Ratio(product) <= Ratio(upper_key(product))


def test_derived_amount_keeps_its_operator() -> None:
    """An amount times a share has the operator of the amount; nothing of it is exactly nothing."""
    value = money("..", "1000", "3000").multiply(Decimal("0.45"))
    assert value == DerivedAmount(operator="..", amount=Decimal(450), to=Decimal(1350), currency="USD")
    assert money("<=", "1000").multiply(Decimal(0)) == DerivedAmount(amount=Decimal(0), currency="USD")
    assert isinstance(value, NumericValue)
