"""Searches: one query of one collection, as SQL and as the page that answers it."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, literal, select

from facts.archive.conditions import Condition, Period, definite, filtered, worded
from facts.archive.cursor import Cursor, read
from facts.archive.items import item
from facts.archive.order import Key, beyond, keys, ordering
from facts.archive.query import Page, Query, checked
from facts.archive.tables import each, facts, records
from facts.collection import Collection, Filter
from facts.views import View

MOST_FACETS = 100


class Search:
    """One query of one collection, as SQL."""

    def __init__(self, collection: Collection, query: Query, extent: str) -> None:
        self.collection = collection
        self.query = query
        self.view = isinstance(collection, View)
        self.table = facts if self.view else records
        self.asked = self.times(checked(collection, query), extent)
        self.definite = definite(collection.filters, self.asked, self.view)
        self.conditions = list(self.where())
        default = ("date",) if collection.name == "timeline" else ()
        self.keys: list[Key] = keys(collection, tuple(query.sort) or default, self.view)

    def times(self, asked: Mapping[str, Any], extent: str) -> dict[str, Any]:
        """Return the filters with each time read from its EDTF expression."""
        tests = self.collection.filters
        return {
            name: Period.read(name, value, extent) if tests[name].test == "during" else value
            for name, value in asked.items()
        }

    def where(self) -> Iterator[Condition]:
        """Yield every condition that an item must meet; raise QueryError for one that makes no sense."""
        query = self.query
        if isinstance(self.collection, View):
            yield from scope(self.collection, query.derived)
        else:
            yield records.c.kind == self.collection.name
        if query.sheet is not None:
            yield self.table.c.sheet == query.sheet
        yield from filtered(self.collection.filters, self.asked, self.view)
        if query.q is not None:
            yield from worded(query.q, self.table.c.words)
        if query.certainty and self.definite is not None:
            yield self.definite if query.certainty == "definite" else ~self.definite

    def page(self, connection: Connection, counted: bool = True) -> Page:
        """Return the page that answers the query; its total is that of its items if it need not be `counted`."""
        cursor = self.cursor()
        found = connection.execute(self.select(cursor)).mappings().all()
        more = len(found) > self.query.limit
        found = found[: self.query.limit]
        if not cursor.after:
            found = found[::-1]
        first, last = (self.mark(found[0], False), self.mark(found[-1], True)) if found else (None, None)
        start = self.query.cursor is None
        total = len(found)
        if counted and (more or not start):
            total = connection.scalar(select(func.count()).select_from(self.table).where(*self.conditions)) or 0
        return Page(
            items=[item(self.collection, row, self.query.derived) for row in found],
            total=total,
            next=last if more or not cursor.after else None,
            prev=first if not start and (more or cursor.after) else None,
            facets={name: self.facet(connection, name) for name in self.query.facets} if self.query.facets else None,
        )

    def cursor(self) -> Cursor:
        """Return where the page begins; raise QueryError for a cursor that is not of this query."""
        if self.query.cursor is None:
            return Cursor(True, ())
        return read(self.query.cursor, self.query, [key.kind for key in self.keys])

    def mark(self, row: RowMapping, after: bool) -> str:
        """Return the cursor of the page after or before `row`."""
        return Cursor(after, tuple(row[f"key{number}"] for number in range(len(self.keys)))).text(self.query)

    def select(self, cursor: Cursor) -> Select[Any]:
        """Return the SELECT of a page and of one item more."""
        columns = list(facts.c) if self.view else [records.c.json]
        marks = [key.value.label(f"key{number}") for number, key in enumerate(self.keys)]
        match = literal(None) if self.definite is None else self.definite
        wanted = select(*columns, *marks, match.label("definite")).select_from(self.table).where(*self.conditions)
        if cursor.values:
            wanted = wanted.where(beyond(self.keys, cursor))
        return wanted.order_by(*ordering(self.keys, cursor.after)).limit(self.query.limit + 1)

    def facet(self, connection: Connection, name: str) -> list[dict[str, Any]]:
        """Return the values of a filter with the number of items that have each, the most frequent first."""
        found = self.collection.filters[name]
        value, counted = self.counted(found)
        count = func.count(counted.distinct())
        wanted = select(value.label("value"), count.label("count")).where(value.is_not(None))
        if self.view:
            wanted = wanted.where(*self.conditions)
        else:
            kept = select(records.c.pk).where(*self.conditions)
            wanted = wanted.where(facts.c.record.in_(kept))
            wanted = wanted.where(facts.c.path == found.path) if found.path else wanted
        grouped = wanted.group_by(value).order_by(count.desc(), value).limit(MOST_FACETS)
        return [dict(row) for row in connection.execute(grouped).mappings()]

    def counted(self, found: Filter) -> tuple[Any, Any]:
        """Return the value that a facet groups by and the key that it counts."""
        column = facts.c[found.column]
        value = each(column).c.value if found.test == "has" else column
        return value, facts.c.pk if self.view else facts.c.record


def scope(view: View, derived: bool) -> Iterator[Condition]:
    """Yield the conditions that make rows of the facts table rows of a view."""
    match view.rows:
        case "facts":
            yield facts.c.gap.is_(None)
            if not derived:
                yield facts.c.basis != "derived"
        case "gaps":
            yield facts.c.gap.is_not(None)
        case "timeline":
            yield facts.c.timeline
