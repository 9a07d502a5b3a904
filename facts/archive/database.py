"""Databases (SQLite and PostgreSQL): connections, time limits and errors."""

import os
import sqlite3
from enum import Enum, auto
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from sqlalchemy import Connection, Engine, create_engine, event, make_url, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from facts.archive.deadline import INFO, Deadline
from facts.archive.indexes import VERSION
from facts.archive.tables import state

DRIVERS = ("sqlite", "postgresql+psycopg")
EXAMPLE_URLS = "sqlite:///facts.db, sqlite:////var/lib/facts.db or postgresql+psycopg://user@host/database"
INSTALL_DRIVER = "Install the extra `postgresql`: pip install '.[postgresql]'"
POOL_SIZE = 8
"""Connections that stay open; as many are opened as there are queries at once, which callers limit."""
CONNECT_TIMEOUT = 5
"""Seconds to wait for PostgreSQL to accept a connection."""
LOCK_TIMEOUT = 2
"""Seconds to wait for another process that writes."""
QUERY_TIMEOUT = 5.0
"""Seconds after which a query, which is a transaction of some statements, is stopped."""
STEPS_PER_CHECK = 20_000
"""Instructions of SQLite's virtual machine between two looks at the clock."""
READER_CACHE = 2048
"""KiB of the page cache of a connection that reads a SQLite file."""
WRITER_CACHE = 65_536
"""KiB of the page cache of a connection that writes one: each sheet changes pages all over the file."""
PAGE_SIZE = 8192
"""Bytes of a page of a SQLite file: the bodies of records leave less space unused than in smaller ones."""
STATEMENT_CACHE = 300
"""Compiled statements that SQLAlchemy caches."""
PASSWORDS = ("password", "sslpassword")
"""The parameters of a URL that are not shown."""
READER_OPTIONS = ("default_transaction_read_only=on", "jit=off")
"""Settings of PostgreSQL for readers."""
POOL_OPTIONS: dict[str, Any] = {
    "pool_size": POOL_SIZE,
    "max_overflow": -1,
    "query_cache_size": STATEMENT_CACHE,
}


class Access(Enum):
    """What a database is opened for."""

    READ = auto()
    WRITE = auto()
    """To change an archive that others may read at the same time."""
    BUILD = auto()
    """To make an archive that nobody reads yet, and that is made again if this fails."""


WRITER_PRAGMAS = (f"page_size = {PAGE_SIZE}", f"cache_size = -{WRITER_CACHE}")
PRAGMAS = {
    Access.READ: ("query_only = ON", f"cache_size = -{READER_CACHE}"),
    Access.WRITE: (*WRITER_PRAGMAS, "journal_mode = WAL", "synchronous = NORMAL"),
    Access.BUILD: (*WRITER_PRAGMAS, "journal_mode = OFF", "synchronous = OFF"),
}
"""Settings of connections to a SQLite file."""


class ArchiveError(ValueError):
    """Raised for a database without an archive, or with one of another version; the message says what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message}. {remedy}.")
        self.message = message
        self.remedy = remedy


class Unavailable(Exception):  # noqa: N818 - the condition of a service, as in 503 Service Unavailable
    """Raised if the database is unreachable or locked, or a query exceeds its time limit; a retry may succeed."""


class ArchiveChanged(Unavailable):
    """Raised when the database holds another generation than the one that was opened: opening it again helps."""


def parse_url(text: str | URL) -> URL:
    """Return the URL of a database; raise ArchiveError, without the password, for one that is not supported."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ArchiveError("This is not the URL of a database", f"Accepted: {EXAMPLE_URLS}") from None
    if "@" in (url.host or ""):
        raise ArchiveError("This is not the URL of a database", "Write an @ in a name or a password as %40")
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in DRIVERS or (url.drivername == "sqlite" and not is_file_name(url.database)):
        raise ArchiveError(f"{display_url(url)}: not supported", f"Accepted: {EXAMPLE_URLS}")
    if url.drivername == "sqlite":
        require_path_only(url, has_query="?" in text if isinstance(text, str) else bool(url.query))
    return url


def is_file_name(database: str | None) -> bool:
    """Return whether what the URL of a SQLite database names is a file."""
    return bool(database) and database != ":memory:" and not str(database).startswith("file:")


def require_path_only(url: URL, has_query: bool) -> None:
    """Check that the URL of a SQLite file has a path and nothing else; raise ArchiveError otherwise."""
    if has_query:
        raise ArchiveError(f"{display_url(url)}: a SQLite file has no parameters", "Write a ? in its name as %3F")
    if url.host or url.username:
        raise ArchiveError(
            "A SQLite file has no host", "Write its path after three slashes, as in sqlite:///facts.db"
        )
    if "\0" in (url.database or ""):
        raise ArchiveError("The name of a SQLite file has no NUL", "Write its path as it is")


def display_url(url: URL) -> str:
    """Return a URL without its passwords; that of a SQLite file is unchanged."""
    if (path := database_path(url)) is not None:
        return f"{url.drivername}:///{path}"
    return url.difference_update_query(PASSWORDS).render_as_string(hide_password=True)


def database_path(url: URL) -> Path | None:
    """Return the path of a SQLite file; None for another database."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    is_uri = url.database.startswith("file:")
    return Path(os.fsdecode(unquote_to_bytes(url.database.removeprefix("file:"))) if is_uri else url.database)


def connect(url: URL, access: Access, query_timeout: float = QUERY_TIMEOUT) -> Engine:
    """Return an engine for a database; transactions of readers are stopped after `query_timeout` seconds.

    Raises ArchiveError if its driver is not installed.
    """
    try:
        if url.get_backend_name() == "sqlite":
            return connect_sqlite(url, access, query_timeout)
        return connect_postgresql(url, access, query_timeout)
    except (ImportError, NoSuchModuleError):
        raise ArchiveError(f"{display_url(url)}: the driver is not installed", INSTALL_DRIVER) from None


def connect_postgresql(url: URL, access: Access, query_timeout: float) -> Engine:
    """Return an engine for PostgreSQL."""
    is_reader = access is Access.READ
    settings = (f"statement_timeout={int(query_timeout * 1000)}", *READER_OPTIONS) if is_reader else ()
    connect_args = {
        "connect_timeout": CONNECT_TIMEOUT,
        "prepare_threshold": None,
        "options": " ".join((*options_of(url), *(f"-c {setting}" for setting in settings))),
    }
    level: Any = "REPEATABLE READ" if is_reader else "READ COMMITTED"
    options = {**POOL_OPTIONS, "pool_pre_ping": is_reader}  # a server that was restarted costs no reader an error
    engine = create_engine(url, isolation_level=level, connect_args=connect_args, **options)

    @event.listens_for(engine, "checkout")
    def begin_reading(_: object, record: ConnectionPoolEntry, *__: object) -> None:
        if is_reader:
            record.info[INFO] = Deadline(query_timeout)

    return engine


def options_of(url: URL) -> tuple[str, ...]:
    """Return the options of PostgreSQL in a URL, such as `-c search_path=facts`."""
    options = url.query.get("options", ())
    return (options,) if isinstance(options, str) else options


def connect_sqlite(url: URL, access: Access, query_timeout: float) -> Engine:
    """Return an engine for a SQLite file, which a reader does not create."""
    path = Path(url.database or "").absolute()
    mode = "rw" if access is Access.READ else "rwc"
    file = url.set(database=f"file:{quote(os.fsencode(path))}", query={"mode": mode, "uri": "true"})
    connect_args = {"check_same_thread": False, "timeout": LOCK_TIMEOUT}
    engine = create_engine(file, connect_args=connect_args, **POOL_OPTIONS)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS[access]:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin_writing(connection: Connection) -> None:
        if access is not Access.READ:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkout")
    def begin_reading(connection: sqlite3.Connection, record: ConnectionPoolEntry, *_: object) -> None:
        if access is Access.READ:
            connection.execute("BEGIN")  # which neither waits nor fails; the pool ends it
            deadline = record.info[INFO] = Deadline(query_timeout)
            connection.set_progress_handler(deadline.has_passed, STEPS_PER_CHECK)

    return engine


def require_version(connection: Connection) -> None:
    """Check that a database holds an archive of this version; raise ArchiveError otherwise."""
    if connection.scalar(select(state.c.version)) != VERSION:
        name = display_url(connection.engine.url)
        raise ArchiveError(f"{name}: an archive of another version of this program", "Load the sheets into a new one")
