"""Contracts: who buys what from whom, for how much, when they are signed, paid and delivered."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from facts.model.collection import (
    AtLeast,
    AtMost,
    Contains,
    During,
    EdtfParam,
    Equals,
    Filters,
    PartyParam,
    Sort,
    date_description,
)
from facts.model.currency import Currency
from facts.model.decimals import Amount, Fraction
from facts.model.fields import DraftDefault, Reference
from facts.model.figure import Figure
from facts.model.kind import Kind
from facts.model.money import DerivedAmount, Money
from facts.model.quantity import Quantity
from facts.model.record import AttributedRecord, DerivedValue, RecordGraph
from facts.model.share import Share, require_part
from facts.model.values import (
    Beginning,
    CountryCode,
    EdtfDate,
    FieldGroup,
    FrozenModel,
    Identifier,
    Label,
    Paraphrase,
    Slug,
    Status,
    UnitPrice,
)

PARTIES = ("countries", "organizations", "places")
"""The kinds of records that can be a party to a contract."""


class Payment(FieldGroup):
    """How a contract is paid."""

    advance_share: Annotated[Share, AfterValidator(require_part)] | None = Field(
        None, description="the part of the value that is due in advance"
    )
    advance_status: Literal["pledged", "paid"] | None = Field(
        None, description="whether the advance is pledged or paid"
    )
    lender: Annotated[Identifier, Reference(*PARTIES, role="lender")] | None = Field(
        None, description="id of who lends the rest"
    )


class Delivery(FieldGroup):
    """What is delivered under a contract, and when."""

    what: Paraphrase | None = Field(None, description="what is delivered")
    started: Annotated[EdtfDate, Beginning()] | None = Field(
        None, description="when the delivery began or is to begin"
    )
    when: EdtfDate | None = Field(None, description="when the delivery was or is to be completed")
    status: Status | None = Field(None, description="whether it occurred or is planned")


class Term(FieldGroup):
    """A term of a contract besides its price, payment and delivery."""

    kind: Annotated[Label, DraftDefault(begins="what")] = Field(
        description="what kind of term it is", examples=["option", "penalty", "commission"]
    )
    what: Paraphrase = Field(description="what is agreed, in our words")
    amount: Figure | None = Field(None, description="the money, share or quantity that it is about")


CountryId = Annotated[CountryCode, Reference("countries")]


class ContractDerived(FrozenModel):
    """What follows from a contract's parties, its value and its terms."""

    buyer_countries: tuple[CountryId, ...] | None = Field(
        None, description="the countries that the buyers are or belong to"
    )
    supplier_countries: tuple[CountryId, ...] | None = Field(
        None, description="the countries that the suppliers are or belong to"
    )
    advance: DerivedAmount | None = Field(None, description="the amount due in advance")
    loan_share: Fraction | None = Field(None, description="the part of the value that is lent")
    loan: DerivedAmount | None = Field(None, description="the amount that is lent")


class Contract(AttributedRecord):
    """A supply contract."""

    title_field = "title"

    title: Paraphrase = Field(description="what to call the contract")
    subject: Paraphrase | None = Field(None, description="what is bought, in our words")
    suppliers: tuple[Annotated[Identifier, Reference(*PARTIES, role="supplier")], ...] = Field(
        (), description="ids of the countries, organizations or places that supply"
    )
    buyers: tuple[Annotated[Identifier, Reference(*PARTIES, role="buyer")], ...] = Field(
        (), description="ids of the countries, organizations or places that buy"
    )
    system: Annotated[Slug, Reference("systems")] | None = Field(None, description="id of the system that is bought")
    quantity: Quantity | None = Field(None, description="how many")
    signed: EdtfDate | None = Field(None, description="when it was signed")
    value: Money | None = Field(None, description="what it is worth")
    unit_price: Annotated[Money, UnitPrice()] | None = Field(None, description="what one of them costs")
    payment: Payment | None = Field(None, description="how it is paid")
    delivery: Delivery | None = Field(None, description="what is delivered, and when")
    terms: tuple[Term, ...] = Field((), description="options, penalties, commissions and other terms")

    def status_of(self, path: str) -> Status:
        """Return the status of the delivery for its fields, `occurred` for the signature, else `standing`."""
        if path.startswith("delivery.") and self.delivery and self.delivery.status:
            return self.delivery.status
        return "occurred" if path == "signed" else super().status_of(path)

    def derive(self, graph: RecordGraph) -> dict[str, DerivedValue]:
        """Return the countries of the parties, and what is due in advance and lent, where the fields tell."""
        countries = {
            "buyer_countries": graph.derive_countries("buyers", self.buyers),
            "supplier_countries": graph.derive_countries("suppliers", self.suppliers),
        }
        return {name: value for name, value in countries.items() if value} | self.derive_payment()

    def derive_payment(self) -> dict[str, DerivedValue]:
        """Return the advance and the loan, where value and share are known and the share is exact."""
        share = self.payment.advance_share if self.payment else None
        if share is None or share.operator != "=":
            return {}
        rest, is_lent = 1 - share.value, self.payment is not None and self.payment.lender is not None
        derived: dict[str, DerivedValue] = {}
        if self.value:
            derived["advance"] = share_of(self.value, share.value, "payment.advance_share")
        if is_lent:
            derived["loan_share"] = DerivedValue(rest, "1 - payment.advance_share", ("payment.advance_share",))
        if is_lent and self.value:
            derived["loan"] = share_of(self.value, rest, "derived.loan_share")
        return derived


def share_of(value: Money, share: Decimal, source: str) -> DerivedValue:
    """Return `share`, the field `source`, of a contract's value, exactly and with its operator."""
    return DerivedValue(value.multiply(share), f"value * {source}", ("value", source))


class ContractFilters(Filters):
    """The filters of contracts."""

    buyer: Annotated[PartyParam | None, Contains(("buyers", "derived.buyer_countries"), kinds=PARTIES)] = Field(
        None,
        description="who buys: an id, or a country (ISO 3166 alpha-2) for its organizations and places too",
    )
    supplier: Annotated[PartyParam | None, Contains(("suppliers", "derived.supplier_countries"), kinds=PARTIES)] = (
        Field(
            None,
            description="who supplies: an id, or a country (ISO 3166 alpha-2) for its organizations and places too",
        )
    )
    system: Annotated[Identifier | None, Equals("system", kinds=("systems",))] = Field(
        None, description="id of the system bought"
    )
    signed: Annotated[EdtfParam | None, During("signed")] = Field(
        None, description=date_description("when the contract was signed")
    )
    delivered: Annotated[EdtfParam | None, During("delivery.when")] = Field(
        None, description=date_description("when the delivery was or is to be completed")
    )
    delivery_status: Annotated[Status | None, Equals("delivery.status")] = Field(
        None, description="status of the delivery"
    )
    min_value: Annotated[Amount | None, AtLeast("value")] = Field(
        None,
        description="minimum value, in the contract's own currency; what may be as much matches",
    )
    max_value: Annotated[Amount | None, AtMost("value")] = Field(
        None,
        description="maximum value, in the contract's own currency; what may be as little matches",
    )
    currency: Annotated[Currency | None, Equals("value", column="unit")] = Field(
        None, description="currency of the value, as ISO 4217"
    )


CONTRACTS = Kind(
    name="contracts",
    singular="contract",
    description="Who buys what from whom, for how much, and when it was signed and delivered.",
    model=Contract,
    filters=ContractFilters,
    sorts={
        "title": Sort("text", "title"),
        "value": Sort("least", "value"),
        "signed": Sort("earliest", "signed"),
        "delivered": Sort("earliest", "delivery.when"),
        "buyer": Sort("text", "buyers"),
        "supplier": Sort("text", "suppliers"),
    },
    derived=ContractDerived,
    example_id="turkey-2017",
    date_field="signed",
)
