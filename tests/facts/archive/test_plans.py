"""However a query is answered, in one go or bit by bit, its items are the same."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facts.archive import Archive, Query, QueryError, ordered_column, ranks
from facts.archive.search import (
    facet_counts,
    facet_terms,
    index_cache,
    index_reader,
    pages,
    posting_lists,
    search,
    subjects,
    walk,
)
from facts.archive.search.index_cache import IndexCache
from facts.model.collection import AnyOf, During
from facts.views import COLLECTIONS
from tests.facts.archive.test_archive import read_pages
from tests.facts.factories import TIMES

SMALL_LIMITS = [
    (index_cache, "CACHE_BYTES", 500),
    (index_cache, "MAX_VALUES", 1),
    (index_reader, "KEYS_PER_QUERY", 1),
    (index_reader, "VALUES_PER_QUERY", 2),
    (posting_lists, "COMPARISON_COST", 0),
    (ordered_column, "MAX_COPIED", 0),
    (ordered_column, "SEARCH_COST", 0),
    (ordered_column, "STEP", 2),
    (ranks, "MAX_BITSETS", -1),
    (subjects, "RECORDS_PER_QUERY", 3),
    (search, "MAX_TOTAL", 20),
    (search, "MAX_GATHERED", 2),
    (walk, "BATCH_SIZE", 2),
    (walk, "FIRST_PART", 2),
]
"""Limits that a small archive exceeds, so that it is read as a large one is."""
WORDS = ["turkey", "t", "s400", "de", "contract", "frigate", "2018"]


@pytest.fixture(scope="module")
def small_limits() -> Iterator[pytest.MonkeyPatch]:
    """What sets limits, until the end of the module."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@st.composite
def queries(draw: st.DrawFn, archive: Archive) -> tuple[str, Query]:
    """A collection and a query of it, by values that occur."""
    name = draw(st.sampled_from(sorted(COLLECTIONS)))
    collection = COLLECTIONS[name]
    facets = archive.find(name, Query(facets=collection.facets, limit=1)).facets or {}
    filters: dict[str, Any] = {}
    for filter_name, lookup in collection.filters.lookups().items():
        values = [row["value"] for row in facets.get(filter_name, ()) if row["value"] and "," not in row["value"]]
        if isinstance(lookup, AnyOf) and values and draw(st.integers(0, 4)) == 0:
            filters[filter_name] = draw(st.lists(st.sampled_from(values), min_size=1, max_size=3))
        elif isinstance(lookup, During) and draw(st.integers(0, 3)) == 0:
            filters[filter_name] = draw(st.sampled_from(TIMES))
    sorts = [f"{sign}{sort}" for sort in collection.sorts for sign in ("", "-")]
    query = Query(
        filters=collection.filters.model_validate(filters),
        sort=draw(st.lists(st.sampled_from(sorts), max_size=1)) if sorts else [],
        q=draw(st.none() | st.sampled_from(WORDS)),
        sheet=draw(st.none() | st.sampled_from(sorted(archive.sheets))),
        match=draw(st.none() | st.sampled_from(["definite", "possible"])),
        limit=draw(st.sampled_from([40, 100])),
    )
    return name, query


def reset(archive: Archive) -> None:
    """Forget what an archive has read."""
    archive.index_cache = IndexCache(archive.index_cache.numbers)


def ids_of(archive: Archive, name: str, query: Query) -> list[tuple[Any, ...]]:
    """Return what identifies each item that a query finds, page by page."""
    fields = COLLECTIONS[name].identifying
    return [tuple(item.get(field) for field in (*fields, "match")) for item in read_pages(archive, name, query)]


@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_small_limits_change_nothing(archive: Archive, small_limits: pytest.MonkeyPatch, data: st.DataObject) -> None:
    """The items, their order and how they match do not depend on how much is read at once."""
    name, query = data.draw(queries(archive))
    expected = ids_of(archive, name, query)
    with small_limits.context() as patch:
        for module, limit, value in SMALL_LIMITS:
            patch.setattr(module, limit, value)
        reset(archive)
        assert ids_of(archive, name, query) == expected
    reset(archive)


@pytest.mark.parametrize("max_bitsets", [-1, 0])
@pytest.mark.parametrize("name", sorted(name for name, collection in COLLECTIONS.items() if collection.facets))
def test_facets_are_the_same_by_bitmaps_and_by_columns(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, name: str, max_bitsets: int
) -> None:
    """Counts and sums of facets depend neither on how many values a filter has nor on how many items there are."""
    collection = COLLECTIONS[name]
    query = Query(facets=collection.facets, sum=next(iter(collection.sums), None), q="t", limit=1)
    monkeypatch.setattr(facet_terms, "MIN_PER_TERM", 0)
    reset(archive)
    by_bitmaps = archive.find(name, query).facets
    monkeypatch.setattr(ranks, "MAX_BITSETS", max_bitsets)
    for limits, limit, value in ((facet_terms, "MIN_PER_TERM", 1000), (index_reader, "MAX_BITMAPS", 0)):
        monkeypatch.setattr(limits, limit, value)
        reset(archive)
        assert archive.find(name, query).facets == by_bitmaps
    assert any(by_bitmaps.values() if by_bitmaps else ())
    reset(archive)


def test_many_items_are_counted_up_to_a_limit(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more items than are counted the total says so, facets count as many, and several keys sort none."""
    total = archive.find("facts", Query(q="turkey")).total
    for module in (pages, search):
        monkeypatch.setattr(module, "MAX_TOTAL", 20)
    page = archive.find("facts", Query(q="turkey", facets=["voice"]))
    assert (total > 20, page.total, page.total_relation) == (True, 20, "gte")
    assert sum(row["count"] for row in (page.facets or {})["voice"]) == 20
    with pytest.raises(QueryError) as refused:
        archive.find("facts", Query(q="turkey", sort=["date", "property"]))
    assert refused.value.parameter == "sort"


@pytest.mark.parametrize("most", [1, 2, 7, 40])
@pytest.mark.parametrize("name", ["facts", "gaps"])
def test_the_most_frequent_subjects_are_counted(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, name: str, most: int
) -> None:
    """Of subjects with equal counts, those are named that come first, although the records of all are not read."""
    monkeypatch.setattr(facet_counts, "MAX_FACET_VALUES", most)
    counts = Counter(item["subject"] for item in archive.iterate(name, Query(q="t")))
    facets = archive.find(name, Query(q="t", facets=["subject"])).facets or {}
    expected = sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:most]
    assert [(row["value"], row["count"]) for row in facets["subject"]] == expected
