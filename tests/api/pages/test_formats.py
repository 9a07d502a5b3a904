"""HTML is one of the formats: browsers get it by Accept, everybody by its suffix, and programs get JSON."""

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from facts.formats.publication import Publication
from facts.model.collection import Collection
from facts.views import COLLECTIONS
from tests.api.client import AppClient
from tests.api.helpers import EXTENSIONS, formats_of
from tests.api.pages.page import BROWSER, Page
from tests.tables import each_row

SHEET = "/v1/sheets/s400-turkey"
PATHS = ["/v1/contracts", "/v1/sheets", "/v1/timeline", f"{SHEET}/gaps", SHEET, f"{SHEET}/contracts/turkey-2017"]
BROWSERS = [
    BROWSER["Accept"],
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "text/html",
    "text/html;q=0.9, application/json;q=0.8",
]
PROGRAMS = [None, "*/*", "application/json", "application/json, text/plain, */*", "application/*"]


@each_row("path", PATHS)
@each_row("accept", BROWSERS)
def test_browsers_get_a_page(client: TestClient, path: str, accept: str) -> None:
    """A client that prefers HTML gets a page at the address without a suffix, and caches can tell."""
    response = client.get(path, headers={"Accept": accept})
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["vary"] == "Accept, Accept-Encoding"
    assert response.headers["etag"]
    assert "form-action 'self'" in response.headers["content-security-policy"]


@each_row("path", PATHS)
@each_row("accept", PROGRAMS)
def test_programs_get_json(client: TestClient, path: str, accept: str | None) -> None:
    """A client that accepts anything, or JSON, gets JSON, after a browser got a page too."""
    client.get(path, headers=BROWSER)
    response = client.get(path, headers={"Accept": accept} if accept else {})
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", ["", *PATHS])
def test_a_suffix_serves_a_page_to_all(client: TestClient, path: str) -> None:
    """The suffix `.html` serves the page whatever is accepted, and its links lead to pages with the suffix."""
    response = client.get(f"{path or '/index'}.html", headers={"Accept": "application/json"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["vary"] == "Accept-Encoding"
    page = Page(response.text)
    assert page.relations["canonical"] == path or "/"
    internal = {target.partition("?")[0] for target in page.targets if target.startswith("/v1")}
    suffixes = {f".{extension}" for extension in EXTENSIONS.values()}
    assert internal
    for target in internal:
        assert target.endswith((".html", *suffixes)), target
        assert client.get(target).status_code == 200, target


@each_row("path", PATHS)
def test_a_page_links_to_its_formats(client: TestClient, path: str) -> None:
    """The foot of a page links to the same in every other format, with the filters of the page."""
    page = Page(client.get(f"{path}?derived=false", headers=BROWSER).text)
    for name in formats_of(path):
        assert f"{path}.{EXTENSIONS[name]}?derived=false" in page.targets
    assert page.relations["alternate"] == f"{path}.json?derived=false"


def test_the_formats_of_a_page_with_facets_work(client: TestClient) -> None:
    """Formats without facets are linked without them."""
    page = Page(client.get("/v1/contracts?facets=buyer&buyer=TR&limit=1", headers=BROWSER).text)
    exports = {target for target in page.targets if target.startswith("/v1/contracts.")}
    assert len(exports) == len(formats_of("/v1/contracts"))
    assert all(client.get(target).status_code == 200 for target in exports)


def test_pages_are_not_documented(client: TestClient) -> None:
    """OpenAPI describes what programs call, and no page."""
    paths = client.get("/openapi.json").json()["paths"]
    assert not [path for path in paths if path.endswith(".html")]


def test_a_page_has_its_public_address(archive: Archive) -> None:
    """With a public URL, the canonical address is absolute; links stay relative to the server."""
    client = AppClient(create_app(archive, publication=Publication("https://facts.example")))
    for path in ("/", "/v1/contracts?buyer=TR", SHEET):
        page = Page(client.get(path, headers=BROWSER).text)
        assert page.relations["canonical"] == f"https://facts.example{path}"
        assert page.meta["og:url"] == f"https://facts.example{path}"
        assert all(target.startswith("/") for target in page.targets)


def test_a_search_begins_at_the_canonical_address(client: TestClient) -> None:
    """The canonical address of a list has its filters and its order, but not what only changes the view."""
    page = Page(client.get("/v1/contracts?buyer=TR&limit=1&sort=-value", headers=BROWSER).text)
    assert page.relations["canonical"] == "/v1/contracts?buyer=TR&sort=-value"


def test_the_requested_fields_are_columns(client: TestClient) -> None:
    """With `fields`, a list is a table of these fields, in which an empty one is called as its gap is."""
    page = Page(client.get("/v1/contracts?fields=buyers,value,signed", headers=BROWSER).text)
    assert "contract buyers signed value" in page.text
    assert "Turkey" in page.text
    assert "not said" in page.text
    record = Page(client.get(f"{SHEET}/contracts/turkey-2017?fields=value", headers=BROWSER).text)
    assert "$ 2.5 billion" in record.text
    assert "supply by Russia of Turkey" not in record.text


@each_row("collection", list(COLLECTIONS.values()))
def test_each_row_is_called_by_its_title(client: TestClient, collection: Collection) -> None:
    """A row of the fields that were requested begins with a link that has the title, or the name, of its item."""
    path, title = f"/v1/{collection.name}", getattr(collection.model, "title_field", "title")
    page = Page(client.get(f"{path}?fields=url&limit=3", headers=BROWSER).text)
    for item in client.get(f"{path}?limit=3").json()["items"]:
        assert (item["url"], item[title]) in page.links


def test_a_list_has_the_requested_sums(client: TestClient) -> None:
    """The values of a facet have their sums if these are requested, and none otherwise, whichever comes first."""
    path = "/v1/contracts?facets=buyer"
    assert "USD 2,500,000,000 in 1 amount" not in Page(client.get(path, headers=BROWSER).text).text
    assert "USD 2,500,000,000 in 1 amount" in Page(client.get(f"{path}&sum=value", headers=BROWSER).text).text
    assert "USD 2,500,000,000 in 1 amount" not in Page(client.get(f"{path}&limit=2", headers=BROWSER).text).text


def test_html_is_cached_apart_from_json(client: TestClient) -> None:
    """A page and its JSON have different entity tags, and each validates itself."""
    tags = []
    for headers in (BROWSER, {"Accept": "*/*"}):
        response = client.get(SHEET, headers=headers)
        tags.append(response.headers["etag"])
        again = client.get(SHEET, headers={**headers, "If-None-Match": tags[-1]})
        assert again.status_code == 304
    assert tags[0] != tags[1]
    assert client.get(SHEET, headers={**BROWSER, "If-None-Match": tags[1]}).status_code == 200
