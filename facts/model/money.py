"""Amounts of money."""

from decimal import Decimal

from pydantic import Field, computed_field

from facts.model.currency import Currency
from facts.model.decimals import Amount, Product, multiply
from facts.model.numeric import (
    GREATEST_DESCRIPTION,
    LEAST_DESCRIPTION,
    TO_DESCRIPTION,
    NumericValue,
    Operator,
    greatest_of,
    least_of,
    operator_field,
)
from facts.model.values import Quotation


class DerivedAmount(NumericValue):
    """An amount of money that is computed rather than stated."""

    operator: Operator = operator_field()
    amount: Product = Field(description="decimal number, as text", examples=["1125000000"])
    to: Product | None = Field(None, description=TO_DESCRIPTION)
    currency: Currency = Field(description="ISO 4217 code, those of former currencies included", examples=["USD"])

    @property
    def ends(self) -> tuple[Decimal, Decimal | None]:
        """The amount, and the upper end of a range."""
        return self.amount, self.to

    @property
    def unit_name(self) -> str:
        """The currency."""
        return self.currency

    @computed_field(description=LEAST_DESCRIPTION)  # type: ignore[prop-decorator]
    @property
    def least(self) -> Product | None:
        """The least amount that it may mean; None = open."""
        return least_of(self.operator, self.amount)

    @computed_field(description=GREATEST_DESCRIPTION)  # type: ignore[prop-decorator]
    @property
    def greatest(self) -> Product | None:
        """The greatest amount that it may mean; None = open."""
        return greatest_of(self.operator, self.amount, self.to)

    def multiply(self, factor: Decimal) -> "DerivedAmount":
        """Return the amount times a `factor` of 0 or more, exactly and with the same operator; 0 is exactly 0."""
        amount, to = (None if end is None else multiply(end, factor) for end in self.ends)
        operator = self.operator if factor else "="
        return DerivedAmount.model_validate(
            {"operator": operator, "amount": amount, "to": to if factor else None, "currency": self.currency}
        )


class Money(DerivedAmount):
    """An amount of money as the article states it: exact, a bound, an estimate or a range."""

    amount: Amount = Field(description="decimal number, as text", examples=["2500000000"])
    to: Amount | None = Field(None, description=TO_DESCRIPTION)
    stated: Quotation = Field(description="the article's words for it", examples=["$ 2.5 billion"])
