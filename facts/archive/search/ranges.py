"""Ranges: the items whose dates or numbers may lie, or lie wholly, in some ranges."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
    true,
    union_all,
)

from facts.archive import bitmaps
from facts.archive.indexes import WIDTHS
from facts.archive.search.fetch import fetch_all
from facts.archive.search.lists import Bitmaps, ItemList, KnownList
from facts.archive.search.plan import RangeCondition
from facts.archive.search.sheet_select import SheetSelect
from facts.archive.tables import spans
from facts.model.edtf import Range

MAX_KNOWN = 20_000
"""Items of a range that are read in one go."""
SEPARATOR = ","
RANGES_PER_QUERY = 8
ESTIMATE = "~"
Ends = tuple[bool, bool]
"""Whether a range has a start and an end."""


class RangeList:
    """The items whose dates or numbers may lie in one of some ranges; `contained`, those that lie wholly in one."""

    def __init__(self, condition: RangeCondition, item_count: int, contained: bool = False) -> None:
        self.index = condition.index
        self.ranges = condition.ranges
        self.item_count = item_count
        self.contained = contained

    def read(self, connection: Connection, sheets: Sequence[int]) -> Bitmaps:
        """Return the items in some sheets, which are in order."""
        statement = select_in_sheets(ends_of(self.ranges), self.contained)
        items: Bitmaps = {}
        for sheet, listed in statement.execute(connection, sheets, number=self.index, **bind_ends(self.ranges)):
            add_items(items, sheet, listed)
        return items

    def iterate(self, connection: Connection, start: int, descending: bool) -> None:
        """Return None: dates are in the order of their days, not of their items."""


def read_range(connection: Connection, condition: RangeCondition, item_count: int) -> tuple[ItemList, ItemList]:
    """Return the items whose dates or numbers may lie in the ranges of a condition, and those that lie wholly in one.

    `item_count` is that of the collection; the items are known if they are few.
    """
    possible: Bitmaps = {}
    definite: Bitmaps = {}
    count = 0
    for start in range(0, len(condition.ranges), RANGES_PER_QUERY):
        ranges = condition.ranges[start : start + RANGES_PER_QUERY]
        parameters = {"number": condition.index, **bind_ends(ranges), **bind_lower_limits(ranges)}
        for sheet, items, contained in fetch_all(connection, select_by_width(ends_of(ranges)), parameters):
            count += add_items(possible, sheet, items)
            if contained is not None:
                add_items(definite, sheet, contained)
        if count > MAX_KNOWN:
            return RangeList(condition, item_count), RangeList(condition, item_count, contained=True)
    return KnownList(possible), KnownList(definite)


def add_items(items: Bitmaps, sheet: int, listed: str) -> int:
    """Add the items of a sheet in a list to others, and return how many there were."""
    numbers = listed.split(SEPARATOR)
    items[sheet] = items.get(sheet, 0) | bitmaps.from_items(map(int, numbers))
    return len(numbers)


def ends_of(ranges: Sequence[Range]) -> tuple[Ends, ...]:
    """Return which ends ranges have."""
    return tuple((start is not None, end is not None) for start, end in ranges)


def bind_ends(ranges: Sequence[Range]) -> dict[str, str]:
    """Return the ends of ranges by the names of their parameters."""
    ends = (
        (name, end)
        for number, ends in enumerate(ranges)
        for name, end in zip((f"start_{number}", f"end_{number}"), ends, strict=True)
    )
    return {name: end for name, end in ends if end is not None}


def bind_lower_limits(ranges: Sequence[Range]) -> dict[str, str]:
    """Return the first day on which a date of each width may begin that reaches into a range."""
    return {
        f"limit_{number}_{width}": day_before(start, days)
        for number, (start, _) in enumerate(ranges)
        for width, days in enumerate(WIDTHS)
    }


def day_before(day: str | None, days: int) -> str:
    """Return the day some days before another, for a number the number; empty if there is none."""
    try:
        return str(date.fromisoformat(day or "") - timedelta(days=days))
    except (ValueError, OverflowError):
        return "" if day is None or day[4:5] == "-" else day


@lru_cache(maxsize=64)
def select_by_width(ends: tuple[Ends, ...]) -> Select[Any]:
    """Return the SELECT of the items that may lie in ranges with these ends, and of those that lie wholly in one."""
    selects = [
        select(spans.c.sheet, spans.c.item, case((contains(number, range_ends), spans.c.item)).label("contained"))
        .where(spans.c.index == bindparam("number"), spans.c.width == width, overlaps(number, range_ends))
        .where(spans.c.first >= bindparam(f"limit_{number}_{width}") if width < len(WIDTHS) else true())
        for number, range_ends in enumerate(ends)
        for width in range(len(WIDTHS) + 1)
    ]
    rows = union_all(*selects).limit(MAX_KNOWN + 1).subquery()
    return select(rows.c.sheet, list_items(rows.c.item), list_items(rows.c.contained)).group_by(rows.c.sheet)


@lru_cache(maxsize=64)
def select_in_sheets(ends: tuple[Ends, ...], contained: bool) -> SheetSelect:
    """Return the SELECT of the items in some sheets that may lie, or lie wholly, in ranges with these ends."""
    test = contains if contained else overlaps
    in_ranges = or_(*(test(number, range_ends) for number, range_ends in enumerate(ends)))
    statement = select(spans.c.sheet, list_items(spans.c.item)).where(spans.c.index == bindparam("number"), in_ranges)
    return SheetSelect(statement.group_by(spans.c.sheet), spans.c.sheet)


def list_items(item: ColumnElement[int]) -> ColumnElement[str]:
    """Return the items of a sheet as one text: reading a row for each takes longer."""
    return func.aggregate_strings(cast(item, String), SEPARATOR)


def overlaps(number: int, ends: Ends) -> ColumnElement[bool]:
    """Return the condition that a date or a number may lie in a range."""
    has_start, has_end = ends
    begins = spans.c.first <= bindparam(f"end_{number}") if has_end else true()
    return and_(begins, spans.c.last >= bindparam(f"start_{number}") if has_start else true())


def contains(number: int, ends: Ends) -> ColumnElement[bool]:
    """Return the condition that all that a date or a number may mean lies in a range."""
    has_start, has_end = ends
    begins = spans.c.first >= bindparam(f"start_{number}") if has_start else true()
    is_exact = or_(spans.c.operator.is_(None), spans.c.operator != ESTIMATE)
    return and_(begins, spans.c.last <= bindparam(f"end_{number}") if has_end else true(), is_exact)
