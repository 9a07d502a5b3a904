"""A program that follows links meets the same pages on the server and in the site, and comes to an end."""

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from posixpath import basename
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from api.site.__main__ import main
from facts.archive import Archive
from facts.kinds import KINDS
from facts.sheets.loader import read_sheet
from facts.views import COLLECTIONS
from tests.api.helpers import open_client
from tests.api.pages.page import Page

SHEET = "/v1/sheets/small"


@pytest.fixture(scope="module")
def archive(small_sheet: Path) -> Iterator[Archive]:
    """An archive of one sheet."""
    archive = Archive.build([read_sheet(small_sheet)])
    yield archive
    archive.close()


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    """A client of a server of the sheet."""
    with open_client(archive) as client:
        yield client


@pytest.fixture(scope="module")
def served(client: TestClient) -> dict[str, Page]:
    """The pages of the server that are met by following links from the home page, but for filtered ones."""
    pages: dict[str, Page] = {}
    pending = deque(["/index.html"])
    while pending:
        url = pending.popleft()
        if url not in pages and params_of(url) <= {"cursor"}:
            pages[url] = Page(client.get(url).text)
            pending += links_of(url, pages[url])
    return pages


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, small_sheet: Path) -> dict[str, Page]:
    """The pages of the site that are met by following links from the home page, by path."""
    directory = tmp_path_factory.mktemp("crawl") / "site"
    assert main([str(directory), "--sheets", str(small_sheet)]) == 0
    pages: dict[str, Page] = {}
    pending = deque(["/index.html"])
    while pending:
        path = pending.popleft()
        if path not in pages:
            pages[path] = Page((directory / unquote(path[1:])).read_text(encoding="utf-8"))
            pending += links_of(path, pages[path])
    return pages


def links_of(url: str, page: Page) -> list[str]:
    """Return the pages that a page links to, relative to the root."""
    links = (urljoin(url, target) for target in page.targets)
    return [link for link in links if urlsplit(link).path.endswith(".html")]


def params_of(url: str) -> set[str]:
    """Return the names of the parameters of a URL."""
    return {name for name, _ in parse_qsl(urlsplit(url).query)}


def unfiltered(pages: dict[str, Page]) -> dict[str, Page]:
    """Return the pages without parameters, in the query or in the name of a file, and of lists the first ones."""
    return {url: page for url, page in pages.items() if not re.search(r"[?=]|\.\d+\.html$", url)}


def test_the_same_pages_are_met(served: dict[str, Page], written: dict[str, Page]) -> None:
    """The pages without parameters are the same on both, with the same titles, headings and records."""
    first, second = unfiltered(served), unfiltered(written)
    assert first.keys() == second.keys() - {"/docs.html"}
    for url, page in first.items():
        assert (second[url].title, second[url].headings[0]) == (page.title, page.headings[0]), url
        assert set(second[url].ids) <= set(page.ids), url
        assert set(links_of(url, second[url])) & first.keys() == set(links_of(url, page)) & first.keys(), url


def test_every_list_sheet_and_record_is_met(served: dict[str, Page], archive: Archive) -> None:
    """From the home page, links lead to every list, in a sheet to those with items, every sheet and every record."""
    filled = {name for name in COLLECTIONS if name != "sheets" and archive.find(name).total}
    lists = {*(f"/v1/{name}.html" for name in COLLECTIONS), *(f"{SHEET}/{name}.html" for name in filled)}
    records = {f"{item['url']}.html" for kind in KINDS for item in archive.iterate(kind)}
    assert lists | records | {f"{SHEET}.html"} <= served.keys()


def test_a_crawl_comes_to_an_end(client: TestClient, served: dict[str, Page]) -> None:
    """Programs are asked not to follow the links of filtered and sorted lists, whose combinations are endless."""
    assert not [url for url, page in served.items() if "robots" in page.meta]
    targets = {link for url, page in served.items() for link in links_of(url, page)} - served.keys()
    samples = {(basename(urlsplit(url).path), *sorted(params_of(url))): url for url in targets}
    assert len(samples) > 30
    for url in samples.values():
        assert Page(client.get(url).text).meta["robots"] == "nofollow", url
