"""Searches: a query of a collection, run against the database."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from functools import cached_property
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, Select, select

from facts.archive.cursor import Cursor, query_signature
from facts.archive.plan import plan_query
from facts.archive.query import Query, ResultPage
from facts.archive.select import selects_for
from facts.archive.tables import records
from facts.kinds import KINDS
from facts.model.collection import AnyOf, Collection
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
        facets = self.count_values(connection) if self.query.facets else None
        return ResultPage(
            items=[self.to_item(row) for row in rows],
            total=total,
            next=self.cursor_for(rows[-1], after=True) if rows and (has_more or not forward) else None,
            prev=self.cursor_for(rows[0], after=False) if rows and not is_first and (has_more or forward) else None,
            facets=facets,
            hint=None if rows else explain_ids(connection, self.collection, self.query),
        )

    def count_values(self, connection: Connection) -> dict[str, list[dict[str, Any]]]:
        """Return the values of each facet, the most frequent first; null counts the items that have none."""
        facets: dict[str, list[dict[str, Any]]] = {name: [] for name in self.query.facets}
        for name, value, count in connection.execute(self.selects.facets, self.values):
            if count:
                facets[name].append({"value": value, "count": count, "sums": None})
        for name, counts in facets.items():
            counts.sort(key=lambda row: (-row["count"], row["value"] is None, row["value"]))
            sums = self.sum_amounts(connection, name) if self.query.sum else {}
            for row in counts if self.query.sum else ():
                row["sums"] = sums.get(row["value"], AmountSums()).rows()
        return facets

    def sum_amounts(self, connection: Connection, name: str) -> dict[str | None, AmountSums]:
        """Return the sums of the requested amount by the values of a facet; None for the items that have none."""
        sums: dict[str | None, AmountSums] = {}
        for value, _, json in connection.execute(self.selects.amounts[name], self.values):
            sums.setdefault(value, AmountSums()).add(from_json(json)["value"])
        for json in connection.scalars(self.selects.missing_amounts[name], self.values):
            sums.setdefault(None, AmountSums()).add(from_json(json)["value"])
        return sums

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


def explain_ids(connection: Connection, collection: Collection, query: Query) -> str | None:
    """Return what an id in a query is, if its filter takes ids of other kinds, or that there is none with that id.

    So `speaker=washington` says that it is a place, and which country to filter by. None if every id may match.
    """
    operators = collection.filters.operators()
    for name, values in query.filters.active() if query.filters is not None else ():
        operator = operators[name]
        if not isinstance(operator, AnyOf) or not operator.kinds:
            continue
        rows = connection.execute(select_records(values, query.sheet)).all()
        if not rows:
            return f"{name}: no record has the id {values[-1]}; `facets={name}` lists the values in use"
        if not any(kind in operator.kinds for kind, _, _ in rows):
            kind, record_id, json = rows[0]
            country = LazyItem(json).get("country") if "countries" in operator.kinds else None
            place = f"; its country is {country}" if country else ""
            return f"{name}: {record_id} is one of the {kind}, not of the {' or '.join(operator.kinds)}{place}"
    return None


def select_records(ids: Sequence[str], sheet: str | None) -> Select[Any]:
    """Return the SELECT of the kind, the id and the JSON of the records with these ids."""
    columns = (records.c.kind, records.c.id, records.c.json)
    statement = select(*columns).where(records.c.id.in_(ids), records.c.kind.in_(KINDS)).order_by(records.c.pk)
    return statement if sheet is None else statement.where(records.c.sheet == sheet)
