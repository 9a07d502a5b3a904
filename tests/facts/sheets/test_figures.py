"""A figure may be money, a share or a quantity, and what is wrong with one is one problem."""

from typing import Any

from facts.model.figure import Figure, MoneyOrShare
from facts.model.values import FrozenModel
from facts.sheets.checks import SheetValidator
from tests.tables import each_row

MONEY = {"amount": "5", "currency": "USD", "stated": "$5"}
SHARE = {"value": "0.1", "stated": "10%"}
QUANTITY = {"value": 5, "unit": "jet", "stated": "five jets"}
EXTRA = "is not a known field"


class Term(FrozenModel):
    """A model with a figure."""

    amount: Figure | None = None
    parts: tuple[Figure, ...] = ()
    fee: MoneyOrShare | None = None


def problems_of(raw: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the field and the message of each problem with a term."""
    validator = SheetValidator("sheet.json", {})
    validator.validate(Term, "it", raw)
    return [(issue.field, issue.message) for issue in validator.problems]


@each_row("figure", [MONEY, SHARE, QUANTITY])
def test_valid_figure(figure: dict[str, Any]) -> None:
    """Each of the three is accepted, alone and in a list."""
    assert problems_of({"amount": figure, "parts": [MONEY, figure]}) == []


@each_row(
    ("raw", "field", "message"),
    [
        ({"amount": MONEY | {"price": "5"}}, "amount.price", EXTRA),
        ({"amount": {"ammount": "5", "currency": "USD", "stated": "$5"}}, "amount.ammount", EXTRA),
        ({"amount": {"amount": "5", "curency": "USD", "stated": "$5"}}, "amount.curency", EXTRA),
        ({"amount": SHARE | {"whole": "it"}}, "amount.whole", EXTRA),
        ({"amount": {"valu": 5, "unit": "jet", "stated": "five jets"}}, "amount.valu", EXTRA),
        ({"amount": MONEY | {"operator": ".."}}, "amount", 'has the operator ".." but no upper end: add it as "to"'),
        ({"amount": MONEY | {"currency": "usd"}}, "amount.currency", "must be an ISO 4217 code in capitals"),
        ({"parts": [SHARE, QUANTITY | {"least": 5}]}, "parts.1.least", "is computed and must not be written by hand"),
        ({"amount": 5}, "amount", "input should be an object"),
        ({"fee": {"value": 5, "stated": "five"}}, "fee.value", "must be a decimal number written as text"),
    ],
)
def test_what_is_wrong_is_one_problem(raw: dict[str, Any], field: str, message: str) -> None:
    """A wrong key or value is reported once, with its path in the sheet and what it is validated as."""
    [(path, text)] = problems_of(raw)
    assert (path, text.startswith(message)) == (field, True)
