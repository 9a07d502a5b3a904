"""Pages of many sheets: small, and their links work."""

from collections.abc import Iterator
from itertools import islice

import pytest
from starlette.testclient import TestClient

from api.pages.format import PAGE_LIMITS
from facts.archive import Archive
from facts.kinds import KINDS
from facts.views import COLLECTIONS
from tests.api.helpers import open_client
from tests.api.pages.page import BROWSER, Page
from tests.api.pages.test_pages import MAX_BYTES, MAX_SHEET_BYTES
from tests.benchmark.corpus import generate_sheets

FACTS = 5000
LISTS = [f"/v1/{name}" for name in COLLECTIONS]
FILTERED = [
    *("/v1/timeline?undated=true", "/v1/facts?q=minister", "/v1/contracts?sort=-value", "/v1/statements?sort=date")
]


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    """An archive of more sheets than names are looked up in at once."""
    archive = Archive.build(generate_sheets(FACTS))
    yield archive
    archive.close()


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    """A client of its server."""
    with open_client(archive) as client:
        yield client


def test_every_page_is_small(client: TestClient, archive: Archive) -> None:
    """Lists of all sheets and of each one, records, and sheets keep to the limits of pages."""
    assert len(archive.sheets) > 8
    in_sheets = [f"/v1/sheets/{sheet}/{name}" for sheet in archive.sheets for name in ("contracts", "statements")]
    records = [item["url"] for kind in KINDS for item in islice(archive.iterate(kind), 3)]
    for url in ["/", *LISTS, *FILTERED, *in_sheets, *records]:
        assert len(client.get(url, headers=BROWSER).content) < MAX_BYTES, url
    for sheet in archive.sheets:
        assert len(client.get(f"/v1/sheets/{sheet}", headers=BROWSER).content) < MAX_SHEET_BYTES, sheet


def test_a_page_has_fewer_items_than_a_response_to_programs(client: TestClient) -> None:
    """A page has as many items as it has room for, those after them on the next page; a limit is kept to."""
    for name, limit in PAGE_LIMITS.items():
        url, total = f"/v1/{name}", client.get(f"/v1/{name}").json()["total"]
        assert total > limit
        page = Page(client.get(url, headers=BROWSER).text)
        assert f"{limit} of {total:,}" in page.text
        following = next(link for link, text in page.links if text == "next page")
        assert f"{limit} of {total:,}" in Page(client.get(following, headers=BROWSER).text).text
        assert f"5 of {total:,}" in Page(client.get(f"{url}?limit=5", headers=BROWSER).text).text
