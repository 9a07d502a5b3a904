"""Bulk inserts: many rows at once, by COPY on PostgreSQL."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert


def insert_rows(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, whose values are in the order of the table's columns, as the database stores them."""
    driver: Any = connection.connection.driver_connection
    names = [column.name for column in table.columns]
    if connection.dialect.name != "postgresql":
        statement = insert(table).compile(dialect=connection.dialect)
        driver.executemany(str(statement), rows)
        return
    quoted = ", ".join(f'"{name}"' for name in names)
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({quoted}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)
