"""SELECT statements: the SQL of all queries of one shape, made once and cached."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, cast

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)

from facts.archive.plan import FilterRanges, QueryShape
from facts.archive.tables import SORT_KEYS, facts, records
from facts.model.collection import AnyOf, AtLeast, Collection, Contains, During, Includes, Operator, Sort, Within
from facts.views import FACTS, GAPS, TIMELINE

MAX_FACET_VALUES = 100
MAX_CACHED_SHAPES = 64

Condition = ColumnElement[bool]
Columns = Any
BOUNDS = dict((During.bounds, AtLeast.bounds))
"""The column of the greatest that a date or a number may mean, by that of the least."""
FIELD = facts.alias("field")
"""The facts of the record that is looked at: each `exists` is a scope of its own, so one alias is enough."""
AMOUNT = facts.alias("amount")
"""The amounts that are added up."""


class Selects:
    """The SELECT statements of all queries of one shape, each made when first needed."""

    def __init__(self, shape: QueryShape) -> None:
        self.shape = shape
        self.table = facts if shape.is_view else records
        self.where = list(where_clauses(shape))
        self.keys = sort_keys(shape.collection, shape.sort or shape.collection.default_sort, shape.is_view)

    @cached_property
    def first_page(self) -> Select[Any]:
        """The SELECT of the first page, plus one item that shows whether there are more."""
        return self.items.order_by(*order_by(self.keys, forward=True)).limit(bindparam("row_limit"))

    @cached_property
    def next_page(self) -> Select[Any]:
        """The SELECT of a page after a cursor, plus one item."""
        return self.first_page.where(keyset_condition(self.keys, forward=True))

    @cached_property
    def previous_page(self) -> Select[Any]:
        """The SELECT of a page before a cursor, read backwards, plus one item."""
        items = self.items.where(keyset_condition(self.keys, forward=False))
        return items.order_by(*order_by(self.keys, forward=False)).limit(bindparam("row_limit"))

    @cached_property
    def items(self) -> Select[Any]:
        """The SELECT of all items: their JSON, whether each definitely matches, their sort values."""
        json = self.table.c.entry.label("json") if self.shape.collection is TIMELINE else self.table.c.json
        values = [key.value.label(f"key_{number}") for number, key in enumerate(self.keys)]
        definite = definite_match(self.shape)
        match = literal(None) if definite is None else definite
        return select(json, match.label("definite"), *values).select_from(self.table).where(*self.where)

    @cached_property
    def total(self) -> Select[Any]:
        """The SELECT of the number of items."""
        return select(func.count()).select_from(self.table).where(*self.where)

    @cached_property
    def facets(self) -> CompoundSelect[Any]:
        """The SELECT of all facets: name, value, number of items that have it; NULL for those that have none."""
        operators = self.shape.collection.filters.operators()
        selects: list[Select[Any]] = []
        for name in self.shape.facets:
            counts = self.facet(operators[name]).subquery()
            missing = self.count_lacking(name, operators[name]).scalar_subquery()
            selects += (select(literal(name), counts.c.value, counts.c.count), select(literal(name), null(), missing))
        return union_all(*selects)

    @cached_property
    def matching(self) -> CTE:
        """The items whose values are counted: the keys of records; of rows of a view the counted columns too."""
        operators = self.shape.collection.filters.operators()
        names = {operators[name].column for name in self.shape.facets} if self.shape.is_view else ()
        columns = (self.table.c.pk, *(self.table.c[name] for name in sorted(names)))
        return select(*columns).where(*self.where).cte("items")

    @cached_property
    def amounts(self) -> dict[str, Select[Any]]:
        """The SELECT of the values of each facet with the amounts to add up of the items that have each, as JSON."""
        operators = self.shape.collection.filters.operators()
        values = {name: self.values_of(operators[name], AMOUNT.c.pk, AMOUNT.c.json) for name in self.shape.facets}
        join = (AMOUNT.c.record == facts.c.record, *self.is_amount)
        return {name: select_.where(*join).distinct() for name, select_ in values.items()}

    @cached_property
    def missing_amounts(self) -> dict[str, Select[Any]]:
        """The SELECT of the amounts to add up of the items that have no value of each facet, as JSON."""
        items = {name: select(records.c.pk).where(*self.where, self.lacks(name)) for name in self.shape.facets}
        amounts = select(AMOUNT.c.json).where(*self.is_amount)
        return {name: amounts.where(AMOUNT.c.record.in_(select_)) for name, select_ in items.items()}

    @property
    def is_amount(self) -> tuple[Condition, Condition]:
        """The conditions that a row is an amount to add up."""
        return AMOUNT.c.path == self.shape.collection.sums[self.shape.sum or ""], AMOUNT.c.gap.is_(None)

    def lacks(self, name: str) -> Condition:
        """Return the condition that an item has no value of a filter."""
        operator = self.shape.collection.filters.operators()[name]
        return ~filter_condition(self.shape, operator, has_value(operator))

    def facet(self, operator: Operator) -> Select[Any]:
        """Return the SELECT of the values of a filter with the number of items that have each."""
        items: ColumnElement[int]
        if not self.shape.is_view:
            items = func.count(facts.c.record.distinct())
        else:
            items = func.count(self.matching.c.pk.distinct()) if isinstance(operator, Contains) else func.count()
        counts = self.values_of(operator, items.label("count"))
        value = counts.selected_columns.value
        return counts.group_by(value).order_by(items.desc(), value).limit(MAX_FACET_VALUES)

    def count_lacking(self, name: str, operator: Operator) -> Select[Any]:
        """Return the SELECT of the number of items that have no value of a filter."""
        count = select(func.count())
        if self.shape.is_view:
            return count.select_from(self.matching).where(~has_value(operator)(self.matching.c))
        return count.select_from(records).where(records.c.pk.in_(select(self.matching.c.pk)), self.lacks(name))

    def values_of(self, operator: Operator, *columns: ColumnElement[Any]) -> Select[Any]:
        """Return the SELECT of the values of a filter in the facts of the items, with other columns."""
        column = (self.matching.c if self.shape.is_view else facts.c)[operator.column]
        value: ColumnElement[Any] = json_elements(column).c.value if isinstance(operator, Contains) else column
        values = select(value.label("value"), *columns).where(value.is_not(None))
        if self.shape.is_view:
            return values
        values = values.where(facts.c.record.in_(select(self.matching.c.pk)))
        return values.where(*path_conditions(facts.c, operator))


cached_selects = lru_cache(maxsize=MAX_CACHED_SHAPES)(Selects)


def selects_for(shape: QueryShape) -> Selects:
    """Return the SELECT statements of a shape, cached unless they are too long."""
    return Selects(shape) if shape.is_uncacheable else cached_selects(shape)


def where_clauses(shape: QueryShape) -> Iterator[Condition]:
    """Yield every condition that an item must meet."""
    table = facts if shape.is_view else records
    operators = shape.collection.filters.operators()
    yield from collection_condition(shape)
    if shape.has_sheet:
        yield table.c.sheet == bindparam("sheet_id")
    for name, ranges in shape.filters:
        operator = operators[name]
        if isinstance(operator, Within) and ranges:
            yield filter_condition(shape, operator, overlaps(operator, ranges))
        elif isinstance(operator, AnyOf):
            yield filter_condition(shape, operator, matches(shape, operator, name))
    active = {name for name, _ in shape.filters}
    for name, operator in operators.items():
        if isinstance(operator, Includes) and name not in active:
            yield table.c[operator.column]
    if shape.word_count == 0:
        yield false()
    for number in range(shape.word_count or 0):
        yield table.c.words.like(bindparam(f"word_{number}"))
    definite = definite_match(shape)
    if shape.match and definite is not None:
        yield definite if shape.match == "definite" else ~definite


def collection_condition(shape: QueryShape) -> Iterator[Condition]:
    """Yield the conditions that make rows of a table items of a collection."""
    if shape.collection is FACTS:
        yield facts.c.gap.is_(None)
        if not shape.derived:
            yield facts.c.basis != "derived"
    elif shape.collection is GAPS:
        yield facts.c.gap.is_not(None)
    elif shape.collection is TIMELINE:
        yield facts.c.timeline
    else:
        yield records.c.kind == shape.collection.name


def filter_condition(shape: QueryShape, operator: Operator, test: Callable[[Columns], Condition]) -> Condition:
    """Return the condition that a row of a view passes `test`, or that a record has a fact that does."""
    if shape.is_view:
        return test(facts.c)
    return exists(select(1).where(FIELD.c.record == records.c.pk, test(FIELD.c), *path_conditions(FIELD.c, operator)))


def path_conditions(row: Columns, operator: Operator) -> list[Condition]:
    """Return the condition that a row of the facts is of a field that a filter looks at; none for any field."""
    return [or_(*(row.field == path for path in operator.paths))] if operator.paths else []


def matches(shape: QueryShape, operator: Operator, name: str) -> Callable[[Columns], Condition]:
    """Return the test that a row of the facts passes the filter `name`."""
    value: BindParameter[Any] = bindparam(name, expanding=name in shape.several)

    def is_any(column: ColumnElement[Any]) -> Condition:
        return column.in_(value) if value.expanding else column == value

    def test(row: Columns) -> Condition:
        column: ColumnElement[Any] = row[operator.column]
        match operator:
            case Contains():
                element = json_elements(column)
                return exists(select(1).select_from(element).where(is_any(element.c.value)))
            case _:
                return is_any(column)

    return test


def has_value(operator: Operator) -> Callable[[Columns], Condition]:
    """Return the test that a row of the facts has a value of a filter."""

    def test(row: Columns) -> Condition:
        column: ColumnElement[Any] = row[operator.column]
        return (
            func.coalesce(func.json_array_length(column), 0) > 0
            if isinstance(operator, Contains)
            else column.is_not(None)
        )

    return test


def definite_match(shape: QueryShape) -> Condition | None:
    """Return the condition that an item lies within all dates and limits of the query; None if it has none."""
    operators = shape.collection.filters.operators()
    tests = [
        filter_condition(shape, operator, contains(operator, ranges))
        for name, ranges in shape.filters
        if isinstance(operator := operators[name], Within) and ranges
    ]
    return and_(*tests) if tests else None


def overlaps(operator: Within, ranges: FilterRanges) -> Callable[[Columns], Condition]:
    """Return the test that the date or the number of a row may lie in one of the ranges."""

    def in_range(row: Columns, first: str | None, last: str | None) -> Condition:
        least, greatest = (row[name] for name in operator.bounds)
        begins = least.is_(None) | (least <= bindparam(last)) if last else true()
        ends = greatest.is_(None) | (greatest >= bindparam(first)) if first else true()
        return and_(has_bounds(operator, row), begins, ends)

    return lambda row: or_(false(), *(in_range(row, *names) for names in ranges.ranges))


def contains(operator: Within, ranges: FilterRanges) -> Callable[[Columns], Condition]:
    """Return the test that all that the date or the number of a row may mean lies in one of the ranges."""

    def in_range(row: Columns, first: str | None, last: str | None) -> Condition:
        least, greatest = (row[name] for name in operator.bounds)
        begins = least.is_not(None) & (least >= bindparam(first)) if first else true()
        ends = greatest.is_not(None) & (greatest <= bindparam(last)) if last else true()
        return and_(has_bounds(operator, row), ~row.is_estimate, begins, ends)

    return lambda row: or_(false(), *(in_range(row, *names) for names in ranges.ranges))


def has_bounds(operator: Within, row: Columns) -> Condition:
    """Return the condition that a row holds a date, or a number, at least one of whose ends is not open."""
    if isinstance(operator, During):
        return cast("Condition", row.dated)
    return or_(row.least.is_not(None), row.greatest.is_not(None))


@dataclass(frozen=True, slots=True)
class SortKey:
    """An expression to sort by, never NULL, and the type of its values."""

    value: ColumnElement[Any]
    type: type
    descending: bool = False


def sort_keys(collection: Collection, sort: Sequence[str], is_view: bool) -> list[SortKey]:
    """Return the keys of a sort order: items without a value come last, equal ones in the order of their sheet."""
    keys: list[SortKey] = []
    for name in sort:
        for value, value_type in sort_expressions(collection.sorts[name.removeprefix("-")], is_view):
            keys.append(SortKey(case((value.is_(None), 1), else_=0), int))
            keys.append(SortKey(func.coalesce(value, value_type()), value_type, name.startswith("-")))
    return [*keys, SortKey(facts.c.pk if is_view else records.c.pk, int)]


def sort_expressions(sort: Sort, is_view: bool) -> list[tuple[ColumnElement[Any], type]]:
    """Return what a sort order compares: folded text, or the least and then the greatest of a date or a number."""
    row = facts.c if is_view or sort.path else records.c
    expressions: list[tuple[ColumnElement[Any], type]]
    if sort.column in BOUNDS:
        least, greatest = row[sort.column], row[BOUNDS[sort.column]]
        expressions = [(func.coalesce(least, greatest), str), (greatest, str)]
    else:
        expressions = [(row[SORT_KEYS.get(sort.column, sort.column)], str)]
    if sort.path is None:
        return expressions
    field = (facts.c.record == records.c.pk, facts.c.field == sort.path)
    return [
        (select(value).where(*field).correlate(records).scalar_subquery(), value_type)
        for value, value_type in expressions
    ]


def order_by(keys: Sequence[SortKey], forward: bool) -> list[ColumnElement[Any]]:
    """Return the ORDER BY of a page after its cursor, or of one before it, which is read backwards."""
    return [key.value.desc() if key.descending == forward else key.value.asc() for key in keys]


def keyset_condition(keys: Sequence[SortKey], forward: bool) -> Condition:
    """Return the condition that an item comes after the cursor, or before it (keyset pagination)."""
    condition: Condition = false()
    for number, key in reversed(list(enumerate(keys))):
        position: ColumnElement[Any] = bindparam(f"cursor_{number}")
        beyond = key.value < position if key.descending == forward else key.value > position
        condition = or_(beyond, and_(key.value == position, condition))
    return condition


def json_elements(column: ColumnElement[Any]) -> Any:
    """Return the elements of a JSON list column as a table of one column, `value`."""
    return func.json_each(column).table_valued("value", joins_implicitly=True)
