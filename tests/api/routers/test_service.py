"""The service itself: where to go, what is served, and documentation that is whole and works offline."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from facts.sheets.loader import parse_sheet
from facts.sheets.sheet import Sheet
from tests.api.helpers import ADDRESSES, KINDS, SHEETS, VIEWS, Body, assert_problem, links
from tests.conftest import FRIGATE

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PROBLEM = "application/problem+json"
ASSETS = {
    "/assets/swagger-ui-bundle.js": "text/javascript",
    "/assets/swagger-ui.css": "text/css",
    "/assets/docs.js": "text/javascript",
    "/assets/page.css": "text/css",
}
SCRIPT = "<script>alert('x')</script> & \"Co\""


class Page(HTMLParser):
    """What a page holds: the targets that it names, its elements, its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.elements: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element, and what it leads to."""
        self.elements.append(tag)
        self.targets += [value for name, value in attrs if name in {"href", "src", "action"} and value]

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.words += data


def test_home_leads_everywhere(client: TestClient) -> None:
    """Home links to every collection, the documentation and the health of the service, and every link answers."""
    response = client.get("/")
    assert response.headers["content-type"] == "application/json"
    found = response.json()["links"]
    assert set(found.values()) >= {f"/v1/{name}" for name in ("sheets", *KINDS, *VIEWS)}
    assert set(found.values()) >= {"/docs", "/openapi.json", "/healthz"}
    assert set(found.values()) >= {"/.well-known/api-catalog", "/llms.txt", "/schemas/sheet.json"}
    for target in (*found.values(), *links(response).values()):
        assert client.get(target).status_code == 200, target


@pytest.mark.parametrize(
    "accept", [None, "*/*", "application/json", "application/*", "application/json;q=0.9,*/*;q=0.1"]
)
def test_home_is_json_for_programs(client: TestClient, accept: str | None) -> None:
    """Who does not ask for a page gets JSON."""
    response = client.get("/", headers={"Accept": accept} if accept else {})
    assert response.headers["content-type"] == "application/json"
    assert "accept" in response.headers["vary"].lower()


def test_home_is_a_page_for_browsers(client: TestClient) -> None:
    """A browser gets a page about what is served, and every link in it answers."""
    response = client.get("/", headers=HTML)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "accept" in response.headers["vary"].lower()
    page = Page(response.text)
    assert {f"/v1/sheets/{sheet}" for sheet in SHEETS} <= set(page.targets)
    assert "/v1/sheets/s400-turkey/contracts/turkey-2017" in page.targets
    for target in set(page.targets):
        assert client.get(target).status_code == 200, target
    assert_own(page, response.headers["content-security-policy"])


def assert_own(page: Page, policy: str) -> None:
    """Assert that a page loads and names nothing from elsewhere, and is held to that."""
    assert all(target.startswith("/") and not target.startswith("//") for target in page.targets)
    assert "style" not in page.elements
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert all(
        rules.get(name, "'none'") in {"'self'", "'none'"} for name in ("script-src", "style-src", "connect-src")
    )
    assert not re.search(r"https?:|unsafe|\*", policy)


@pytest.fixture(scope="module")
def hostile(sheets: tuple[Sheet, ...]) -> Iterator[TestClient]:
    """A client of a sheet whose titles hold markup."""
    raw = json.loads(FRIGATE.read_text(encoding="utf-8"))
    raw["title"] = raw["contracts"][0]["title"] = SCRIPT
    archive = Archive.build([parse_sheet("hostile.json", raw), sheets[0]])
    yield TestClient(create_app(archive))
    archive.close()


def test_home_shows_markup_as_text(hostile: TestClient) -> None:
    """What a sheet holds is shown as text, whatever it looks like."""
    response = hostile.get("/", headers=HTML)
    assert "<script" not in response.text
    page = Page(response.text)
    assert "script" not in page.elements
    assert page.words.count(SCRIPT) >= 2


def test_health_tells_what_is_served(client: TestClient, archive: Archive, sheets: tuple[Sheet, ...]) -> None:
    """Health says that the server is alive and which sheets it serves, with the digests of sheet and article."""
    served = [{"id": one.id, "digest": one.digest, "source_digest": one.source.digest} for one in sheets]
    expected = {"status": "ok", "generation": archive.generation, "sheets": served}
    assert expected.items() <= client.get("/healthz").json().items()


def test_documentation_needs_no_other_server(client: TestClient) -> None:
    """The documentation loads all that it needs from here, and is held to that by its policy."""
    response = client.get("/docs")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(response.text)
    assert "/assets/swagger-ui-bundle.js" in page.targets
    assert_own(page, response.headers["content-security-policy"])
    for target in page.targets:
        assert client.get(target).headers["content-type"].split(";")[0] == ASSETS[target]
    assert page.words.strip() == "Fact sheet API: documentation"
    assert "http" not in client.get("/assets/docs.js").text


@pytest.mark.parametrize("path", ASSETS)
def test_assets_are_what_they_say(client: TestClient, path: str) -> None:
    """Each asset has its type, is not sniffed for another, and loads nothing from elsewhere."""
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == ASSETS[path]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"@import|url\(['\"]?https?:", response.text if path.endswith(".css") else "")
    assert_problem(client.get(f"{path}.map"), 404)


@pytest.fixture(scope="module")
def document(client: TestClient) -> Body:
    """The OpenAPI document."""
    response = client.get("/openapi.json")
    assert response.headers["content-type"] == "application/json"
    found: Body = response.json()
    return found


def operations(document: Body) -> Iterator[tuple[str, Body]]:
    """Yield the operations with their addresses."""
    for path, item in document["paths"].items():
        yield path, item["get"]


def test_openapi_names_every_address(document: Body) -> None:
    """The document is OpenAPI 3.1 and describes the addresses of the design, by GET and under known names."""
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"])
    assert {path: item["get"]["operationId"] for path, item in document["paths"].items()} == ADDRESSES
    assert all(list(item) == ["get"] for item in document["paths"].values())
    assert len(set(ADDRESSES.values())) == len(ADDRESSES)


def test_openapi_tells_of_every_operation(document: Body) -> None:
    """Every operation has a summary and one tag that is described, or is the service's own."""
    described = {tag["name"] for tag in document["tags"] if tag["description"]}
    assert described >= {"sheets", *KINDS, *VIEWS}
    for path, operation in operations(document):
        assert operation["summary"], path
        assert operation["description"], path
        assert len(operation["tags"]) == 1, path
        assert operation["tags"][0] in described | {"service"}, path


def test_openapi_tells_of_every_problem(document: Body) -> None:
    """Every operation tells of the problems that it may answer, all as problem documents."""
    for path, operation in operations(document):
        errors = {status: found for status, found in operation["responses"].items() if status >= "4"}
        assert "500" in errors, path
        assert not path.startswith("/v1") or {"404", "422"} <= errors.keys()
        for error in errors.values():
            found = document["components"]["responses"][error["$ref"].rpartition("/")[2]]
            assert found["description"]
            assert found["content"] == {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}, path


def test_openapi_describes_everything(document: Body) -> None:
    """Every parameter, and every property of every schema, is described."""
    parameters = [
        f"{path}: {parameter['name']}"
        for path, operation in operations(document)
        for parameter in operation.get("parameters", ())
        if not parameter.get("description")
    ]
    properties = [
        f"{name}: {field}"
        for name, schema in document["components"]["schemas"].items()
        for field, found in schema.get("properties", {}).items()
        if not found.get("description")
    ]
    assert (parameters, properties) == ([], [])


def test_openapi_tells_the_bounds_that_hold(document: Body) -> None:
    """The document's bounds are the server's: a page has 1 to 100 items and 50 unless asked; codes are listed."""
    contracts = document["paths"]["/v1/contracts"]["get"]["parameters"]
    schemas: dict[str, Any] = {parameter["name"]: parameter["schema"] for parameter in contracts}
    limit = schemas["limit"]
    assert (limit.get("minimum"), limit.get("maximum"), limit["default"]) == (1, 100, 50)
    assert {schemas[name]["$ref"].rpartition("/")[2] for name in ("buyer", "currency")} == {"CountryCode", "Currency"}
    assert {"TR", "IN"} < set(document["components"]["schemas"]["CountryCode"]["enum"])
    assert {"USD", "NOK"} < set(document["components"]["schemas"]["Currency"]["enum"])
    assert not [name for name, schema in schemas.items() if {"ge", "le", "gt", "lt"} & schema.keys()]


def test_openapi_patterns_mean_the_same_everywhere(document: Body) -> None:
    """No pattern has a class such as \\w, which is ASCII in JSON Schema and Unicode in Python."""
    parameters = [found for _, operation in operations(document) for found in operation.get("parameters", ())]
    forms = [form for found in parameters for form in found["schema"].get("anyOf", [found["schema"]])]
    forms += document["components"]["schemas"].values()
    assert not {form["pattern"] for form in forms if re.search(r"\\[wdsb]", form.get("pattern", ""))}
