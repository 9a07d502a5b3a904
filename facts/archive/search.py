"""Searches: a query of a collection, run against the database."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from functools import cached_property
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection

from facts.archive.cursor import Cursor, query_signature
from facts.archive.plan import plan_query
from facts.archive.query import Query, ResultPage
from facts.archive.select import selects_for
from facts.model.collection import Collection
from facts.model.decimals import format_decimal
from facts.model.json_item import LazyItem

MAX_PRECISION = 64
"""The number of digits of a sum: an amount has 24 before and 12 after its point."""


class AmountSums:
    """Amounts that are added up exactly, for each currency on its own."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.least: dict[str, Decimal] = {}
        self.greatest: dict[str, Decimal | None] = {}

    def add(self, amount: Mapping[str, Any]) -> None:
        """Add an amount as it is served; one whose least is open counts as 0 there, for no amount is below it."""
        currency, least, greatest = amount["currency"], amount["least"], amount["greatest"]
        total = self.greatest.get(currency, Decimal(0))
        with localcontext(prec=MAX_PRECISION):
            self.counts[currency] += 1
            self.least[currency] = self.least.get(currency, Decimal(0)) + Decimal(least or 0)
            self.greatest[currency] = None if total is None or greatest is None else total + Decimal(greatest)

    def rows(self) -> list[dict[str, Any]]:
        """Return the sum of each currency: the number of amounts, and what they come to at least and at most."""
        return [
            {
                "currency": currency,
                "count": self.counts[currency],
                "least": format_decimal(self.least[currency]),
                "greatest": None if greatest is None else format_decimal(greatest),
            }
            for currency, greatest in sorted(self.greatest.items())
        ]


Row = Sequence[Any]
"""The JSON of an item, whether it definitely matches, and its sort values."""


class Search:
    """A query of a collection, ready to be run; raises QueryError for one that cannot be answered.

    `years` are those of the archive, `generation` names its state; `limit` overrides the query's.
    """

    def __init__(
        self, collection: Collection, query: Query, years: str, generation: str, limit: int | None = None
    ) -> None:
        plan = plan_query(collection, query, years)
        self.collection = collection
        self.query = query
        self.generation = generation
        self.uncached = plan.shape.is_uncacheable
        self.selects = selects_for(plan.shape)
        self.limit = limit or query.limit
        self.values = {**plan.values, "row_limit": self.limit + 1}
        self.cursor: Cursor | None = None
        if query.cursor is not None:
            types = [key.type for key in self.selects.keys]
            self.cursor = Cursor.decode(query.cursor, self.signature, types)
            self.values |= {f"cursor_{number}": value for number, value in enumerate(self.cursor.values)}

    @cached_property
    def signature(self) -> str:
        """The signature of the query's cursors."""
        return query_signature(self.generation, self.collection.name, self.query)

    def page(self, connection: Connection, count_total: bool = True) -> ResultPage:
        """Return the page of the query; without `count_total`, its total counts this page only."""
        if self.uncached:
            connection = connection.execution_options(compiled_cache=None)
        rows, has_more = self.fetch_rows(connection)
        is_first, forward = self.cursor is None, self.cursor is None or self.cursor.after
        total = len(rows)
        if count_total and (has_more or not is_first):
            total = connection.scalar(self.selects.total, self.values) or 0
        facets = {
            name: [dict(row) for row in connection.execute(counts, self.values).mappings()]
            for name, counts in self.selects.facets.items()
        }
        for name, counts in facets.items():
            self.add_sums(connection, name, counts)
        return ResultPage(
            items=[self.to_item(row) for row in rows],
            total=total,
            next=self.cursor_for(rows[-1], after=True) if rows and (has_more or not forward) else None,
            prev=self.cursor_for(rows[0], after=False) if rows and not is_first and (has_more or forward) else None,
            facets=facets or None,
        )

    def add_sums(self, connection: Connection, name: str, counts: list[dict[str, Any]]) -> None:
        """Add to the values of a facet the sums of the requested amount, None if none is requested."""
        sums: dict[Any, AmountSums] = {}
        for value, _, json in connection.execute(self.selects.amounts[name], self.values) if self.query.sum else ():
            sums.setdefault(value, AmountSums()).add(from_json(json)["value"])
        for count in counts:
            count["sums"] = sums.get(count["value"], AmountSums()).rows() if self.query.sum else None

    def fetch_rows(self, connection: Connection) -> tuple[Sequence[Row], bool]:
        """Return the rows of the page, and whether there are more in its direction."""
        selects, limit = self.selects, self.limit
        if self.cursor is None or self.cursor.after:
            rows = connection.execute(selects.next_page if self.cursor else selects.first_page, self.values).all()
            return rows[:limit], len(rows) > limit
        rows = connection.execute(selects.previous_page, self.values).all()
        return rows[:limit][::-1], len(rows) > limit

    def to_item(self, row: Row) -> Mapping[str, Any]:
        """Return a row as an item of the collection, without derived values if the query says so."""
        json, definite, *_ = row
        item = LazyItem(json)
        if definite is not None:
            item = item.with_match("definite" if definite else "possible")
        return item if self.query.derived else item.without_derived()

    def cursor_for(self, row: Row, after: bool) -> str:
        """Return the cursor of the page after or before `row`."""
        _, _, *values = row
        return Cursor(after, tuple(values)).encode(self.signature)
