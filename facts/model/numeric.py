"""Numeric values: an exact number, a bound, an estimate or a range."""

from decimal import Decimal
from typing import Any, Literal, Self, TypeVar

from pydantic import Field, model_validator

from facts.model.decimals import lower_key, upper_key
from facts.model.values import CompositeValue

Operator = Literal["=", ">", ">=", "<", "<=", "~", ".."]

OPERATOR_DESCRIPTION = "how the number is meant: `~` is about it, `..` a range with its upper end in `to`"
TO_DESCRIPTION = "upper end of a range; null without the operator `..`"
LEAST_DESCRIPTION = "the least that it may mean, excluded with `>`; null = open"
GREATEST_DESCRIPTION = "the greatest that it may mean, excluded with `<`; null = open"
OPERATOR_WORDS = {"=": "", ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "up to ", "~": "about "}

N = TypeVar("N")


class NumericValue(CompositeValue):
    """A number with its operator and, for a range, the upper end in `to`."""

    operator: Operator | None

    @model_validator(mode="after")
    def check_ends(self) -> Self:
        """Check that the number, its operator and its upper end fit together; raise ValueError otherwise."""
        check_operator(self.operator, *self.ends)
        return self

    @property
    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        """The number, None if there is none, and the upper end of a range, None for another value."""
        raise NotImplementedError

    @property
    def unit_name(self) -> str | None:
        """The currency or the unit; None if there is none."""
        raise NotImplementedError

    @property
    def keys(self) -> tuple[str | None, str | None]:
        """The keys of the least and the greatest number that the value may mean, see `lower_key`; None = open."""
        number, to = self.ends
        least, greatest = least_of(self.operator, number), greatest_of(self.operator, number, to)
        return (
            None if least is None else lower_key(least, self.operator == ">"),
            None if greatest is None else upper_key(greatest, self.operator == "<"),
        )


def least_of(operator: Operator | None, number: N) -> N | None:
    """Return the least of what a number with an operator may mean; None if that is open."""
    return None if operator in ("<", "<=") else number


def greatest_of(operator: Operator | None, number: N, to: N) -> N | None:
    """Return the greatest of what a number with an operator may mean; None if that is open."""
    if operator in (">", ">="):
        return None
    return to if operator == ".." else number


def check_operator(operator: Operator | None, number: Decimal | None, to: Decimal | None) -> None:
    """Check that a number, its operator and its upper end fit together; raise ValueError otherwise."""
    if number is None and (operator or to is not None):
        raise ValueError("has no number, so it has no operator and no upper end either")
    if number is not None and operator is None:
        raise ValueError('has a number without an operator: use "=" if it is exact')
    if operator == ".." and to is None:
        raise ValueError('has the operator ".." but no upper end: add it as "to"')
    if operator != ".." and to is not None:
        raise ValueError('has an upper end: use the operator ".."')
    if number is not None and to is not None and to <= number:
        raise ValueError("ends at a number that is not greater than its start")
    if operator == "<" and number == 0:
        raise ValueError("is less than 0, and no number here is")


def operator_field() -> Any:
    """Return the field with the operator of a value that always has a number."""
    return Field("=", description=OPERATOR_DESCRIPTION)


def describe_bounds(operator: str | None, number: object, to: object) -> str:
    """Return a number and its upper end, None if it has none, in words: `2`, `up to 2`, `between 2 and 3`."""
    return f"between {number} and {to}" if to is not None else f"{OPERATOR_WORDS[operator or '=']}{number}"
