"""The items of a list: contracts as cards, statements by speaker, facts and gaps as tables, others as lines."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.pages.context import PageContext, PageLink
from api.pages.contract import ContractCard, contract_card
from api.pages.format import PageDocument
from api.pages.receipts import passage_links
from api.pages.references import get_path
from api.pages.statements import StatementLine
from api.pages.tables import ItemTable, SubjectGroup, fact_row, gap_entry, group_by_subject, view_table
from api.pages.timeline import TimelineView, view_timeline
from api.pages.values import ValueView, view_value
from api.pages.voices import VoiceView, view_voice
from api.pages.words import describe_code
from facts.formats.references import iter_ids
from facts.kinds import KINDS
from facts.kinds.statement import STATEMENTS
from facts.model.collection import Collection
from facts.urls import record_url
from facts.views import SHEETS, TIMELINE

DETAILS: Mapping[str, tuple[str, ...]] = {
    "countries": ("also_called",),
    "events": ("when", "status"),
    "media": ("shows", "credit"),
    "organizations": ("short_name", "kind", "country"),
    "people": ("offices", "country"),
    "places": ("kind", "country"),
    "systems": ("qualifiers", "kind", "country", "developed"),
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
class SheetLine:
    """A sheet on one line: its title, and how many records of each kind it has."""

    link: PageLink
    counts: Sequence[PageLink]


@dataclass(frozen=True, slots=True)
class ItemGroups:
    """The items of a list in the form that fits them; all others are empty."""

    cards: Sequence[ContractCard] = ()
    speakers: Sequence[SpeakerGroup] = ()
    facts: Sequence[SubjectGroup] = ()
    gaps: Sequence[SubjectGroup] = ()
    timeline: TimelineView | None = None
    sheets: Sequence[SheetLine] = ()
    lines: Sequence[ItemLine] = field(default_factory=list)
    table: ItemTable | None = None


def view_items(context: PageContext, document: PageDocument, items: Sequence[Mapping[str, Any]]) -> ItemGroups:
    """Return the items of a list as they are shown."""
    collection, is_table = document.collection, document.fields is not None
    if collection is not SHEETS:
        load_names(context, items, collection if is_table or collection is not STATEMENTS else None)
    if is_table:
        return ItemGroups(table=view_table(context, document, items))
    if collection is TIMELINE:
        return ItemGroups(timeline=view_timeline(context, items))
    if collection.name not in SPECIAL_ITEMS:
        return ItemGroups(lines=[item_line(context, collection.name, item) for item in items])
    return SPECIAL_ITEMS[collection.name](context, items)


def load_names(context: PageContext, items: Iterable[Mapping[str, Any]], collection: Collection | None) -> None:
    """Read the names of all records that items of a collection refer to, else of speakers, with one query a sheet."""
    ids: dict[str, set[str]] = {}
    for item in items:
        targets = iter_ids(collection, item) if collection else filter(None, [item["speaker"]])
        ids.setdefault(item["sheet"], set()).update(targets)
    for sheet, names in ids.items():
        context.load_titles(sheet, names)


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
    title = PageLink(KINDS[name].title_of(item), context.url(item["url"]))
    voice = view_voice(context, item) if item.get("voice") == "attributed" else None
    return ItemLine(title, details, voice, item.get("match"))


SPECIAL_ITEMS: Mapping[str, Callable[[PageContext, Sequence[Mapping[str, Any]]], ItemGroups]] = {
    "statements": lambda context, items: ItemGroups(speakers=group_by_speaker(context, items)),
    "contracts": lambda context, items: ItemGroups(cards=[contract_card(context, item) for item in items]),
    "facts": lambda context, items: ItemGroups(facts=group_by_subject(context, items, fact_row)),
    "gaps": lambda context, items: ItemGroups(gaps=group_by_subject(context, items, gap_entry)),
    "sheets": lambda context, items: ItemGroups(sheets=[sheet_line(context, item) for item in items]),
}
"""How the items of a list are shown, if not as lines."""
