"""Segments are merged as an archive grows and sheets are removed, so that there are few of them."""

import pytest
from sqlalchemy import create_engine

from facts.archive.database import parse_url
from facts.archive.ingest import load, merging, writer
from facts.archive.ingest.load import ArchiveLoader
from facts.archive.ingest.merging import FACTOR, MAX_MERGED, count_loaded, count_mergeable
from facts.archive.item_numbers import ItemNumbers
from tests.databases import Databases
from tests.facts.archive.test_writer import assert_like_new, load_versions
from tests.tables import each_row


@each_row(
    ("sizes", "count"),
    [
        ([], 0),
        ([5], 1),
        ([5, 6, 7], 3),
        ([1000, 5, 6], 2),
        ([5, 6, 1000], 3),
        ([10_000, 5, 1000, 5], 1),
        ([10_000, 5, 1000, 1001], 3),
    ],
)
def test_segments_are_merged_with_those_after_them(sizes: list[int], count: int) -> None:
    """The segments to be merged are the last ones, up to one that is of a greater level than the last."""
    assert count_mergeable(sizes) == count


@each_row(
    ("sizes", "loaded", "count"),
    [
        ([], 0, 0),
        ([5], 0, 0),
        ([5], 5, 1),
        ([5, 6, 7], 13, 3),
        ([100, 6, 7], 13, 2),
        ([90, 6, 7], 13, 3),
        ([100, 1, 100, 7], 13, 1),
        ([MAX_MERGED, 1], MAX_MERGED, 1),
        ([MAX_MERGED - 1, 1], MAX_MERGED, 2),
    ],
)
def test_loaded_segments_are_merged_with_not_much_more(sizes: list[int], loaded: int, count: int) -> None:
    """A load is followed by a merge of what has at most eight times as many items, and of not too many."""
    assert count_loaded(sizes, loaded) == count


def read_numbers(url: str) -> ItemNumbers:
    """Return the numbers of the items of an archive."""
    engine = create_engine(url)
    with engine.connect() as connection:
        numbers = ItemNumbers.read(connection)
    engine.dispose()
    return numbers


def test_segments_remain_few(databases: Databases) -> None:
    """However many loads there are, and whatever they replace, segments are few, and contents as of one load."""
    url = databases.create("sqlite")
    loader = ArchiveLoader(parse_url(url))
    versions: dict[str, int] = {}
    for number in range(2 * FACTOR + 1):
        name, version = ("alpha", "beta", "gamma", "delta")[number % 4], number % 3
        load_versions(loader, {name: version})
        versions.pop(name, None)
        versions[name] = version
    loader.close()
    numbers = read_numbers(url)
    assert 0 < len(numbers.segments) < FACTOR
    assert len(numbers.sheets) == len(versions)
    assert_like_new(databases, "sqlite", url, versions)


def test_load_of_several_batches_ends_with_one_segment(
    databases: Databases, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was loaded in several transactions is merged at the end; a load of one, or of nothing, merges nothing."""
    monkeypatch.setattr(load, "MAX_ITEMS", 1)
    url = databases.create(engine)
    loader = ArchiveLoader(parse_url(url))
    load_versions(loader, {"alpha": 0, "beta": 0, "gamma": 0})
    assert len(read_numbers(url).segments) == 1
    load_versions(loader, {"delta": 0})
    assert len(read_numbers(url).segments) == 2
    load_versions(loader, {})
    assert [segment.sheet for segment in read_numbers(url).segments] == [1, 4]
    load_versions(loader, {"delta": 1, "beta": 1})
    assert [segment.sheet for segment in read_numbers(url).segments] == [1]
    loader.close()
    assert_like_new(databases, engine, url, {"alpha": 0, "gamma": 0, "delta": 1, "beta": 1})


def test_merged_segments_are_like_new_ones(
    databases: Databases, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is merged at once, with removed sheets, or written as several segments in one transaction is the same."""
    monkeypatch.setattr(merging, "TERMS_PER_STEP", 7)
    monkeypatch.setattr(writer, "MAX_ITEMS", 1)
    url = databases.create(engine)
    loader = ArchiveLoader(parse_url(url))
    load_versions(loader, {"alpha": 0, "beta": 0, "gamma": 0})
    assert len(read_numbers(url).segments) == 3
    assert loader.unload(["beta"]) == ["beta"]
    assert len(read_numbers(url).segments) == 2
    load_versions(loader, {"alpha": 1, "delta": 0})
    monkeypatch.setattr(merging, "count_mergeable", len)
    monkeypatch.setattr(merging, "FACTOR", 2)
    with loader.engine.begin() as connection:
        merging.merge_segments(connection)
    loader.close()
    numbers = read_numbers(url)
    assert (len(numbers.segments), numbers.remaining) == (1, None)
    assert_like_new(databases, engine, url, {"gamma": 0, "alpha": 1, "delta": 0})
    loader = ArchiveLoader(parse_url(url))
    assert sorted(loader.unload(["alpha", "delta", "gamma"])) == ["alpha", "delta", "gamma"]
    loader.close()
    assert not read_numbers(url).segments
