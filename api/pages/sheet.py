"""The page of a sheet: the article as a map, its contracts, its time, its voices, and what rests on each passage."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.pages.context import PageContext, PageLink
from api.pages.contract import ContractCard, contract_card
from api.pages.passages import Passage
from api.pages.receipts import FieldRow, gap_row
from api.pages.sheet_index import SheetIndex
from api.pages.statements import Matrix, RelationView, speaker_link, statement_url, view_matrix, view_relations
from api.pages.timeline import TimelineView, view_timeline
from api.pages.values import view_value
from api.pages.words import count_noun, describe_field
from facts.archive import Query
from facts.kinds import KINDS
from facts.urls import record_url

MAX_CARDS = 12
MAX_TIMES = 60
MAX_RELATIONS = 30
MAX_INDEXED = 120
"""The number of passages whose records are listed at most."""
MAX_RECORDS = 24
"""The number of records that are listed of a passage at most."""
SOURCE_FIELDS = ("headline", "byline", "publisher", "published", "url")


@dataclass(frozen=True, slots=True)
class MapLine:
    """A passage in the map of an article; `url` leads to what rests on it."""

    passage: Passage
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class ArticleMap:
    """The article as a map, and how many of its passages it shows."""

    lines: Sequence[MapLine]
    total: int
    said: int
    own: int


@dataclass(frozen=True, slots=True)
class SpeechLine:
    """What someone says in a passage."""

    speaker: PageLink
    statements: Sequence[PageLink]


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """A passage with the records that have a receipt there; `leaning` are statements that only rest on it."""

    passage: Passage
    speeches: Sequence[SpeechLine]
    leaning: Sequence[PageLink]
    others: Sequence[PageLink]


@dataclass(frozen=True, slots=True)
class SheetView:
    """The page of a sheet."""

    title: str
    fact_count: int
    gap_count: int
    silence_count: int
    counts: Sequence[tuple[int, PageLink]]
    map: ArticleMap
    cards: Sequence[ContractCard]
    contracts: PageLink
    timeline: TimelineView
    timeline_url: str
    matrix: Matrix
    relations: Sequence[RelationView]
    source: Sequence[FieldRow]
    index: Sequence[PassageEntry]


def view_sheet(context: PageContext, index: SheetIndex) -> SheetView:
    """Return the page of a sheet."""
    find = context.archive.find
    contracts = find("contracts", Query(sheet=index.id, limit=MAX_CARDS))
    times = find("timeline", Query(sheet=index.id, limit=MAX_TIMES)).items
    return SheetView(
        title=index.title,
        fact_count=index.fact_count,
        gap_count=index.gap_count,
        silence_count=index.silence_count,
        counts=view_counts(context, index),
        map=view_map(context, index, ""),
        cards=[contract_card(context, contract) for contract in contracts.items],
        contracts=PageLink(KINDS["contracts"].count_phrase(contracts.total), context.list_url("contracts", index.id)),
        timeline=view_timeline(context, [entry for entry in times if entry["when"]], index),
        timeline_url=context.list_url("timeline", index.id),
        matrix=view_matrix(context, index),
        relations=list(view_relations(context, index))[:MAX_RELATIONS],
        source=source_rows(context, index),
        index=[passage_entry(context, index, passage) for passage in index.passages[:MAX_INDEXED]],
    )


def view_counts(context: PageContext, index: SheetIndex) -> list[tuple[int, PageLink]]:
    """Return how many records of each kind, facts and gaps there are, with links to them."""
    counts = [*index.summary["counts"].items(), ("facts", index.fact_count), ("gaps", index.gap_count)]
    return [
        (count, PageLink(noun_of(name, count), context.list_url(name, index.id))) for name, count in counts if count
    ]


def noun_of(name: str, count: int) -> str:
    """Return what the items of a list are called: `contract` of one, `contracts` of more."""
    words = KINDS[name].count_phrase(count) if name in KINDS else count_noun(count, name.removesuffix("s"))
    return words.partition(" ")[2]


def view_map(context: PageContext, index: SheetIndex, page: str | None = None) -> ArticleMap:
    """Return the article as a map; `page` is the address of the page with the passages, if it is another one."""
    page = context.url(record_url(index.id)) if page is None else page
    lines = [MapLine(passage, f"{page}#p{passage.number}", describe_passage(passage)) for passage in index.passages]
    voices = [passage.voice for passage in index.passages]
    return ArticleMap(lines, index.summary["source"]["passages"], voices.count("said"), voices.count("own"))


def describe_passage(passage: Passage) -> str:
    """Return what is in a passage, in words."""
    voices = {"own": "own voice", "said": "attributed", "blank": "states no fact", "bare": "no receipt"}
    return f"{voices[passage.voice]}, {count_noun(len(passage.records), 'record')}"


def source_rows(context: PageContext, index: SheetIndex) -> list[FieldRow]:
    """Return what the article says of itself, or does not say."""
    source, rows = index.summary["source"], []
    for name in SOURCE_FIELDS:
        label = describe_field(f"source.{name}")
        if source.get(name) is None:
            rows.append(gap_row(source["gaps"], name, label))
            continue
        receipt = source["evidence"][name]
        passages = sorted({span["passage"] for span in receipt["spans"]})
        rows.append(
            FieldRow(
                label=label,
                value=view_value(context, index.id, "", f"source.{name}", source[name]),
                basis=receipt["basis"],
                passages=tuple(PageLink(str(number), f"#p{number}") for number in passages),
                note=receipt["note"] or "",
            )
        )
    return rows


def passage_entry(context: PageContext, index: SheetIndex, passage: Passage) -> PassageEntry:
    """Return the records that have a receipt in a passage: what is said in it first."""
    speeches: dict[PageLink, list[PageLink]] = {}
    leaning, others = [], []
    for record_id, says in list(passage.records.items())[: 2 * MAX_RECORDS]:
        entry = index.statements.get(record_id)
        if entry is None:
            others.append(context.link(index.id, record_id))
        elif says:
            link = PageLink(entry.summary, statement_url(context, index, entry))
            speeches.setdefault(speaker_link(context, index, entry), []).append(link)
        else:
            speaker = speaker_link(context, index, entry).text
            leaning.append(PageLink(f"{speaker}, statement {entry.number}", statement_url(context, index, entry)))
    lines = [SpeechLine(speaker, links) for speaker, links in speeches.items()]
    return PassageEntry(passage, lines, leaning[:MAX_RECORDS], others[:MAX_RECORDS])
