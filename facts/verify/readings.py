"""What words can be read as: an amount of money, a share, a quantity or a date."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, TypeAlias

from facts.model.decimals import format_decimal
from facts.model.numeric import Operator, describe_bounds, greatest_of, least_of

Bounds: TypeAlias = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class MoneyReading:
    """An amount of money in a currency (ISO 4217), or a range `to` a greater one."""

    kind: ClassVar[str] = "money"
    operator: Operator
    amount: Decimal
    currency: str
    to: Decimal | None = None

    @property
    def bounds(self) -> Bounds:
        """The least and the greatest number that the words may mean; None = open."""
        return least_of(self.operator, self.amount), greatest_of(self.operator, self.amount, self.to)

    def __str__(self) -> str:
        """Return the value in words and digits."""
        return f"{format_bounds(self.operator, self.amount, self.to)} {self.currency}"

    def as_json(self) -> dict[str, object]:
        """Return the reading as a JSON object."""
        amounts = {"amount": format_number(self.amount)} | as_end(self.to)
        return {"kind": self.kind, "operator": self.operator, **amounts, "currency": self.currency}


@dataclass(frozen=True, slots=True)
class ShareReading:
    """A share of one, or a range `to` a greater one."""

    kind: ClassVar[str] = "share"
    operator: Operator
    value: Decimal
    to: Decimal | None = None

    @property
    def bounds(self) -> Bounds:
        """The least and the greatest number that the words may mean; None = open."""
        return least_of(self.operator, self.value), greatest_of(self.operator, self.value, self.to)

    def __str__(self) -> str:
        """Return the value in words and digits."""
        return format_bounds(self.operator, self.value, self.to)

    def as_json(self) -> dict[str, object]:
        """Return the reading as a JSON object."""
        return {"kind": self.kind, "operator": self.operator, "value": format_number(self.value)} | as_end(self.to)


@dataclass(frozen=True, slots=True)
class QuantityReading:
    """A number of things, or a range `to` a greater one.

    `nouns` are the words for the things, in lower case and the singular, and `unit` is the one of them that is
    counted: `type` in four types of missiles. Without words for the things, `unit` is None.
    """

    kind: ClassVar[str] = "quantity"
    operator: Operator
    value: Decimal
    to: Decimal | None = None
    unit: str | None = None
    nouns: tuple[str, ...] = ()

    @property
    def bounds(self) -> Bounds:
        """The least and the greatest number that the words may mean; None = open."""
        return least_of(self.operator, self.value), greatest_of(self.operator, self.value, self.to)

    def __str__(self) -> str:
        """Return the value in words and digits."""
        return f"{format_bounds(self.operator, self.value, self.to)} {self.unit or ''}".rstrip()

    def as_json(self) -> dict[str, object]:
        """Return the reading as a JSON object."""
        end = {} if self.to is None else {"to": to_json_number(self.to)}
        value = {"operator": self.operator, "value": to_json_number(self.value)}
        return {"kind": self.kind, **value, **end, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as an EDTF expression."""

    kind: ClassVar[str] = "date"
    edtf: str

    def __str__(self) -> str:
        """Return the value in words and digits."""
        return self.edtf

    def as_json(self) -> dict[str, object]:
        """Return the reading as a JSON object."""
        return {"kind": self.kind, "edtf": self.edtf}


Reading: TypeAlias = MoneyReading | ShareReading | QuantityReading | DateReading


def format_number(number: Decimal) -> str:
    """Return a number in digits, without an exponent and zeros at its end."""
    return format_decimal(number.normalize())


def format_bounds(operator: str, number: Decimal, to: Decimal | None) -> str:
    """Return a number with its operator, or a range, in words and digits."""
    return describe_bounds(operator, format_number(number), None if to is None else format_number(to))


def as_end(number: Decimal | None) -> dict[str, object]:
    """Return the end of a range as a JSON object; an empty one if there is none."""
    return {} if number is None else {"to": format_number(number)}


def to_json_number(number: Decimal) -> int | float:
    """Return an integer as an int, so that it is written without decimals, and any other number as a float."""
    return int(number) if number == number.to_integral_value() else float(number)
