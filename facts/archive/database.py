"""Databases: SQLite files and PostgreSQL servers, how they are connected to, and how they fail."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

DRIVERS = ("sqlite", "postgresql+psycopg")
POOL_SIZE = 8
POOL_TIMEOUT = 2
"""Seconds to wait for a connection of the pool."""
CONNECT_TIMEOUT = 5
"""Seconds to wait for PostgreSQL to accept a connection."""
LOCK_TIMEOUT = 2
"""Seconds to wait for another process that writes to a SQLite file."""
TIME_LIMIT = 5.0
"""Seconds after which a query is stopped."""
STEPS_PER_CHECK = 20_000
"""Instructions of SQLite's virtual machine between two looks at the clock."""
PAGE_CACHE = 4096
"""KiB of the page cache of a SQLite connection."""
STATEMENT_CACHE = 300
"""Compiled statements that SQLAlchemy caches."""
PLANNER_OPTIONS = ("enable_hashjoin=off", "enable_seqscan=off", "jit=off", "default_transaction_read_only=on")
"""Settings of PostgreSQL for readers: pages are short, so rows are wanted in order, not by hash."""


class ArchiveError(ValueError):
    """Raised for a database that holds no archive, or one of another version."""


class Unavailable(Exception):  # noqa: N818 - the condition of a service, as in 503 Service Unavailable
    """Raised when the database is gone or locked, or a query exceeds its time limit: trying again may succeed."""


def parse_url(text: str) -> URL:
    """Return the URL of a database; raise ArchiveError, without the password, for one that is not supported."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ArchiveError(f"not the URL of a database; accepted: {describe_urls()}") from None
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in DRIVERS or (url.drivername == "sqlite" and not url.database):
        raise ArchiveError(f"{display_url(url)}: not supported; accepted: {describe_urls()}")
    return url


def describe_urls() -> str:
    """Return examples of the URLs that are accepted."""
    return "sqlite:///facts.db, sqlite:////var/lib/facts.db, postgresql+psycopg://user@host/database"


def display_url(url: URL) -> str:
    """Return a URL without its password."""
    return url.render_as_string(hide_password=True)


def connect(url: URL, is_reader: bool, time_limit: float = TIME_LIMIT) -> Engine:
    """Return an engine for readers, or for a writer; raise ArchiveError if its driver is not installed."""
    try:
        if url.get_backend_name() == "sqlite":
            return connect_sqlite(url, is_reader, time_limit)
        return connect_postgresql(url, is_reader, time_limit)
    except (ImportError, NoSuchModuleError):
        message = "needs the extra `postgresql`: pip install '.[postgresql]'"
        raise ArchiveError(f"{display_url(url)}: {message}") from None


def connect_postgresql(url: URL, is_reader: bool, time_limit: float) -> Engine:
    """Return an engine for PostgreSQL; a statement of a reader is stopped after the time limit."""
    options = (f"statement_timeout={int(time_limit * 1000)}", *PLANNER_OPTIONS) if is_reader else ()
    connect_args = {
        "connect_timeout": CONNECT_TIMEOUT,
        "prepare_threshold": None,
        "options": " ".join(f"-c {option}" for option in options),
    }
    return create_engine(
        url,
        isolation_level="REPEATABLE READ",
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT,
        query_cache_size=STATEMENT_CACHE,
        connect_args=connect_args,
    )


def connect_sqlite(url: URL, is_reader: bool, time_limit: float) -> Engine:
    """Return an engine for a SQLite file, which a reader does not create."""
    path = Path(url.database or "").absolute()
    mode = "rw" if is_reader else "rwc"
    file = url.set(database=f"file:{quote_path(path)}", query={"mode": mode, "uri": "true"})
    engine = create_engine(
        file,
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT,
        query_cache_size=STATEMENT_CACHE,
        connect_args={"check_same_thread": False, "timeout": LOCK_TIMEOUT},
    )
    pragmas = ["PRAGMA query_only = ON", f"PRAGMA cache_size = -{PAGE_CACHE}"] if is_reader else []

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if is_reader else "BEGIN IMMEDIATE")
        driver: Any = connection.connection.driver_connection
        if is_reader:
            deadline = time.monotonic() + time_limit
            driver.set_progress_handler(lambda: time.monotonic() > deadline, STEPS_PER_CHECK)

    return engine


def quote_path(path: Path) -> str:
    """Return the path of a file for a URI of SQLite."""
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


@contextmanager
def unavailable_errors() -> Iterator[None]:
    """Turn the errors of a database into Unavailable."""
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        reason = getattr(error, "orig", None) or error
        raise Unavailable(f"the database cannot be read: {type(reason).__name__}") from error
