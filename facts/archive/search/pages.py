"""Pages: the items at some positions, and the page that a search finds."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from facts.archive import bitmaps
from facts.archive.body import Body, BodyCodec
from facts.archive.cursor import Cursor
from facts.archive.indexes import NO_VALUE, RECORDS
from facts.archive.query import MAX_TOTAL, ResultPage
from facts.archive.search.explain import explain_ids
from facts.archive.search.positions import Position, read_at
from facts.archive.search.search import Search
from facts.archive.search.segments import Bitmaps
from facts.model.item import Match
from facts.model.json_item import LazyItem
from facts.views import VIEWS


def search_page(search: Search, codec: BodyCodec, limit: int, count_total: bool = True) -> ResultPage:
    """Return the page of a search; without `count_total`, its total counts this page only."""
    connection, query, is_first = search.connection, search.query, search.cursor is None
    positions = search.positions(limit)
    has_more = len(positions) > limit
    positions = positions[:limit][::-1] if search.backward else positions[:limit]
    is_complete = is_first and not has_more
    total = search.total if count_total and not is_complete else len(positions)
    following = has_more or search.backward
    preceding = not is_first and (has_more or not search.backward)
    return ResultPage(
        items=search_items(search, codec, positions),
        total=min(total, MAX_TOTAL),
        total_relation="gte" if total > MAX_TOTAL else "eq",
        next=Cursor(True, positions[-1]).encode(search.signature) if positions and following else None,
        prev=Cursor(False, positions[0]).encode(search.signature) if positions and preceding else None,
        facets=search.count_facets() if query.facets else None,
        hint=None if positions else explain_ids(connection, codec, search.collection, query, search.matching.sheet),
    )


def search_items(search: Search, codec: BodyCodec, positions: Sequence[Position]) -> list[Mapping[str, Any]]:
    """Return the items at some positions as a search returns them: with how they match, without derived values."""
    items = read_items(search, codec, positions)
    if search.matching.definite and positions:
        definite = search.matching.read_definite(bitmaps_of(positions))
        items = [
            with_match(item, bool(definite.get(sheet, 0) >> number & 1))
            for item, (sheet, number) in zip(items, positions, strict=True)
        ]
    return items if search.query.derived else [without_derived(item) for item in items]


def read_items(search: Search, codec: BodyCodec, positions: Sequence[Position]) -> list[Mapping[str, Any]]:
    """Return the items of a search's collection at some positions."""
    name = search.collection.name
    if name not in VIEWS:
        bodies = read_bodies(search.connection, codec, positions)
        return [bodies[position].record for position in positions]
    owners = read_owners(search, positions)
    bodies = read_bodies(search.connection, codec, list(dict.fromkeys(owners.values())))
    return [
        bodies[owners[position]].compose(name, position.item - owners[position].item - 1) for position in positions
    ]


def read_bodies(connection: Connection, codec: BodyCodec, positions: Sequence[Position]) -> dict[Position, Body]:
    """Return the bodies of the records at some positions."""
    rows = read_at(connection, "records", "body", positions)
    return {position: codec.decompress(body) for position, body in rows}


def read_owners(search: Search, positions: Sequence[Position]) -> dict[Position, Position]:
    """Return the positions of the records that rows of views come from: a record stands before its rows."""
    if not positions:
        return {}
    sheets = sorted({sheet for sheet, _ in positions})
    in_sheets = search.matching.read_list(RECORDS, (NO_VALUE,)).read_sheets(search.connection, sheets)
    return {
        position: Position(
            position.sheet,
            (in_sheets[position.sheet] & bitmaps.beyond(position.item, descending=True)).bit_length() - 1,
        )
        for position in positions
    }


def bitmaps_of(positions: Sequence[Position]) -> Bitmaps:
    """Return the bitmap of the items of each sheet, the sheets in order."""
    items: Bitmaps = {}
    for sheet, item in sorted(positions):
        items[sheet] = items.get(sheet, 0) | 1 << item
    return items


def with_match(item: Mapping[str, Any], is_definite: bool) -> Mapping[str, Any]:
    """Return an item with how it matches the requested dates and limits."""
    match: Match = "definite" if is_definite else "possible"
    return item.with_match(match) if isinstance(item, LazyItem) else {**item, "match": match}


def without_derived(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an item without its derived values and the receipts of those."""
    return item.without_derived() if isinstance(item, LazyItem) else item
