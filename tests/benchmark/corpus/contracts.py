"""Contracts and photographs of the corpus."""

from collections.abc import Iterator
from typing import Any

from facts.kinds.contract import PARTIES
from tests.benchmark.corpus.raw_record import RawRecord
from tests.benchmark.corpus.raw_sheet import ACTORS, RawSheet
from tests.benchmark.corpus.statements import build_figure
from tests.benchmark.corpus.values import build_money, build_quantity, build_share

STATUSES = {"occurred": 45, "planned": 40, "negotiated": 5, "conditional": 5, "threatened": 1, "asserted": 4}
"""Frequency of each status of a delivery."""


def build_contracts(sheet: RawSheet) -> Iterator[RawRecord]:
    """Yield the contracts of a sheet."""
    random, pools = sheet.random, sheet.pools
    for contract in sheet.ids["contracts"]:
        record = sheet.begin(contract)
        record.set_voice(sheet.pick(*ACTORS))
        record.set("title", sheet.words(3, 9))
        record.set("subject", sheet.words(2, 8, chance=0.8))
        record.set("suppliers", sheet.pick_several(2, *PARTIES, chance=0.9))
        record.set("buyers", sheet.pick_several(2, *PARTIES, chance=0.9))
        record.set("system", sheet.pick("systems", chance=0.8))
        record.set("quantity", build_quantity(random, pools) if random.random() < 0.5 else None)
        record.set("signed", sheet.date(0.7))
        record.set("value", build_money(random, pools) if random.random() < 0.65 else None)
        record.set("unit_price", build_money(random, pools) if random.random() < 0.1 else None)
        record.set_group("payment", build_payment(sheet))
        record.set_group("delivery", build_delivery(sheet))
        record.set_groups("terms", [build_term(sheet) for _ in range(random.choice((0, 0, 0, 1, 2)))])
        yield record


def build_payment(sheet: RawSheet) -> dict[str, Any]:
    """Return how a contract is paid."""
    share = build_share(sheet.random) if sheet.random.random() < 0.3 else None
    status = sheet.choose({"pledged": 60, "paid": 40}, 0.2)
    return {"advance_share": share, "advance_status": status, "lender": sheet.pick(*PARTIES[:2], chance=0.2)}


def build_delivery(sheet: RawSheet) -> dict[str, Any]:
    """Return what is delivered under a contract."""
    if sheet.random.random() < 0.2:
        return {}
    what = sheet.words(2, 7, chance=0.7)
    return {"what": what, "started": sheet.date(0.2), "when": sheet.date(0.6), "status": sheet.choose(STATUSES, 0.8)}


def build_term(sheet: RawSheet) -> dict[str, Any]:
    """Return a term of a contract."""
    return {"kind": sheet.label(), "what": sheet.words(4, 12), "amount": build_figure(sheet, 0.5)}


def build_media(sheet: RawSheet) -> Iterator[RawRecord]:
    """Yield the photographs of a sheet."""
    for photograph in sheet.ids["media"]:
        record = sheet.begin(photograph)
        record.set("caption", sheet.words(2, 9))
        record.set("shows", sheet.pick_several(2, "people", "places", "systems", chance=0.8))
        record.set("agency", sheet.pick("organizations", chance=0.7))
        record.set("credit", sheet.words(2, 6, chance=0.7))
        record.set("taken", sheet.date(0.1))
        yield record
