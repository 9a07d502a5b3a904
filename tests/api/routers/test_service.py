"""The service itself: its index, its health, and documentation that needs no other server."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.routers import service
from facts.archive import Archive
from facts.sheets.loader import parse_sheet
from facts.sheets.sheet import Sheet
from tests.api.client import AppClient
from tests.api.helpers import KINDS, SHEETS, VIEWS, assert_problem, parse_links
from tests.conftest import FRIGATE
from tests.tables import each_row

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
ASSETS = {
    "/assets/swagger-ui-bundle.js": "text/javascript",
    "/assets/swagger-ui.css": "text/css",
    "/assets/docs.js": "text/javascript",
    "/assets/page.css": "text/css",
    "/assets/icon.svg": "image/svg+xml",
}
MARKUP = "<script>alert('x')</script> & \"Co\""


class PageParser(HTMLParser):
    """The content of a page: the targets of its links, its elements, its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.elements: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add an element, and the target of its link."""
        self.elements.append(tag)
        self.targets += [value for name, value in attrs if name in {"href", "src", "action"} and value]

    def handle_data(self, data: str) -> None:
        """Add text."""
        self.text += data


def test_the_index_links_to_everything(client: TestClient) -> None:
    """The index links to every collection, the documentation and the health of the service, and every link works."""
    response = client.get("/")
    assert response.headers["content-type"] == "application/json"
    targets = set(response.json()["links"].values())
    assert targets >= {f"/v1/{name}" for name in ("sheets", *KINDS, *VIEWS)}
    assert targets >= {"/docs", "/openapi.json", "/healthz"}
    assert targets >= {"/.well-known/api-catalog", "/llms.txt", "/schemas/sheet.json"}
    for target in (*targets, *parse_links(response).values()):
        assert client.get(target).status_code == 200, target


@each_row("accept", [None, "*/*", "application/json", "application/*", "application/json;q=0.9,*/*;q=0.1"])
def test_the_index_is_json_for_programs(client: TestClient, accept: str | None) -> None:
    """A client that does not prefer HTML gets JSON, at the root of the API too."""
    response = client.get("/", headers={"Accept": accept} if accept else {})
    assert response.headers["content-type"] == "application/json"
    assert response.headers["vary"] == "Accept, Accept-Encoding"
    assert client.get("/v1").json() == response.json()


def test_the_index_is_a_page_for_browsers(client: TestClient) -> None:
    """A browser gets a page about the sheets, and every link in it works."""
    response = client.get("/", headers=HTML)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["vary"] == "Accept, Accept-Encoding"
    page = PageParser(response.text)
    assert {f"/v1/sheets/{sheet}" for sheet in SHEETS} <= set(page.targets)
    assert "/v1/sheets/s400-turkey/contracts/turkey-2017" in page.targets
    for target in {target.partition("#")[0] for target in page.targets} - {""}:
        assert client.get(target).status_code == 200, target
    assert_self_contained(page, response.headers["content-security-policy"])


def assert_self_contained(page: PageParser, policy: str) -> None:
    """Assert that a page refers to this server alone, and that its policy enforces that."""
    assert all(target.startswith(("/", "#")) and not target.startswith("//") for target in page.targets)
    assert "style" not in page.elements
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert all(
        rules.get(name, "'none'") in {"'self'", "'none'"} for name in ("script-src", "style-src", "connect-src")
    )
    assert not re.search(r"https?:|unsafe|\*", policy)


@pytest.fixture(scope="module")
def hostile(sheets: tuple[Sheet, ...]) -> Iterator[TestClient]:
    """A client of a sheet whose titles have markup."""
    raw = json.loads(FRIGATE.read_text(encoding="utf-8"))
    raw["title"] = raw["contracts"][0]["title"] = MARKUP
    archive = Archive.build([parse_sheet("hostile.json", raw), sheets[0]])
    yield AppClient(create_app(archive))
    archive.close()


def test_the_page_shows_markup_as_text(hostile: TestClient) -> None:
    """The values of a sheet are shown as text, whatever they look like."""
    response = hostile.get("/", headers=HTML)
    assert response.text.count("<script") == 1
    page = PageParser(response.text)
    assert page.elements.count("script") == 1
    assert page.text.count(MARKUP) >= 2


def test_health_lists_the_loaded_sheets(client: TestClient, archive: Archive, sheets: tuple[Sheet, ...]) -> None:
    """Health has the loaded sheets, with the digests of sheet and article, and the figures of the cache."""
    loaded = [{"id": sheet.id, "digest": sheet.digest, "source_digest": sheet.source.digest} for sheet in sheets]
    health = client.get("/healthz").json()
    assert health.pop("cache").keys() == {"entries", "bytes", "limit", "hits", "misses", "evictions"}
    time = archive.built.strftime("%Y-%m-%dT%H:%M:%SZ")
    head = {"status": "ok", "generation": archive.generation, "loaded": time, "sheet_count": len(sheets)}
    assert health == head | {"sheets": loaded}


def test_health_stays_small(client: TestClient, monkeypatch: pytest.MonkeyPatch, sheets: tuple[Sheet, ...]) -> None:
    """Of many sheets the health lists the first ones, and how many there are."""
    monkeypatch.setattr(service, "MAX_SHEETS", 1)
    health = client.get("/healthz").json()
    assert health["sheet_count"] == len(sheets) > 1
    assert [sheet["id"] for sheet in health["sheets"]] == [sheets[0].id]


def test_documentation_needs_no_other_server(client: TestClient) -> None:
    """The documentation loads all that it needs from this server, and its policy enforces that."""
    response = client.get("/docs")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = PageParser(response.text)
    assert "/assets/swagger-ui-bundle.js" in page.targets
    assert_self_contained(page, response.headers["content-security-policy"])
    for target in page.targets:
        assert client.get(target).headers["content-type"].split(";")[0] == ASSETS[target]
    assert page.text.strip() == "Fact sheet API: documentation"
    assert "http" not in client.get("/assets/docs.js").text


@each_row("path", ASSETS)
def test_assets_have_their_media_types(client: TestClient, path: str) -> None:
    """Each asset has its media type, is not sniffed for another, and loads nothing from other servers."""
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == ASSETS[path]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"@import|url\(['\"]?https?:", response.text if path.endswith(".css") else "")
    assert_problem(client.get(f"{path}.map"), 404)
