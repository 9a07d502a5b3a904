"""Item numbers: the ranges of numbers of the items of each sheet and of each segment."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pyroaring import BitMap
from sqlalchemy import Connection, select

from facts.archive.tables import segments, sheets
from facts.model.cached_property import cached_property

SHEET_RANGES = select(sheets.c.sheet, sheets.c.id, sheets.c.first_item, sheets.c.item_count).order_by(sheets.c.sheet)
SEGMENTS = select(segments.c.sheet, segments.c.first_item, segments.c.item_count).order_by(segments.c.sheet)


class ItemRange(NamedTuple):
    """The items of a sheet: their numbers follow each other."""

    sheet: int
    id: str
    first: int
    item_count: int

    @property
    def end(self) -> int:
        """The number after the last one."""
        return self.first + self.item_count


class Segment(NamedTuple):
    """Some sheets in a row, from the one that gives it its number to that before the next segment."""

    sheet: int
    first_item: int
    """No item of it has a lower number."""
    item_count: int
    """Number of its items, with those of sheets that were removed after it was written."""


NO_ITEMS = ItemRange(-1, "", 0, 0)
"""The items of a sheet that there is not."""


class ItemNumbers:
    """The numbers of the items of an archive: of its sheets, in their order, and of its segments."""

    def __init__(self, sheets: Iterable[ItemRange], segments: Iterable[Segment]) -> None:
        self.sheets: Sequence[ItemRange] = list(sheets)
        self.segments: Sequence[Segment] = list(segments)
        self.sheet_numbers = [items.sheet for items in self.sheets]
        self.first_items = [items.first for items in self.sheets]
        self.by_id = sorted(self.sheets, key=lambda items: items.id)
        self.remaining = self.find_remaining()
        """All items, if segments have those of removed sheets too; else None."""

    @property
    def end(self) -> int:
        """The number after the last item of a sheet."""
        return self.sheets[-1].end if self.sheets else 0

    @classmethod
    def read(cls, connection: Connection) -> "ItemNumbers":
        """Return the numbers of the items of the archive in a database."""
        ranges, rows = connection.execute(SHEET_RANGES), connection.execute(SEGMENTS)
        return cls((ItemRange(*row) for row in ranges), (Segment(*row) for row in rows))

    @cached_property
    def groups(self) -> Sequence[range]:
        """The items of each sheet in the order of their subjects: the sheet itself, and what its records are or have.

        The subject of a sheet is its id, those of its records begin with its id and a slash.
        """
        groups = {sheet.id: range(sheet.first, sheet.first + 1) for sheet in self.sheets}
        groups |= {f"{sheet.id}/": range(sheet.first + 1, sheet.end) for sheet in self.sheets}
        return [groups[beginning] for beginning in sorted(groups)]

    def of_sheet(self, sheet: int) -> ItemRange:
        """Return the items of a sheet, none if there is no such sheet."""
        place = bisect_left(self.sheet_numbers, sheet)
        return self.sheets[place] if self.sheet_numbers[place : place + 1] == [sheet] else NO_ITEMS

    def sheet_of(self, item: int) -> ItemRange:
        """Return the items of the sheet of an item."""
        return self.sheets[bisect_right(self.first_items, item) - 1]

    def sheets_of(self, place: int) -> Sequence[ItemRange]:
        """Return the items of each sheet of the segment at a place."""
        following = self.segments[place + 1 : place + 2]
        first = bisect_left(self.sheet_numbers, self.segments[place].sheet)
        end = bisect_left(self.sheet_numbers, following[0].sheet) if following else len(self.sheets)
        return self.sheets[first:end]

    def find_remaining(self) -> BitMap | None:
        """Return the items of all sheets, if segments have others; else None."""
        if sum(sheet.item_count for sheet in self.sheets) == sum(segment.item_count for segment in self.segments):
            return None
        remaining = BitMap()
        for sheet in self.sheets:
            remaining.add_range(sheet.first, sheet.end)
        return remaining
