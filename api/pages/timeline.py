"""The timeline: dated entries drawn on a scale, and entries without a date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.pages.context import PageContext, PageLink
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


def view_timeline(context: PageContext, items: Iterable[Mapping[str, Any]]) -> TimelineView:
    """Return the view of entries of the timeline."""
    entries = list(items)
    scale = fit_timescale([entry for entry in entries if entry["when"]])
    undated: dict[str, list[TimeRow]] = {}
    rows = []
    for entry in entries:
        row = time_row(context, entry, scale)
        if entry["when"]:
            rows.append(row)
        else:
            undated.setdefault(row.status, []).append(row)
    return TimelineView(rows, scale, undated)


def time_row(context: PageContext, item: Mapping[str, Any], scale: Timescale | None) -> TimeRow:
    """Return the row of an entry."""
    when = item["when"]
    return TimeRow(
        when=when["stated"] if when else "",
        precision=describe_precision(when["edtf"]) if when else "",
        link=PageLink(item["title"], context.url(item["url"])),
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
            is_own = receipt.get("attribution_scope") == "none"
            speaker = None if is_own else receipt.get("attributed_to") or item.get("attributed_to")
            voice = {"voice": "attributed" if speaker else "narrated", "attributed_to": speaker}
            head = {"title": "", "url": item["url"], "subject": "", "sheet": item["sheet"], "property": path}
            bounds = {"earliest": value["earliest"], "latest": value["latest"]}
            times.append({**head, **voice, **bounds, "when": value, "status": status})
    return view_timeline(context, times)
