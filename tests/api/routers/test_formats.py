"""Formats: each suffix serves what Accept chooses, with the filters and fields of the request, and nothing else."""

import csv
import io
import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from api.formats import API_FORMATS
from facts.__main__ import main as facts_main
from facts.archive import Archive
from tests.api.helpers import (
    EXTENSIONS,
    KINDS,
    MEDIA_TYPES,
    SHEETS,
    SOME_LISTS,
    Body,
    assert_problem,
    fetch_items,
    formats_of,
    open_client,
    parse_links,
)
from tests.conftest import FRIGATE, S400
from tests.tables import each_row

SHEET = "/v1/sheets/s400-turkey"
CONTRACT = f"{SHEET}/contracts/turkey-2017"


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    """A client for many requests, which takes responses uncompressed."""
    with open_client(archive) as client:
        yield client


@pytest.fixture(scope="module")
def item_paths(client: TestClient) -> list[str]:
    """The path of each sheet, and of the first record of each kind."""
    records = [fetch_items(client, f"/v1/{kind}")[0]["url"] for kind in KINDS]
    return [*(f"/v1/sheets/{sheet}" for sheet in SHEETS), *records]


def assert_formats(client: TestClient, path: str) -> None:
    """Assert that a resource has its formats, each at its suffix and by Accept with the same bytes."""
    names = formats_of(path)
    for name in names:
        url = f"{path}.{EXTENSIONS[name]}"
        fixed = client.get(url, headers={"Accept": "image/png"})
        assert fixed.status_code == 200, url
        assert_headers(fixed, path, name)
        assert fixed.headers["vary"] == "Accept-Encoding"
        if name != "ocds":
            accept = f"image/png, {MEDIA_TYPES[name].partition(';')[0]};q=0.1"
            negotiated = client.get(path, headers={"Accept": accept})
            assert_headers(negotiated, path, name)
            assert negotiated.headers["vary"] == "Accept, Accept-Encoding"
            assert negotiated.content == fixed.content.replace(f"{url}?".encode(), f"{path}?".encode())
    response = client.get(path, headers={"Accept": "image/png"})
    available = ", ".join([*(MEDIA_TYPES[name] for name in names if name != "ocds"), "text/html; charset=utf-8"])
    assert assert_problem(response, 406)["detail"] == f"Available media types: {available}."
    for extension in {*EXTENSIONS.values(), "xml", "CSV", "csv.csv", ""} - {EXTENSIONS[name] for name in names}:
        assert_problem(client.get(f"{path}.{extension}"), 404)
    assert_problem(client.get(f"{path}?format=json"), 422, "format")


def assert_headers(response: Response, path: str, name: str) -> None:
    """Assert that a response has the media type of a format, and the file name if it is to be saved."""
    assert response.headers["content-type"] == MEDIA_TYPES[name]
    file_name = f'attachment; filename="{path.rpartition("/")[2]}.{name}"' if name in {"csv", "ndjson"} else None
    assert response.headers.get("content-disposition") == file_name


@pytest.mark.parametrize("path", SOME_LISTS)
def test_every_list_has_its_formats(client: TestClient, path: str) -> None:
    """A list has its formats at their suffixes, whatever Accept says, and by Accept the same bytes."""
    assert_formats(client, path)


def test_every_sheet_and_record_has_its_formats(client: TestClient, item_paths: list[str]) -> None:
    """A sheet and a record of each kind have their formats, at their suffixes and by Accept."""
    for path in item_paths:
        assert_formats(client, path)


@each_row(
    ("accept", "name"),
    [
        *((accept, "json") for accept in ("", "*/*", "application/*", "text/csv;q=0.5, */*", "nonsense")),
        *((accept, "csv") for accept in ("text/csv", "TEXT/CSV", "text/csv; header=present", "*/*;q=0, text/csv")),
        *((accept, "markdown") for accept in ("text/markdown, text/csv;q=0.9", "text/markdown;charset=utf-8")),
        ("application/x-ndjson, */*;q=0.1", "ndjson"),
        ("application/*;q=0.2, application/x-ndjson;q=0.3", "ndjson"),
    ],
)
def test_accept_is_understood(client: TestClient, accept: str, name: str) -> None:
    """Quality values, wildcards, parameters and capitals of Accept are understood (RFC 9110, section 12.5.1)."""
    assert client.get("/v1/contracts", headers={"Accept": accept}).headers["content-type"] == MEDIA_TYPES[name]


def parse_csv(response: Response) -> list[dict[str, str]]:
    """Return the rows of a CSV response."""
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.text, newline=""), strict=True))


def parse_ndjson(response: Response) -> list[Body]:
    """Return the items of an NDJSON response."""
    assert response.status_code == 200
    return [json.loads(line) for line in response.text.splitlines()]


@each_row("path", SOME_LISTS)
def test_an_export_has_no_pages(client: TestClient, path: str) -> None:
    """CSV and NDJSON have every item of a list, in order, or a page if one is requested."""
    total = client.get(f"{path}?limit=1").json()["total"]
    ndjson = client.get(f"{path}.ndjson")
    items = tuple(parse_ndjson(ndjson))
    assert len(parse_csv(client.get(f"{path}.csv"))) == len(items) == total
    assert items == fetch_items(client, path)
    assert parse_links(ndjson) == {"self": f"{path}.ndjson"}
    for extension, parse in (("csv", parse_csv), ("ndjson", parse_ndjson)):
        page = client.get(f"{path}.{extension}?limit=2")
        assert len(parse(page)) == min(2, total)
        assert ("next" in parse_links(page)) == (total > 2)
        if total > 2:
            assert parse_links(page)["next"].startswith(f"{path}.{extension}?")
            assert len(parse(client.get(parse_links(page)["next"]))) == min(2, total - 2)


def test_filters_apply_in_every_format(client: TestClient) -> None:
    """A filter keeps the same items in each format; if none matches, only a header is left."""
    query = "?buyer=TR"
    ids = [item["id"] for item in fetch_items(client, f"/v1/contracts{query}")]
    assert len(ids) == 2
    assert [row["id"] for row in parse_csv(client.get(f"/v1/contracts.csv{query}"))] == ids
    assert [item["id"] for item in parse_ndjson(client.get(f"/v1/contracts.ndjson{query}"))] == ids
    releases = client.get(f"/v1/contracts.ocds.json{query}").json()["releases"]
    assert [contract["id"] for release in releases for contract in release["contracts"]] == ids
    text = client.get(f"/v1/contracts.md{query}").text
    assert [item["id"] for item in fetch_items(client, "/v1/contracts") if f"/{item['id']})" in text] == ids
    no_match = "?buyer=IS"
    header = client.get(f"/v1/contracts.csv{query}").text.partition("\r\n")[0]
    assert client.get(f"/v1/contracts.csv{no_match}").text == f"{header}\r\n"
    assert client.get(f"/v1/contracts.ndjson{no_match}").content == b""
    assert "There are none." in client.get(f"/v1/contracts.md{no_match}").text


def test_fields_apply_in_every_format(client: TestClient) -> None:
    """Items have only the requested fields, besides those that identify a record."""
    query = "?fields=title"
    assert set(parse_csv(client.get(f"/v1/contracts.csv{query}"))[0]) == {"id", "sheet", "url", "title", "match"}
    items = parse_ndjson(client.get(f"/v1/contracts.ndjson{query}"))
    assert {name for item in items for name in item} == {"id", "sheet", "url", "title"}
    assert "**buyers" not in client.get(f"/v1/contracts.md{query}").text
    contract = client.get(f"/v1/contracts.ocds.json{query}").json()["releases"][0]["contracts"][0]
    assert contract.keys() == {"id", "awardID", "title", "factSheet"}
    linked_data = client.get(f"{CONTRACT}.jsonld{query}").json()
    assert linked_data.keys() == {"@context", "@id", "@type", "name", "identifier", "sheet"}
    row = parse_csv(client.get("/v1/contracts.csv?fields=value.amount,evidence.value"))[0]
    assert set(row) == {"id", "sheet", "url", "value.amount", "match", "inferred", "voices", "evidence.value"}
    assert "2500000000 USD" in client.get("/v1/contracts.md?fields=value.amount").text
    assert client.get("/v1/contracts.ocds.json?fields=value.amount").json() == (
        client.get("/v1/contracts.ocds.json?fields=value").json()
    )
    assert client.get(f"{CONTRACT}.jsonld?fields=delivery.when.edtf").json() == (
        client.get(f"{CONTRACT}.jsonld?fields=delivery").json()
    )
    sheet = client.get(f"{SHEET}.md?fields=people").text
    assert "## People" in sheet
    assert "## Contracts" not in sheet


@pytest.mark.parametrize("path", ["/v1/contracts", SHEET, CONTRACT])
def test_derived_values_can_be_omitted_in_every_format(client: TestClient, path: str) -> None:
    """`derived=false` omits derived values and their receipts in every format."""
    derived = re.compile(r'"derived"|derived[.:]|Derived"')
    for name in formats_of(path):
        url = f"{path}.{EXTENSIONS[name]}"
        assert derived.search(client.get(url).text), url
        assert not derived.search(client.get(f"{url}?derived=false").text), url


@pytest.mark.parametrize("collection", ["contracts", "timeline"])
def test_export_writes_what_the_server_sends(
    client: TestClient, capfdbinary: pytest.CaptureFixture[bytes], collection: str
) -> None:
    """The command line writes a complete list in the bytes that the server sends."""
    for name in set(formats_of(f"/v1/{collection}")) & {"csv", "ndjson", "ocds"}:
        assert facts_main(["export", str(S400), str(FRIGATE), "--collection", collection, "--format", name]) == 0
        assert capfdbinary.readouterr().out == client.get(f"/v1/{collection}.{EXTENSIONS[name]}").content


@pytest.mark.parametrize("path", ["/v1/people", f"{SHEET}/facts"])
def test_csv_has_a_byte_order_mark_if_requested(client: TestClient, path: str) -> None:
    """`bom=true` is a parameter of CSV files only, and its file differs by the mark alone."""
    plain, marked = client.get(f"{path}.csv"), client.get(f"{path}.csv?bom=true")
    assert marked.content == BOM_UTF8 + plain.content
    assert marked.headers["content-type"] == plain.headers["content-type"]
    assert client.get(f"{path}.csv?bom=false").content == plain.content
    assert_problem(client.get(f"{path}.csv?bom=1"), 422, "bom")
    for other in (path, f"{path}.ndjson", f"{path}.json"):
        assert_problem(client.get(f"{other}?bom=true"), 422, "bom")


@each_row("path", ["/v1/contracts.csv", "/v1/facts.ndjson", "/v1/contracts.ocds.json"])
def test_exports_without_pages_have_no_facets(client: TestClient, path: str) -> None:
    """Facets are counted on pages: where there are none, the parameter is rejected and not ignored."""
    params = {"facets": "voice" if "facts" in path else "buyer"}
    assert_problem(client.get(path, params=params), 422, "facets")
    address, _, suffix = path.partition(".")
    if format_ := API_FORMATS.get(suffix):
        headers = {"Accept": format_.media_type}
        assert_problem(client.get(address, params=params, headers=headers), 422, "facets")
