"""The items of a list: contracts as cards, statements by speaker, facts and gaps as tables, other records as lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.pages.context import PageContext, PageLink
from api.pages.contract import ContractCard, contract_card
from api.pages.format import PageDocument
from api.pages.receipts import exact_words, passage_links
from api.pages.references import get_path, is_reference, iter_references
from api.pages.sheet_index import get_index
from api.pages.statements import StatementLine
from api.pages.timeline import TimelineView, view_timeline
from api.pages.values import ValueView, view_value
from api.pages.voices import VoiceView, view_voice
from api.pages.words import describe_code, describe_field
from facts.kinds import KINDS
from facts.urls import record_url

DETAILS: Mapping[str, tuple[str, ...]] = {
    "countries": ("also_called",),
    "events": ("when", "status"),
    "media": ("credit",),
    "organizations": ("short_name", "kind", "country"),
    "people": ("office", "organization", "country"),
    "places": ("kind", "country"),
    "systems": ("kind", "country", "developed"),
}
"""The fields that a line of a list shows of each kind."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A record on one line: its name, and some of its fields."""

    link: PageLink
    details: Sequence[ValueView]
    voice: VoiceView | None
    match: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """Statements of one speaker that follow each other."""

    speaker: PageLink
    lines: Sequence[StatementLine]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact, or a gap, as a row of a table."""

    subject: PageLink
    label: str
    value: ValueView
    basis: str = ""
    voice: VoiceView = VoiceView()  # noqa: RUF009 - voices are immutable
    words: tuple[str, ...] = ()
    passages: tuple[PageLink, ...] = ()
    gap: str = ""
    note: str = ""
    match: str | None = None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet on one line: its title, and how many records of each kind it has."""

    link: PageLink
    counts: Sequence[PageLink]


@dataclass(frozen=True, slots=True)
class ItemTable:
    """Items as rows of the fields that were requested."""

    headings: Sequence[str]
    rows: Sequence[Sequence[ValueView]]


@dataclass(frozen=True, slots=True)
class ItemGroups:
    """The items of a list in the form that fits them; all others are empty."""

    cards: Sequence[ContractCard] = ()
    speakers: Sequence[SpeakerGroup] = ()
    facts: Sequence[FactRow] = ()
    gaps: Sequence[FactRow] = ()
    timeline: TimelineView | None = None
    sheets: Sequence[SheetLine] = ()
    lines: Sequence[ItemLine] = field(default_factory=list)
    table: ItemTable | None = None


def view_items(context: PageContext, document: PageDocument, items: Sequence[Mapping[str, Any]]) -> ItemGroups:
    """Return the items of a list as they are shown."""
    name = document.collection.name
    load_names(context, name, items)
    if document.fields is not None:
        return ItemGroups(table=view_table(context, document, items))
    if name == "contracts":
        return ItemGroups(cards=[contract_card(context, item) for item in items])
    if name == "statements":
        return ItemGroups(speakers=group_by_speaker(context, items))
    if name == "facts":
        return ItemGroups(facts=[fact_row(context, item) for item in items])
    if name == "gaps":
        return ItemGroups(gaps=[gap_entry(context, item) for item in items])
    if name == "timeline":
        sheet = document.query.sheet if document.query else None
        return ItemGroups(timeline=view_timeline(context, items, get_index(context, sheet) if sheet else None))
    if name == "sheets":
        return ItemGroups(sheets=[sheet_line(context, item) for item in items])
    return ItemGroups(lines=[item_line(context, name, item) for item in items])


def load_names(context: PageContext, name: str, items: Iterable[Mapping[str, Any]]) -> None:
    """Read the names of all records that items refer to, with one query a sheet."""
    ids: dict[str, set[str]] = {}
    for item in items:
        if name == "sheets":
            continue
        targets = ids.setdefault(item["sheet"], set())
        if name in KINDS:
            targets.update(target for _, target in iter_references(name, item))
        elif name == "facts" and is_reference(kind_of(item["subject"]), item["property"]):
            value = item["value"]
            targets.update(part for part in (value if isinstance(value, list) else [value]) if isinstance(part, str))
        if item.get("attributed_to"):
            targets.add(item["attributed_to"])
    for sheet, targets in ids.items():
        context.load_titles(sheet, targets)


def kind_of(subject: str) -> str:
    """Return the kind of a subject, `sheet/kind/id`; nothing for a sheet."""
    return subject.split("/")[1] if "/" in subject else ""


def group_by_speaker(context: PageContext, items: Iterable[Mapping[str, Any]]) -> list[SpeakerGroup]:
    """Return statements in groups that one speaker makes one after the other."""
    groups: list[tuple[PageLink, list[StatementLine]]] = []
    for number, item in enumerate(items, 1):
        speaker = context.link(item["sheet"], item["speaker"]) if item["speaker"] else PageLink(item["named"])
        spans = item["evidence"].get("summary", {}).get("spans", ())
        line = StatementLine(
            link=PageLink(item["summary"], context.url(item["url"])),
            status=item["status"],
            form=describe_code(item["form"]),
            passages=passage_links(context, item["sheet"], spans),
            number=number,
        )
        if not groups or groups[-1][0] != speaker:
            groups.append((speaker, []))
        groups[-1][1].append(line)
    return [SpeakerGroup(speaker, lines) for speaker, lines in groups]


def fact_row(context: PageContext, item: Mapping[str, Any]) -> FactRow:
    """Return the row of a fact."""
    return FactRow(
        subject=PageLink(item["title"], context.url(item["url"])),
        label=describe_field(item["property"]),
        value=view_value(context, item["sheet"], kind_of(item["subject"]), item["property"], item["value"]),
        basis=item["basis"],
        voice=view_voice(context, item),
        words=exact_words(item["spans"]),
        passages=passage_links(context, item["sheet"], item["spans"]),
        note=item["note"] or "",
        match=item.get("match"),
    )


def gap_entry(context: PageContext, item: Mapping[str, Any]) -> FactRow:
    """Return the row of a gap."""
    subject = PageLink(item["title"], context.url(item["url"]))
    label, status = describe_field(item["property"]), describe_code(item["status"])
    return FactRow(subject, label, ValueView(()), gap=status, note=item["note"])


def sheet_line(context: PageContext, item: Mapping[str, Any]) -> SheetLine:
    """Return the line of a sheet."""
    counts = [
        PageLink(KINDS[name].count_phrase(count), context.list_url(name, item["id"]))
        for name, count in item["counts"].items()
        if count
    ]
    return SheetLine(PageLink(item["title"], context.url(record_url(item["id"]))), counts)


def item_line(context: PageContext, name: str, item: Mapping[str, Any]) -> ItemLine:
    """Return the line of a record."""
    details = [
        view_value(context, item["sheet"], name, path, value)
        for path in DETAILS.get(name, ())
        if (value := get_path(item, path))
    ]
    title = PageLink(str(item[KINDS[name].model.title_field]), context.url(item["url"]))
    voice = view_voice(context, item) if item.get("voice") == "attributed" else None
    return ItemLine(title, details, voice, item.get("match"))


def view_table(context: PageContext, document: PageDocument, items: Iterable[Mapping[str, Any]]) -> ItemTable:
    """Return items as rows of the fields that were requested, each with a link to its page."""
    name = document.collection.name
    hidden = {"id", "sheet", "url", "subject", "evidence", "gaps", "match", "spans"}
    fields = [path for path in document.collection.item.model_fields if path in (document.fields or ()) - hidden]
    rows = []
    for item in items:
        link = PageLink(row_title(name, item), context.url(item["url"]))
        kind = name if name in KINDS else kind_of(item.get("subject", ""))
        values = [view_field(context, item, kind, path) for path in fields if path not in {"title", "name"}]
        rows.append((ValueView((link,)), *values))
    headings = [describe_field(path) for path in fields if path not in {"title", "name"}]
    return ItemTable((document.collection.singular, *headings), rows)


def row_title(name: str, item: Mapping[str, Any]) -> str:
    """Return what an item of a collection is called in a table."""
    return str(item[KINDS[name].model.title_field] if name in KINDS else item["title"])


def view_field(context: PageContext, item: Mapping[str, Any], kind: str, path: str) -> ValueView:
    """Return the value of a field of an item; that it is not said where it is empty."""
    value = item.get(path)
    if value in (None, [], {}):
        return ValueView((PageLink("not said"),))
    if path == "value" and "property" in item:
        path = item["property"]
    if isinstance(value, Mapping) and not {"edtf", "currency", "stated"} & value.keys():
        parts = [f"{describe_field(name)}: {part}" for name, part in value.items() if isinstance(part, str | int)]
        return ValueView(tuple(map(PageLink, parts)))
    return view_value(context, item.get("sheet", ""), kind, path, value)
