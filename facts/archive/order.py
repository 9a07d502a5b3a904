"""Orders: sort names as SQL expressions without NULL, so that a page can begin after any item."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, false, func, or_, select

from facts.archive.tables import facts, records
from facts.model.collection import Collection, Sort


@dataclass(frozen=True, slots=True)
class Key:
    """One expression to sort by, never NULL, and its values' type."""

    value: ColumnElement[Any]
    kind: type
    descending: bool = False


def keys(collection: Collection, sort: Sequence[str], view: bool) -> list[Key]:
    """Return the keys of an order; what has no value stands last, and what is equal in the sheet's own order."""
    found: list[Key] = []
    for name in sort:
        order = collection.sorts[name.removeprefix("-")]
        for value, kind in expressions(order, view):
            missing = case((value.is_(None), 1), else_=0)
            found.append(Key(missing, int))
            found.append(Key(func.coalesce(value, kind()), kind, name.startswith("-")))
    return [*found, Key(facts.c.pk if view else records.c.pk, int)]


def expressions(sort: Sort, view: bool) -> list[tuple[ColumnElement[Any], type]]:
    """Return what an order compares: a number, folded text, or a time by its first day, then its last."""
    row = facts.c if view or sort.path else records.c
    compared: list[tuple[ColumnElement[Any], type]]
    if sort.column == "earliest":
        compared = [(func.coalesce(row.earliest, row.latest), str), (row.latest, str)]
    elif sort.column == "number":
        compared = [(row.number, float)]
    else:
        compared = [(func.lower(row[sort.column]), str)]
    if sort.path is None:
        return compared
    at = (facts.c.record == records.c.pk, facts.c.path == sort.path)
    return [(select(value).where(*at).correlate(records).scalar_subquery(), kind) for value, kind in compared]


def ordering(order: Sequence[Key], after: bool) -> list[ColumnElement[Any]]:
    """Return the ORDER BY of a page after its cursor, or of one before it, which is read backwards."""
    return [key.value.desc() if key.descending == after else key.value.asc() for key in order]


def beyond(order: Sequence[Key], after: bool) -> ColumnElement[bool]:
    """Return whether an item stands after the cursor, or before it, whose values are bound by name."""
    reached: ColumnElement[bool] = false()
    for number, key in reversed(list(enumerate(order))):
        place: ColumnElement[Any] = bindparam(f"at_{number}")
        further = key.value < place if key.descending == after else key.value > place
        reached = or_(further, and_(key.value == place, reached))
    return reached
