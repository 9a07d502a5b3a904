"""The home page: an annotated fact, maps of the sheets, and example queries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.pages.context import PageContext, PageLink
from api.pages.facets import find_facets
from api.pages.receipts import ReceiptRow, field_row
from api.pages.sheet import ArticleMap, noun_of, view_map
from api.pages.sheet_index import get_index
from api.pages.voices import VoiceView, view_voice
from facts.archive import Query
from facts.kinds.contract import ContractFilters
from facts.urls import record_url
from facts.views import COLLECTIONS

MAX_SHEETS = 5
MAX_LINES = 160
"""The number of lines of all maps on the page."""
STATUS_QUESTIONS: Mapping[str, str] = {
    "planned": "What is planned?",
    "threatened": "What is only threatened?",
    "negotiated": "What is being negotiated?",
    "conditional": "What depends on something else?",
}
RELATION_QUESTIONS: Mapping[str, str] = {
    "disputes": "Who disputes whom?",
    "similar_view": "Who is of a similar view?",
}
FACT_QUESTIONS: Mapping[tuple[str, str], str] = {
    ("voice", "attributed"): "Which facts does somebody vouch for?",
    ("basis", "inferred"): "What did an editor read between the lines?",
    ("basis", "derived"): "Which values are computed?",
}


@dataclass(frozen=True, slots=True)
class SampleFact:
    """A fact, taken apart: its value, what it is of, its receipt, and who says so."""

    row: ReceiptRow
    amount: str
    subject: PageLink
    span: Mapping[str, Any]
    passage: PageLink
    voice: VoiceView


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A sheet on the home page: its map and its counts."""

    link: PageLink
    passages: int
    map: ArticleMap | None
    """The map; None where there is no room for it."""
    counts: Sequence[tuple[int, PageLink]]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    sample: SampleFact | None
    sheets: Sequence[SheetSection]
    total: int
    all_sheets: str
    questions: Sequence[PageLink]
    lists: Sequence[PageLink]
    """The lists of all sheets."""
    example_url: str


def view_home(context: PageContext) -> HomeView:
    """Return the home page of an archive."""
    page = context.archive.find("sheets", Query(limit=MAX_SHEETS))
    return HomeView(
        sample=sample_fact(context),
        sheets=list(sheet_sections(context, page.items)),
        total=page.total,
        all_sheets=context.list_url("sheets"),
        questions=list(questions(context)),
        lists=[PageLink(name, context.list_url(name)) for name in COLLECTIONS],
        example_url=(context.base_url or "http://127.0.0.1:8000").rstrip("/"),
    )


def sample_fact(context: PageContext) -> SampleFact | None:
    """Return the value of the first contract that has one; None if none has."""
    query = Query(filters=ContractFilters(min_value="0"), limit=1)
    for item in context.archive.find("contracts", query).items:
        row = field_row(context, "contracts", item, "value")
        receipt = item["evidence"]["value"]
        if not row.gap and receipt["spans"]:
            span = receipt["spans"][0]
            passage = PageLink(str(span["passage"]), context.passage_url(item["sheet"], span["passage"]))
            subject = PageLink(item["title"], context.url(item["url"]))
            return SampleFact(row, row.value.note, subject, span, passage, view_voice(context, item))
    return None


def sheet_sections(context: PageContext, sheets: Iterable[Mapping[str, Any]]) -> Iterator[SheetSection]:
    """Yield the sections of sheets, the first of them with maps."""
    room = MAX_LINES
    for sheet in sheets:
        passages = len(sheet["source"]["passages"])
        room -= passages
        counts = [
            (count, PageLink(noun_of(name, count), context.list_url(name, sheet["id"])))
            for name, count in sheet["counts"].items()
            if count
        ]
        link = PageLink(sheet["title"], context.url(record_url(sheet["id"])))
        article_map = view_map(context, get_index(context, sheet["id"])) if room >= 0 else None
        yield SheetSection(link, passages, article_map, counts)


def questions(context: PageContext) -> Iterator[PageLink]:
    """Yield questions that some of the archive answers: about the years, statuses and relations that there are."""
    if years := signature_years(context):
        words = (
            f"What was signed in {years[0]}?"
            if years[0] == years[-1]
            else f"What was signed {years[0]} to {years[-1]}?"
        )
        yield PageLink(words, context.list_url("contracts", signed="/".join(dict.fromkeys((years[0], years[-1])))))
    statuses = find_values(context, "events", "status")["status"]
    yield from (
        PageLink(words, context.list_url("events", status=status))
        for status, words in STATUS_QUESTIONS.items()
        if status in statuses
    )
    relations = find_values(context, "statements", "relation")["relation"]
    values = find_values(context, "facts", "voice", "basis")
    yield from (
        PageLink(words, context.list_url("statements", relation=relation))
        for relation, words in RELATION_QUESTIONS.items()
        if relation in relations
    )
    yield from (
        PageLink(words, context.list_url("facts", **{name: value}))
        for (name, value), words in FACT_QUESTIONS.items()
        if value in values[name]
    )
    yield PageLink("What do the articles not say?", context.list_url("gaps", status="not_stated"))


def signature_years(context: PageContext) -> list[str]:
    """Return the first and the last of the years in which the first contracts were signed."""
    items = context.archive.find("contracts", Query(limit=20, sort=("signed",))).items
    dates = [item["signed"] for item in items if item["signed"]]
    return sorted(date["earliest"][:4] for date in dates if date["earliest"])


def find_values(context: PageContext, collection: str, *names: str) -> dict[str, set[str]]:
    """Return the values of each of some facets of a collection."""
    facets = find_facets(context.archive, collection, Query(limit=1, facets=names))
    return {name: {row["value"] for row in rows} for name, rows in facets.items()}
