"""The page of results of a query: items, totals, cursors and facets."""

from collections.abc import Mapping, Sequence
from typing import Any

from pyroaring import BitMap

from facts.archive.body import Body
from facts.archive.body_cache import BodyCache
from facts.archive.cursor import Cursor
from facts.archive.query import MAX_TOTAL, ResultPage
from facts.archive.search.explain import explain_nothing
from facts.archive.search.index_reader import IndexReader
from facts.archive.search.search import Search
from facts.archive.search.subjects import BODIES, read_records
from facts.model.json_item import LazyItem
from facts.views import VIEWS


def search_page(search: Search, cache: BodyCache, limit: int) -> ResultPage:
    """Return the page of a search."""
    query, is_first = search.query, search.cursor is None
    items = search.page_items(limit)
    has_more = len(items) > limit
    items = items[:limit][::-1] if search.backward else items[:limit]
    total = len(search.items)
    following = has_more or search.backward
    reason, unused = (None, None) if items else explain_nothing(search, cache.codec)
    preceding = not is_first and (has_more or not search.backward)
    return ResultPage(
        items=read_results(search, cache, items),
        total=min(total, MAX_TOTAL),
        total_relation="gte" if total > MAX_TOTAL else "eq",
        next=Cursor(True, items[-1]).encode(search.generation, search.digest) if items and following else None,
        prev=Cursor(False, items[0]).encode(search.generation, search.digest) if items and preceding else None,
        facets=search.count_facets() if query.facets else None,
        reason=reason,
        unused=unused,
    )


def read_results(search: Search, cache: BodyCache, items: Sequence[int]) -> Sequence[Mapping[str, Any]]:
    """Return items as a search returns them: with how they match, without derived values."""
    results = read_items(search, cache, items)
    if search.matching.definite and items:
        definite = search.matching.definite_items(BitMap(items))
        results = [
            result.with_match("definite" if item in definite else "possible")
            for result, item in zip(results, items, strict=True)
        ]
    if search.query.derived or search.collection.name in VIEWS:
        return results
    return [result.without_derived() for result in results]


def read_items(search: Search, cache: BodyCache, items: Sequence[int]) -> list[LazyItem]:
    """Return items of a search's collection."""
    name, reader = search.collection.name, search.reader
    if name not in VIEWS:
        bodies = read_bodies(reader, cache, items)
        return [bodies[item].record for item in items]
    owners = reader.record_numbers().owners(items)
    bodies = read_bodies(reader, cache, list(dict.fromkeys(owners)))
    return [bodies[owner].compose(name, item - owner - 1) for item, owner in zip(items, owners, strict=True)]


def read_bodies(reader: IndexReader, cache: BodyCache, records: Sequence[int]) -> dict[int, Body]:
    """Return the bodies of records, of which those that are not in the cache are read."""
    known = cache.get(records)
    if missing := [record for record in records if record not in known]:
        read = {record: cache.codec.decompress(body) for record, body in read_records(reader, missing, BODIES)}
        cache.put(read)
        known |= read
    return known
