"""Sums of amounts over HTTP: by the values of facets, for each currency on its own."""

import pytest
from starlette.testclient import TestClient

from tests.api.helpers import assert_list, assert_problem
from tests.tables import each_row


def test_amounts_are_added_up_by_facet(client: TestClient) -> None:
    """Each value of a facet has the sum of the amounts of its items in each currency."""
    page = assert_list(client.get("/v1/sheets/s400-turkey/contracts?facets=buyer,supplier&sum=value&limit=1"))
    sums = [{"currency": "USD", "count": 1, "least": "2500000000", "greatest": "2500000000"}]
    assert {row["value"]: row["sums"] for row in page["facets"]["buyer"]} == {"TR": sums, "IN": []}
    assert [row["sums"] for row in page["facets"]["supplier"]] == [sums]


@each_row("query", ["facets=buyer&sum=signed", "facets=buyer&sum=", "facets=buyer&sum=value,value"])
def test_other_sums_are_rejected(client: TestClient, query: str) -> None:
    """Only amounts can be added up, one at a time."""
    assert_problem(client.get(f"/v1/contracts?{query}"), 422, "sum")


@pytest.mark.parametrize("path", ["/v1/contracts", "/v1/sheets/s400-turkey/contracts"])
def test_a_sum_requires_facets(client: TestClient, path: str) -> None:
    """Without `facets` there is nothing to add up for: the error says what would be accepted."""
    (error,) = assert_problem(client.get(f"{path}?sum=value"), 422, "sum")["errors"]
    assert error["message"] == "requires facets"
    query = error["accepted"].removeprefix("with facets, such as ")
    assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("path", ["/v1/countries?facets=role&sum=value", "/v1/contracts.csv?sum=value"])
def test_there_are_no_sums_elsewhere(client: TestClient, path: str) -> None:
    """A list without amounts, and an export without facets, have no sums."""
    assert_problem(client.get(path), 422, "sum")
