"""Items: those of a collection in a sheet, with the rows of their fields."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

from facts.archive.indexes import NO_VALUE
from facts.archive.ingest.field_rows import FieldRow
from facts.archive.ingest.index_plan import TermPlan
from facts.model.cached_property import cached_property

ItemsByValues = dict[tuple[str, ...], list[int]]
"""Items by their values in an index, each item once."""


class Items:
    """The items of a collection, by their numbers within the sheet; those of a view have one row each."""

    def __init__(self, is_view: bool) -> None:
        self.is_view = is_view
        self.numbers: list[int] = []
        self.rows: list[Sequence[FieldRow]] = []

    def add(self, number: int, rows: Sequence[FieldRow]) -> None:
        """Add an item, whose number is greater than those before."""
        self.numbers.append(number)
        self.rows.append(rows)

    @cached_property
    def first_rows(self) -> Sequence[FieldRow]:
        """The first row of each item."""
        return [rows[0] for rows in self.rows]

    @cached_property
    def rows_by_field(self) -> Sequence[Mapping[str, Sequence[FieldRow]]]:
        """The rows of each item by their fields."""
        fields_of_items = []
        for rows in self.rows:
            fields = defaultdict(list)
            for row in rows:
                fields[row.field].append(row)
            fields_of_items.append(fields)
        return fields_of_items

    def select(self, paths: Sequence[str]) -> Iterator[tuple[int, Sequence[FieldRow]]]:
        """Yield the number of each item and its rows of some fields in the order of `paths`, or all of its rows."""
        if not paths:
            return zip(self.numbers, self.rows, strict=True)
        selected = ([row for path in paths for row in fields.get(path, ())] for fields in self.rows_by_field)
        return zip(self.numbers, selected, strict=True)

    def group_by_values(self, plan: TermPlan) -> ItemsByValues:
        """Return the items by their different values in an index."""
        column = attrgetter(plan.column)
        by_column: defaultdict[Any, list[int]] = defaultdict(list)
        if self.is_view:
            for number, value in zip(self.numbers, map(column, self.first_rows), strict=True):
                by_column[value].append(number)
        else:
            for number, rows in self.select(plan.paths):
                by_column[tuple(map(column, rows))].append(number)
        grouped: ItemsByValues = {}
        for value, numbers in by_column.items():
            present = [part for part in ((value,) if self.is_view else value) if part is not None]
            values = tuple(dict.fromkeys(chain.from_iterable(present) if plan.is_list else present))
            grouped.setdefault(values or ((NO_VALUE,) if plan.is_facet else ()), []).extend(numbers)
        return grouped
