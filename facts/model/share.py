"""Shares: percentages and fractions."""

from decimal import Decimal

from pydantic import Field, computed_field

from facts.model.decimals import Amount
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


class Share(NumericValue):
    """A share of something as the article states it: 45% is 0.45, and 150% is 1.5."""

    operator: Operator = operator_field()
    value: Amount = Field(description="decimal number, as text: 0.45 is 45%", examples=["0.45"])
    to: Amount | None = Field(None, description=TO_DESCRIPTION)
    stated: Quotation = Field(description="the article's words for it", examples=["45% of the total amount"])

    @property
    def ends(self) -> tuple[Decimal, Decimal | None]:
        """The value, and the upper end of a range."""
        return self.value, self.to

    @property
    def unit_name(self) -> None:
        """None: a share is of one."""
        return None

    @computed_field(description=LEAST_DESCRIPTION)  # type: ignore[prop-decorator]
    @property
    def least(self) -> Amount | None:
        """The least share that it may mean; None = open."""
        return least_of(self.operator, self.value)

    @computed_field(description=GREATEST_DESCRIPTION)  # type: ignore[prop-decorator]
    @property
    def greatest(self) -> Amount | None:
        """The greatest share that it may mean; None = open."""
        return greatest_of(self.operator, self.value, self.to)


def require_part(share: Share) -> Share:
    """Return `share` if it is a part of one; raise ValueError if it may be more."""
    if (share.to or share.value) > 1:
        raise ValueError("is more than 1, which is all of it: 45% is 0.45")
    return share
