"""`include=references`: lists and records with the names of the records that they refer to."""

import json

from starlette.testclient import TestClient

from tests.api.helpers import LISTS, assert_list, assert_problem
from tests.tables import each_row

SHEET = "/v1/sheets/s400-turkey"
CONTRACT = f"{SHEET}/contracts/turkey-2017"


@each_row("path", [path for path in LISTS if path != "/v1/sheets"])
def test_references_are_on_the_page_if_requested(client: TestClient, path: str) -> None:
    """`references` is null without the parameter; with it, every URL in it leads to the record of that name."""
    plain = assert_list(client.get(path))
    page = assert_list(client.get(f"{path}?include=references"))
    assert plain["references"] is None
    assert {**page, "references": None, "next": None} == {**plain, "next": None}
    assert set(page["references"]) <= {item["sheet"] for item in page["items"]}
    for sheet, records in page["references"].items():
        for record_id, record in list(records.items())[:3]:
            assert record["url"] == f"/v1/sheets/{sheet}/{record['kind']}/{record_id}"
            body = client.get(record["url"]).json()
            assert record["name"].endswith(body.get("name") or body.get("title") or body.get("summary") or "")


def test_speakers_have_names_in_one_call(client: TestClient) -> None:
    """Statements with the names of their speakers are one call, also with few fields."""
    page = assert_list(client.get("/v1/statements?fields=summary,speaker&include=references&limit=100"))
    for item in page["items"]:
        if item["speaker"]:
            assert page["references"][item["sheet"]][item["speaker"]]["name"]
    kinds = {record["kind"] for records in page["references"].values() for record in records.values()}
    assert kinds <= {"people", "organizations", "countries"}


def test_a_record_has_its_references_if_requested(client: TestClient) -> None:
    """A record has the field `references` only if it is requested, and else equals that of the list."""
    body = client.get(f"{CONTRACT}?include=references").json()
    references = body.pop("references")
    assert body == client.get(CONTRACT).json()
    assert references["s400-turkey"]["TR"] == {"kind": "countries", "name": "Turkey", "url": f"{SHEET}/countries/TR"}
    partial = client.get(f"{CONTRACT}?fields=buyers&include=references").json()
    assert partial.keys() == {"id", "sheet", "url", "buyers", "references"}
    assert partial["references"].keys() == {"s400-turkey"}
    assert partial["references"]["s400-turkey"].keys() == {"TR"}


def test_lines_of_ndjson_have_their_references(client: TestClient) -> None:
    """Each line of NDJSON has its own references; other formats take the parameter and have names without it."""
    lines = client.get("/v1/contracts.ndjson?include=references").text.splitlines()
    assert all(json.loads(line)["references"] for line in lines)
    for extension in ("csv", "md", "html"):
        plain, included = (client.get(f"/v1/contracts.{extension}{query}") for query in ("", "?include=references"))
        assert (plain.status_code, included.status_code) == (200, 200)
        assert "Alexander Mikheev" in plain.text


@each_row(
    "path",
    ["/v1/contracts?include=names", f"{CONTRACT}?include=", f"{SHEET}?include=references", "/v1/sheets?include=x"],
)
def test_other_inclusions_are_rejected(client: TestClient, path: str) -> None:
    """Only references can be included, and only where there are some."""
    assert_problem(client.get(path), 422, "include")
