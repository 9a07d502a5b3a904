"""The home page for a browser: an overview of the sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facts.archive import Archive, Query
from facts.kinds import KINDS
from facts.urls import API_PREFIX, record_url

MAX_ROWS = 20
"""The number of sheets on the page, and of rows in each table."""
EXAMPLE_QUERIES = {
    "What was signed in 2017 or 2018?": "contracts?signed=2017/2018",
    "What happened in December 2019?": "timeline?date=2019-12&match=definite",
    "What is planned?": "events?status=planned",
    "What is only threatened?": "events?status=threatened",
    "Who says what?": "statements?facets=speaker",
    "Who disputes whom?": "statements?relation=disputes",
    "Which values are not stated?": "gaps?status=not_stated&property=value",
    "Which facts are attributed to somebody?": "facts?voice=attributed",
}


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link: its text and its target."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract as a row of a table; None stands for a gap."""

    link: PageLink
    buyer: str | None
    signed: str | None
    value: str | None
    delivery: str | None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An entry of the timeline as a row of a table; None stands for a gap."""

    when: str | None
    link: PageLink
    status: str | None
    voice: str


@dataclass(frozen=True, slots=True)
class SheetSection:
    """The part of the page about one sheet."""

    link: PageLink
    kinds: list[PageLink]
    contracts: list[ContractRow]
    timeline: list[TimelineRow]
    timeline_url: str


def render_home(archive: Archive) -> str:
    """Return the home page of `archive` as HTML."""
    from api.pages.environment import environment  # noqa: PLC0415 - see there

    sheets = archive.find("sheets", Query(limit=MAX_ROWS)).items
    return environment.get_template("home.html").render(
        queries=[PageLink(text, f"{API_PREFIX}/{target}") for text, target in EXAMPLE_QUERIES.items()],
        sheets=[sheet_section(archive, sheet) for sheet in sheets],
    )


def sheet_section(archive: Archive, sheet: Mapping[str, Any]) -> SheetSection:
    """Return the section of a sheet: its kinds, its contracts, its timeline."""
    url = record_url(sheet["id"])
    counts = sheet["counts"].items()
    query = Query(sheet=sheet["id"], limit=MAX_ROWS)
    return SheetSection(
        link=PageLink(sheet["title"], url),
        kinds=[PageLink(KINDS[kind].count_phrase(count), f"{url}/{kind}") for kind, count in counts],
        contracts=[contract_row(contract) for contract in archive.find("contracts", query).items],
        timeline=[timeline_row(entry) for entry in archive.find("timeline", query).items],
        timeline_url=f"{url}/timeline",
    )


def contract_row(contract: Mapping[str, Any]) -> ContractRow:
    """Return the row of a contract."""
    delivery = contract["delivery"] or {}
    return ContractRow(
        link=PageLink(contract["title"], record_url(f"{contract['sheet']}/contracts/{contract['id']}")),
        buyer=contract["buyer"],
        signed=stated(contract["signed"]),
        value=stated(contract["value"]),
        delivery=" ".join(filter(None, (delivery.get("status"), stated(delivery.get("when"))))) or None,
    )


def timeline_row(entry: Mapping[str, Any]) -> TimelineRow:
    """Return the row of a timeline entry."""
    field = entry["property"].removesuffix("when").strip(".")
    title = f"{entry['title']} ({field})" if field else entry["title"]
    return TimelineRow(
        when=stated(entry["when"]),
        link=PageLink(title, record_url(entry["subject"])),
        status=entry["status"],
        voice=entry["attributed_to"] or "the article",
    )


def stated(value: Mapping[str, Any] | None) -> str | None:
    """Return the article's words for a date or an amount; None for a gap."""
    words: str | None = value.get("stated") if value else None
    return words
