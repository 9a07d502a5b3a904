"""The rows that a driver returns are those of SQLAlchemy."""

from typing import Any

import pytest
from sqlalchemy import Select, TextClause, bindparam, literal, select, text
from sqlalchemy.exc import DBAPIError

from facts.archive import Archive
from facts.archive.search.fetch import fetch_all
from facts.archive.tables import records, terms
from tests.tables import each_row

IN_LIST = select(records.c.id).where(records.c.id.in_(bindparam("ids", expanding=True))).order_by(records.c.id)
OF_KIND = IN_LIST.where(records.c.kind.in_(["contracts", "events", "parties"]))
IDS = ["turkey-2017", "india-2018", "turkey-2020", "none", "' OR 1 = 1 --"]


@each_row(
    ("statement", "parameters"),
    [
        (select(literal(5), literal("a: %s ? :b")), {}),
        *[(statement, {"ids": IDS[:length]}) for statement in (IN_LIST, OF_KIND) for length in range(len(IDS) + 1)],
        (
            OF_KIND.where(records.c.item > bindparam("item")).limit(bindparam("size")),
            {"ids": IDS, "item": 0, "size": 2},
        ),
        (select(terms.c.value).where(terms.c.value == bindparam("value")).limit(1), {"value": "50% or :more?"}),
        (text("SELECT column1 FROM (VALUES (:first), (:second)) AS t ORDER BY 1"), {"first": 1, "second": 2}),
    ],
)
def test_rows_are_those_of_sqlalchemy(
    archive: Archive, statement: Select[Any] | TextClause, parameters: dict[str, Any]
) -> None:
    """Whatever its parameters are, a SELECT has the same rows; lists of every length have theirs, also empty ones."""
    with archive.connection() as connection:
        rows = [tuple(row) for row in connection.execute(statement, parameters)]
        assert [tuple(row) for row in fetch_all(connection, statement, parameters)] == rows


def test_errors_are_those_of_sqlalchemy(archive: Archive) -> None:
    """What the database rejects is an error that callers know."""
    with archive.connection() as connection, pytest.raises(DBAPIError):
        fetch_all(connection, text("SELECT missing FROM records"), {})
