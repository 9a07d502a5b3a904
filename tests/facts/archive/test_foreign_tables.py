"""Tables of other programs in the database of an archive are never dropped, nor taken for those of an archive."""

from collections.abc import Callable, Sequence
from contextlib import closing

import pytest
from sqlalchemy import create_engine, inspect, text, update
from sqlalchemy.pool import NullPool

from facts.archive import Archive, ArchiveError
from facts.archive.database import parse_url
from facts.archive.ingest.load import ArchiveLoader
from facts.archive.tables import metadata, state
from facts.sheets.sheet import Sheet
from tests.databases import Databases
from tests.tables import each_row


def load(url: str) -> None:
    """Open a database to load sheets into it."""
    ArchiveLoader(parse_url(url)).close()


def build(url: str) -> None:
    """Build an archive in a database."""
    Archive.build([], url).close()


def execute(url: str, *statements: str) -> None:
    """Execute statements in a database."""
    with create_engine(url, poolclass=NullPool).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def list_tables(url: str) -> set[str]:
    """Return the names of the tables and views in a database."""
    inspector = inspect(create_engine(url, poolclass=NullPool))
    return {*inspector.get_table_names(), *inspector.get_view_names()}


DEFINITIONS = [(name, f"CREATE TABLE {name} (number INTEGER)") for name in metadata.tables] + [
    ("state", "CREATE TABLE state (version INTEGER, name TEXT)"),
    ("state", "CREATE TABLE state (generation INTEGER)"),
    ("records", "CREATE VIEW records AS SELECT 1 AS number"),
]


@each_row("write", [load, build])
def test_a_table_of_another_program_is_left_alone(
    databases: Databases, engine: str, write: Callable[[str], None]
) -> None:
    """No archive is made where a table of another program has the name of one of its tables: the error names it."""
    url = databases.create(engine)
    for name, definition in DEFINITIONS:
        execute(url, definition)
        with pytest.raises(ArchiveError, match=f"it has a table {name} that is of no archive"):
            write(url)
        assert list_tables(url) == {name}
        execute(url, f"DROP {definition.split()[1]} {name}")
    execute(url, "CREATE TABLE state (version TEXT, name TEXT)", "INSERT INTO state VALUES ('1', 'Ohio')")
    with pytest.raises(ArchiveError, match="state"):
        write(url)
    execute(url, "INSERT INTO state VALUES ('2', 'Utah')")


def test_tables_with_other_names_stay(databases: Databases, engine: str, sheets: Sequence[Sheet]) -> None:
    """An archive is made, and made anew, beside tables of other programs, which keep their rows."""
    url = databases.create(engine)
    execute(url, "CREATE TABLE customers (number INTEGER)", "INSERT INTO customers VALUES (7)")
    for _ in range(2):
        with closing(Archive.build(sheets[:1], url)) as archive:
            assert list(archive.sheets) == [sheets[0].id]
    load(url)
    assert list_tables(url) == {*metadata.tables, "customers"}
    with create_engine(url, poolclass=NullPool).connect() as connection:
        assert connection.scalar(text("SELECT number FROM customers")) == 7


def test_an_archive_of_another_version_is_replaced(
    databases: Databases, engine: str, sheets: Sequence[Sheet]
) -> None:
    """What a build replaces may be of another version; a load leaves it alone."""
    url = databases.create(engine)
    build(url)
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.execute(update(state).values(version="of old"))
    with pytest.raises(ArchiveError, match="another version"):
        load(url)
    with closing(Archive.build(sheets[:1], url)) as archive:
        assert list(archive.sheets) == [sheets[0].id]
