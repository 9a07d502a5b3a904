"""The items of a sheet in a collection, with the rows of their fields."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from facts.archive.indexes import NO_VALUE
from facts.archive.ingest.field_rows import FieldRow
from facts.archive.ingest.index_plan import TermPlan
from facts.model.cached_property import cached_property

Values = tuple[str, ...]


class EncodedValues(NamedTuple):
    """The values of items in an index."""

    combinations: Sequence[Values]
    """The different combinations of values, by their codes."""
    codes: Sequence[int]
    """The code of each item."""
    items: Sequence[int]
    """The numbers of the items."""


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
    def rows_by_field(self) -> Mapping[str, Sequence[tuple[int, FieldRow]]]:
        """The rows of each field, with the places of their items."""
        rows_of_fields = defaultdict(list)
        for place, rows in enumerate(self.rows):
            for row in rows:
                rows_of_fields[row.field].append((place, row))
        return rows_of_fields

    def select(self, paths: Sequence[str]) -> Iterable[tuple[int, Sequence[FieldRow]]]:
        """Return the numbers of items with their rows of some fields, in the order of `paths`, or with all rows.

        Items without such rows are left out.
        """
        if not paths:
            return zip(self.numbers, self.rows, strict=True)
        selected = defaultdict(list)
        for path in paths:
            for place, row in self.rows_by_field.get(path, ()):
                selected[place].append(row)
        return [(self.numbers[place], selected[place]) for place in sorted(selected)]

    def raw_values(self, plan: TermPlan) -> Sequence[Any]:
        """Return what the row of each item has in a column, or the tuple of what its rows have."""
        column = attrgetter(plan.column)
        if self.is_view:
            return list(map(column, self.first_rows))
        if not plan.paths:
            return [tuple(map(column, rows)) for rows in self.rows]
        values: list[Values] = [()] * len(self.rows)
        for path in plan.paths:
            for place, row in self.rows_by_field.get(path, ()):
                values[place] += (column(row),)
        return values

    def encode_values(self, plan: TermPlan) -> EncodedValues:
        """Return the values of the items in an index, each item with the code of its combination of values."""
        raw_values = self.raw_values(plan)
        codes: dict[Values, int] = {}
        code_of = {raw: codes.setdefault(self.values_of(raw, plan), len(codes)) for raw in dict.fromkeys(raw_values)}
        return EncodedValues(list(codes), list(map(code_of.__getitem__, raw_values)), self.numbers)

    def values_of(self, raw: Any, plan: TermPlan) -> Values:
        """Return the values that an item is filtered by, of what its row has in a column, or its rows."""
        present = [part for part in ((raw,) if self.is_view else raw) if part is not None]
        values = tuple(dict.fromkeys(chain.from_iterable(present) if plan.is_list else present))
        return values or ((NO_VALUE,) if plan.is_facet else ())
