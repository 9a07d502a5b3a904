"""Indexes of sheets, which their pages share, in an LRU cache."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from api.pages.context import PageContext, PageLink
from api.pages.passages import Passage, locate_passages
from facts.archive import Archive
from facts.formats.references import iter_references
from facts.kinds import KINDS
from facts.kinds.contract import CONTRACTS
from facts.kinds.statement import STATEMENTS
from facts.urls import record_url

MAX_SHEETS = 16
"""The number of sheets whose indexes are cached for an archive."""
MAX_CONTRACTS = 9
SILENCES = frozenset({"not_stated", "ambiguous"})
"""The statuses of the gaps that the article leaves."""


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """A statement in brief: who says what about which records, and how it relates to others."""

    id: str
    number: int
    speaker: str | None
    named: str
    summary: str
    form: str
    status: str
    about: tuple[str, ...]
    relations: tuple[Mapping[str, Any], ...]
    relations_basis: str
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RecordTitle:
    """The kind and the title of a record."""

    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class SheetLinks:
    """The links to the records of a sheet by id: by their titles, statements also by summary and by number."""

    records: Mapping[str, PageLink]
    speakers: Mapping[str, PageLink]
    """The links to the speakers of statements; the words of the article for a group that it does not name."""
    summaries: Mapping[str, PageLink]
    numbers: Mapping[str, PageLink]


@dataclass(frozen=True, slots=True)
class SheetIndex:
    """A sheet in brief: its records by id, what refers to each, its statements and its passages."""

    id: str
    title: str
    summary: Mapping[str, Any]
    records: Mapping[str, RecordTitle]
    backlinks: Mapping[str, Sequence[tuple[str, str]]]
    """The ids of the records that refer to each record, with the path of the field."""
    statements: Mapping[str, StatementEntry]
    contracts: Sequence[Mapping[str, Any]]
    """The first contracts, as they are served."""
    passages: tuple[Passage, ...]
    fact_count: int
    gap_count: int
    silence_count: int
    """The number of gaps in which something was looked for and is not there."""
    link_cache: dict[str, SheetLinks] = field(default_factory=dict)
    """The links by the suffix of their URLs."""

    def links(self, context: PageContext) -> SheetLinks:
        """Return the links to the records of the sheet."""
        if context.suffix not in self.link_cache:
            self.link_cache[context.suffix] = build_links(context, self)
        return self.link_cache[context.suffix]


indexes: WeakKeyDictionary[Archive, dict[str, SheetIndex]] = WeakKeyDictionary()


def get_index(context: PageContext, sheet: str) -> SheetIndex:
    """Return the index of a sheet, whose names the context then has; raise KeyError if there is no such sheet."""
    cached = indexes.setdefault(context.archive, {})
    index = cached.pop(sheet, None) or build_index(sheet, context.archive.get_sheet(sheet))
    cached[sheet] = index
    if len(cached) > MAX_SHEETS:
        del cached[next(iter(cached))]
    if sheet not in context.titles:
        context.add_titles(sheet, index.links(context).records)
    return index


def build_links(context: PageContext, index: SheetIndex) -> SheetLinks:
    """Return the links to the records of a sheet."""
    records = {
        record_id: PageLink(record.title, context.url(record_url(f"{index.id}/{record.kind}/{record_id}")))
        for record_id, record in index.records.items()
    }
    entries = index.statements.values()
    speakers = {entry.id: records.get(entry.speaker or "", PageLink(entry.named)) for entry in entries}
    return SheetLinks(
        records=records,
        speakers=speakers,
        summaries={entry.id: PageLink(entry.summary, records[entry.id].url) for entry in entries},
        numbers={
            entry.id: PageLink(f"{speakers[entry.id].text}, statement {entry.number}", records[entry.id].url)
            for entry in entries
        },
    )


def build_index(sheet: str, item: Mapping[str, Any] | None) -> SheetIndex:
    """Return the index of a complete sheet; raise KeyError if there is none."""
    if item is None:
        raise KeyError(sheet)
    names = {record["id"]: KINDS[kind].title_of(record) for kind in KINDS for record in item[kind]}
    statements = {
        record["id"]: statement_entry(record, number) for number, record in enumerate(item[STATEMENTS.name], 1)
    }
    records = {
        record["id"]: RecordTitle(
            kind, statement_title(record, names) if kind == STATEMENTS.name else names[record["id"]]
        )
        for kind in KINDS
        for record in item[kind]
    }
    owners = [item["source"], *(record for kind in KINDS for record in item[kind])]
    return SheetIndex(
        id=sheet,
        title=item["title"],
        summary={name: value for name, value in item.items() if name not in KINDS},
        records=records,
        backlinks=find_backlinks(item),
        statements=statements,
        contracts=item[CONTRACTS.name][:MAX_CONTRACTS],
        passages=locate_passages(item, KINDS),
        fact_count=sum(len(owner["evidence"]) for owner in owners),
        gap_count=sum(len(owner["gaps"]) for owner in owners),
        silence_count=sum(gap["status"] in SILENCES for owner in owners for gap in owner["gaps"].values()),
    )


def statement_title(record: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return who says what."""
    return f"{names.get(record['speaker'], record['named'])}: {record['summary']}"


def statement_entry(record: Mapping[str, Any], number: int) -> StatementEntry:
    """Return a statement in brief; `number` is its place among the statements of its sheet."""
    evidence = record["evidence"]
    return StatementEntry(
        id=record["id"],
        number=number,
        speaker=record["speaker"],
        named=record["named"],
        summary=record["summary"],
        form=record["form"],
        status=record["status"],
        about=tuple(record["about"]),
        relations=tuple(record["relations"]),
        relations_basis=evidence.get("relations", {}).get("basis", "stated"),
        passages=tuple(sorted({span["passage"] for span in evidence["summary"]["spans"]})),
    )


def find_backlinks(item: Mapping[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """Return for each record of a sheet those that refer to it, with the path of the field."""
    backlinks: dict[str, list[tuple[str, str]]] = {}
    for kind in KINDS:
        for record in item[kind]:
            for path, target in iter_references(KINDS[kind].model, record):
                backlinks.setdefault(target, []).append((record["id"], path))
    return backlinks
