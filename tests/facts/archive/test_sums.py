"""Sums of amounts by the values of facets: exact, for each currency on its own, and open where an amount is."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from facts.archive import Archive, Query, QueryError
from facts.kinds.contract import ContractFilters
from facts.model.record import Record
from tests.databases import Databases, engines
from tests.facts.archive.test_archive import sheet_of
from tests.facts.factories import contract_lists, make_record
from tests.tables import each_row


def sums_of(archive: Archive, facet: str = "buyer", **options: Any) -> dict[str, Any]:
    """Return the sums of the values of contracts by the values of a facet."""
    page = archive.find("contracts", Query(facets=(facet,), sum="value", limit=1, **options))
    return {row["value"]: row["sums"] for row in (page.facets or {})[facet]}


def money(amount: str, currency: str = "USD", **fields: Any) -> dict[str, Any]:
    """Return an amount of money."""
    return {"amount": amount, "currency": currency, "stated": "so much", **fields}


def contract(number: int, buyer: str, amount: str, currency: str = "USD", **fields: Any) -> Record:
    """Return a contract of a buyer that is worth an amount."""
    value = money(amount, currency, **fields)
    return make_record("contracts", f"c-{number}", title=f"contract {number}", buyers=(buyer,), value=value)


@pytest.fixture(scope="module")
def amounts(databases: Databases, engine: str) -> Archive:
    """An archive of contracts with amounts of all sorts."""
    records = (
        contract(1, "TR", "0.1"),
        contract(2, "TR", "0.2"),
        contract(3, "TR", "999999999999999999999999.999999999999"),
        contract(4, "TR", "5", "EUR"),
        contract(5, "IN", "100", operator=">="),
        contract(6, "IN", "50"),
        contract(7, "NO", "2", operator="<="),
        contract(8, "NO", "3", operator="..", to="4"),
        make_record("contracts", "c-9", title="contract 9", buyers=("BR",)),
        make_record("contracts", "c-10", title="contract 10", value=money("7")),
    )
    return databases.build([sheet_of(list(records))], engine)


def test_amounts_are_added_up_exactly(amounts: Archive) -> None:
    """No digit is lost, currencies are never mixed, and an amount without an end leaves the sum without one."""
    assert sums_of(amounts) == {
        "TR": [
            {"currency": "EUR", "count": 1, "least": "5", "greatest": "5"},
            {
                "currency": "USD",
                "count": 3,
                "least": "1000000000000000000000000.299999999999",
                "greatest": "1000000000000000000000000.299999999999",
            },
        ],
        "IN": [{"currency": "USD", "count": 2, "least": "150", "greatest": None}],
        "NO": [{"currency": "USD", "count": 2, "least": "3", "greatest": "6"}],
        "BR": [],
        None: [{"currency": "USD", "count": 1, "least": "7", "greatest": "7"}],
    }


def test_only_what_matches_is_added_up(amounts: Archive) -> None:
    """Filters and the sheet of a query apply to its sums, the page does not."""
    filters = ContractFilters(buyer="IN", max_value="60")
    assert sums_of(amounts, filters=filters) == {
        "IN": [{"currency": "USD", "count": 1, "least": "50", "greatest": "50"}]
    }
    assert sums_of(amounts, sheet="another") == {}


def test_without_the_parameter_there_are_no_sums(amounts: Archive) -> None:
    """A facet that nothing is added up for has None for its sums."""
    page = amounts.find("contracts", Query(facets=("buyer",)))
    assert page.facets
    assert {row["sums"] for row in page.facets["buyer"]} == {None}


@each_row("name", ["signed", "title", "nothing"])
def test_what_cannot_be_added_up_is_refused(amounts: Archive, name: str) -> None:
    """A field that is no amount is refused."""
    with pytest.raises(QueryError) as caught:
        amounts.find("contracts", Query(sum=name, facets=("buyer",)))
    assert caught.value.parameter == "sum"


@settings(suppress_health_check=list(HealthCheck))
@given(engines, contract_lists())
def test_sums_are_those_of_the_items(databases: Databases, engine: str, records: list[Record]) -> None:
    """The sums of the exact amounts of all buyers are those of the items, in whichever order."""
    archive = databases.build([sheet_of(records)], engine)
    expected: dict[tuple[str | None, str], Decimal] = {}
    for item in archive.iterate("contracts"):
        for buyer in (item["buyers"] or [None]) if item["value"] else ():
            key = buyer, item["value"]["currency"]
            expected[key] = expected.get(key, Decimal(0)) + Decimal(item["value"]["least"] or 0)
    sums = {
        (buyer, row["currency"]): Decimal(row["least"]) for buyer, rows in sums_of(archive).items() for row in rows
    }
    assert sums == expected
