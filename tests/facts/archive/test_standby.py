"""Servers can read from a hot standby of PostgreSQL while sheets are loaded into the primary."""

from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest

from facts.archive import Archive, ArchiveChanged, ArchiveError, Query, Unavailable
from facts.archive.database import parse_url
from facts.archive.ingest.load import ArchiveLoader
from tests.api.server.test_reloader import is_true_within
from tests.databases import TEMPORARY, Databases, Standby
from tests.facts.archive.test_writer import load_versions

LOADS = [{"beta": 0}, {"alpha": 1, "gamma": 0}, {"beta": 1}, {"delta": 0, "gamma": 1}, {"alpha": 2}]
QUERY = Query(limit=20, sort=("-date",), facets=("property",))
LAG = 20
"""Seconds within which a standby has what its primary has."""


@pytest.fixture
def standby(databases: Databases) -> Iterator[Standby]:
    """A hot standby of the server of the tests."""
    primary = databases.postgresql
    standby = Standby(TEMPORARY / f"{primary.directory.name}-standby", primary)
    yield standby
    standby.close()


def read_page(archive: Archive) -> Any:
    """Return all that a page says; its cursor names the generation."""
    page = archive.find("facts", QUERY)
    return [dict(item) for item in page.items], page.total, page.next, page.facets


class Reader(Thread):
    """Reads a page again and again until it is told to stop."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self.url = url
        self.archive = Archive.open(url)
        self.stopping = Event()
        self.pages: list[Any] = []
        self.errors: list[Exception] = []

    def run(self) -> None:
        """Read; an archive that is unavailable is no error."""
        while not self.stopping.is_set():
            try:
                page = read_page(self.archive)
            except ArchiveChanged:
                self.archive = Archive.open(self.url)
                continue
            except Unavailable:
                continue
            except Exception as error:
                self.errors.append(error)
                return
            if page not in self.pages:
                self.pages.append(page)


def test_a_hot_standby_is_read_while_its_primary_is_loaded(databases: Databases, standby: Standby) -> None:
    """Each page that is read is one of a generation of the primary, the last one in the end."""
    url = databases.create("postgresql")
    loader = ArchiveLoader(parse_url(url))
    load_versions(loader, {"alpha": 0})
    primary = Archive.open(url)
    pages = [read_page(primary)]
    assert is_true_within(LAG, lambda: generation_of(standby.url_of(url)) == primary.generation)
    archive = Archive.open(standby.url_of(url))
    reader = Reader(standby.url_of(url))
    reader.start()
    for versions in LOADS:
        load_versions(loader, versions)
        primary.close()
        primary = Archive.open(url)
        pages.append(read_page(primary))
    assert is_true_within(LAG, lambda: archive.current_generation() == primary.current_generation())
    assert is_true_within(LAG, lambda: reader.pages[-1] == pages[-1] or reader.errors)
    reader.stopping.set()
    reader.join()
    assert reader.errors == []
    assert all(page in pages for page in reader.pages)
    writer = ArchiveLoader(parse_url(standby.url_of(url)))
    with pytest.raises(ArchiveError, match="read-only"):
        writer.unload(["alpha"])
    for opened in (primary, archive, reader.archive, loader, writer):
        opened.close()


def generation_of(url: str) -> str | None:
    """Return the generation of the archive in a database; None if there is none."""
    try:
        archive = Archive.open(url)
    except ArchiveError:
        return None
    archive.close()
    return str(archive.generation)
