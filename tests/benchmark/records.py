"""Records: those of the archive as a SQLite file, a table a kind, as one would make it for datasette."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from facts.archive import Archive

FLAT = {"amount": "REAL", "earliest": "TEXT", "latest": "TEXT"}
"""What can be asked of inside a field gets a column of its own, with an index."""


def export(archive: Archive, kinds: Iterable[str], file: Path) -> None:
    """Write the records of some kinds into a new SQLite file."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for kind in kinds:
            table(connection, kind, [flat(item) for item in archive.iterate(kind)])


def flat(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as a row: what is no single value is JSON."""
    row = {name: json.dumps(value) if isinstance(value, dict | list) else value for name, value in item.items()}
    inside = {name: value for name, value in item.items() if isinstance(value, dict)}
    return row | {
        f"{name}_{part}": found[part]
        for name, found in inside.items()
        for part in FLAT
        if isinstance(found.get(part), str)
    }


def table(connection: sqlite3.Connection, kind: str, rows: list[dict[str, Any]]) -> None:
    """Make a table of rows; its columns are those of any of them."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    typed = {name: FLAT.get(name.rpartition("_")[2], "TEXT") for name in columns}
    told = ", ".join(f'"{name}" {kind}' for name, kind in typed.items())
    connection.execute(f'CREATE TABLE "{kind}" ({told}, PRIMARY KEY (sheet, id))')
    for name in columns:
        if name.rpartition("_")[2] in FLAT:
            connection.execute(f'CREATE INDEX "{kind}_{name}" ON "{kind}" ("{name}")')
    marks = ", ".join("?" * len(columns))
    values = ([row.get(name) for name in columns] for row in rows)
    connection.executemany(f'INSERT INTO "{kind}" VALUES ({marks})', values)  # noqa: S608 - the names are ours
