"""Statements of the corpus, with their speakers and how they relate to each other."""

from collections.abc import Iterator
from typing import Any

from tests.benchmark.corpus.raw_record import RawRecord
from tests.benchmark.corpus.raw_sheet import ACTORS, RawSheet
from tests.benchmark.corpus.values import build_money, build_quantity, build_share

RELATED = 0.3
"""The share of statements that relate to another one."""
FORMS = {"direct": 40, "indirect": 40, "attributed": 20}
STATUSES = {
    "occurred": 20,
    "standing": 15,
    "negotiated": 4,
    "planned": 8,
    "threatened": 3,
    "conditional": 10,
    "asserted": 40,
}
"""Frequency of each status of what is said."""


def build_statements(sheet: RawSheet) -> Iterator[RawRecord]:
    """Yield the statements of a sheet."""
    relations = relate_statements(sheet)
    stated = {
        entry["statement"] for entries in relations.values() for entry in entries if entry["origin"] == "stated"
    }
    for statement in sheet.ids["statements"]:
        record = sheet.begin(statement)
        speaker = sheet.pick("people", "organizations", "countries", chance=0.95)
        record.set("speaker", speaker)
        set_quoted(record, "named")
        record.set("attribution_scope", sheet.choose({"whole": 85, "ambiguous": 15}))
        record.set("outlet", sheet.pick("organizations", chance=0.35))
        record.set("occasion", sheet.pick("events", chance=0.6))
        record.set("when", sheet.date(0.25))
        record.set("summary", sheet.words(8, 25))
        record.set("form", sheet.choose(FORMS))
        record.set("status", sheet.choose(STATUSES))
        record.set("amount", build_figure(sheet, 0.08))
        record.set("about", sheet.pick_several(3, "countries", "systems", "organizations", "contracts", chance=0.9))
        gap = "ambiguous" if statement in stated else None
        record.set("relations", relations.get(statement, []), gap)
        yield record


def relate_statements(sheet: RawSheet) -> dict[str, list[dict[str, Any]]]:
    """Return the relations of each statement that has any; each is to another one."""
    random, ids = sheet.random, sheet.ids["statements"]
    relations: dict[str, list[dict[str, Any]]] = {}
    for number, statement in enumerate(ids):
        if len(ids) > 1 and random.random() < RELATED:
            other = ids[(number + random.randint(1, len(ids) - 1)) % len(ids)]
            kinds = random.choice(("disputes", "similar_view")), random.choice(("stated", "editorial"))
            entry = {"type": kinds[0], "statement": other, "origin": kinds[1], "note": sheet.words(4, 12)}
            relations[statement] = [entry]
    return relations


def set_quoted(record: RawRecord, path: str) -> None:
    """Fill the field at `path` with words that its receipt quotes."""
    receipt = record.build_receipt()
    record.put(path, receipt["spans"][0]["exact"], receipt)


def build_figure(sheet: RawSheet, chance: float) -> dict[str, Any] | None:
    """Return money, a share or a quantity, with a `chance` of one at all."""
    random = sheet.random
    if random.random() > chance:
        return None
    match random.choice(("money", "money", "share", "quantity")):
        case "money":
            return build_money(random, sheet.pools)
        case "share":
            return build_share(random)
        case _:
            return build_quantity(random, sheet.pools)


def build_events(sheet: RawSheet) -> Iterator[RawRecord]:
    """Yield the events of a sheet."""
    for event in sheet.ids["events"]:
        record = sheet.begin(event)
        record.set_voice(sheet.pick(*ACTORS))
        record.set("title", sheet.words(3, 9))
        record.set("kind", sheet.label())
        record.set("when", sheet.date(0.35))
        record.set("where", sheet.pick("places", "countries", chance=0.3))
        set_participants(sheet, record)
        has_quantity = sheet.random.random() < 0.1
        record.set("quantity", build_quantity(sheet.random, sheet.pools) if has_quantity else None)
        record.set("amount", build_event_amount(sheet))
        record.set("about", sheet.pick_several(3, "systems", "contracts", "countries", chance=0.6))
        record.set("status", sheet.choose(STATUSES))
        yield record


def set_participants(sheet: RawSheet, record: RawRecord) -> None:
    """Fill in who takes part in an event, some of them in the article's words."""
    participants = sheet.pick_several(3, *ACTORS, chance=0.85)
    if participants and sheet.random.random() < 0.15:
        receipt = record.build_receipt()
        words = receipt["spans"][0]["exact"]
        record.put("participants", [*participants, *({words} - sheet.used)], receipt)
    else:
        record.set("participants", participants)


def build_event_amount(sheet: RawSheet) -> dict[str, Any] | None:
    """Return money or a share in a few cases."""
    figure = build_figure(sheet, 0.12)
    return figure if figure is None or "unit" not in figure else None
