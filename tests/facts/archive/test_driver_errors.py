"""What a database refuses because it is gone, locked, damaged or too slow is Unavailable; any other error is not."""

import sqlite3
import time
from contextlib import closing, suppress
from typing import Any

import psycopg.errors
import pytest
from sqlalchemy import TextClause, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from facts.archive import Archive, Query, Unavailable
from facts.archive.driver_errors import unavailable_errors
from facts.archive.search.fetch import fetch_all
from facts.sheets.sheet import Sheet
from tests.databases import Databases
from tests.tables import each_row

FAST = text("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT count(*) FROM n")
SLOW = text("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


def raised(error: Exception, base: type[Exception]) -> Exception:
    """Return what an error of a driver becomes."""
    try:
        with unavailable_errors():
            raise DBAPIError.instance("SELECT 1", None, error, base)
    except Exception as outcome:
        return outcome


@each_row(
    ("code", "is_outage"),
    [
        (sqlite3.SQLITE_BUSY, True),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, True),
        (sqlite3.SQLITE_CANTOPEN, True),
        (sqlite3.SQLITE_CORRUPT, True),
        (sqlite3.SQLITE_INTERRUPT, True),
        (sqlite3.SQLITE_IOERR_READ, True),
        (sqlite3.SQLITE_LOCKED, True),
        (sqlite3.SQLITE_NOTADB, True),
        (sqlite3.SQLITE_READONLY_CANTINIT, True),
        (sqlite3.SQLITE_ERROR, False),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, False),
        (sqlite3.SQLITE_MISMATCH, False),
        (sqlite3.SQLITE_MISUSE, False),
        (sqlite3.SQLITE_RANGE, False),
        (sqlite3.SQLITE_TOOBIG, False),
        (None, False),
    ],
)
def test_outages_of_sqlite(code: int | None, is_outage: bool) -> None:
    """SQLite's result code tells whether trying again may succeed; the driver's own errors are no outages."""
    error = sqlite3.OperationalError("a reason")
    if code is not None:
        error.sqlite_errorcode = code
    outcome = raised(error, sqlite3.Error)
    assert isinstance(outcome, Unavailable) is is_outage
    assert isinstance(outcome, DBAPIError) is not is_outage
    assert "a reason" in str(outcome) or code == sqlite3.SQLITE_INTERRUPT


@each_row(
    ("error", "is_outage"),
    [
        (psycopg.OperationalError("connection refused"), True),
        (psycopg.InterfaceError("the connection is closed"), True),
        (psycopg.errors.AdminShutdown(), True),
        (psycopg.errors.CannotConnectNow(), True),
        (psycopg.errors.DeadlockDetected(), True),
        (psycopg.errors.DiskFull(), True),
        (psycopg.errors.QueryCanceled(), True),
        (psycopg.errors.SerializationFailure(), True),
        (psycopg.errors.TooManyConnections(), True),
        (psycopg.ProgrammingError("the query has 2 placeholders"), False),
        (psycopg.errors.InFailedSqlTransaction(), False),
        (psycopg.errors.InsufficientPrivilege(), False),
        (psycopg.errors.InvalidTextRepresentation(), False),
        (psycopg.errors.NumericValueOutOfRange(), False),
        (psycopg.errors.SyntaxError(), False),
        (psycopg.errors.UndefinedColumn(), False),
        (psycopg.errors.UndefinedTable(), False),
    ],
)
def test_outages_of_postgresql(error: psycopg.Error, is_outage: bool) -> None:
    """Errors of the connection and of the server are outages, those of statements and of values are not."""
    outcome = raised(error, psycopg.Error)
    assert isinstance(outcome, Unavailable) is is_outage
    assert isinstance(outcome, DBAPIError) is not is_outage


def test_an_error_in_sql_is_no_outage(databases: Databases, engine: str, sheets: tuple[Sheet, ...]) -> None:
    """A missing table is the error that SQLAlchemy has for it, through its own statements and through ours."""
    url = databases.create(engine)
    expected = "OperationalError" if engine == "sqlite" else "ProgrammingError"
    with closing(Archive.build(sheets[:1], url)) as archive:
        with create_engine(url, poolclass=NullPool).begin() as connection:
            connection.execute(text("ALTER TABLE orders RENAME TO others"))
        errors: list[Any] = []
        for statement in (lambda c, s: c.execute(s), fetch_all):
            with pytest.raises(DBAPIError) as error, archive.connection() as connection:
                statement(connection, text("SELECT * FROM orders"))
            errors.append(error.value)
        with pytest.raises(DBAPIError) as error:
            archive.find("contracts", Query(sort=["-title"]))
        assert [type(error).__name__ for error in (*errors, error.value)] == [expected] * 3
        assert archive.find("contracts").total > 0


def test_a_query_that_takes_too_long(databases: Databases, engine: str) -> None:
    """A query beyond the time limit is stopped, and the error says so on both engines."""
    url = databases.create(engine)
    Archive.build([], url).close()
    with closing(Archive.open(url, 0.1)) as archive:
        with pytest.raises(Unavailable, match="exceeds its time limit"), archive.connection() as connection:
            fetch_all(connection, SLOW)
        assert archive.find("facts").total == 0


def run(archive: Archive, pause: float, *statements: TextClause) -> float:
    """Run statements in a transaction after a pause; return the seconds that it takes until it is stopped."""
    start = time.monotonic()
    with suppress(Unavailable), archive.connection() as connection:
        time.sleep(pause)
        for statement in statements:
            fetch_all(connection, statement)
        pytest.fail("it is not stopped")
    return time.monotonic() - start


def test_the_statements_of_a_query_share_its_time(databases: Databases, engine: str) -> None:
    """A query of many statements, each of which is fast, is stopped as soon as one that is slow, on both engines."""
    url = databases.create(engine)
    Archive.build([], url).close()
    with closing(Archive.open(url, 0.8)) as archive:
        assert 0.7 < run(archive, 0, *[FAST] * 500) < 1.4
        assert 0.7 < run(archive, 0.7, FAST, SLOW) < 1.4
        assert run(archive, 0.9, FAST) < 1.4
        assert archive.find("facts").total == 0
