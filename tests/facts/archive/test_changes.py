"""An archive that changes while it is open answers nothing that mixes what it was and what it is."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from facts.archive import Archive, ArchiveChanged, Query
from facts.archive.database import parse_url
from facts.archive.ingest.load import ArchiveLoader
from facts.archive.ingest.sheet_reader import SheetReader
from facts.sheets.sheet import Sheet

READS: dict[str, Callable[[Archive], object]] = {
    "find": lambda archive: archive.find("facts", Query(q="the")),
    "iterate": lambda archive: next(archive.iterate("facts")),
    "get": lambda archive: archive.get("contracts", "s400-turkey", "turkey-2017"),
    "get_sheet": lambda archive: archive.get_sheet("s400-turkey"),
    "titles": lambda archive: archive.titles("s400-turkey", ["turkey-2017"]),
}


def change(url: str, sheets: Sequence[Sheet], *unloaded: str) -> None:
    """Unload sheets of the archive in a database, and load others."""
    with closing(ArchiveLoader(parse_url(url))) as loader:
        loader.unload(unloaded)
        list(loader.load(SheetReader(sheet).read() for sheet in sheets))


@pytest.fixture
def url(sheets: Sequence[Sheet], tmp_path: Path) -> str:
    """A database with one sheet."""
    url = f"sqlite:///{tmp_path}/archive.db"
    change(url, sheets[:1])
    return url


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_what_was_opened_is_not_read_from_what_has_changed(
    read: Callable[[Archive], object], url: str, sheets: Sequence[Sheet]
) -> None:
    """After a load every read is refused until the archive is opened again, or another sheet could be returned."""
    archive = Archive.open(url)
    read(archive)
    archive.title_cache.clear()
    change(url, sheets[1:], sheets[0].id)
    with pytest.raises(ArchiveChanged):
        read(archive)
    archive.close()
    with closing(Archive.open(url)) as reopened:
        assert list(reopened.sheets) == [sheets[1].id]
        assert reopened.find("sheets").total == 1


def test_a_change_ends_an_iteration(url: str, sheets: Sequence[Sheet]) -> None:
    """Items of two states of the archive are never in one export."""
    with closing(Archive.open(url)) as archive:
        items = archive.iterate("facts")
        next(items)
        change(url, sheets[1:])
        with pytest.raises(ArchiveChanged):
            list(items)


def test_an_archive_that_was_opened_empty_is_to_be_opened_again(url: str, sheets: Sequence[Sheet]) -> None:
    """The first load into an empty archive brings what its records are read with."""
    change(url, (), sheets[0].id)
    with closing(Archive.open(url)) as archive:
        assert archive.find("facts").total == 0
        change(url, sheets)
        with pytest.raises(ArchiveChanged):
            archive.find("facts")
