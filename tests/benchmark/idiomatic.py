"""The same contracts as a user of FastAPI would serve them: models, declared answers, data in memory."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query
from pydantic import BaseModel
from starlette.middleware.gzip import GZipMiddleware


class Span(BaseModel):
    """Where in the article something stands."""

    passage: int
    start: int
    end: int
    exact: str | None = None
    digest: str


class Receipt(BaseModel):
    """What a field rests on."""

    basis: str
    spans: list[Span]
    note: str | None = None
    formula: str | None = None
    inputs: list[str] | None = None


class Gap(BaseModel):
    """Why a field is empty."""

    status: str
    note: str


class Quantity(BaseModel):
    """How many."""

    operator: str
    value: float | None
    unit: str | None
    stated: str


class When(BaseModel):
    """A time."""

    edtf: str
    stated: str
    earliest: date | None
    latest: date | None


class Sum(BaseModel):
    """An amount of money."""

    amount: Decimal
    currency: str


class Money(Sum):
    """An amount of money as the article has it."""

    stated: str


class Payment(BaseModel):
    """How a contract is paid."""

    advance_share: Decimal | None
    lender: str | None
    status: str | None


class Delivery(BaseModel):
    """What is delivered, and when."""

    what: str | None
    started: When | None
    when: When | None
    status: str | None


class Computed(BaseModel):
    """What follows from a contract's terms."""

    advance: Sum | None = None
    loan_share: Decimal | None = None
    loan: Sum | None = None


class Contract(BaseModel):
    """A contract."""

    id: str
    sheet: str
    url: str
    title: str
    supplier: str | None
    buyer: str | None
    system: str | None
    quantity: Quantity | None
    signed: When | None
    value: Money | None
    payment: Payment | None
    delivery: Delivery | None
    voice: str
    attributed_to: str | None
    attribution_scope: str | None
    derived: Computed
    evidence: dict[str, Receipt]
    gaps: dict[str, Gap]


class ContractList(BaseModel):
    """A page of contracts."""

    items: list[Contract]
    total: int
    next: str | None = None


class ContractQuery(BaseModel):
    """What may be asked."""

    buyer: str | None = None
    supplier: str | None = None
    min_value: Decimal | None = None
    max_value: Decimal | None = None
    limit: Annotated[int, Query(ge=1, le=100)] = 20

    def finds(self, contract: Contract) -> bool:
        """Return whether a contract is one that is asked for."""
        amount = contract.value.amount if contract.value else None
        return (
            self.buyer in {None, contract.buyer}
            and self.supplier in {None, contract.supplier}
            and (self.min_value is None or (amount is not None and amount >= self.min_value))
            and (self.max_value is None or (amount is not None and amount <= self.max_value))
        )


def create(folder: Path) -> FastAPI:
    """Return the application."""
    contracts = [Contract(**row) for row in json.loads((folder / "contracts.json").read_text())]
    app = FastAPI()
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=6)

    @app.get("/v1/contracts", response_model_exclude_unset=True)
    async def list_contracts(query: Annotated[ContractQuery, Query()]) -> ContractList:
        found = [contract for contract in contracts if query.finds(contract)]
        return ContractList(items=found[: query.limit], total=len(found), next=None)

    @app.get("/v1/sheets/{sheet}/contracts/{id}", response_model_exclude_unset=True)
    async def get_contract(sheet: str, id: str) -> Contract:  # noqa: A002 - the name in the path
        for contract in contracts:
            if (contract.sheet, contract.id) == (sheet, id):
                return contract
        raise HTTPException(404)

    return app
