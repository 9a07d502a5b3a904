"""Export of the archive's records to SQLite, one table per kind, for datasette."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from facts.archive import Archive

COLUMN_TYPES = {"amount": "REAL", "earliest": "TEXT", "latest": "TEXT"}
"""The nested fields that get an indexed column of their own, with its type."""


def export_records(archive: Archive, kinds: Iterable[str], file: Path) -> None:
    """Write the records of some kinds into a new SQLite file."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for kind in kinds:
            create_table(connection, kind, [flatten(item) for item in archive.iterate(kind)])


def flatten(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as a row: lists and objects as JSON, some of their fields as columns too."""
    row = {name: json.dumps(value) if isinstance(value, dict | list) else value for name, value in item.items()}
    objects = {name: value for name, value in item.items() if isinstance(value, dict)}
    return row | {
        f"{name}_{field}": value[field]
        for name, value in objects.items()
        for field in COLUMN_TYPES
        if isinstance(value.get(field), str)
    }


def create_table(connection: sqlite3.Connection, kind: str, rows: list[dict[str, Any]]) -> None:
    """Create a table of rows with the columns of all of them."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    types = {name: COLUMN_TYPES.get(name.rpartition("_")[2], "TEXT") for name in columns}
    definitions = ", ".join(f'"{name}" {type_}' for name, type_ in types.items())
    connection.execute(f'CREATE TABLE "{kind}" ({definitions}, PRIMARY KEY (sheet, id))')
    for name in columns:
        if name.rpartition("_")[2] in COLUMN_TYPES:
            connection.execute(f'CREATE INDEX "{kind}_{name}" ON "{kind}" ("{name}")')
    placeholders = ", ".join("?" * len(columns))
    values = ([row.get(name) for name in columns] for row in rows)
    connection.executemany(f'INSERT INTO "{kind}" VALUES ({placeholders})', values)  # noqa: S608 - the names are those of kinds
