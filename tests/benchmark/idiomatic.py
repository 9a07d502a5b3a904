"""An idiomatic FastAPI application with the same contracts: response models, data in memory."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query
from pydantic import BaseModel
from starlette.middleware.gzip import GZipMiddleware


class Span(BaseModel):
    """A span of the article."""

    passage: int
    start: int
    end: int
    exact: str | None = None
    digest: str


class Receipt(BaseModel):
    """The evidence for a field."""

    basis: str
    spans: list[Span]
    note: str | None = None
    attributed_to: str | None = None
    attribution_scope: str | None = None
    formula: str | None = None
    inputs: list[str] | None = None


class Gap(BaseModel):
    """Why a field is empty."""

    status: str
    note: str


class Quantity(BaseModel):
    """A quantity."""

    operator: str | None
    value: float | None
    to: float | None
    unit: str | None
    stated: str
    least: float | None
    greatest: float | None


class EdtfDate(BaseModel):
    """A time."""

    edtf: str
    stated: str
    earliest: date | None
    latest: date | None
    within: str | None = None


class Amount(BaseModel):
    """An amount of money."""

    operator: str
    amount: Decimal
    to: Decimal | None
    currency: str
    least: Decimal | None
    greatest: Decimal | None


class Money(Amount):
    """An amount of money as stated in the article."""

    stated: str


class Share(BaseModel):
    """A share as stated in the article."""

    operator: str
    value: Decimal
    to: Decimal | None
    stated: str
    least: Decimal | None
    greatest: Decimal | None


class Payment(BaseModel):
    """The payment of a contract."""

    advance_share: Share | None
    advance_status: str | None
    lender: str | None


class Delivery(BaseModel):
    """The delivery of a contract."""

    what: str | None
    started: EdtfDate | None
    when: EdtfDate | None
    status: str | None


class ContractDerived(BaseModel):
    """The values derived from a contract."""

    buyer_countries: list[str] | None = None
    supplier_countries: list[str] | None = None
    advance: Amount | None = None
    loan_share: Decimal | None = None
    loan: Amount | None = None


class Contract(BaseModel):
    """A contract."""

    id: str
    sheet: str
    url: str
    title: str
    subject: str | None
    suppliers: list[str]
    buyers: list[str]
    system: str | None
    quantity: Quantity | None
    signed: EdtfDate | None
    value: Money | None
    unit_price: Money | None
    payment: Payment | None
    delivery: Delivery | None
    terms: list[dict[str, str]]
    voice: str
    attributed_to: str | None
    attribution_scope: str | None
    derived: ContractDerived
    evidence: dict[str, Receipt]
    gaps: dict[str, Gap]
    match: str | None = None


class ContractPage(BaseModel):
    """A page of contracts."""

    items: list[Contract]
    total: int
    total_relation: str = "eq"
    next: str | None = None
    facets: dict[str, list[dict[str, str]]] | None = None
    hint: str | None = None
    references: dict[str, dict[str, dict[str, str]]] | None = None


class ContractQuery(BaseModel):
    """The query parameters."""

    buyer: str | None = None
    supplier: str | None = None
    min_value: Decimal | None = None
    max_value: Decimal | None = None
    limit: Annotated[int, Query(ge=1, le=100)] = 20

    def matches(self, contract: Contract) -> bool:
        """Return whether a contract matches every filter."""
        least = contract.value.least if contract.value else None
        greatest = contract.value.greatest if contract.value else None
        return (
            self.buyer in {None, *contract.buyers, *(contract.derived.buyer_countries or ())}
            and self.supplier in {None, *contract.suppliers, *(contract.derived.supplier_countries or ())}
            and (self.min_value is None or (greatest is not None and greatest >= self.min_value))
            and (self.max_value is None or (least is not None and least <= self.max_value))
        )

    @property
    def match(self) -> str | None:
        """How a contract matches: definitely if there is a limit, for all values of the data are exact."""
        return None if self.min_value is None and self.max_value is None else "definite"


def create_idiomatic(directory: Path) -> FastAPI:
    """Return the application on the contracts in `directory`."""
    contracts = [Contract(**row) for row in json.loads((directory / "contracts.json").read_text())]
    app = FastAPI()
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=6)

    @app.get("/v1/contracts", response_model_exclude_unset=True)
    async def list_contracts(query: Annotated[ContractQuery, Query()]) -> ContractPage:
        matches = [
            contract.model_copy(update={"match": query.match}) for contract in contracts if query.matches(contract)
        ]
        totals = {"total": len(matches), "total_relation": "eq"}
        empty = dict.fromkeys(("next", "facets", "hint", "references"))
        return ContractPage.model_validate({"items": matches[: query.limit], **totals, **empty})

    @app.get("/v1/sheets/{sheet}/contracts/{id}", response_model_exclude_unset=True)
    async def get_contract(sheet: str, id: str) -> Contract:  # noqa: A002 - the name in the path
        for contract in contracts:
            if (contract.sheet, contract.id) == (sheet, id):
                return contract
        raise HTTPException(404)

    return app
