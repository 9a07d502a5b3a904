"""Discovery: who is told only the server's name finds all that there is; and what every answer there is has."""

import re
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from facts.archive import Archive
from facts.sheets.json_schema import sheet_json_schema
from tests.api.helpers import ADDRESSES, KINDS, VIEWS, Body, assert_problem, links
from tests.api.test_caching import FIXED, NEGOTIATED, limited

LIST = "/v1/contracts"
RECORD = "/v1/sheets/s400-turkey/contracts/turkey-2017"
CATALOG = "/.well-known/api-catalog"
PROFILE = "https://www.rfc-editor.org/info/rfc9727"
COLLECTIONS = ("sheets", *KINDS, *VIEWS)
RELATIONS = {
    "service-desc": "application/json",
    "service-doc": "text/html; charset=utf-8",
    "describedby": "application/schema+json",
    "api-catalog": f'application/linkset+json; profile="{PROFILE}"',
    "status": "application/json",
}
"""What the home links to, and the media type that is there."""


@pytest.fixture(scope="module")
def contexts(client: TestClient) -> list[Body]:
    """The link contexts of the catalog."""
    response = client.get(CATALOG)
    assert response.status_code == 200
    body = response.json()
    assert list(body) == ["linkset"]
    found: list[Body] = body["linkset"]
    return found


def test_the_catalog_is_a_linkset(client: TestClient, contexts: list[Body]) -> None:
    """The catalog is a linkset (RFC 9264) of RFC 9727's profile, for HEAD too, and names what describes the API."""
    for response in (client.get(CATALOG), client.head(CATALOG)):
        assert response.headers["content-type"] == f'application/linkset+json; profile="{PROFILE}"'
        assert links(response).keys() >= {"item"}
    for context in contexts:
        assert isinstance(context["anchor"], str)
        targets = {relation: found for relation, found in context.items() if relation != "anchor"}
        assert targets
        assert all(isinstance(target["href"], str) for found in targets.values() for target in found)
    (items,) = [context["item"] for context in contexts if context["anchor"] == CATALOG]
    described = [context for context in contexts if context["anchor"] in {item["href"] for item in items}]
    assert len(described) == len(items) == 1
    assert {"service-desc", "service-doc", "describedby", "status"} <= described[0].keys()


def targets(contexts: list[Body]) -> list[Body]:
    """Return the targets of all contexts."""
    return [
        target for context in contexts for found in context.values() if isinstance(found, list) for target in found
    ]


def test_what_the_catalog_names_answers(client: TestClient, contexts: list[Body]) -> None:
    """Every target that the catalog gives a media type answers, as what the catalog says."""
    typed = {target["href"]: target["type"] for target in targets(contexts) if "type" in target}
    assert {"/openapi.json", "/docs", "/llms.txt", "/schemas/sheet.json", "/healthz"} == typed.keys()
    for address, media_type in typed.items():
        response = client.get(address)
        assert response.status_code == 200, address
        assert media_type in {response.headers["content-type"].partition(";")[0], "application/openapi+json"}, address


def test_the_api_that_the_catalog_names_answers(client: TestClient, contexts: list[Body]) -> None:
    """The API's own address, an item of the catalog and of its Link header, and every anchor, answer."""
    addresses = {target["href"] for target in targets(contexts)} | {context["anchor"] for context in contexts}
    addresses |= set(links(client.get(CATALOG)).values())
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_the_description_has_the_type_that_is_told(client: TestClient, contexts: list[Body]) -> None:
    """The OpenAPI document is served as the media type that the catalog gives it."""
    (told,) = {target["type"] for target in targets(contexts) if target["href"] == "/openapi.json"}
    assert client.get("/openapi.json").headers["content-type"].partition(";")[0] == told


def test_a_reader_of_text_is_told_everything(client: TestClient) -> None:
    """`/llms.txt` names every list and its filters, and every link in it answers."""
    response = client.get("/llms.txt")
    assert response.headers["content-type"] in {"text/markdown; charset=utf-8", "text/plain; charset=utf-8"}
    text = response.text
    assert text.startswith("# ")
    found = dict(re.findall(r"\[([^\[\]]+)\]\(([^()]+)\)", text))
    for name in COLLECTIONS:
        assert found[name] == f"/v1/{name}"
    for address in found.values():
        assert client.get(address).status_code == 200, address
    for address in re.findall(r"`(/[^`{]*)`", text):
        assert client.get(address).status_code == 200, address
    whole = "/v1/sheets/{sheet}?format=markdown"
    assert whole in text
    assert client.get(whole.format(sheet="s400-turkey")).status_code == 200


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_reader_of_text_is_told_the_filters_and_formats(client: TestClient, name: str) -> None:
    """The line of a list in `/llms.txt` names filters and formats that the list takes, all of them."""
    (line,) = [line for line in client.get("/llms.txt").text.splitlines() if line.startswith(f"- [{name}](")]
    filters, formats = line.partition(" Filters: ")[2].rstrip(".").split(". Formats: ")
    told = client.get("/openapi.json").json()["paths"][f"/v1/{name}"]["get"]["parameters"]
    schemas = {parameter["name"]: parameter["schema"] for parameter in told}
    common = {"derived", "q", "sort", "facets", "certainty", "fields", "limit", "cursor", "format"}
    assert set(re.findall("`([a-z_]+)`", filters)) == schemas.keys() - common
    assert formats.split(", ") == schemas["format"].get("anyOf", [schemas["format"]])[0]["enum"]


def test_the_schema_of_a_sheet_has_an_address(client: TestClient) -> None:
    """`/schemas/sheet.json` is the schema that `python -m facts schema` prints, and says which dialect it is in."""
    response = client.get("/schemas/sheet.json")
    assert response.headers["content-type"] == "application/schema+json"
    assert response.json() == sheet_json_schema()
    assert response.json()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_home_links_to_what_describes_it(client: TestClient) -> None:
    """The Link relations of the home, as JSON, as a page and for HEAD, lead to answers of the right type."""
    for response in (client.get("/"), client.head("/"), client.get("/", headers={"Accept": "text/html"})):
        assert links(response).keys() == RELATIONS.keys()
    for relation, address in links(client.get("/")).items():
        found = client.get(address)
        assert (found.status_code, found.headers["content-type"]) == (200, RELATIONS[relation])


def test_the_links_of_any_answer_answer(client: TestClient) -> None:
    """The Link header of lists, sheets and records leads to answers."""
    items = [client.get(f"/v1/{name}?limit=1").json()["items"][0]["url"] for name in ("sheets", *KINDS)]
    for path in [*(f"/v1/{name}?limit=1" for name in COLLECTIONS), *items]:
        for relation, address in links(client.get(path)).items():
            assert client.get(address).status_code == 200, f"{path} {relation}"


@pytest.fixture(scope="module")
def operations(client: TestClient) -> dict[str, tuple[str, Body]]:
    """The address and description of each operation, by its id."""
    paths: dict[str, Any] = client.get("/openapi.json").json()["paths"]
    return {item["get"]["operationId"]: (path, item["get"]) for path, item in paths.items()}


def resolved(expression: str, body: Any) -> Any:
    """Return what a runtime expression of OpenAPI names in a response body."""
    pointer = expression.removeprefix("$response.body#/")
    assert pointer != expression
    for part in pointer.split("/"):
        body = body[int(part) if isinstance(body, list) else part]
    return body


def test_openapi_leads_from_lists_to_items(client: TestClient, operations: dict[str, tuple[str, Body]]) -> None:
    """Every link of OpenAPI names an operation and its parameters, and leads from a list to its first item."""
    linked = set()
    for name, (path, operation) in operations.items():
        body = client.get(path.format(sheet="s400-turkey")).json() if name.startswith("list_") else {}
        for link in operation["responses"]["200"].get("links", {}).values():
            target, described = operations[link["operationId"]]
            required = {found["name"] for found in described["parameters"] if found["in"] == "path"}
            assert link["parameters"].keys() == required
            given = {found: resolved(where, body) for found, where in link["parameters"].items()}
            address = target.format(**given)
            assert client.get(address).json()["url"] == body["items"][0]["url"] == address
            linked.add(name)
    records = ("sheets", *KINDS)
    assert linked == {name for path, name in ADDRESSES.items() if name.startswith("list_") and path.endswith(records)}


SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "access-control-allow-origin": "*",
}
REFUSED: list[tuple[int, str, dict[str, Any]]] = [
    (413, LIST, {"content": b"{}"}),
    (413, LIST, {"content": iter([b"a", b"b"])}),
    (413, "/v1/nothing", {"content": b"a"}),
    (414, f"{LIST}?q={'a' * 4096}", {}),
    (414, f"/{'a' * 5000}", {}),
    (431, LIST, {"headers": [(f"x-{number}", "1") for number in range(65)]}),
    (431, LIST, {"headers": {"x": "a" * 17_000}}),
    (405, LIST, {"method": "POST"}),
    (405, LIST, {"method": "DELETE", "content": b"a"}),
    (404, "/v1/nothing", {}),
    (422, f"{LIST}?color=red", {}),
    (422, f"{LIST}?q=%ff", {}),
    (406, LIST, {"headers": {"Accept": "image/png"}}),
    (500, RECORD, {}),
]


@pytest.mark.parametrize(("status", "target", "more"), REFUSED)
def test_every_answer_is_safe(archive: Archive, status: int, target: str, more: dict[str, Any]) -> None:
    """What is refused, whatever for, is a problem, and has a request id and what keeps a browser from harm."""

    async def failing(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x-secret", b"secret")]})
        raise RuntimeError("secret")

    client = limited(archive, app=failing if status == 500 else None)
    method = more.get("method", "GET")
    response = client.request(method, target, **{name: value for name, value in more.items() if name != "method"})
    faults = [fault["parameter"] for fault in response.json().get("errors", ())]
    assert_problem(response, status, *faults)
    assert_safe(response)
    assert "secret" not in f"{response.text} {response.headers}"


def assert_safe(response: Response) -> None:
    """Assert that an answer has the header fields that every answer has."""
    assert {name: response.headers.get(name) for name in SAFE} == SAFE
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert response.headers["x-request-id"]
    assert "access-control-allow-credentials" not in response.headers
    exposed = response.headers["access-control-expose-headers"].lower().split(", ")
    assert {"etag", "link", "content-disposition", "x-request-id"} <= set(exposed)


@pytest.mark.parametrize("target", [*NEGOTIATED, *FIXED, "/healthz"])
def test_every_good_answer_is_safe(client: TestClient, target: str) -> None:
    """The first answer, the repeat, HEAD and 304 have the header fields that every answer has."""
    for method, headers in (("GET", {}), ("GET", {}), ("HEAD", {}), ("GET", {"If-None-Match": "*"}), ("OPTIONS", {})):
        assert_safe(client.request(method, target, headers=headers))


HOSTS = frozenset({"facts.example", "[::1]", "127.0.0.1"})


@pytest.mark.parametrize(
    ("host", "status"),
    [
        *((host, 200) for host in ("facts.example", "facts.example:8000", "Facts.EXAMPLE", "127.0.0.1:80")),
        *((host, 200) for host in ("[::1]", "[::1]:8000")),
        *((host, 421) for host in ("other.example", "", "facts.example.org", "[::2]", "[::", "127.0.0.2")),
    ],
)  # fmt: skip
def test_only_names_on_the_list_are_answered(archive: Archive, host: str, status: int) -> None:
    """With a list of hosts another name is refused, for what is kept too; port and capitals do not matter."""
    client = limited(archive, allowed_hosts=HOSTS)
    assert client.get(LIST, headers={"Host": "facts.example"}).status_code == 200
    for _ in range(2):
        response = client.get(LIST, headers={"Host": host})
        assert response.status_code == status
    assert client.options(LIST, headers={"Host": host}).status_code == (204 if status == 200 else status)
    assert limited(archive).get(LIST, headers={"Host": host}).status_code == 200


def test_preflights_are_right(client: TestClient) -> None:
    """A browser that asks whether it may read, with conditions, is told that anyone may, without credentials."""
    asked = {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
    for target in (LIST, "/", "/v1/nothing"):
        for extra in ({}, {"Access-Control-Request-Headers": "if-none-match, x-request-id"}):
            response = client.options(target, headers=asked | extra)
            assert (response.status_code, response.content) == (204, b"")
            assert response.headers["access-control-allow-origin"] == "*"
            assert response.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
            allowed = response.headers["access-control-allow-headers"].lower().split(", ")
            assert {"accept", "if-none-match", "if-modified-since", "x-request-id"} <= set(allowed)
            assert int(response.headers["access-control-max-age"]) > 0
            assert_safe(response)


def test_plain_options_are_no_preflight(client: TestClient) -> None:
    """Who asks what an address allows, and is no browser before a request, is told that alone."""
    response = client.options(LIST)
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert not {"access-control-allow-methods", "access-control-max-age"} & set(response.headers)


@pytest.mark.parametrize("given", ["a", "A-z_0.9", "x" * 64, "550e8400-e29b-41d4-a716-446655440000"])
def test_a_request_id_is_taken_over(client: TestClient, given: str) -> None:
    """A well formed request id is on the answer, an error and 304 included."""
    for target, headers in ((LIST, {}), (LIST, {"If-None-Match": "*"}), ("/v1/nothing", {}), ("/healthz", {})):
        assert client.get(target, headers={"X-Request-ID": given} | headers).headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "a,b", 'a"', "a\tb", "<a>", "\xe9", "a/b", "a;b"])
def test_a_request_id_is_made(client: TestClient, given: str) -> None:
    """One that is not well formed is replaced, never repeated, and no two are the same."""
    sent = [(b"x-request-id", given.encode("latin-1"))]
    made = [client.get(LIST, headers=headers).headers["x-request-id"] for headers in (sent, sent, [], [*sent, *sent])]
    assert len(set(made)) == 4
    assert all(0 < len(found) <= 64 and found != given for found in made)
