"""Periods: times that are asked for, as ranges of days, and as SQL that knows the days by name."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, false, or_

from facts.archive.query import QueryError
from facts.model.edtf import EdtfError, Range, parse

MOST_RANGES = 120
"""Separate times of a question: each is a part of the SQL."""
Condition = ColumnElement[bool]
Columns = Any


@dataclass(frozen=True, slots=True)
class Period:
    """The ranges of days that a time may mean: their first and last days, or in SQL the names of those."""

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

    def named(self, name: str) -> "Period":
        """Return the names of the days in the parameter `name`; an open end has none."""
        ranges = enumerate(self.ranges)
        return Period(
            tuple((first and f"{name}_{at}_first", last and f"{name}_{at}_last") for at, (first, last) in ranges)
        )

    def days(self, name: str) -> dict[str, str]:
        """Return the days in the parameter `name` by their names."""
        names = (end for ends in self.named(name).ranges for end in ends)
        days = (day for ends in self.ranges for day in ends)
        return {name: day for name, day in zip(names, days, strict=True) if name and day}

    def touches(self, row: Columns) -> Condition:
        """Return whether the time of `row` may lie in this one."""
        return or_(false(), *(overlap(row, *names) for names in self.ranges))

    def holds(self, row: Columns) -> Condition:
        """Return whether the time of `row` lies wholly in this one."""
        return or_(false(), *(inside(row, *names) for names in self.ranges))


def overlap(row: Columns, first: str | None, last: str | None) -> Condition:
    """Return whether the time of `row` may lie between two days, given their names."""
    begins = row.earliest.is_(None) | (row.earliest <= bindparam(last)) if last else row.dated
    ends = row.latest.is_(None) | (row.latest >= bindparam(first)) if first else row.dated
    return and_(row.dated, begins, ends)


def inside(row: Columns, first: str | None, last: str | None) -> Condition:
    """Return whether the time of `row` lies wholly between two days, given their names."""
    begins = row.earliest.is_not(None) & (row.earliest >= bindparam(first)) if first else row.dated
    ends = row.latest.is_not(None) & (row.latest <= bindparam(last)) if last else row.dated
    return and_(row.dated, begins, ends)
