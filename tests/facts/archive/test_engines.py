"""Both engines return the same rows in the same order for the same queries, whichever way they are read."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from facts.archive import Archive, Query, QueryError, ResultPage
from facts.model.json_item import to_json_bytes
from facts.sheets.sheet import Sheet
from tests.benchmark.corpus import generate_sheets
from tests.databases import ENGINES, Databases
from tests.facts.archive.random_queries import QueryGenerator
from tests.facts.archive.test_plans import SMALL_LIMITS, reset

FACTS = 600
QUERIES = 120
SEED = 20
MAX_PAGES = 3
"""Pages of a query that are read forwards, then backwards."""


@pytest.fixture(scope="module")
def both(databases: Databases, sheets: tuple[Sheet, ...]) -> Iterator[tuple[Archive, Archive]]:
    """The same sheets in a SQLite file and on a PostgreSQL server."""
    corpus = [*sheets, *generate_sheets(FACTS)]
    first, second = (databases.build(corpus, engine) for engine in ENGINES)
    yield first, second
    first.close()
    second.close()


def draw_queries(archive: Archive, count: int) -> list[tuple[str, Query]]:
    """Return some queries with their collections, the same ones on every run."""
    generator = QueryGenerator(archive, Random(SEED))  # noqa: S311 - fixed data
    return [generator.draw() for _ in range(count)]


def read(archive: Archive, name: str, query: Query) -> list[Any]:
    """Return the first pages of a query, then the same ones read backwards, or why it is refused."""
    try:
        results = [archive.find(name, query)]
        while results[-1].next and len(results) < MAX_PAGES:
            results.append(archive.find(name, query.model_copy(update={"cursor": results[-1].next})))
        while results[-1].prev and len(results) < 2 * MAX_PAGES:
            results.append(archive.find(name, query.model_copy(update={"cursor": results[-1].prev})))
    except QueryError as error:
        return [str(error)]
    return list(map(describe_page, results))


def describe_page(page: ResultPage) -> tuple[Any, ...]:
    """Return all that a page says, its items as JSON."""
    items = [to_json_bytes(item) for item in page.items]
    return items, page.total, page.total_relation, page.next, page.prev, page.facets, page.hint


def test_engines_agree(both: tuple[Archive, Archive]) -> None:
    """Items, totals, cursors, facets, sums and hints are the same, on the first page and on others."""
    full = 0
    for name, query in draw_queries(both[0], QUERIES):
        pages = read(both[0], name, query)
        assert pages == read(both[1], name, query), (name, query)
        full += isinstance(pages[0], tuple) and bool(pages[0][0])
    assert full > QUERIES // 3


def test_plans_agree(both: tuple[Archive, Archive], monkeypatch: pytest.MonkeyPatch) -> None:
    """The items are the same whether they are sorted or read in the order of an index, and known or looked up."""
    queries = draw_queries(both[0], QUERIES)
    gathered = [read(both[0], name, query) for name, query in queries]
    for module, constant, value in SMALL_LIMITS:
        monkeypatch.setattr(module, constant, value)
    for archive in both:
        reset(archive)
    compared = 0
    for (name, query), expected in zip(queries, gathered, strict=True):
        walked = [read(archive, name, query) for archive in both]
        assert walked[0] == walked[1], (name, query)
        if isinstance(expected[0], tuple) and isinstance(walked[0][0], tuple):
            assert [page[0] for page in walked[0]] == [page[0] for page in expected], (name, query)
            compared += 1
    assert compared > QUERIES // 2
