"""Contracts: cards, with a gap in place of each missing value, and the parts of the payment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from api.pages.context import PageContext, PageLink
from api.pages.receipts import ReceiptRow, field_row, gap_at
from api.pages.references import get_path
from api.pages.values import ValueView, describe_share, view_references
from api.pages.voices import VoiceView, view_voice
from api.pages.words import GAP_CLAUSES, describe_code, format_share

KIND = "contracts"
PARTIES = {"buyers": "buyers", "suppliers": "suppliers", "systems": "system"}
"""The fields of a contract that refer to its parties and to what is bought."""


@dataclass(frozen=True, slots=True)
class ContractCard:
    """A contract in short: who buys what from whom, and five fields or their gaps."""

    link: PageLink
    subject: str
    buyers: tuple[PageLink, ...]
    suppliers: tuple[PageLink, ...]
    systems: tuple[PageLink, ...]
    buyer_gap: str
    supplier_gap: str
    cells: tuple[ReceiptRow, ...]
    voice: VoiceView
    match: str | None


@dataclass(frozen=True, slots=True)
class TermView:
    """A term of a contract: what kind it is, what is agreed, and the amount, if one is said."""

    kind: str
    what: str
    amount: ReceiptRow | None


@dataclass(frozen=True, slots=True)
class PaymentPart:
    """A part of a payment: its share in per cent, 0 if it is not exact, what it is called, and its fields."""

    share: float
    title: str
    row: ReceiptRow
    amount: ReceiptRow | None
    note: str = ""
    lender: ReceiptRow | None = None


def contract_card(context: PageContext, item: Mapping[str, Any]) -> ContractCard:
    """Return the card of a contract."""
    return ContractCard(
        link=PageLink(item["title"], context.url(item["url"])),
        cells=(*contract_cells(context, item), payment_cell(context, item)),
        voice=view_voice(context, item),
        match=item.get("match"),
        **trade_parts(context, item),
    )


def trade_parts(context: PageContext, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of the sentence that says who buys what from whom."""
    gaps = item["gaps"]
    return {
        **{name: tuple(party_links(context, item, path)) for name, path in PARTIES.items()},
        "buyer_gap": GAP_CLAUSES[gap_at(gaps, "buyers")["status"]],
        "supplier_gap": GAP_CLAUSES[gap_at(gaps, "suppliers")["status"]],
        "subject": item["subject"] or "",
    }


def party_links(context: PageContext, item: Mapping[str, Any], path: str) -> list[PageLink]:
    """Return the links to the parties in a field of a contract."""
    value = item.get(path)
    return view_references(context, item["sheet"], None, value) if value else []


def contract_cells(context: PageContext, item: Mapping[str, Any]) -> tuple[ReceiptRow, ...]:
    """Return value, signature, delivery and quantity of a contract, and the price of one if it is said."""
    delivery = field_row(context, KIND, item, "delivery.when", "delivered")
    what, status = get_path(item, "delivery.what"), get_path(item, "delivery.status")
    if status != "occurred":
        delivery = replace(delivery, label="delivery")
    if what or status:
        note = " · ".join(filter(None, (delivery.note if delivery.gap else "", what, status)))
        value = ValueView(delivery.value.parts, note)
        delivery = replace(delivery, value=value, note=note if delivery.gap else delivery.note)
    price = row_if_filled(context, item, "unit_price")
    return (
        field_row(context, KIND, item, "value"),
        *([price] if price else []),
        field_row(context, KIND, item, "signed"),
        delivery,
        field_row(context, KIND, item, "quantity"),
    )


def payment_cell(context: PageContext, item: Mapping[str, Any]) -> ReceiptRow:
    """Return how a contract is paid, in one cell."""
    row = field_row(context, KIND, item, "payment.advance_share", "payment")
    if row.gap:
        return row
    rest, lender = get_path(item, "derived.loan_share"), get_path(item, "payment.lender")
    loan = f"{format_share(rest)} a loan" if rest else ""
    if loan and lender:
        loan += f" from {context.link(item['sheet'], lender).text}"
    note = " · ".join(filter(None, (get_path(item, "payment.advance_status"), loan)))
    return replace(
        row, value=ValueView((PageLink(f"{describe_share(item['payment']['advance_share'])} in advance"),), note)
    )


def payment_parts(context: PageContext, item: Mapping[str, Any]) -> list[PaymentPart]:
    """Return the parts of the payment of a contract, as far as they are stated or derived."""
    advance = field_row(context, KIND, item, "payment.advance_share")
    if advance.gap:
        return []
    status, share = get_path(item, "payment.advance_status"), item["payment"]["advance_share"]
    parts = [
        PaymentPart(
            share=percent(share),
            title=f"{describe_share(share)} in advance",
            row=advance,
            amount=row_if_filled(context, item, "derived.advance"),
            note={"pledged": "pledged; whether it was paid is not said"}.get(
                status or "", describe_code(status or "")
            ),
        )
    ]
    if rest := row_if_filled(context, item, "derived.loan_share"):
        loan = PaymentPart(
            share=100 - parts[0].share,
            title=f"{rest.value.text} as a loan",
            row=rest,
            amount=row_if_filled(context, item, "derived.loan"),
            lender=field_row(context, KIND, item, "payment.lender"),
        )
        parts.append(loan)
    return parts


def view_terms(context: PageContext, item: Mapping[str, Any]) -> list[TermView]:
    """Return the terms of a contract besides its price, payment and delivery."""
    return [
        TermView(term["kind"], term["what"], row_if_filled(context, item, f"terms.{number}.amount"))
        for number, term in enumerate(item["terms"])
    ]


def percent(share: Mapping[str, Any]) -> float:
    """Return an exact share as a number of per cent, for drawing; 0 for any other."""
    return round(float(share["value"]) * 100, 2) if share["operator"] == "=" else 0


def row_if_filled(context: PageContext, item: Mapping[str, Any], path: str) -> ReceiptRow | None:
    """Return a field that is filled; None for another."""
    return field_row(context, KIND, item, path) if get_path(item, path) is not None else None
