"""Statements: the SQL of all questions of one shape."""

from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, select

from facts.archive.conditions import conditions, definite
from facts.archive.order import beyond, keys, ordering
from facts.archive.plan import Shape
from facts.archive.tables import each, facts, records
from facts.model.collection import Filter

MOST_FACETS = 100
MOST_SHAPES = 64
"""Shapes whose statements are remembered, of those that are not too long."""


class Statements:
    """The SQL of all questions of one shape, each statement made when first needed."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.table = facts if shape.view else records
        self.where = list(conditions(shape))
        default = ("date",) if shape.collection.name == "timeline" else ()
        self.keys = keys(shape.collection, shape.sort or default, shape.view)

    @cached_property
    def first(self) -> Select[Any]:
        """The SELECT of the first page, and of one item more."""
        return self.items.order_by(*ordering(self.keys, True)).limit(bindparam("most"))

    @cached_property
    def after(self) -> Select[Any]:
        """The SELECT of a page after a cursor, and of one item more."""
        return self.first.where(beyond(self.keys, True))

    @cached_property
    def before(self) -> Select[Any]:
        """The SELECT of a page before a cursor, read backwards, and of one item more."""
        return (
            self.items.where(beyond(self.keys, False)).order_by(*ordering(self.keys, False)).limit(bindparam("most"))
        )

    @cached_property
    def items(self) -> Select[Any]:
        """The SELECT of all items: their JSON, whether each surely matches a time asked for, their sort values."""
        json = self.table.c.entry.label("json") if self.shape.collection.name == "timeline" else self.table.c.json
        marks = [key.value.label(f"key_{number}") for number, key in enumerate(self.keys)]
        wholly = definite(self.shape)
        match = literal(None) if wholly is None else wholly
        return select(json, match.label("definite"), *marks).select_from(self.table).where(*self.where)

    @cached_property
    def total(self) -> Select[Any]:
        """The SELECT of the number of items."""
        return select(func.count()).select_from(self.table).where(*self.where)

    @cached_property
    def facets(self) -> dict[str, Select[Any]]:
        """The SELECT of the values of each facet with the number of items that have each, the most frequent first."""
        filters = self.shape.collection.filters
        return {name: self.facet(filters[name]) for name in self.shape.facets}

    def facet(self, found: Filter) -> Select[Any]:
        """Return the SELECT of the values of a filter with the number of items that have each."""
        column = facts.c[found.column]
        value: ColumnElement[Any] = each(column).c.value if found.test == "has" else column
        count = func.count((facts.c.pk if self.shape.view else facts.c.record).distinct())
        wanted = select(value.label("value"), count.label("count")).where(value.is_not(None))
        if self.shape.view:
            wanted = wanted.where(*self.where)
        else:
            wanted = wanted.where(facts.c.record.in_(select(records.c.pk).where(*self.where)))
            wanted = wanted.where(facts.c.path == found.path) if found.path else wanted
        return wanted.group_by(value).order_by(count.desc(), value).limit(MOST_FACETS)


@lru_cache(MOST_SHAPES)
def remembered(shape: Shape) -> Statements:
    """Return the statements of a shape, the same every time."""
    return Statements(shape)


def statements(shape: Shape) -> Statements:
    """Return the statements of a shape."""
    return Statements(shape) if shape.long else remembered(shape)
