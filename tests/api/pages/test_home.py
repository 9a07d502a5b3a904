"""The home page: one fact taken apart, every sheet as a map, and questions that the sheets have answers to."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.pages.documents import render_home
from facts.archive import Archive, Query
from facts.sheets.loader import parse_sheet
from tests.api.client import AppClient
from tests.api.pages.page import BROWSER, Page
from tests.conftest import FRIGATE, TESTS

MARKUP = "<script>alert('x')</script> & \"Co\" {{ 1 }}"


@pytest.fixture(scope="module")
def page(archive: Archive) -> Page:
    """The home page of both sheets."""
    return Page(render_home(archive))


def test_every_sheet_is_shown(page: Page, archive: Archive) -> None:
    """Each sheet is linked under its title, with the number of records of each kind, and its passages."""
    for item in archive.find("sheets", Query()).items:
        url = f"/v1/sheets/{item['id']}"
        assert (url, item["title"]) in page.links
        assert {f"{url}#p{number}" for number in range(1, len(item["source"]["passages"]) + 1)} <= {
            target for target, _ in page.links
        }
        counts = {target: text.split()[0] for target, text in page.links if target.startswith(f"{url}/")}
        for kind, count in item["counts"].items():
            assert counts[f"{url}/{kind}"] == str(count)


def test_one_fact_is_taken_apart(page: Page) -> None:
    """The page shows the value of a contract with its receipt, its basis and its voice."""
    assert "$ 2.5 billion 2\u00a0500\u00a0000\u00a0000 USD".replace("\u00a0", " ") in page.text
    assert "passage 34 , characters 3434 to 3447" in page.text
    assert ("/v1/sheets/s400-turkey/contracts/turkey-2017", "First Turkish contract for S-400 systems") in page.links


def test_every_question_has_an_answer(page: Page, client: TestClient) -> None:
    """The questions are about what the sheets hold: each leads to a list that is not empty."""
    questions = [(target, text) for target, text in page.links if text.endswith("?")]
    assert len(questions) >= 8
    for target, _ in questions:
        assert client.get(target).json()["total"] > 0, target


@pytest.fixture
def hostile_archive() -> Iterator[Archive]:
    """An archive of a sheet whose titles and names hold markup."""
    raw = json.loads(FRIGATE.read_text(encoding="utf-8"))
    raw["title"] = raw["contracts"][0]["title"] = raw["events"][0]["title"] = MARKUP
    for gap in (gap for record in raw["contracts"] for gap in record.get("gaps", {}).values()):
        gap["note"] = MARKUP
    archive = Archive.build([parse_sheet("hostile.json", raw)])
    yield archive
    archive.close()


def test_markup_is_shown_as_text(hostile_archive: Archive) -> None:
    """What a sheet holds is text on every page, whatever it looks like."""
    client = AppClient(create_app(hostile_archive))
    contract = hostile_archive.find("contracts", Query(limit=1)).items[0]["url"]
    sheet = "/v1/sheets/frigate-deal"
    for url in ("/", "/v1/sheets", sheet, contract, "/v1/contracts", "/v1/facts", f"{sheet}/timeline", "/v1/events"):
        html = client.get(url, headers=BROWSER).text
        page = Page(html)
        assert html.count("<script") == html.count('<script type="application/ld+json">') == 1
        assert MARKUP in page.text, url
        assert "{{" not in page.text.replace(MARKUP, "")


def test_a_page_without_sheets_is_a_page() -> None:
    """An archive without sheets has a page too."""
    archive = Archive.build(())
    page = Page(render_home(archive))
    archive.close()
    assert page.headings[0] == ("h1", "What an article says, who says so, and where it stands")


def test_a_server_imports_what_it_serves_with() -> None:
    """The application is imported without the template engine of pages, and the names of currencies."""
    code = "import sys, api.app, api.server.config; print(*sys.modules)"
    process = subprocess.run([sys.executable, "-c", code], cwd=TESTS.parent, capture_output=True, check=True)  # noqa: S603
    names = process.stdout.decode().split()
    assert "fastapi" in names
    assert [name for name in names if any(part in name for part in ("jinja2", "markupsafe", "babel"))] == []
