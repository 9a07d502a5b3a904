"""Bulk writes: many rows at once, by COPY and arrays on PostgreSQL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table

from facts.archive.driver_errors import dbapi_error

CHANGE_COUNT = "UPDATE terms SET item_count = item_count + ? WHERE term = ?"
CHANGE_COUNTS = """UPDATE terms SET item_count = terms.item_count + changes.change
FROM unnest(%s::int[], %s::int[]) AS changes (term, change) WHERE terms.term = changes.term"""


def insert_rows(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, whose values are in the order of the table's columns, as the database stores them.

    Raises DBAPIError, as statements of SQLAlchemy do.
    """
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    if connection.dialect.name != "postgresql":
        marks = ", ".join("?" for _ in table.columns)
        statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608
        with driver_errors(connection, statement) as driver:
            driver.executemany(statement, rows)
        return
    statement = f'COPY "{table.name}" ({names}) FROM STDIN'
    with driver_errors(connection, statement) as driver, driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def change_counts(connection: Connection, changes: Mapping[int, int]) -> None:
    """Change the numbers of items that have some terms by so many; raise DBAPIError as `insert_rows` does."""
    if connection.dialect.name == "postgresql":
        with driver_errors(connection, CHANGE_COUNTS) as driver, driver.cursor() as cursor:
            cursor.execute(CHANGE_COUNTS, (list(changes), list(changes.values())))
    else:
        with driver_errors(connection, CHANGE_COUNT) as driver:
            driver.executemany(CHANGE_COUNT, [(change, term) for term, change in changes.items()])


@contextmanager
def driver_errors(connection: Connection, statement: str) -> Iterator[Any]:
    """Yield the driver's connection; raise its errors as DBAPIError."""
    try:
        yield connection.connection.driver_connection
    except connection.dialect.loaded_dbapi.Error as error:
        raise dbapi_error(connection, statement, error) from error
