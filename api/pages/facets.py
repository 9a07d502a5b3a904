"""Facets: the values of the filters of a list, with the number of items that have each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args
from weakref import WeakKeyDictionary

from api.pages.context import PageContext
from api.pages.format import PageDocument
from api.pages.words import describe_code, describe_field
from facts.archive import Archive, Query
from facts.archive.cursor import query_digest
from facts.formats.sums import describe_sum
from facts.kinds.statement import Relation
from facts.model.values import ID_PATTERN

MAX_FACET_LINKS = 12
MAX_COUNTED = 256
"""The number of lists whose counts are cached for an archive."""
MAX_VALUES = 4096
"""The number of values of filters whose sheets are cached for an archive."""
UNSHOWN_FACETS = frozenset({"subject"})
"""The facets with a value for each record."""
CODED_FILTERS = frozenset(
    {"basis", "delivery_status", "form", "kind", "match", "passage", "q", "role", "status", "undated", "voice"}
)
"""The filters whose values are no ids of records."""
RELATION_TYPES = frozenset(get_args(Relation.model_fields["type"].annotation))
FEW_SHEETS = 8
IDENTIFIER = re.compile(ID_PATTERN)


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value of a filter, how many items have it, and the list of these; `url` is None for the one that is set."""

    text: str
    count: int
    url: str | None
    sums: tuple[str, ...] = ()
    """What their amounts come to in each currency, if that is requested."""


@dataclass(frozen=True, slots=True)
class FacetView:
    """A filter with its most frequent values."""

    title: str
    values: Sequence[FacetLink]


def view_facets(context: PageContext, document: PageDocument) -> Iterable[FacetView]:
    """Yield the filters of a list with the number of items that have each value."""
    names = [name for name in document.collection.facets if name not in UNSHOWN_FACETS]
    counts = count_facets(context.archive, document, names)
    params = dict(context.params)
    load_names(context, document, counts)
    for name in names:
        links = [
            FacetLink(
                name_of_value(context, document, name, row["value"]),
                row["count"],
                None
                if row["value"] in params.get(name, "").split(",")
                else facet_url(context, document, name, row["value"]),
                tuple(map(describe_sum, row["sums"] or ())),
            )
            for row in shown_rows(name, counts.get(name, ()))
        ]
        if links:
            yield FacetView(describe_field(name), links)


def shown_rows(name: str, rows: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Return the values of a filter that are shown: the most frequent; of relations the kinds, not each statement."""
    if name == "relation":
        rows = [row for row in rows if row["value"] is None or row["value"] in RELATION_TYPES]
    return rows[:MAX_FACET_LINKS]


Facets = Mapping[str, Sequence[Any]]

counted: WeakKeyDictionary[Archive, dict[tuple[str, tuple[str, ...]], Facets]] = WeakKeyDictionary()
"""The counts of the lists of each archive that were shown last, which all pages of a list share."""

sheets_of_values: WeakKeyDictionary[Archive, dict[tuple[str, str, str], str | None]] = WeakKeyDictionary()
"""A sheet of each archive in which a value of a filter occurs, by the names of the collection and the filter."""


def count_facets(archive: Archive, document: PageDocument, names: Sequence[str]) -> Facets:
    """Return how many items of a list have each value of its filters."""
    if not names or document.query is None:
        return {}
    requested = document.facets or {}
    if set(names) <= requested.keys():
        return requested
    changes = {"facets": tuple(names), "sum": None, "limit": 1, "cursor": None, "sort": ()}
    query = document.query.model_copy(update=changes)
    return {**find_facets(archive, document.collection.name, query), **requested}


def find_facets(archive: Archive, name: str, query: Query) -> Facets:
    """Return the facets of the collection `name`, from the cache if they were found before."""
    cached = counted.setdefault(archive, {})
    key = (query_digest(name, query), query.facets)
    if key not in cached:
        if len(cached) >= MAX_COUNTED:
            cached.clear()
        cached[key] = archive.find(name, query).facets or {}
    return cached[key]


def facet_url(context: PageContext, document: PageDocument, name: str, value: str | None) -> str:
    """Return the URL of the items with a value; for those without one, of the gaps."""
    if value is not None:
        return context.with_param(name, value)
    paths = document.collection.filters.lookups()[name].paths
    path, _, _ = (paths[0] if paths else name).partition(".*")
    return context.list_url("gaps", sheet_of(document), property=path)


def sheet_of(document: PageDocument) -> str | None:
    """Return the sheet that a list is of; None for all."""
    return document.query.sheet if document.query else None


def name_of_value(context: PageContext, document: PageDocument, name: str, value: str | None) -> str:
    """Return what a value of a filter is called: a record by its name in a sheet that has it."""
    if value is None:
        return "no value"
    if name == "property":
        return describe_field(value)
    if name == "subject":
        sheet, _, subject = value.partition("/")
        return context.link(sheet, subject.rpartition("/")[2]).text if subject else value
    if name in CODED_FILTERS or not IDENTIFIER.fullmatch(value):
        return describe_code(value)
    links = (context.link(sheet, value) for sheet in known_sheets(context, document))
    return next((link.text for link in links if link.url), describe_code(value))


def known_sheets(context: PageContext, document: PageDocument) -> Sequence[str]:
    """Return the sheets in which names are looked up: that of the list, all if they are few, or those on the page."""
    sheet, sheets = sheet_of(document), context.archive.sheets
    return [sheet] if sheet else list(sheets if len(sheets) <= FEW_SHEETS else context.titles)


def load_names(context: PageContext, document: PageDocument, counts: Mapping[str, Sequence[Any]]) -> None:
    """Read the names of the records that values of filters are, with one query a sheet."""
    ids = {
        name: {row["value"] for row in rows[:MAX_FACET_LINKS] if row["value"] and IDENTIFIER.fullmatch(row["value"])}
        for name, rows in counts.items()
        if name not in CODED_FILTERS
    }
    for sheet in known_sheets(context, document):
        context.load_titles(sheet, set().union(*ids.values()))
    if sheet_of(document) or len(context.archive.sheets) <= FEW_SHEETS:
        return
    unnamed = [
        (name, value)
        for name, values in ids.items()
        for value in sorted(values)
        if not any(context.link(sheet, value).url for sheet in context.titles)
    ]
    for name, value in unnamed:
        if (home := sheet_with(context, document, name, value)) is not None:
            context.load_titles(home, [value])


def sheet_with(context: PageContext, document: PageDocument, name: str, value: str) -> str | None:
    """Return the sheet of the first item that has a value of a filter, from the cache if it was found before."""
    known = sheets_of_values.setdefault(context.archive, {})
    key = (document.collection.name, name, value)
    if key not in known:
        if len(known) >= MAX_VALUES:
            known.clear()
        filters = document.collection.filters.model_validate({name: value})
        items = context.archive.find(document.collection.name, Query(filters=filters, limit=1)).items
        known[key] = next((item.get("sheet", item.get("id")) for item in items), None)
    return known[key]
