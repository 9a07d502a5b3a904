"""Former states and Kosovo are served and filtered like other countries; unexamined gaps can be listed."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from facts.kinds import KINDS
from facts.sheets.loader import parse_sheet
from tests.api.client import AppClient
from tests.api.helpers import assert_list, assert_problem
from tests.facts.sheets.edits import FILE, edited_sheet

LATER = {"status": "unexamined", "note": "not yet looked for"}


def add_country(raw: dict[str, Any], **fields: Any) -> None:
    """Add a country that the article does not name, as if it named it where it names Norway."""
    (norway,) = (row for row in raw["countries"] if row["id"] == "NO")
    codes = {path: {"basis": "reference", "note": "ISO 3166-3"} for path in ("alpha3", "numeric") if fields.get(path)}
    evidence = {"name": norway["evidence"]["name"], **codes}
    gaps = {path: LATER for path in KINDS["countries"].model.field_names() if path not in evidence}
    raw["countries"].append({"name": "it", "evidence": evidence, "gaps": gaps, **fields})


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """A client of a sheet that names the Soviet Union, the Panama Canal Zone and Kosovo; a person is Soviet."""
    raw = edited_sheet({"people/joao-meireles/country": "SU"})
    add_country(raw, id="SU", alpha3="SUN", numeric="810")
    add_country(raw, id="PZ", alpha3="PCZ")
    add_country(raw, id="XK")
    archive = Archive.build([parse_sheet(FILE, raw)])
    yield AppClient(create_app(archive), raise_server_exceptions=False)
    archive.close()


def test_former_states_are_served(client: TestClient) -> None:
    """A former state has its codes, each with the standard that it is from; what a standard lacks is a gap."""
    soviet = client.get("/v1/sheets/frigate-deal/countries/SU").json()
    assert (soviet["alpha3"], soviet["numeric"]) == ("SUN", "810")
    assert {soviet["evidence"][path]["note"] for path in ("alpha3", "numeric")} == {"ISO 3166-3"}
    zone = client.get("/v1/sheets/frigate-deal/countries/PZ").json()
    assert (zone["numeric"], zone["gaps"]["numeric"]["status"]) == (None, "unexamined")
    assert client.get("/v1/sheets/frigate-deal/countries/XK").json()["alpha3"] is None


@pytest.mark.parametrize(("target", "total"), [("/v1/people?country=SU", 1), ("/v1/people?country=XK", 0)])
def test_filters_accept_former_states(client: TestClient, target: str, total: int) -> None:
    """A filter by country takes the codes of former states and of Kosovo, and finds what is theirs."""
    assert assert_list(client.get(target))["total"] == total


def test_other_codes_are_refused(client: TestClient) -> None:
    """A code that no standard assigns is refused with what would be accepted."""
    body = assert_problem(client.get("/v1/people?country=XX"), 422, "country")
    assert "SU for a former state" in body["errors"][0]["message"]


def test_unexamined_gaps_are_listed(client: TestClient) -> None:
    """The gaps that nobody has examined can be listed by their status."""
    gaps = assert_list(client.get("/v1/gaps?status=unexamined"))["items"]
    assert {gap["status"] for gap in gaps} == {"unexamined"}
    codes = {(gap["subject"][-2:], gap["property"]) for gap in gaps if gap["property"] in {"alpha3", "numeric"}}
    assert codes == {("PZ", "numeric"), ("XK", "alpha3"), ("XK", "numeric")}
