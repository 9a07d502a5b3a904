"""Conditions: what is asked as SQL, in which values are known by name."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, false, select

from facts.archive.period import Columns, Condition
from facts.archive.plan import Shape
from facts.archive.tables import each, facts, records
from facts.model.collection import Filter
from facts.views import View

FIELD = facts.alias("field")
"""The facts of the record that is looked at: each `exists` is a scope of its own, so one name does for all."""


def conditions(shape: Shape) -> Iterator[Condition]:
    """Yield every condition that an item must meet."""
    table = facts if shape.view else records
    yield from scope(shape)
    if shape.sheet:
        yield table.c.sheet == bindparam("of_sheet")
    for name, period in shape.filters:
        found = shape.collection.filters[name]
        yield held(shape, found, period.touches if period else passes(found, name))
    if shape.words == 0:
        yield false()
    for number in range(shape.words or 0):
        yield table.c.words.like(bindparam(f"word_{number}"), escape="/")
    wholly = definite(shape)
    if shape.certainty and wholly is not None:
        yield wholly if shape.certainty == "definite" else ~wholly


def definite(shape: Shape) -> Condition | None:
    """Return whether an item lies wholly in every time asked for; None if no time is asked for."""
    times = [(shape.collection.filters[name], period) for name, period in shape.filters if period]
    return and_(*(held(shape, found, period.holds) for found, period in times)) if times else None


def scope(shape: Shape) -> Iterator[Condition]:
    """Yield the conditions that make rows of a table items of a collection."""
    if not isinstance(shape.collection, View):
        yield records.c.kind == shape.collection.name
        return
    match shape.collection.rows:
        case "facts":
            yield facts.c.gap.is_(None)
            if not shape.derived:
                yield facts.c.basis != "derived"
        case "gaps":
            yield facts.c.gap.is_not(None)
        case "timeline":
            yield facts.c.timeline


def held(shape: Shape, found: Filter, test: Callable[[Columns], Condition]) -> Condition:
    """Return whether a row of a view passes `test`, or a record has a fact, at the filter's path, that does."""
    if shape.view:
        return test(facts.c)
    at = [FIELD.c.path == found.path] if found.path else []
    return exists(select(1).where(FIELD.c.record == records.c.pk, test(FIELD.c), *at))


def passes(found: Filter, name: str) -> Callable[[Columns], Condition]:
    """Return the test whether a row of the facts passes a filter, given the name of the value that is asked for."""
    value: BindParameter[Any] = bindparam(name)

    def test(row: Columns) -> Condition:
        column: ColumnElement[Any] = row[found.column]
        match found.test:
            case "has":
                item = each(column)
                return exists(select(1).select_from(item).where(item.c.value == value))
            case "at_least":
                return column >= value
            case "at_most":
                return column <= value
            case _:
                return column == value

    return test
