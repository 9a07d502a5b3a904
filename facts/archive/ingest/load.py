"""Load sheets into the database of an archive, and unload them."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from facts.archive.database import (
    LOCK_TIMEOUT,
    Access,
    ArchiveError,
    connect,
    database_path,
    display_url,
    require_version,
)
from facts.archive.driver_errors import is_locked, reason_of
from facts.archive.ingest.merging import merge_loaded
from facts.archive.ingest.sheet_reader import SheetReader, SheetRows
from facts.archive.ingest.term_numbers import TermNumbers
from facts.archive.ingest.writer import MAX_ITEMS, ArchiveWriter, create_archive
from facts.archive.tables import metadata, sheets, state
from facts.model.garbage import gc_paused
from facts.sheets.sheet import Sheet

BATCH_SECONDS = 3.0
"""Maximum time for the sheets of a batch; to write a batch takes as long as to read some sheets."""
GROWTH = 0.5
"""The share of new sheets from which on the database looks at its tables during a load."""
MIN_SHARE = 0.1
"""The same at the end of a load."""
LOCK_NUMBER = 4_400_400
"""The advisory lock that a loader holds on PostgreSQL."""
VERSION_COLUMNS = {state.c.version.name, state.c.generation.name}
"""The columns that the table `state` of an archive has in every version."""
LOG_SUFFIXES = ("-wal", "-shm")
"""The ends of the names of a SQLite file's write-ahead log, and of the index of that log."""


def write_archive(url: URL, sheets: Iterable[Sheet]) -> None:
    """Write an archive of `sheets` into a database, in place of the one that is there.

    Raises ArchiveError, and changes nothing, if a table of another program is in the way. If it fails later in a
    SQLite file, the file is no longer a database.
    """
    engine = connect(url, Access.BUILD)
    try:
        with engine.begin() as connection, gc_paused():
            if has_archive(connection):
                metadata.drop_all(connection)
            create_archive(connection)
            writer = ArchiveWriter(connection, TermNumbers())
            for sheet in sheets:
                writer.add(SheetReader(sheet).read())
            writer.finish()
            merge_loaded(connection, writer.next_item)
            analyze_tables(connection)
    finally:
        engine.dispose()


class ArchiveLoader:
    """Loads sheets into the archive in a database, which is created if there is none, and unloads them.

    Each batch of sheets is a transaction. Raises ArchiveError for a database that is of another version, cannot be
    reached, or is being loaded into by another process.
    """

    def __init__(self, url: URL) -> None:
        self.url = url
        self.engine = connect(url, Access.WRITE)
        self.numbers = TermNumbers()
        self.unanalyzed = 0
        """Number of sheets that were loaded since `analyze`."""
        try:
            self.prepare()
        except BaseException:
            self.engine.dispose()
            raise

    def prepare(self) -> None:
        """Create the archive if there is none, and check its version."""
        if (path := database_path(self.url)) is not None:
            with self.errors():
                remove_old_logs(path)
        with self.errors(), self.engine.begin() as connection:
            self.lock(connection)
            if not has_archive(connection):
                create_archive(connection)
            require_version(connection)

    def digests(self) -> Mapping[str, str]:
        """Return the digest of each sheet of the archive by its id."""
        with self.errors(), self.engine.begin() as connection:
            return {row.id: row.digest for row in connection.execute(select(sheets.c.id, sheets.c.digest))}

    def load(self, rows: Iterable[SheetRows]) -> Iterator[list[str]]:
        """Load sheets, each in place of the one with its id; yield the ids of each batch once it is committed."""
        remaining, batch_sizes = iter(rows), list[int]()
        while batch := collect_batch(remaining):
            with self.write() as writer:
                for sheet in batch:
                    writer.add(sheet)
            batch_sizes.append(sum(sheet.item_count for sheet in batch))
            self.unanalyzed += len(batch)
            self.analyze(GROWTH)
            yield [sheet.id for sheet in batch]
        if len(batch_sizes) > 1:
            with self.write() as writer:
                writer.merge(sum(batch_sizes))

    def unload(self, ids: Iterable[str]) -> list[str]:
        """Remove sheets; return the ids of those that there were."""
        with self.write() as writer:
            return [sheet_id for sheet_id in ids if writer.remove(sheet_id)]

    @contextmanager
    def write(self) -> Iterator[ArchiveWriter]:
        """Yield a writer in a transaction of its own, which is committed at the end."""
        with self.errors(), self.engine.begin() as connection, gc_paused():
            self.lock(connection)
            writer = ArchiveWriter(connection, self.numbers)
            yield writer
            writer.finish()

    def lock(self, connection: Connection) -> None:
        """Wait until no other process writes, until the end of the transaction; SQLite does so by itself."""
        if self.engine.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK_NUMBER})"))

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn the errors of the database into ArchiveError."""
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            name = display_url(self.url)
            if is_locked(error):
                raise ArchiveError(f"{name}: another process loads sheets", "Try again when it is done") from None
            remedy = "Check the URL, and that the database can be reached and written to"
            raise ArchiveError(f"{name}: {reason_of(error)}", remedy) from None

    def analyze(self, share: float) -> None:
        """Renew what PostgreSQL plans queries by, if more than a share of all sheets are new."""
        if self.engine.dialect.name != "postgresql":
            return
        with self.errors(), self.engine.begin() as connection:
            if self.unanalyzed > share * (connection.scalar(select(func.count()).select_from(sheets)) or 0):
                analyze_tables(connection)
                self.unanalyzed = 0

    def close(self) -> None:
        """Close the database."""
        try:
            if self.unanalyzed:
                self.analyze(MIN_SHARE)
            if self.engine.dialect.name == "sqlite":
                with self.errors(), self.engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA optimize")
                with self.errors():
                    empty_log(self.engine)
        finally:
            self.engine.dispose()


def has_archive(connection: Connection) -> bool:
    """Return whether a database has an archive, of whatever version.

    Raises ArchiveError if it has none, but a table of another program with the name of one of an archive's tables.
    """
    inspector = inspect(connection)
    if inspector.has_table(state.name):
        columns = {column["name"] for column in inspector.get_columns(state.name)}
        if columns >= VERSION_COLUMNS:
            return True
    for name in metadata.tables:
        if inspector.has_table(name):
            message = f"{display_url(connection.engine.url)}: it has a table {name} that is of no archive"
            raise ArchiveError(message, "Load the sheets into a new database")
    return False


@gc_paused()
def collect_batch(rows: Iterator[SheetRows]) -> list[SheetRows]:
    """Return the next sheets: those that are there in time, and not more than are written together."""
    batch: list[SheetRows] = []
    deadline, item_count = time.monotonic() + BATCH_SECONDS, 0
    for sheet in rows:
        batch.append(sheet)
        item_count += sheet.item_count
        if item_count > MAX_ITEMS or time.monotonic() > deadline:
            break
    return batch


def remove_old_logs(path: Path) -> None:
    """Remove the logs beside a SQLite file that is new; raise ArchiveError if that is impossible.

    They are of a file that was removed, and that others may still read: SQLite would take them for those of this one.
    """
    with closing(sqlite3.connect(path, LOCK_TIMEOUT)) as connection:
        if path.stat().st_size:
            return
        connection.execute("BEGIN EXCLUSIVE")  # others may be about to write to the file, too
        logs = [] if path.stat().st_size else [Path(f"{path}{suffix}") for suffix in LOG_SUFFIXES]
        try:
            for log in logs:
                log.unlink(missing_ok=True)
        except OSError as error:
            raise ArchiveError(f"{error.filename}: {error.strerror}", f"Remove it: {path} is a new file") from None


def empty_log(engine: Engine) -> None:
    """Empty the write-ahead log of a SQLite file, which grows while readers overlap."""
    with closing(engine.raw_connection()) as raw, suppress(sqlite3.OperationalError):
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def analyze_tables(connection: Connection) -> None:
    """Have PostgreSQL look at the tables of an archive: without, its plans are those for small ones."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ANALYZE {', '.join(metadata.tables)}"))
