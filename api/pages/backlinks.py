"""Backlinks: the records that refer to a record, and by which field."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.pages.context import PageContext, PageLink
from api.pages.sheet_index import SheetIndex
from api.pages.words import describe_field

BACKLINK_WORDS: Mapping[str, str] = {
    "about": "about it",
    "adopted.by": "adopted by it",
    "agency": "credited to it",
    "attributed_to": "according to it",
    "buyers": "it buys",
    "country": "of this country",
    "designations.used_by": "named so by it",
    "occasion": "said there",
    "offices.organization": "holds or held an office there",
    "shows": "shows it",
    "outlet": "said to it",
    "participants": "it takes part",
    "suppliers": "it supplies",
    "where": "there",
}
"""What a record that refers to another says of it, by the field; others are the other's role."""


@dataclass(frozen=True, slots=True)
class BacklinkLine:
    """A record that refers to the one of the page, and as what."""

    link: PageLink
    role: str


def view_backlinks(context: PageContext, index: SheetIndex, record_id: str) -> dict[str, list[BacklinkLine]]:
    """Return the records that refer to one, by kind; what it says itself is shown on its own."""
    lines: dict[str, list[BacklinkLine]] = {}
    roles: dict[str, list[str]] = {}
    for source, path in index.backlinks.get(record_id, ()):
        if path not in {"speaker", "relations.statement"}:
            roles.setdefault(source, []).append(BACKLINK_WORDS.get(path, describe_field(path)))
    for source, words in roles.items():
        line = BacklinkLine(context.link(index.id, source), ", ".join(dict.fromkeys(words)))
        lines.setdefault(index.records[source].kind, []).append(line)
    return lines
