"""With `--database` a server serves an existing archive, and notices when it changes or goes away."""

import logging
import signal
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from api.server.archives import ArchiveDatabase
from api.server.reloader import Reloader
from facts.archive import Archive, ArchiveError, Unavailable
from facts.archive.database import parse_url
from facts.archive.ingest.load import ArchiveLoader
from facts.archive.ingest.sheet_reader import SheetReader
from facts.sheets.sheet import Sheet
from tests.api.server.test_reloader import is_true_within
from tests.api.server.test_serving import free_port, get_json, serving, sheet_ids
from tests.facts.archive.test_changes import change

SEEN_WITHIN = 5
"""Seconds within which a server notices a change of its database."""


@pytest.fixture
def url(sheets: Sequence[Sheet], tmp_path: Path) -> str:
    """A database with one sheet."""
    url = f"sqlite:///{tmp_path}/archive.db"
    Archive.build(sheets[:1], url).close()
    return url


def test_a_change_is_noticed(url: str, sheets: Sequence[Sheet]) -> None:
    """All processes serve a load within five seconds, without a signal or with one, and cached responses end."""
    port = free_port()
    environment = {"FACT_SHEET_DATABASE": url, "FACT_SHEET_PORT": str(port)}
    with serving(["--workers", "2"], environment, port) as process:
        assert sheet_ids(port) == [sheets[0].id]
        total = get_json(port, "/v1/facts")["total"]
        Archive.build(sheets, url).close()

        def is_seen() -> bool:
            return len(sheet_ids(port)) == 2 and get_json(port, "/v1/facts")["total"] > total

        assert is_true_within(SEEN_WITHIN, lambda: all(is_seen() for _ in range(8)))
        Archive.build(sheets[:1], url).close()
        process.send_signal(signal.SIGHUP)
        assert is_true_within(SEEN_WITHIN, lambda: all(len(sheet_ids(port)) == 1 for _ in range(8)))


def test_a_new_database_is_served_once_it_has_sheets(url: str, sheets: Sequence[Sheet]) -> None:
    """An archive that no sheet was loaded into yet takes no other's place; one that was unloaded does."""
    change(url, sheets)
    database = ArchiveDatabase(url, 5)
    archive = database.open()
    Path(str(parse_url(url).database)).unlink()
    with closing(ArchiveLoader(parse_url(url))) as loader:
        with pytest.raises(Unavailable, match="no sheet has been loaded"):
            database.reopen(archive)
        assert archive.find("facts").total > 0
        assert list(loader.load(SheetReader(sheet).read() for sheet in sheets)) == [[sheet.id for sheet in sheets]]
        loaded = database.reopen(archive)
        assert loaded is not None
        assert list(loaded.sheets) == [sheet.id for sheet in sheets]
        loader.unload(loaded.sheets)
        emptied = database.reopen(loaded)
        assert emptied is not None
        assert not emptied.sheets
    for opened in (archive, loaded, emptied):
        opened.close()


class Database:
    """A stand-in for a database: what `reopen` returns, or raises."""

    def __init__(self, outcome: Archive | Exception | None) -> None:
        self.outcome = outcome

    def reopen(self, _: Archive) -> Archive | None:
        """Return the archive, if it has changed, or raise the error."""
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


@pytest.mark.parametrize("error", [Unavailable("gone"), ArchiveError("gone", "Load it again"), RuntimeError("gone")])
def test_an_outage_is_logged_once(archive: Archive, error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    """A database that goes away is logged once, and once when it is back; until then the archive stays."""
    published: list[Archive] = []
    database = Database(error)
    reloader = Reloader(archive, database.reopen, published.append, ArchiveDatabase.poll_interval)
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            reloader.reload()
        failures = len(caplog.records)
        assert 1 <= failures <= 2
        assert published == []
        database.outcome = None
        reloader.reload()
        assert caplog.records[-1].message == "The database is available again"
        database.outcome = archive
        reloader.reload()
    assert len(caplog.records) == failures + 1
    assert published == [archive]


def test_each_failed_reload_of_sheets_is_logged(archive: Archive, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever asks for a reload sees why it failed, each time."""
    reloader = Reloader(archive, Database(OSError("disk full")).reopen, lambda _: None)
    for _ in range(2):
        reloader.reload()
    assert [record.message for record in caplog.records].count("The current sheets stay in service") == 2
