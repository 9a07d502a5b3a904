"""Formats and codings: by name or by Accept the same bytes, with what was asked for in each, and nothing else."""

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import brotli
import pytest
import zstandard
from httpx2 import Response
from starlette.testclient import TestClient

from facts.__main__ import main as tool
from facts.archive import Archive
from tests.api.helpers import ADDRESSES, KINDS, LISTS, SHEETS, VIEWS, Body, asking, assert_problem, everything, links
from tests.conftest import FRIGATE, S400

TYPES = {
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8; header=present",
    "markdown": "text/markdown; charset=utf-8",
    "ocds": "application/json",
}
OFFERED = {
    "list": ("json", "ndjson", "csv", "markdown"),
    "contracts": ("json", "ndjson", "csv", "markdown", "ocds"),
    "sheet": ("json", "jsonld", "markdown"),
    "record": ("json", "jsonld"),
}
SHEET = "/v1/sheets/s400-turkey"
CONTRACT = f"{SHEET}/contracts/turkey-2017"
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "identity": bytes,
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": zstandard.ZstdDecompressor().decompress,
}
ANY = {"gzip", "br", "zstd"}


def offered(path: str) -> tuple[str, ...]:
    """Return the names of the formats at an address, JSON first."""
    parts = path.removeprefix("/v1/").split("/")
    if len(parts) % 2:
        return OFFERED["contracts" if parts[-1] == "contracts" else "list"]
    return OFFERED["sheet" if len(parts) == 2 else "record"]


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    """A client for many questions, which takes answers as they are."""
    with asking(archive) as found:
        yield found


@pytest.fixture(scope="module")
def items(client: TestClient) -> list[str]:
    """The address of each sheet, and of the first record of each kind."""
    records = [everything(client, f"/v1/{kind}")[0]["url"] for kind in KINDS]
    return [*(f"/v1/sheets/{sheet}" for sheet in SHEETS), *records]


def assert_formats(client: TestClient, path: str) -> None:
    """Assert that an address has the formats of its kind, each by name and by Accept alike."""
    names = offered(path)
    for name in names:
        named = client.get(f"{path}?format={name}", headers={"Accept": "image/png"})
        assert named.status_code == 200, f"{path} {name}"
        assert named.headers["content-type"] == TYPES[name]
        assert named.headers.get("content-disposition") == suggested(path, name)
        if name != "ocds":
            accepted = client.get(path, headers={"Accept": f"image/png, {TYPES[name].partition(';')[0]};q=0.1"})
            assert accepted.headers["content-type"] == TYPES[name]
            assert accepted.headers.get("content-disposition") == suggested(path, name)
            assert accepted.content == named.content.replace(f"?format={name}&cursor=".encode(), b"?cursor=")
    response = client.get(path, headers={"Accept": "image/png, text/html"})
    body = assert_problem(response, 406)
    assert body["detail"] == f"Offered here: {', '.join(TYPES[name] for name in names if name != 'ocds')}."
    for name in {*TYPES, "xml"} - set(names):
        assert_problem(client.get(f"{path}?format={name}"), 422, "format")


def suggested(path: str, name: str) -> str | None:
    """Return what Content-Disposition is to be for a format of a list."""
    collection = path.rpartition("/")[2]
    return f'attachment; filename="{collection}.{name}"' if name in {"csv", "ndjson"} else None


@pytest.mark.parametrize("path", LISTS)
def test_every_list_has_its_formats(client: TestClient, path: str) -> None:
    """A list has its formats by `?format=`, which goes before Accept, and by Accept the same bytes."""
    assert_formats(client, path)


def test_every_sheet_and_record_has_its_formats(client: TestClient, items: list[str]) -> None:
    """A sheet and a record of each kind have their formats, by name and by Accept."""
    for path in items:
        assert_formats(client, path)


@pytest.mark.parametrize(
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
    """Weights, wildcards, parameters and capitals of Accept mean what they mean."""
    assert client.get("/v1/contracts", headers={"Accept": accept}).headers["content-type"] == TYPES[name]


def rows(response: Response) -> list[dict[str, str]]:
    """Return the rows of a CSV answer."""
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.text, newline=""), strict=True))


def lines(response: Response) -> list[Body]:
    """Return the items of an NDJSON answer."""
    assert response.status_code == 200
    return [json.loads(line) for line in response.text.splitlines()]


@pytest.mark.parametrize("path", LISTS)
def test_a_whole_list_has_no_pages(client: TestClient, path: str) -> None:
    """CSV and NDJSON hold every item of a list, in order, and a page where a page is asked for."""
    total = client.get(f"{path}?limit=1").json()["total"]
    found = rows(client.get(f"{path}?format=csv"))
    whole = client.get(f"{path}?format=ndjson")
    assert len(found) == len(lines(whole)) == total
    assert tuple(lines(whole)) == everything(client, path)
    assert links(whole).keys() == {"self"}
    for name, read in (("csv", rows), ("ndjson", lines)):
        page = client.get(f"{path}?format={name}&limit=2")
        assert len(read(page)) == min(2, total)
        assert ("next" in links(page)) == (total > 2)
        if total > 2:
            assert len(read(client.get(links(page)["next"]))) == min(2, total - 2)


def test_filters_hold_in_every_format(client: TestClient) -> None:
    """A filter leaves the same items in each format, and a filter that nothing passes leaves none, with a header."""
    asked = "/v1/contracts?buyer=TR"
    wanted = [item["id"] for item in everything(client, asked)]
    assert len(wanted) == 2
    assert [row["id"] for row in rows(client.get(f"{asked}&format=csv"))] == wanted
    assert [item["id"] for item in lines(client.get(f"{asked}&format=ndjson"))] == wanted
    releases = client.get(f"{asked}&format=ocds").json()["releases"]
    assert [contract["id"] for release in releases for contract in release["contracts"]] == wanted
    text = client.get(f"{asked}&format=markdown").text
    known = [item["id"] for item in everything(client, "/v1/contracts")]
    assert [name for name in known if f"/{name})" in text] == wanted
    nothing = "/v1/contracts?buyer=IS"
    header = client.get(f"{asked}&format=csv").text.partition("\r\n")[0]
    assert client.get(f"{nothing}&format=csv").text == f"{header}\r\n"
    assert client.get(f"{nothing}&format=ndjson").content == b""
    assert "There are none." in client.get(f"{nothing}&format=markdown").text


def test_fields_hold_in_every_format(client: TestClient) -> None:
    """Only the fields that were asked for are told, besides those that name a record."""
    asked = "/v1/contracts?fields=title"
    assert set(rows(client.get(f"{asked}&format=csv"))[0]) == {"id", "sheet", "url", "title", "match"}
    items = lines(client.get(f"{asked}&format=ndjson"))
    assert {name for item in items for name in item} == {"id", "sheet", "url", "title"}
    assert "**buyer" not in client.get(f"{asked}&format=markdown").text
    contract = client.get(f"{asked}&format=ocds").json()["releases"][0]["contracts"][0]
    assert contract.keys() == {"id", "awardID", "title", "factSheet"}
    told = client.get(f"{CONTRACT}?fields=title&format=jsonld").json()
    assert told.keys() == {"@context", "@id", "@type", "schema:name", "schema:identifier", "sheet"}
    sheet = client.get(f"{SHEET}?fields=people&format=markdown").text
    assert "## People" in sheet
    assert "## Contracts" not in sheet


def test_without_what_is_derived_in_every_format(client: TestClient) -> None:
    """`derived=false` leaves out what is computed, and its receipts, in every format."""
    plain = {f"{path}?format={name}" for path in ("/v1/contracts", SHEET, CONTRACT) for name in offered(path)}
    for target in plain:
        with_it, without = client.get(target).text, client.get(f"{target}&derived=false").text
        told = re.compile(r'"derived"|derived[.:]|Derived"')
        assert told.search(with_it), target
        assert not told.search(without), target


def test_documented_formats_are_those_offered(client: TestClient) -> None:
    """OpenAPI tells of each address the formats that it has, by name and by media type, and no others."""
    paths: dict[str, Any] = client.get("/openapi.json").json()["paths"]
    for path in [path for path in ADDRESSES if path.startswith("/v1/")]:
        told = paths[path]["get"]
        schema = next(found["schema"] for found in told["parameters"] if found["name"] == "format")
        assert tuple(schema.get("anyOf", [schema])[0]["enum"]) == offered(path)
        assert set(told["responses"]["200"]["content"]) == {TYPES[name] for name in offered(path)}


def test_documented_formats_of_the_home_are_those_offered(client: TestClient) -> None:
    """OpenAPI tells that the home is there as JSON and as a page."""
    told = client.get("/openapi.json").json()["paths"]["/"]["get"]["responses"]["200"]["content"]
    assert {name.partition(";")[0] for name in told} == {"application/json", "text/html"}


@pytest.mark.parametrize("collection", ["sheets", "contracts", "events", "people", "statements", *VIEWS])
def test_export_writes_what_the_server_answers(
    client: TestClient, capfdbinary: pytest.CaptureFixture[bytes], collection: str
) -> None:
    """The command line writes a whole list in the bytes that the server answers with."""
    for name in set(offered(f"/v1/{collection}")) & {"csv", "ndjson", "ocds"}:
        assert tool(["export", str(S400), str(FRIGATE), "--collection", collection, "--format", name]) == 0
        assert capfdbinary.readouterr().out == client.get(f"/v1/{collection}?format={name}").content


def received(client: TestClient, target: str, accept: str) -> tuple[Response, bytes]:
    """Return an answer and its content as it is sent."""
    response = client.send(client.build_request("GET", target, headers={"Accept-Encoding": accept}), stream=True)
    return response, b"".join(response.iter_raw())


@pytest.mark.parametrize(
    ("codings", "accepts"),
    [
        *(({coding}, [coding]) for coding in CODINGS),
        (
            {"identity"},
            ["", "deflate", "gzip;q=0", "br;q=0, gzip;q=0.000", "identity, gzip;q=0.5", "*;q=0, identity"],
        ),
        ({"identity"}, ["gzip;q=high", "x;q=1, y", "identity;q=0.5, br;q=0.4"]),
        ({"gzip"}, ["GZIP", "gzip;q=0.001", "gzip ; q=1.000", "gzip, br;q=0.5", "br;q=0,,gzip, ", "*;q=0, gzip"]),
        ({"gzip"}, ["identity;q=0, gzip;q=0.1", "gzip;Q=1, zstd;q=0.999"]),
        (ANY, ["*", "gzip, deflate, br, zstd", "identity;q=0, *", "*;q=0.5, identity;q=0.1"]),
        ({"gzip", "br"}, ["*, zstd;q=0"]),
        ({"gzip", "identity"}, ["x-gzip"]),
        (set(), ["*;q=0", "identity;q=0", "identity;q=0, gzip;q=0", "deflate, *;q=0"]),
    ],
)
def test_codings(client: TestClient, codings: set[str], accepts: list[str]) -> None:
    """The coding is one that the client wants most, decodes to the same bytes, and 406 is told if there is none."""
    plain = client.get("/v1/contracts").content
    for accept in accepts:
        response, content = received(client, "/v1/contracts", accept)
        if not codings:
            assert response.status_code == 406, accept
            continue
        coding = response.headers.get("content-encoding", "identity")
        assert coding in codings, accept
        assert CODINGS[coding](content) == plain
        assert response.headers["content-length"] == str(len(content))
        assert coding == "identity" or len(content) < len(plain) / 2


def test_nothing_small_is_compressed(client: TestClient) -> None:
    """A body under a kilobyte is sent as it is, unless the client refuses that."""
    small = "/v1/contracts?fields=id&limit=1"
    for accept in ("gzip", "*", "gzip, deflate, br, zstd"):
        response, content = received(client, small, accept)
        assert "content-encoding" not in response.headers
        assert len(content) < 1024
    response, content = received(client, small, "gzip, identity;q=0")
    assert zlib.decompress(content, 31) == client.get(small).content
