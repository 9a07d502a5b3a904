"""The timeline: dated entries drawn on a scale, and entries without a date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.pages.context import PageContext, PageLink
from api.pages.sheet_index import SheetIndex
from api.pages.timescale import Shape, Timescale, draw_date, fit_timescale
from api.pages.voices import VoiceView, view_voice
from api.pages.words import describe_field, describe_precision

UNNAMED_FIELDS = frozenset({"when", "source.published"})
"""The fields of which the title of the record tells enough."""


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A happening: when, what, and the shapes that it is drawn as."""

    when: str
    precision: str
    link: PageLink
    field: str
    status: str
    voice: VoiceView
    shapes: Sequence[Shape]
    match: str | None = None


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Dated happenings on one scale, and the undated ones by status."""

    rows: Sequence[TimeRow]
    scale: Timescale | None
    undated: Mapping[str, Sequence[TimeRow]]


def view_timeline(
    context: PageContext, items: Iterable[Mapping[str, Any]], index: SheetIndex | None = None
) -> TimelineView:
    """Return the view of entries of the timeline, statements of one speaker at one time together.

    `index` is that of the sheet that all are from, if they are from one.
    """
    groups = group_statements(items)
    scale = fit_timescale([group[0] for group in groups if group[0]["when"]])
    undated: dict[str, list[TimeRow]] = {}
    rows = []
    for group in groups:
        row = time_row(context, group, scale, index)
        if group[0]["when"]:
            rows.append(row)
        else:
            undated.setdefault(row.status, []).append(row)
    return TimelineView(rows, scale, undated)


def group_statements(items: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Return entries in groups of one, but statements of one speaker at one time together."""
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for item in items:
        key: tuple[str, ...] = (item["subject"], item["property"])
        if is_statement(item) and item["when"]:
            key = (item["sheet"], speaker_of(item), item["when"]["edtf"], item["when"]["stated"])
        groups.setdefault(key, []).append(item)
    return list(groups.values())


def is_statement(item: Mapping[str, Any]) -> bool:
    """Return whether an entry is of a statement."""
    return "/statements/" in item["subject"]


def speaker_of(item: Mapping[str, Any]) -> str:
    """Return who makes a statement, from its title."""
    return str(item["title"]).partition(": ")[0]


def time_row(
    context: PageContext,
    group: Sequence[Mapping[str, Any]],
    scale: Timescale | None,
    index: SheetIndex | None = None,
) -> TimeRow:
    """Return the row of a group of entries."""
    item, when = group[0], group[0]["when"]
    link = PageLink(item["title"], context.url(item["url"]))
    if len(group) > 1:
        entry = index.statements.get(item["subject"].rpartition("/")[2]) if index else None
        filters = {"speaker": entry.speaker or entry.named} if entry else {"q": speaker_of(item)}
        url = context.list_url("statements", item["sheet"], date=when["edtf"], **filters)
        link = PageLink(f"{speaker_of(item)} says {len(group)} things", url)
    return TimeRow(
        when=when["stated"] if when else "",
        precision=describe_precision(when["edtf"]) if when else "",
        link=link,
        field="" if item["property"] in UNNAMED_FIELDS else describe_field(item["property"]),
        status=item["status"],
        voice=view_voice(context, item),
        shapes=draw_date(when, scale) if when and scale else (),
        match=item.get("match"),
    )


def record_times(context: PageContext, item: Mapping[str, Any], entries: Iterable[tuple[str, str]]) -> TimelineView:
    """Return the view of the dates in a record: `entries` are paths of dates with the status of each."""
    times = []
    for path, status in entries:
        value: Any = item
        for name in path.split("."):
            value = (value or {}).get(name)
        if value:
            receipt = item["evidence"].get(path, {})
            speaker = receipt.get("attributed_to") or item.get("attributed_to")
            voice = {"voice": "attributed" if speaker else "narrated", "attributed_to": speaker}
            head = {"title": "", "url": item["url"], "subject": "", "sheet": item["sheet"], "property": path}
            bounds = {"earliest": value["earliest"], "latest": value["latest"]}
            times.append({**head, **voice, **bounds, "when": value, "status": status})
    return view_timeline(context, times)
