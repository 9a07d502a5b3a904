"""Pages: the items at some positions, and the page that a search finds."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pyroaring import BitMap
from sqlalchemy import TextClause, text

from facts.archive.body import Body, BodyCodec
from facts.archive.cursor import Cursor
from facts.archive.indexes import RECORDS
from facts.archive.query import MAX_TOTAL, ResultPage
from facts.archive.search.explain import explain_ids
from facts.archive.search.fetch import fetch_all
from facts.archive.search.search import Search
from facts.model.json_item import LazyItem
from facts.views import VIEWS

ITEMS_PER_QUERY = 1000


def search_page(search: Search, codec: BodyCodec, limit: int) -> ResultPage:
    """Return the page of a search."""
    query, is_first = search.query, search.cursor is None
    items = search.page_items(limit)
    has_more = len(items) > limit
    items = items[:limit][::-1] if search.backward else items[:limit]
    total = len(search.items)
    following = has_more or search.backward
    preceding = not is_first and (has_more or not search.backward)
    return ResultPage(
        items=read_results(search, codec, items),
        total=min(total, MAX_TOTAL),
        total_relation="gte" if total > MAX_TOTAL else "eq",
        next=Cursor(True, items[-1]).encode(search.signature) if items and following else None,
        prev=Cursor(False, items[0]).encode(search.signature) if items and preceding else None,
        facets=search.count_facets() if query.facets else None,
        hint=None if items else explain_ids(search, codec),
    )


def read_results(search: Search, codec: BodyCodec, items: Sequence[int]) -> Sequence[Mapping[str, Any]]:
    """Return items as a search returns them: with how they match, without derived values."""
    results = read_items(search, codec, items)
    if search.matching.definite and items:
        definite = search.matching.definite_items
        results = [
            result.with_match("definite" if item in definite else "possible")
            for result, item in zip(results, items, strict=True)
        ]
    if search.query.derived or search.collection.name in VIEWS:
        return results
    return [result.without_derived() for result in results]


def read_items(search: Search, codec: BodyCodec, items: Sequence[int]) -> list[LazyItem]:
    """Return items of a search's collection."""
    name = search.collection.name
    if name not in VIEWS:
        bodies = read_bodies(search, codec, items)
        return [bodies[item].record for item in items]
    owners = read_owners(search, items)
    bodies = read_bodies(search, codec, list(dict.fromkeys(owners)))
    return [bodies[owner].compose(name, item - owner - 1) for item, owner in zip(items, owners, strict=True)]


def read_owners(search: Search, items: Sequence[int]) -> list[int]:
    """Return the records that rows of views come from: a record stands before its rows."""
    all_records, sheet_of = search.reader.all_items(RECORDS), search.reader.numbers.sheet_of
    return [(all_records & BitMap(range(sheet_of(item).first, item))).max() for item in items]


def read_bodies(search: Search, codec: BodyCodec, items: Sequence[int]) -> dict[int, Body]:
    """Return the bodies of records."""
    sheet_of = search.reader.numbers.sheet_of
    bodies: dict[int, Body] = {}
    for start in range(0, len(items), ITEMS_PER_QUERY):
        batch = items[start : start + ITEMS_PER_QUERY]
        places: dict[str, int] = {}
        for row, item in enumerate(batch):
            places[f"sheet_{row}"], places[f"item_{row}"] = sheet_of(item).sheet, item
        rows = fetch_all(search.connection, select_bodies(len(batch)), places)
        bodies |= {item: codec.decompress(body) for item, body in rows}
    return bodies


@lru_cache(maxsize=256)
def select_bodies(count: int) -> TextClause:
    """Return the SELECT of the bodies of so many records; SQLite looks no pairs up that are in a list."""
    values = ", ".join(f"(:sheet_{row}, :item_{row})" for row in range(count))
    return text(
        f"SELECT places.column2, records.body FROM (VALUES {values}) AS places"  # noqa: S608
        " JOIN records ON records.sheet = places.column1 AND records.item = places.column2"
    )
