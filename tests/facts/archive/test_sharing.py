"""An archive may be read by many at once, and lives as long as anyone reads it."""

import gc
from concurrent.futures import ThreadPoolExecutor

import pytest

from facts.archive import Archive, Query
from facts.archive.archive import BATCH_SIZE
from facts.sheets.sheet import Sheet
from facts.views import COLLECTIONS
from tests.databases import Databases


def test_threads_share_an_archive(archive: Archive) -> None:
    """However many threads query one archive simultaneously, each gets its own rows."""

    def reads_its_rows(number: int) -> bool:
        sheet = ("s400-turkey", "frigate-deal")[number % 2]
        items = list(archive.iterate("facts", Query(sheet=sheet)))
        return bool(items) and {item["sheet"] for item in items} == {sheet}

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(reads_its_rows, range(24)))


def test_an_archive_is_small_by_its_items(
    sheets: tuple[Sheet, ...], databases: Databases, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only in a file, and with not too many items, are queries fast enough to be run in an event loop."""
    archive = databases.build(sheets[1:], engine)
    assert archive.is_small is (engine == "sqlite")
    item_count = sum(archive.find(name).total for name in COLLECTIONS)
    archive.close()
    monkeypatch.setattr("facts.archive.archive.SMALL", item_count - 1)
    archive = databases.build(sheets[1:], engine)
    assert not archive.is_small
    archive.close()


def test_iteration_continues_when_its_archive_is_released(
    sheets: tuple[Sheet, ...], archive: Archive, databases: Databases
) -> None:
    """Items that are being read when another archive takes over are read to the end; then the archive closes."""
    gc.freeze()  # only what is made from here on is looked through
    expected = [item["subject"] for item in archive.iterate("facts", Query(sheet=sheets[1].id))]
    assert len(expected) > BATCH_SIZE
    released = databases.build(sheets[1:], "sqlite")
    close, items = released.close, released.iterate("facts")
    subjects = [next(items)["subject"]]
    del released
    gc.collect()
    assert close.alive
    subjects += [item["subject"] for item in items]
    del items
    gc.collect()
    assert subjects == expected
    assert not close.alive
