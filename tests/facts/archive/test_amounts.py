"""Amounts are compared exactly, as what they may mean, in SQL as in plain Python."""

from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import bindparam, create_engine, literal, select
from sqlalchemy.pool import NullPool

from facts.archive import Archive, Query
from facts.archive.tables import SORT_TEXT
from facts.kinds.contract import Contract, ContractFilters
from facts.model.decimals import lower_key
from facts.model.record import Record
from facts.sheets.sheet import Sheet
from tests.databases import Databases, engines
from tests.facts.archive.intervals import interval_of, is_definite, limits_of, may_match
from tests.facts.factories import make_record, make_sheet
from tests.tables import each_row

BIG = 2**53
EDGES = ("0", "5", "99.999999999999", "100", "100.000000000001", str(BIG), str(BIG + 1), "9" * 24)
OPERATORS = ("=", ">", ">=", "<", "<=", "~", "..")

digits = st.integers(0, 10**24 - 1).map(str)
places = st.just("") | st.integers(0, 10**12 - 1).map("{:012}".format).map(".{}".format)
decimals = st.sampled_from(EDGES) | st.builds("{}{}".format, digits, places)
limits = st.none() | decimals

Values = list[dict[str, Any] | None]


def make_money(operator: str, ends: list[str], currency: str = "USD") -> dict[str, Any] | None:
    """Return an amount with an operator, a range from the lower to the higher end; None if there is none."""
    least, greatest = sorted(ends, key=Decimal)
    is_range = operator == ".."
    if (is_range and Decimal(least) == Decimal(greatest)) or (operator == "<" and not Decimal(least)):
        return None
    to = greatest if is_range else None
    return {"operator": operator, "amount": least, "to": to, "currency": currency, "stated": "so much"}


amounts = st.builds(make_money, st.sampled_from(OPERATORS), st.lists(decimals, min_size=2, max_size=2))


def sheet_of(values: Values) -> tuple[Sheet, dict[str, Contract]]:
    """Return a sheet of contracts with these values, and the contracts by their ids."""
    records: list[Record] = [
        make_record("contracts", f"contract-{number}", title="it", value=value) for number, value in enumerate(values)
    ]
    contracts = {record.id: record for record in records if isinstance(record, Contract)}
    return make_sheet("amounts", {"contracts": tuple(records)}), contracts


def find(archive: Archive, **query: Any) -> list[Any]:
    """Return the contracts that a query finds; filters are arguments with the names of filters."""
    filters = {name: query.pop(name) for name in ("min_value", "max_value") if name in query}
    return list(archive.find("contracts", Query(filters=ContractFilters(**filters), limit=100, **query)).items)


@given(engines, decimals, decimals)
def test_sql_compares_exactly(databases: Databases, engine: str, first: str, second: str) -> None:
    """What the database makes of two numbers is what decimal arithmetic makes of them."""
    keys = [bindparam(name, lower_key(Decimal(text)), SORT_TEXT) for name, text in (("a", first), ("b", second))]
    url = databases.postgresql.url if engine == "postgresql" else "sqlite://"
    with create_engine(url, poolclass=NullPool).connect() as connection:
        row = connection.execute(select(keys[0] < keys[1], keys[0] == keys[1], literal(1))).one()
    assert [bool(value) for value in row[:2]] == [Decimal(first) < Decimal(second), Decimal(first) == Decimal(second)]


@given(engines, st.lists(amounts | st.none(), min_size=1, max_size=8), limits, limits)
def test_filters_agree_with_sets(
    databases: Databases, engine: str, values: Values, least: str | None, greatest: str | None
) -> None:
    """A value matches if it may lie within the limits, and does for certain if it can lie nowhere else."""
    sheet, contracts = sheet_of(values)
    archive = databases.build([sheet], engine)
    filters = {name: limit for name, limit in (("min_value", least), ("max_value", greatest)) if limit}
    interval = limits_of(least, greatest)
    items = find(archive, **filters)
    assert [item["id"] for item in items] == [
        name for name, contract in contracts.items() if not filters or may_match(contract.value, interval)
    ]
    for item in items if filters else ():
        value = contracts[item["id"]].value
        assert value is not None
        assert (item["match"] == "definite") == is_definite(value, interval)
    for match in ("definite", "possible") if filters else ():
        assert find(archive, match=match, **filters) == [item for item in items if item["match"] == match]


@given(engines, st.lists(amounts | st.none(), min_size=1, max_size=8), st.booleans())
def test_sorts_by_what_a_value_may_mean(databases: Databases, engine: str, values: Values, descending: bool) -> None:
    """Values are sorted by the least that they may mean, else by the greatest, exactly; those without come last."""
    sheet, contracts = sheet_of(values)
    archive = databases.build([sheet], engine)
    ids = [item["id"] for item in find(archive, sort=["-value" if descending else "value"])]
    sorted_values = [contracts[name].value for name in ids]
    filled = [value for value in sorted_values if value]
    assert sorted_values[len(filled) :] == [None] * (len(ids) - len(filled))
    ends = [next(end for end in interval_of(value) if end is not None) for value in filled]
    assert ends == sorted(ends, reverse=descending)


@cache
def build_amount(databases: Databases, engine: str, operator: str) -> Archive:
    """Return an archive of one contract with an amount of 100, or from there to 200."""
    return databases.build([sheet_of([make_money(operator, ["100", "200"])])[0]], engine)


@each_row(
    ("operator", "query", "match"),
    [
        ("=", {"min_value": "100", "max_value": "100"}, "definite"),
        ("=", {"min_value": "100.000000000001"}, None),
        (">", {"max_value": "100"}, None),
        (">", {"min_value": "100"}, "definite"),
        (">", {"max_value": "101"}, "possible"),
        (">=", {"max_value": "100"}, "possible"),
        ("<", {"min_value": "100"}, None),
        ("<", {"max_value": "100"}, "definite"),
        ("<=", {"min_value": "100"}, "possible"),
        ("<=", {"max_value": "99"}, "possible"),
        ("~", {"min_value": "100", "max_value": "100"}, "possible"),
        ("~", {"min_value": "101"}, None),
        ("..", {"min_value": "100", "max_value": "200"}, "definite"),
        ("..", {"min_value": "150"}, "possible"),
        ("..", {"min_value": "201"}, None),
        ("..", {"min_value": "180", "max_value": "120"}, None),
    ],
)
def test_how_an_amount_matches(
    databases: Databases, engine: str, operator: str, query: dict[str, str], match: str | None
) -> None:
    """A bound, an estimate and a range match as far as their words go: 100 is not more than 100."""
    archive = build_amount(databases, engine, operator)
    assert [item["match"] for item in find(archive, **query)] == ([match] if match else [])


def test_neighbours_beyond_floats(databases: Databases, engine: str) -> None:
    """Numbers that a float takes for one are two: a filter separates them, and a sort puts them in order."""
    sheet, _ = sheet_of([make_money("=", [str(BIG + 1)] * 2), make_money("=", [str(BIG)] * 2)])
    archive = databases.build([sheet], engine)
    assert [item["id"] for item in find(archive, min_value=str(BIG + 1))] == ["contract-0"]
    assert [item["id"] for item in find(archive, sort=["value"])] == ["contract-1", "contract-0"]
    assert [item["value"]["amount"] for item in find(archive, max_value=str(BIG))] == [str(BIG)]
