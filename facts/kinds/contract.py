"""Contracts: who buys what from whom, for how much, when signed, how paid, delivered or not."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import Annotated, Literal

from pydantic import Field

from facts.model.fields import Reference
from facts.model.record import AttributedRecord, Backlink, DerivedValue
from facts.model.values import (
    CountryCode,
    DerivedAmount,
    EdtfDate,
    FieldGroup,
    FrozenModel,
    Money,
    Paraphrase,
    Quantity,
    Share,
    Slug,
    Status,
)


class Payment(FieldGroup):
    """How a contract is paid."""

    advance_share: Share | None = Field(None, description="the part of the value that is due in advance")
    lender: Annotated[CountryCode, Reference("countries", role="lender")] | None = Field(
        None, description="who lends the rest"
    )
    status: Literal["pledged", "paid"] | None = Field(None, description="whether the advance is pledged or paid")


class Delivery(FieldGroup):
    """What is delivered under a contract, and when."""

    what: Paraphrase | None = Field(None, description="what is delivered")
    started: EdtfDate | None = Field(None, description="when the delivery began or is to begin")
    when: EdtfDate | None = Field(None, description="when the delivery was or is to be completed")
    status: Status | None = Field(None, description="whether it occurred or is planned")


class ContractDerived(FrozenModel):
    """What follows from a contract's value and terms."""

    advance: DerivedAmount | None = Field(None, description="the amount due in advance")
    loan_share: Share | None = Field(None, description="the part of the value that is lent")
    loan: DerivedAmount | None = Field(None, description="the amount that is lent")


class Contract(AttributedRecord):
    """A contract of supply between two countries."""

    title_field = "title"
    search_fields = ("delivery",)

    title: Paraphrase = Field(description="what to call the contract")
    supplier: Annotated[CountryCode, Reference("countries", role="supplier")] | None = Field(
        None, description="the country that supplies"
    )
    buyer: Annotated[CountryCode, Reference("countries", role="buyer")] | None = Field(
        None, description="the country that buys"
    )
    system: Annotated[Slug, Reference("systems")] | None = Field(None, description="what is bought")
    quantity: Quantity | None = Field(None, description="how many")
    signed: EdtfDate | None = Field(None, description="when it was signed")
    value: Money | None = Field(None, description="what it is worth")
    payment: Payment | None = Field(None, description="how it is paid")
    delivery: Delivery | None = Field(None, description="what is delivered, and when")

    def status_of(self, path: str) -> Status:
        """Return whether the field tells of what happened, is planned, or holds."""
        if path.startswith("delivery.") and self.delivery and self.delivery.status:
            return self.delivery.status
        return "occurred" if path == "signed" else super().status_of(path)

    def derive(self, mentions: Sequence[Backlink]) -> dict[str, DerivedValue]:
        """Return the advance and the loan, where value and advance share are known."""
        share = self.payment.advance_share if self.payment else None
        if share is None:
            return {}
        rest, lent = 1 - share, self.payment is not None and self.payment.lender is not None
        found: dict[str, DerivedValue] = {}
        if self.value:
            found["advance"] = share_of(self.value, share, "payment.advance_share")
        if lent:
            found["loan_share"] = DerivedValue(rest, "1 - payment.advance_share", ("payment.advance_share",))
        if lent and self.value:
            found["loan"] = share_of(self.value, rest, "derived.loan_share")
        return found


def share_of(value: Money, share: Decimal, source: str) -> DerivedValue:
    """Return `share`, the field `source`, of a contract's value, exactly."""
    with localcontext(prec=64):
        amount = (value.amount * share).normalize()
    return DerivedValue(DerivedAmount(amount=amount, currency=value.currency), f"value * {source}", ("value", source))
