"""Errors of database drivers: which are outages, and which are of statements."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from zstandard import ZstdError

from facts.archive.database import Unavailable
from facts.archive.deadline import TimeLimitError

LOCK_NOT_AVAILABLE = "55P03"
"""The SQLSTATE of a lock that PostgreSQL has waited for too long."""
TOO_SLOW = "a query exceeds its time limit"
QUERY_CANCELED = "57014"
"""The SQLSTATE of a statement that PostgreSQL has stopped, as it took too long."""
SQLITE_OUTAGES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_SCHEMA,
    }
)
"""The primary result codes of errors that are of a file or its state, not of a statement."""


def dbapi_error(connection: Connection, sql: str, error: Exception) -> BaseException:
    """Return an error of a driver as the subclass of DBAPIError that SQLAlchemy has for it."""
    return DBAPIError.instance(sql, None, error, connection.dialect.loaded_dbapi.Error, dialect=connection.dialect)


@contextmanager
def unavailable_errors() -> Iterator[None]:
    """Turn outages of a database into Unavailable, and errors of bodies that it has compressed anew meanwhile.

    Other errors, such as those of SQL that is wrong, are raised as they are: trying again would not help.
    """
    try:
        yield
    except ZstdError as error:
        raise Unavailable(f"the database cannot be read: {error}") from error
    except TimeLimitError as error:
        raise Unavailable(TOO_SLOW) from error
    except DBAPIError as error:
        if is_timeout(error):
            raise Unavailable(TOO_SLOW) from error
        if is_outage(error):
            raise Unavailable(f"the database cannot be read: {reason_of(error)}") from error
        raise


def is_outage(error: DBAPIError) -> bool:
    """Return whether an error is of the database, which is gone, locked or damaged, and not of a statement."""
    if isinstance(error.orig, sqlite3.Error):
        return sqlite_code(error.orig) in SQLITE_OUTAGES
    return isinstance(error, OperationalError | InterfaceError)


def is_timeout(error: DBAPIError) -> bool:
    """Return whether a query was stopped because it took too long."""
    if isinstance(error.orig, sqlite3.Error):
        return sqlite_code(error.orig) == sqlite3.SQLITE_INTERRUPT
    return getattr(error.orig, "sqlstate", None) == QUERY_CANCELED


def sqlite_code(error: sqlite3.Error) -> int:
    """Return the primary result code of an error; that of an error in SQL if it is not SQLite's own."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def reason_of(error: DBAPIError | sqlite3.Error) -> str:
    """Return what a database says of an error, on one line."""
    return " ".join(str(getattr(error, "orig", None) or error).split())


def is_locked(error: DBAPIError | sqlite3.Error) -> bool:
    """Return whether another process has kept a database locked for too long."""
    reason = getattr(error, "orig", error)
    if isinstance(reason, sqlite3.Error):
        return sqlite_code(reason) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    return getattr(reason, "sqlstate", None) == LOCK_NOT_AVAILABLE
