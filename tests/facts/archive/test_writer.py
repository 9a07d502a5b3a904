"""Sheets are loaded, replaced and unloaded in any order, and the archive is as one that is built from scratch."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.archive import Archive, Query, Unavailable
from facts.archive.database import parse_url
from facts.archive.ingest import load
from facts.archive.ingest.load import ArchiveLoader
from facts.archive.ingest.sheet_reader import SheetReader, SheetRows
from facts.sheets.loader import parse_sheet
from facts.sheets.sheet import Sheet
from facts.views import COLLECTIONS
from tests.benchmark.corpus import count_facts, generate_raw_sheets
from tests.databases import Databases, engines
from tests.facts.archive.contents import read_contents

IDS = ("alpha", "beta", "gamma", "delta")
VERSIONS = 3
MAX_FACTS = 60
"""The facts of a sheet that is written often."""
Versions = Mapping[str, int]

loads = st.dictionaries(st.sampled_from(IDS), st.integers(0, VERSIONS - 1), min_size=1)
steps = st.lists(st.tuples(st.booleans(), loads | st.sets(st.sampled_from(IDS), min_size=1)), min_size=1, max_size=6)
"""Strategies for versions of sheets that are loaded together, and for what happens to an archive one after another:
whether in a new process, and the sheets that are loaded or the ids of those that are unloaded."""


@cache
def small_sheets() -> list[dict[str, Any]]:
    """Return raw sheets with few facts."""
    small = (raw for raw in generate_raw_sheets(100_000) if count_facts(raw) <= MAX_FACTS)
    return list(islice(small, len(IDS) * VERSIONS))


@cache
def sheet_of(sheet_id: str, version: int) -> Sheet:
    """Return a version of the sheet with an id."""
    raw = deepcopy(small_sheets()[VERSIONS * IDS.index(sheet_id) + version])
    return parse_sheet(f"{sheet_id}.json", {**raw, "id": sheet_id})


@cache
def rows_of(sheet_id: str, version: int) -> SheetRows:
    """Return the rows of a version of a sheet."""
    return SheetReader(sheet_of(sheet_id, version)).read()


def load_versions(loader: ArchiveLoader, versions: Versions) -> None:
    """Load versions of sheets, which are all reported as loaded."""
    loaded = [name for batch in loader.load(rows_of(*item) for item in versions.items()) for name in batch]
    assert loaded == list(versions)


def read_pages(url: str) -> list[Any]:
    """Return the total, the facets and the first items of every collection of an archive."""
    archive = Archive.open(url)
    pages = [archive.find(name, Query(facets=COLLECTIONS[name].facets)) for name in COLLECTIONS]
    archive.close()
    return [(page.total, page.facets, list(map(dict, page.items))) for page in pages]


def assert_like_new(databases: Databases, engine: str, url: str, versions: Versions) -> None:
    """Check that an archive is as one that is built from versions of sheets."""
    new_url = databases.create(engine)
    Archive.build((sheet_of(*item) for item in versions.items()), new_url).close()
    contents, expected = read_contents(url), read_contents(new_url)
    for name, rows in expected.items():
        assert contents[name] == rows, name
    assert read_pages(url) == read_pages(new_url)


@settings(max_examples=settings().max_examples // 3)
@given(engines, steps)
def test_the_order_of_changes_does_not_matter(
    databases: Databases, engine: str, steps: Sequence[tuple[bool, Versions | set[str]]]
) -> None:
    """After any changes the tables are those of a new archive, but for numbers; a changed sheet comes last."""
    url = databases.create(engine)
    loader = ArchiveLoader(parse_url(url))
    versions: dict[str, int] = {}
    generations = {Archive.open(url).generation}
    for is_new_process, step in steps:
        if is_new_process:
            loader.close()
            loader = ArchiveLoader(parse_url(url))
        if isinstance(step, Mapping):
            load_versions(loader, step)
            versions = {name: version for name, version in versions.items() if name not in step} | dict(step)
        else:
            assert set(loader.unload(sorted(step))) == step & versions.keys()
            is_changed = bool(step & versions.keys())
            versions = {name: version for name, version in versions.items() if name not in step}
            if not is_changed:
                continue
        assert Archive.open(url).generation not in generations
        generations.add(Archive.open(url).generation)
    loader.close()
    assert_like_new(databases, engine, url, versions)


def test_new_terms_have_no_items_of_removed_sheets(databases: Databases, engine: str) -> None:
    """A new term may get the number of one that only a removed sheet had, but none of its items."""
    url = databases.create(engine)
    loader = ArchiveLoader(parse_url(url))
    load_versions(loader, {"alpha": 0, "gamma": 0})
    assert loader.unload(["alpha"]) == ["alpha"]
    load_versions(loader, {"alpha": 0})
    loader.close()
    assert_like_new(databases, engine, url, {"gamma": 0, "alpha": 0})


def test_loaders_see_what_others_have_written(databases: Databases, engine: str) -> None:
    """Two loaders that take turns do not mix up the numbers of terms that each remembers."""
    url = databases.create(engine)
    first, second = ArchiveLoader(parse_url(url)), ArchiveLoader(parse_url(url))
    load_versions(first, {"alpha": 0})
    load_versions(second, {"beta": 0, "alpha": 1})
    load_versions(first, {"gamma": 0, "beta": 1})
    assert second.unload(["alpha"]) == ["alpha"]
    load_versions(first, {"alpha": 2})
    for loader in (first, second):
        assert sorted(loader.digests()) == ["alpha", "beta", "gamma"]
        loader.close()
    assert_like_new(databases, engine, url, {"gamma": 0, "beta": 1, "alpha": 2})


def test_a_sheet_can_be_written_again_in_its_batch(databases: Databases, engine: str) -> None:
    """Of a sheet that comes twice in one transaction the archive has the last version, and nothing of the first."""
    url = databases.create(engine)
    loader = ArchiveLoader(parse_url(url))
    items = [("alpha", 0), ("beta", 0), ("alpha", 1)]
    assert list(loader.load(rows_of(*item) for item in items)) == [[sheet_id for sheet_id, _ in items]]
    loader.close()
    assert_like_new(databases, engine, url, {"beta": 0, "alpha": 1})


def test_a_batch_is_a_transaction(databases: Databases, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a sheet cannot be written, its batch is not, and those before it are: the next load goes on."""
    monkeypatch.setattr(load, "BATCH_SECONDS", -1.0)
    url = databases.create(engine)
    loader = ArchiveLoader(parse_url(url))
    for versions in ({"alpha": 0, "beta": 0}, {"beta": 1, "delta": 0}):
        with pytest.raises(KeyboardInterrupt):
            list(loader.load(interrupted(versions)))
        monkeypatch.undo()
    assert_like_new(databases, engine, url, {"alpha": 0, "beta": 0})
    load_versions(loader, {"gamma": 1, "alpha": 2})
    loader.close()
    assert_like_new(databases, engine, url, {"beta": 0, "gamma": 1, "alpha": 2})


def interrupted(versions: Versions) -> Iterator[SheetRows]:
    """Yield versions of sheets, then raise KeyboardInterrupt."""
    yield from (rows_of(*item) for item in versions.items())
    raise KeyboardInterrupt


def test_readers_keep_what_they_read(databases: Databases, engine: str) -> None:
    """What a transaction reads is of one generation, whatever is loaded meanwhile."""
    url = databases.create(engine)
    loader = ArchiveLoader(parse_url(url))
    load_versions(loader, {"alpha": 0, "beta": 0})
    archive = Archive.open(url)
    with archive.connection() as connection:
        items = archive.search(connection, "facts", Query()).items
        load_versions(loader, {"alpha": 1, "gamma": 0})
        assert archive.search(connection, "facts", Query(q="a")).items <= items
    assert archive.current_generation() != archive.generation
    reopened = Archive.open(url)
    assert list(reopened.sheets) == ["beta", "alpha", "gamma"]
    assert reopened.current_generation() == reopened.generation
    archive.close()
    reopened.close()
    loader.close()


def test_the_first_sheets_of_an_archive_are_not_read_wrongly(databases: Databases, engine: str) -> None:
    """An archive that had no sheet when it was opened is unavailable, if at all, until it is opened anew."""
    url = databases.create(engine)
    loader = ArchiveLoader(parse_url(url))
    archive = Archive.open(url)
    assert archive.find("facts").total == 0
    load_versions(loader, {"alpha": 0})
    with pytest.raises(Unavailable):
        archive.find("facts")
    assert Archive.open(url).find("facts").total > 0
    archive.close()
    loader.close()
