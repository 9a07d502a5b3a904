"""Searches: a query of a collection, and the page that answers it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from facts.archive.cursor import Cursor, read, signature
from facts.archive.plan import Question
from facts.archive.query import Page, Query
from facts.archive.select import statements
from facts.model.collection import Collection
from facts.model.json_item import LazyItem

Row = Sequence[Any]
"""The JSON of an item, whether it surely matches, and its sort values."""


class Search:
    """A query of a collection, read and ready to be asked; raises QueryError for one that cannot be answered.

    `extent` are the years of the archive, `generation` names its state; a page has `limit` items, if not the query's.
    """

    def __init__(
        self, collection: Collection, query: Query, extent: str, generation: str, limit: int | None = None
    ) -> None:
        question = Question.read(collection, query, extent)
        self.collection = collection
        self.query = query
        self.generation = generation
        self.long = question.shape.long
        self.statements = statements(question.shape)
        self.limit = limit or query.limit
        self.values = {**question.values, "most": self.limit + 1}
        self.cursor: Cursor | None = None
        if query.cursor is not None:
            self.cursor = read(query.cursor, self.signature, [key.kind for key in self.statements.keys])
            self.values |= {f"at_{number}": value for number, value in enumerate(self.cursor.values)}

    @cached_property
    def signature(self) -> str:
        """What marks the cursors of the query."""
        return signature(self.generation, self.collection.name, self.query)

    def page(self, connection: Connection, counted: bool = True) -> Page:
        """Return the page that answers the query; its total is that of its items if it need not be `counted`."""
        if self.long:
            connection = connection.execution_options(compiled_cache=None)
        found, more = self.rows(connection)
        start, forward = self.cursor is None, self.cursor is None or self.cursor.after
        total = len(found)
        if counted and (more or not start):
            total = connection.scalar(self.statements.total, self.values) or 0
        facets = {
            name: [dict(row) for row in connection.execute(wanted, self.values).mappings()]
            for name, wanted in self.statements.facets.items()
        }
        return Page(
            items=[self.item(row) for row in found],
            total=total,
            next=self.mark(found[-1], True) if found and (more or not forward) else None,
            prev=self.mark(found[0], False) if found and not start and (more or forward) else None,
            facets=facets or None,
        )

    def rows(self, connection: Connection) -> tuple[Sequence[Row], bool]:
        """Return the rows of the page, and whether there are more in its direction."""
        made, limit = self.statements, self.limit
        if self.cursor is None or self.cursor.after:
            wanted = made.after if self.cursor else made.first
            found = connection.execute(wanted, self.values).all()
            return found[:limit], len(found) > limit
        found = connection.execute(made.before, self.values).all()
        return found[:limit][::-1], len(found) > limit

    def item(self, row: Row) -> Mapping[str, Any]:
        """Return a row as an item of the collection; without what is computed, if so asked."""
        json, definite, *_ = row
        found = LazyItem(json)
        if definite is not None:
            found = found.with_match("definite" if definite else "possible")
        return found.shown(self.query.derived)

    def mark(self, row: Row, after: bool) -> str:
        """Return the cursor of the page after or before `row`."""
        _, _, *values = row
        return Cursor(after, tuple(values)).text(self.signature)
