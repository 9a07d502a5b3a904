"""Positions: the places of items in the archive, and SELECT statements of what is at some of them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, TextClause, text

from facts.archive.query import CursorError
from facts.archive.search.fetch import fetch_all

POSITIONS_PER_QUERY = 1000


class Position(NamedTuple):
    """The place of an item in the archive."""

    sheet: int
    item: int


def place_of(positions: Sequence[Position], start: Position) -> int:
    """Return the place of a position among others; raise CursorError if its item is no longer there."""
    try:
        return positions.index(start)
    except ValueError:
        raise CursorError("cursor", "its item is no longer in the list", "a cursor of the list as it is") from None


def read_at(
    connection: Connection, table: str, column: str, positions: Sequence[Position], index: int | None = None
) -> Iterator[tuple[Position, Any]]:
    """Yield what a table has in a column at some positions; of an index, if it has a row for each of several."""
    for start in range(0, len(positions), POSITIONS_PER_QUERY):
        batch = positions[start : start + POSITIONS_PER_QUERY]
        numbers: dict[str, Any] = {} if index is None else {"index": index}
        for row, (sheet, item) in enumerate(batch):
            numbers[f"sheet_{row}"], numbers[f"item_{row}"] = sheet, item
        for sheet, item, value in fetch_all(
            connection, select_at(table, column, len(batch), index is not None), numbers
        ):
            yield Position(sheet, item), value


@lru_cache(maxsize=256)
def select_at(table: str, column: str, count: int, has_index: bool) -> TextClause:
    """Return the SELECT of a column at so many positions; SQLite looks no pairs up that are in a list."""
    values = ", ".join(f"(:sheet_{row}, :item_{row})" for row in range(count))
    return text(
        f"SELECT positions.column1, positions.column2, t.{column} FROM (VALUES {values}) AS positions"  # noqa: S608
        f" JOIN {table} AS t ON t.sheet = positions.column1 AND t.item = positions.column2"
        + (' AND t."index" = :index' if has_index else "")
    )
