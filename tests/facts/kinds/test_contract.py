"""Contracts: what is derived from the value and the terms of one."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from facts.kinds.contract import Payment
from facts.model.money import DerivedAmount
from facts.model.record import RecordGraph
from tests.facts.factories import make_record
from tests.tables import each_row

MONEY: dict[str, Any] = {"amount": "1000", "currency": "USD", "stated": "$ 1,000"}


def pay_advance(share: str, operator: str = "=", **terms: object) -> dict[str, object]:
    """Return how a contract is paid: with an advance, and other terms."""
    return {"advance_share": {"operator": operator, "value": share, "stated": "in advance"}, **terms}


def write(value: DerivedAmount | Decimal) -> str:
    """Return a derived value as one text."""
    if isinstance(value, Decimal):
        return str(value)
    fields = value.model_dump(mode="json", include={"operator", "amount", "to", "currency"})
    return " ".join(filter(None, fields.values()))


THOUSAND: dict[str, object] = {"value": MONEY}
ADVANCE = "= 450 USD"
LOAN = "= 550 USD"
DERIVED: list[tuple[dict[str, object], dict[str, object]]] = [
    ({}, {}),
    (THOUSAND, {}),
    ({"payment": {}}, {}),
    (THOUSAND | {"payment": {"lender": "RU"}}, {}),
    ({"payment": pay_advance("0.45")}, {}),
    (THOUSAND | {"payment": pay_advance("0.45")}, {"advance": ADVANCE}),
    ({"payment": pay_advance("0.45", lender="RU")}, {"loan_share": "0.55"}),
    (
        THOUSAND | {"payment": pay_advance("0.45", lender="RU")},
        {"advance": ADVANCE, "loan_share": "0.55", "loan": LOAN},
    ),
    (
        THOUSAND | {"payment": pay_advance("1", lender="RU")},
        {"advance": "= 1000 USD", "loan_share": "0", "loan": "= 0 USD"},
    ),
    (
        {"value": MONEY | {"operator": "<="}, "payment": pay_advance("0.45", lender="RU")},
        {"advance": "<= 450 USD", "loan_share": "0.55", "loan": "<= 550 USD"},
    ),
    (
        {"value": MONEY | {"operator": "..", "to": "3000"}, "payment": pay_advance("0.45")},
        {"advance": ".. 450 1350 USD"},
    ),
    (THOUSAND | {"payment": pay_advance("0.45", operator="<=", lender="RU")}, {}),
]


@each_row(("fields", "values"), DERIVED)
def test_contract_derives_what_its_terms_allow(fields: dict[str, object], values: dict[str, object]) -> None:
    """An advance needs value and exact share, a loan's share lender and exact share, a loan all three.

    An amount has the operator of the value.
    """
    derived = make_record("contracts", "example", title="example", **fields).derive(RecordGraph(()))
    assert {name: write(value.value) for name, value in derived.items()} == values


def test_derived_value_has_formula_and_inputs() -> None:
    """Each derived value has its formula and the fields that it is computed from."""
    values = make_record("contracts", "example", title="example", **DERIVED[7][0]).derive(RecordGraph(()))
    assert {name: (derived.formula, derived.inputs) for name, derived in values.items()} == {
        "advance": ("value * payment.advance_share", ("value", "payment.advance_share")),
        "loan_share": ("1 - payment.advance_share", ("payment.advance_share",)),
        "loan": ("value * derived.loan_share", ("value", "derived.loan_share")),
    }


integers = st.integers(0, 10**24 - 1)
fractions = st.just("") | st.integers(0, 10**12 - 1).map("{:012}".format).map(".{}".format)
amounts = st.builds("{}{}".format, integers, fractions)
shares = st.sampled_from(["0", "1", "0.5", "0.45"]) | st.integers(0, 10**12).map(
    lambda n: f"{Decimal(n).scaleb(-12):f}"
)


@given(amounts, shares)
def test_advance_and_loan_are_the_value_exactly(amount: str, share: str) -> None:
    """Advance and loan add up to the exact value and are written without exponents."""
    fields: dict[str, object] = {"value": MONEY | {"amount": amount}, "payment": pay_advance(share, lender="RU")}
    derived = make_record("contracts", "example", title="example", **fields).derive(RecordGraph(()))
    advance, loan = (Fraction(derived[name].value.amount) for name in ("advance", "loan"))
    assert advance == Fraction(amount) * Fraction(share)
    assert advance + loan == Fraction(amount)
    for name in ("advance", "loan"):
        assert re.fullmatch(r"[0-9]+(\.[0-9]+)?", derived[name].value.model_dump(mode="json")["amount"])


@pytest.mark.parametrize("share", [{"value": "1.01"}, {"operator": "..", "value": "0.9", "to": "1.1"}])
def test_advance_is_a_part(share: dict[str, str]) -> None:
    """No more than all of a contract's value is due in advance."""
    with pytest.raises(ValidationError, match="is more than 1, which is all of it"):
        Payment.model_validate({"advance_share": share | {"stated": "in advance"}})
