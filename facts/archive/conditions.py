"""Conditions: filters, times and words as SQL."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from facts.archive.query import QueryError
from facts.archive.tables import each, facts, records
from facts.archive.text import words
from facts.collection import Filter
from facts.edtf import EdtfError, Range, parse

FIELD = facts.alias("field")
"""The facts of the record that is looked at: each `exists` is a scope of its own, so one name does for all."""
MOST_RANGES = 60
"""Separate times of a question: each is a part of the SQL."""
MOST_WORDS = 60
"""Different words of a question."""
Condition = ColumnElement[bool]
Columns = Any


@dataclass(frozen=True, slots=True)
class Period:
    """A time asked for, as the ranges of days that it may mean."""

    ranges: tuple[Range, ...]

    @classmethod
    def read(cls, name: str, expression: str, extent: str) -> "Period":
        """Return the time in the parameter `name`, an unknown year being one of `extent`; raise QueryError."""
        try:
            time = parse(expression)
            if time.ranges == ((None, None),) and expression.startswith("XXXX-"):
                time = parse(expression, extent)
        except EdtfError as error:
            raise QueryError(name, str(error), "an EDTF expression such as 2018 or 2019-23") from None
        if len(time.ranges) > MOST_RANGES:
            raise QueryError(name, "names too many separate times", f"at most {MOST_RANGES}, such as 201X-09")
        return cls(time.ranges)

    def touches(self, row: Columns) -> Condition:
        """Return whether the time of `row` may lie in this one."""
        return or_(false(), *(self.overlap(row, *bounds) for bounds in self.ranges))

    def holds(self, row: Columns) -> Condition:
        """Return whether the time of `row` lies wholly in this one."""
        return or_(false(), *(self.inside(row, *bounds) for bounds in self.ranges))

    @staticmethod
    def overlap(row: Columns, first: str | None, last: str | None) -> Condition:
        """Return whether the time of `row` may lie between two days."""
        begins = row.earliest.is_(None) | (row.earliest <= last) if last else row.dated
        ends = row.latest.is_(None) | (row.latest >= first) if first else row.dated
        return and_(row.dated, begins, ends)

    @staticmethod
    def inside(row: Columns, first: str | None, last: str | None) -> Condition:
        """Return whether the time of `row` lies wholly between two days."""
        begins = row.earliest.is_not(None) & (row.earliest >= first) if first else row.dated
        ends = row.latest.is_not(None) & (row.latest <= last) if last else row.dated
        return and_(row.dated, begins, ends)


def passes(found: Filter, value: Any, row: Columns) -> Condition:
    """Return whether `row` of the facts passes a filter that asks for `value`."""
    column: ColumnElement[Any] = row[found.column]
    match found.test:
        case "is":
            same: Condition = column == value
            return same
        case "has":
            item = each(column)
            return exists(select(1).select_from(item).where(item.c.value == value))
        case "at_least":
            return column >= float(Decimal(value))
        case "at_most":
            return column <= float(Decimal(value))
        case "during":
            period: Period = value
            return period.touches(row)


def of_record(found: Filter, test: Callable[[Columns], Condition]) -> Condition:
    """Return whether a record has a fact, at the filter's path, that passes `test`."""
    conditions = [FIELD.c.record == records.c.pk, test(FIELD.c)]
    if found.path:
        conditions.append(FIELD.c.path == found.path)
    return exists(select(1).where(*conditions))


def filtered(filters: Mapping[str, Filter], asked: Mapping[str, Any], view: bool) -> Iterable[Condition]:
    """Yield the condition of each filter that is asked for, on a view's rows or on records."""
    for name, value in asked.items():
        found = filters[name]
        if view:
            yield passes(found, value, facts.c)
        else:
            yield of_record(found, lambda row, found=found, value=value: passes(found, value, row))  # type: ignore[misc]


def definite(filters: Mapping[str, Filter], asked: Mapping[str, Any], view: bool) -> Condition | None:
    """Return whether an item lies wholly in every time asked for; None if no time is asked for."""
    times = [(filters[name], value) for name, value in asked.items() if isinstance(value, Period)]
    if not times:
        return None
    if view:
        return and_(*(period.holds(facts.c) for _, period in times))
    return and_(*(of_record(found, period.holds) for found, period in times))


def worded(text: str, column: ColumnElement[str]) -> Iterable[Condition]:
    """Yield for each word of `text` whether a word in `column` begins with it; text without words finds nothing.

    Raises QueryError for too many words.
    """
    found = dict.fromkeys(words(text))
    if not found:
        yield false()
    if len(found) > MOST_WORDS:
        raise QueryError("q", "has too many words", f"at most {MOST_WORDS}")
    for word in found:
        yield column.contains(f" {word}", autoescape=True)
