"""SELECT statements of the rows of some sheets."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam

from facts.archive.search.fetch import fetch_all
from facts.archive.search.segments import between_sheets

MAX_SPARSENESS = 3
"""How many times as many sheets may be read as are requested, where they are read as a range."""
SHEETS_PER_QUERY = 400


class SheetSelect:
    """A SELECT that is run for the sheets whose numbers are in the column `sheet`: a range of them, or a list."""

    def __init__(self, statement: Select[Any], sheet: ColumnElement[int]) -> None:
        self.in_range = statement.where(between_sheets(sheet))
        self.in_list = statement.where(sheet.in_(bindparam("sheets", expanding=True)))

    def execute(self, connection: Connection, sheets: Sequence[int], **parameters: Any) -> Iterator[Any]:
        """Yield the rows of some sheets, which are in order, and perhaps of others between them."""
        if not sheets:
            return
        first, last = min(sheets[0], sheets[-1]), max(sheets[0], sheets[-1])
        if last - first < MAX_SPARSENESS * len(sheets):
            ends = {"first_sheet": first, "last_sheet": last}
            yield from fetch_all(connection, self.in_range, parameters | ends)
            return
        for start in range(0, len(sheets), SHEETS_PER_QUERY):
            batch = {"sheets": sheets[start : start + SHEETS_PER_QUERY]}
            yield from fetch_all(connection, self.in_list, parameters | batch)
