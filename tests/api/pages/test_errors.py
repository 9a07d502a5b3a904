"""Errors as pages: the same status and request id as the problem details, in words, with ways out."""

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from api.cache.middleware import CacheMiddleware
from api.cache.store import ResponseCache
from api.errors import error_page
from api.http.limits import Limits
from api.pages.errors import MAX_NEARBY
from facts.archive import Archive
from facts.kinds import KINDS
from tests.api.client import AppClient
from tests.api.helpers import TITLES, assert_problem
from tests.api.pages.page import BROWSER, Page
from tests.tables import each_row

SHEET = "/v1/sheets/s400-turkey"
ERRORS = [
    (404, "/v1/nothing", "There is no such page", "/v1/sheets"),
    (404, f"{SHEET}/contracts/turkey-2018", "No contract \u201cturkey-2018\u201d", f"{SHEET}/contracts/turkey-2017"),
    (404, "/v1/sheets/none", "No sheet \u201cnone\u201d", SHEET),
    (404, "/v1/sheets/none/contracts", "No sheet \u201cnone\u201d", SHEET),
    (404, f"{SHEET}/contracts/x.html", "No contract \u201cx\u201d", f"{SHEET}/contracts/turkey-2017.html"),
    (404, "//evil.example/x", "There is no such page", "/v1/sheets"),
    (422, "/v1/contracts?signed=summer", "signed=summer cannot be read", "/v1/contracts"),
    (422, "/v1/contracts?colour=red&buyer=TR", "colour=red cannot be read", "/v1/contracts?buyer=TR"),
    (422, "/v1/contracts?q=%ff", "q cannot be read", "/v1/contracts"),
    (422, "/v1/contracts?limit=0&match=no", "This cannot be answered as it is asked", "/v1/contracts"),
    (414, f"/v1/contracts?q={'a' * 5000}", "This address is too long", "/v1/contracts"),
]


@pytest.mark.parametrize(("status", "target", "heading", "way_out"), ERRORS)
def test_an_error_is_a_page_for_a_browser(
    client: TestClient, status: int, target: str, heading: str, way_out: str
) -> None:
    """A browser gets the error as a page: its status, what is wrong, what there is instead, and the request id."""
    response = client.get(f"http://testserver{target}", headers=BROWSER)
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["vary"] == "Accept"
    assert "default-src 'none'" in response.headers["content-security-policy"]
    page = Page(response.text)
    assert page.headings[0] == ("h1", heading)
    assert f"{status} {TITLES[status]}" in page.text
    assert response.headers["x-request-id"] in page.text
    assert way_out in page.targets or any(link.startswith(way_out) for link in page.targets)
    assert page.meta["robots"] == "noindex"
    assert "canonical" not in page.relations
    for link in page.targets:
        assert not link.startswith("//")
        assert client.get(link, headers=BROWSER).status_code == 200, link


@each_row("kind", list(KINDS))
def test_a_missing_record_lists_those_that_there_are(client: TestClient, kind: str) -> None:
    """The page of an id that no record has names the records of its kind, each by its title or name."""
    page = Page(client.get(f"{SHEET}/{kind}/none", headers=BROWSER).text)
    items = client.get(f"{SHEET}/{kind}?limit={MAX_NEARBY}").json()["items"]
    titles = {item[KINDS[kind].model.title_field] for item in items}
    assert titles
    assert titles <= {text for target, text in page.links if target.startswith(f"{SHEET}/{kind}/")}


@each_row(("status", "target"), [error[:2] for error in ERRORS])
@each_row("accept", [None, "*/*", "application/json", "application/json, text/html;q=0.9"])
def test_an_error_is_a_problem_for_a_program(
    client: TestClient, status: int, target: str, accept: str | None
) -> None:
    """A program gets problem details, as before."""
    response = client.get(f"http://testserver{target}", headers={"Accept": accept} if accept else {})
    assert_problem(response, status, *(error["parameter"] for error in response.json().get("errors", ())))


def test_head_has_the_headers_of_the_page(client: TestClient) -> None:
    """HEAD has the status and the headers of the page, and no body."""
    response = client.head("/v1/nothing", headers=BROWSER)
    assert (response.status_code, response.content) == (404, b"")
    assert response.headers["content-type"] == "text/html; charset=utf-8"


def test_an_unacceptable_coding_is_a_page(client: TestClient) -> None:
    """A browser that accepts no content coding gets 406 as a page."""
    response = client.get("/v1/contracts", headers={**BROWSER, "Accept-Encoding": "identity;q=0"})
    assert response.status_code == 406
    assert Page(response.text).headings[0][1] == "Not available in such a form"


def test_an_accepted_value_is_named(client: TestClient) -> None:
    """The page of an invalid parameter says what is accepted, with examples as code."""
    page = Page(client.get("/v1/contracts?signed=summer", headers=BROWSER).text)
    assert "2018-10-05" in page.text
    assert "`" not in page.text
    assert "code" in page.elements


def test_markup_in_an_address_is_text(client: TestClient) -> None:
    """An address with markup is repeated as text."""
    for target in ("/v1/sheets/%22%3E%3Cscript%3E", "/v1/contracts?signed=%3Cscript%3E", "/%3Cscript%3E"):
        response = client.get(target, headers=BROWSER)
        assert "<script" not in response.text
        assert Page(response.text).headings


async def fail(scope: Scope, receive: Receive, send: Send) -> None:
    """Fail, whatever is requested."""
    raise RuntimeError("secret")


def failing_client(archive: Archive, api: object) -> TestClient:
    """Return a client of an application that fails, whose pages are made with the archive of `api`."""
    limits = Limits()
    page = error_page(api)  # type: ignore[arg-type]
    app = CacheMiddleware(fail, ResponseCache(limits.cache_bytes), limits, archive.built, None, page)
    return AppClient(app, raise_server_exceptions=False)


def test_an_unhandled_exception_is_a_page(archive: Archive, client: TestClient) -> None:
    """A browser gets an exception as a page without its text."""
    client = failing_client(archive, client.app.api)  # type: ignore[attr-defined]
    response = client.get("/v1/contracts", headers=BROWSER)
    assert response.status_code == 500
    assert "secret" not in response.text
    assert Page(response.text).headings[0][1] == "Something went wrong here"
    assert_problem(client.get("/v1/contracts"), 500)


def test_a_page_that_fails_is_a_problem(archive: Archive) -> None:
    """If the page of an error cannot be rendered, the problem details are the response."""
    response = failing_client(archive, None).get("/v1/contracts", headers=BROWSER)
    assert_problem(response, 500)
