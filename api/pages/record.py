"""The page of a record: its values or their gaps, its backlinks, and every field with its receipt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from api.pages.backlinks import BacklinkLine, view_backlinks
from api.pages.context import PageContext, PageLink
from api.pages.contract import (
    PaymentPart,
    TermView,
    contract_cells,
    party_links,
    payment_parts,
    trade_parts,
    view_terms,
)
from api.pages.receipts import MiniLine, ReceiptRow, field_row, field_rows, mini_map
from api.pages.references import get_path
from api.pages.sheet_index import SheetIndex, StatementEntry
from api.pages.statements import (
    RelationView,
    SpeechView,
    StatementLine,
    count_subjects,
    statement_line,
    view_relations,
    view_speech,
)
from api.pages.timeline import TimelineView, record_times
from api.pages.values import ValueView
from api.pages.voices import VoiceView, view_voice
from facts.kinds import KINDS
from facts.urls import record_url

MAX_LINES = 60
"""The number of statements, and of records that refer to the record, on its page at most."""
CELLS: Mapping[str, tuple[str, ...]] = {
    "countries": ("also_called", "alpha3"),
    "events": ("when", "where", "kind", "status"),
    "media": ("shows", "agency", "credit", "taken"),
    "organizations": ("kind", "short_name", "country"),
    "people": ("country",),
    "places": ("kind", "country"),
    "statements": ("speaker", "occasion", "outlet", "when"),
    "systems": ("kind", "country", "qualifiers", "missile_types"),
}
"""The fields of each kind that its page shows first."""
DATES: Mapping[str, tuple[tuple[str, str | None], ...]] = {
    "contracts": (("signed", None), ("delivery.started", "delivery.status"), ("delivery.when", "delivery.status")),
    "events": (("when", "status"),),
    "media": (("taken", None),),
    "statements": (("when", None),),
    "systems": (("developed", None), ("adopted.when", None)),
}
"""The dates of each kind, with the field that tells their status; they occurred where there is none."""


NAMED_KINDS = frozenset({"countries", "people", "organizations", "places"})
"""The kinds of what is named and not claimed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """The page of a record."""

    kind: str
    kicker: str
    heading: PageLink
    voice: VoiceView | None
    cells: Sequence[ReceiptRow]
    rows: Sequence[ReceiptRow]
    mini: Sequence[MiniLine]
    passage_count: int
    receipt_count: int
    sheet: PageLink
    buyers: Sequence[PageLink] = ()
    suppliers: Sequence[PageLink] = ()
    systems: Sequence[PageLink] = ()
    buyer_gap: str = ""
    supplier_gap: str = ""
    subject: str = ""
    payment: Sequence[PaymentPart] = ()
    terms: Sequence[TermView] = ()
    speech: SpeechView | None = None
    times: TimelineView | None = None
    statements: Sequence[StatementLine] = ()
    statement_count: int = 0
    statements_url: str = ""
    subjects: Sequence[tuple[PageLink, int]] = ()
    relations: Sequence[RelationView] = ()
    participants: Sequence[PageLink] = ()
    about: Sequence[PageLink] = ()
    backlinks: Mapping[str, Sequence[BacklinkLine]] = field(default_factory=dict)
    backlink_counts: Mapping[str, int] = field(default_factory=dict)


def view_record(
    context: PageContext, kind: str, item: Mapping[str, Any], index: SheetIndex, fields: frozenset[str] | None = None
) -> RecordView:
    """Return the page of a record as it is served; `fields` limits the fields with receipts that it lists."""
    said = [entry for entry in index.statements.values() if entry.speaker == item["id"]]
    is_statement = kind == "statements"
    backlinks = view_backlinks(context, index, item["id"])
    options: dict[str, Any] = view_contract(context, item) if kind == "contracts" else {}
    if is_statement:
        options["speech"] = view_speech(context, index, item["id"])
    related = [item["id"]] if is_statement else [entry.id for entry in said]
    return RecordView(
        kind=kind,
        kicker=kicker_of(kind, item, index),
        heading=heading_of(context, kind, item),
        voice=None if is_statement or kind in NAMED_KINDS else view_voice(context, item),
        cells=cells_of(context, kind, item),
        rows=list(field_rows(context, kind, item, fields)),
        mini=mini_map(context, index.id, index.passages, item["evidence"], said_passages(said)),
        passage_count=len(index.summary["source"]["passages"]),
        receipt_count=sum(bool(receipt["spans"]) for receipt in item["evidence"].values()),
        sheet=PageLink(index.title, context.url(record_url(index.id))),
        times=record_times(context, item, dates_of(kind, item)),
        statements=[statement_line(context, index, entry) for entry in said[:MAX_LINES]],
        statement_count=len(said),
        statements_url=context.list_url("statements", index.id, speaker=item["id"]),
        subjects=count_subjects(context, index, said),
        relations=list(view_relations(context, index, related))[:MAX_LINES] if related else (),
        participants=party_links(context, item, "participants"),
        about=party_links(context, item, "about"),
        backlinks={name: lines[:MAX_LINES] for name, lines in backlinks.items()},
        backlink_counts={name: len(lines) for name, lines in backlinks.items()},
        **options,
    )


def kicker_of(kind: str, item: Mapping[str, Any], index: SheetIndex) -> str:
    """Return the line above the heading: the kind of record."""
    entry = index.statements.get(item["id"]) if kind == "statements" else None
    return f"Statement {entry.number} of {len(index.statements)}" if entry else KINDS[kind].singular.capitalize()


def heading_of(context: PageContext, kind: str, item: Mapping[str, Any]) -> PageLink:
    """Return the heading: the title of the record; the speaker of a statement."""
    if kind == "statements":
        return context.link(item["sheet"], item["speaker"]) if item["speaker"] else PageLink(item["named"])
    return PageLink(KINDS[kind].title_of(item))


def cells_of(context: PageContext, kind: str, item: Mapping[str, Any]) -> list[ReceiptRow]:
    """Return the fields that a page shows first; a gap takes the place of a value."""
    if kind == "contracts":
        return list(contract_cells(context, item))
    if kind == "people":
        offices = [office_row(context, item, number) for number in range(len(item["offices"]))]
        return [*(offices or [field_row(context, kind, item, "offices")]), field_row(context, kind, item, "country")]
    known = {*item["evidence"], *item["gaps"]}
    return [field_row(context, kind, item, path) for path in CELLS.get(kind, ()) if path in known]


def office_row(context: PageContext, item: Mapping[str, Any], number: int) -> ReceiptRow:
    """Return an office of a person, with the organization that it belongs to."""
    label = "office" if len(item["offices"]) == 1 else f"office {number + 1}"
    row = field_row(context, "people", item, f"offices.{number}.title", label)
    office = item["offices"][number]
    parts = [context.link(item["sheet"], office["organization"])] if office["organization"] else []
    return replace(row, value=ValueView((*row.value.parts, *parts), office["status"] or ""))


def view_contract(context: PageContext, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return what only the page of a contract has."""
    payment, terms = payment_parts(context, item), view_terms(context, item)
    return {**trade_parts(context, item), "payment": payment, "terms": terms}


def dates_of(kind: str, item: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield the paths of the dates of a record, with their status."""
    for path, status_path in DATES.get(kind, ()):
        yield path, (get_path(item, status_path) if status_path else None) or "occurred"


def said_passages(entries: Iterable[StatementEntry]) -> list[int]:
    """Return the passages of statements."""
    return sorted({number for entry in entries for number in entry.passages})
