"""Quantities: numbers of countable items."""

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, computed_field, model_validator

from facts.model.numeric import (
    GREATEST_DESCRIPTION,
    LEAST_DESCRIPTION,
    OPERATOR_DESCRIPTION,
    TO_DESCRIPTION,
    NumericValue,
    Operator,
    greatest_of,
    least_of,
)
from facts.model.values import Label, Quotation

MAX_NUMBER = 2**53
"""Every integer below it is exact as a JSON number."""


def require_exact_number(value: object) -> object:
    """Return the JSON number `value` if it is exact; raise ValueError for -0.0 and for what a float cannot hold."""
    if isinstance(value, int | float) and abs(value) >= MAX_NUMBER:
        raise ValueError(f"must be less than {MAX_NUMBER}, beyond which JSON numbers are not exact")
    if isinstance(value, float) and value == 0 and math.copysign(1, value) < 0:
        raise ValueError("must be 0, without a sign")
    return value


def to_decimal(number: float | None) -> Decimal | None:
    """Return a JSON number as the decimal that it is written as; None for None."""
    return None if number is None else Decimal(repr(number))


Number = Annotated[
    Annotated[int, Field(ge=0, lt=MAX_NUMBER)] | Annotated[float, Field(ge=0, allow_inf_nan=False)],
    BeforeValidator(require_exact_number),
    WithJsonSchema({"type": "number", "minimum": 0}),
]


class Quantity(NumericValue):
    """A number of things as the article states it, or a word in place of the number."""

    operator: Operator | None = Field(
        None, description=f"{OPERATOR_DESCRIPTION}; `=` if omitted, null without a number"
    )
    value: Number | None = Field(description="null where the article gives only a word")
    to: Number | None = Field(None, description=TO_DESCRIPTION)
    unit: Label | None = Field(None, description="what is counted")
    stated: Quotation = Field(description="the article's words for it", examples=["a batch"])

    @model_validator(mode="before")
    @classmethod
    def add_operator(cls, fields: Any) -> Any:
        """Return the fields with the operator `=` if there is a number without one."""
        if isinstance(fields, Mapping) and fields.get("value") is not None and "operator" not in fields:
            return {"operator": "=", **fields}
        return fields

    @property
    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        """The number, None where there is only a word, and the upper end of a range."""
        return to_decimal(self.value), to_decimal(self.to)

    @property
    def unit_name(self) -> str | None:
        """The unit."""
        return self.unit

    @computed_field(description=LEAST_DESCRIPTION)  # type: ignore[prop-decorator]
    @property
    def least(self) -> Number | None:
        """The least number that it may mean; None = open, or only a word."""
        return least_of(self.operator, self.value)

    @computed_field(description=GREATEST_DESCRIPTION)  # type: ignore[prop-decorator]
    @property
    def greatest(self) -> Number | None:
        """The greatest number that it may mean; None = open, or only a word."""
        return greatest_of(self.operator, self.value, self.to)
