"""The page of a sheet: a map of the article, its contracts, timeline, speakers and passages."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.pages.context import PageContext, PageLink
from api.pages.contract import ContractCard, contract_card
from api.pages.passage_index import PassageEntry, view_passages
from api.pages.passages import Passage
from api.pages.receipts import ReceiptRow, gap_row
from api.pages.sheet_index import SheetIndex
from api.pages.statements import Matrix, RelationView, view_matrix, view_relations
from api.pages.timeline import TimelineView, view_timeline
from api.pages.values import UNQUOTED, view_value
from api.pages.words import describe_field
from facts.archive import Query
from facts.kinds import KINDS
from facts.model.plurals import count_noun
from facts.urls import record_url

MAX_TIMES = 30
MAX_RELATIONS = 8
RELATION_LISTS = {
    "disputes": "All statements that dispute another",
    "similar_view": "All statements of a similar view",
}
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
    relation_lists: Sequence[PageLink]
    """The lists of the statements that are related, by the kind of relation."""
    source: Sequence[ReceiptRow]
    index: Sequence[PassageEntry]


def view_sheet(context: PageContext, index: SheetIndex) -> SheetView:
    """Return the page of a sheet."""
    times = context.archive.find("timeline", Query(sheet=index.id, limit=MAX_TIMES))
    counts = index.summary["counts"]
    return SheetView(
        title=index.title,
        fact_count=index.fact_count,
        gap_count=index.gap_count,
        silence_count=index.silence_count,
        counts=view_counts(context, index, times.total),
        map=view_map(context, index, ""),
        cards=[contract_card(context, contract) for contract in index.contracts],
        contracts=PageLink(
            KINDS["contracts"].count_phrase(counts["contracts"]), context.list_url("contracts", index.id)
        ),
        timeline=view_timeline(context, times.items),
        timeline_url=context.list_url("timeline", index.id, undated="true"),
        matrix=view_matrix(context, index),
        relations=list(view_relations(context, index))[:MAX_RELATIONS],
        relation_lists=relation_lists(context, index),
        source=source_rows(context, index),
        index=view_passages(context, index),
    )


def view_counts(context: PageContext, index: SheetIndex, dated: int) -> list[tuple[int, PageLink]]:
    """Return how many records of each kind, facts, gaps and dated entries there are, with links to them."""
    counts = [*index.summary["counts"].items(), ("facts", index.fact_count), ("gaps", index.gap_count)]
    links = [(count, PageLink(noun_of(name, count), context.list_url(name, index.id))) for name, count in counts]
    times = (dated, PageLink("in the timeline", context.list_url("timeline", index.id)))
    return [(count, link) for count, link in [*links, times] if count]


def relation_lists(context: PageContext, index: SheetIndex) -> list[PageLink]:
    """Return the lists of statements that are related to others, by the kind of relation."""
    types = {relation["type"] for entry in index.statements.values() for relation in entry.relations}
    return [
        PageLink(words, context.list_url("statements", index.id, relation=name))
        for name, words in RELATION_LISTS.items()
        if name in types
    ]


def noun_of(name: str, count: int) -> str:
    """Return what the items of a list are called: `contract` of one, `contracts` of more."""
    words = KINDS[name].count_phrase(count) if name in KINDS else count_noun(count, name.removesuffix("s"))
    return words.partition(" ")[2]


def view_map(context: PageContext, index: SheetIndex, page: str | None = None) -> ArticleMap:
    """Return the article as a map; `page` is the URL of the page with the passages, if it is another one."""
    page = context.url(record_url(index.id)) if page is None else page
    lines = [MapLine(passage, f"{page}#p{passage.number}", describe_passage(passage)) for passage in index.passages]
    voices = [passage.voice for passage in index.passages]
    return ArticleMap(lines, len(index.summary["source"]["passages"]), voices.count("said"), voices.count("own"))


def describe_passage(passage: Passage) -> str:
    """Return a description of the contents of a passage."""
    voices = {"own": "own voice", "said": "attributed", "blank": "states no fact", "bare": "no receipt"}
    return f"{voices[passage.voice]}, {count_noun(len(passage.records), 'record')}"


def source_rows(context: PageContext, index: SheetIndex) -> list[ReceiptRow]:
    """Return what the article says of itself, or does not say."""
    source, rows = index.summary["source"], []
    for name in SOURCE_FIELDS:
        label = describe_field(f"source.{name}")
        if name not in source["evidence"]:
            rows.append(gap_row(source["gaps"], name, label))
            continue
        receipt, value = source["evidence"][name], source[name]
        passages = sorted({span["passage"] for span in receipt["spans"]})
        rows.append(
            ReceiptRow(
                label=label,
                value=view_value(context, index.id, "", f"source.{name}", value) if value else UNQUOTED,
                basis=receipt["basis"],
                passages=tuple(PageLink(str(number), f"#p{number}") for number in passages),
                note=receipt["note"] or "",
            )
        )
    return rows
