"""Bulk inserts: many rows at once, by COPY on PostgreSQL."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError


def insert_rows(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, whose values are in the order of the table's columns, as the database stores them.

    Raises DBAPIError, as statements of SQLAlchemy do.
    """
    driver: Any = connection.connection.driver_connection
    is_postgresql = connection.dialect.name == "postgresql"
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    copy_statement = f'COPY "{table.name}" ({names}) FROM STDIN'
    statement = copy_statement if is_postgresql else f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608
    try:
        if not is_postgresql:
            driver.executemany(statement, rows)
            return
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(statement, None, error) from error
