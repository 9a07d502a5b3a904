"""The home page: an overview of every sheet, in which text is text and gaps are named."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from api.pages.home import EXAMPLE_QUERIES, MAX_ROWS, render_home
from facts.archive import Archive, Query
from facts.sheets.loader import parse_sheet
from facts.sheets.sheet import Sheet
from tests.conftest import FRIGATE

VOID = {"meta", "link"}
MARKUP = "<script>alert('x')</script> & \"Co\" {{ 1 }}"


class PageParser(HTMLParser):
    """The content of a page: its elements, links, tables and headings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[str] = []
        self.attributes: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.tables: list[list[list[str]]] = []
        self.headings: list[str] = []
        self.feed(page)
        self.close()

    @property
    def targets(self) -> set[str]:
        """The targets of the links."""
        return {target for target, _ in self.links}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.elements.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.open += [] if tag in VOID else [tag]
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
        elif tag == "h2":
            self.headings.append("")
        elif tag == "a":
            self.links.append((dict(attrs)["href"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        """Close an element, which must be the one opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Add text to the elements around it."""
        if {"td", "th"} & set(self.open):
            self.tables[-1][-1][-1] += data
        if "h2" in self.open:
            self.headings[-1] += data
        if "a" in self.open:
            target, text = self.links[-1]
            self.links[-1] = target, text + data


@pytest.fixture(scope="module")
def page(archive: Archive) -> PageParser:
    """The home page of both sheets."""
    return PageParser(render_home(archive))


def test_every_element_is_closed(page: PageParser) -> None:
    """The page is well-formed, in one language, and declares its encoding first."""
    assert page.open == []
    assert page.elements[:2] == ["html", "meta"]


def test_a_page_is_held_by_its_policy(page: PageParser) -> None:
    """The page loads only its style sheet, and has no inline script or style, which the policy would refuse."""
    assert not {"script", "style", "img", "iframe", "form"} & set(page.elements)
    assert not {"style", "onclick", "src"} & set(page.attributes)
    assert all(target.startswith("/") and not target.startswith("//") for target in page.targets)


def test_every_sheet_has_a_section(page: PageParser, sheets: tuple[Sheet, ...], archive: Archive) -> None:
    """Each sheet is linked under its title, with the number of records of each kind and its timeline."""
    items = archive.find("sheets", Query()).items
    assert len(items) == len(sheets)
    assert page.headings[1:] == [item["title"] for item in items]
    for item in items:
        url = f"/v1/sheets/{item['id']}"
        assert (url, item["title"]) in page.links
        assert f"{url}/timeline" in page.targets
        counts = {target: text.split()[0] for target, text in page.links if target.startswith(f"{url}/")}
        for kind, count in item["counts"].items():
            assert counts[f"{url}/{kind}"] == str(count)


def test_example_queries_are_linked(page: PageParser) -> None:
    """Every example query leads to a list of the API."""
    assert {(f"/v1/{target}", text) for text, target in EXAMPLE_QUERIES.items()} <= set(page.links)


def test_contracts_are_rows(page: PageParser, archive: Archive) -> None:
    """A contract is a row of the article's words, in which a gap is named."""
    rows = [row for table in page.tables[::2] for row in table]
    assert rows[0] == ["contract", "buyer", "signed", "worth", "delivery"]
    contracts = {
        contract["title"]: contract
        for sheet in archive.find("sheets", Query()).items
        for contract in archive.find("contracts", Query(sheet=sheet["id"])).items
    }
    cells = {row[0]: row[1:] for row in rows if row != rows[0]}
    assert cells.keys() == contracts.keys()
    for title, (buyer, signed, value, _) in cells.items():
        contract = contracts[title]
        assert buyer == (contract["buyer"] or "not stated")
        assert signed == (contract["signed"]["stated"] if contract["signed"] else "not stated")
        assert value == (contract["value"]["stated"] if contract["value"] else "not stated")
    assert cells["First Turkish contract for S-400 systems"] == [
        "TR",
        "2017",
        "$ 2.5 billion",
        "occurred fall of 2019",
    ]
    assert ["not stated"] * 2 in [[value, delivery] for _, _, value, delivery in cells.values()]


def test_the_timeline_is_a_table(page: PageParser, archive: Archive) -> None:
    """The first entries of each timeline are rows, with who says so."""
    for table, sheet in zip(page.tables[1::2], archive.find("sheets", Query()).items, strict=True):
        heading, *rows = table
        assert heading == ["when", "what", "status", "according to"]
        entries = archive.find("timeline", Query(sheet=sheet["id"], limit=MAX_ROWS)).items
        assert [row[0] for row in rows] == [entry["when"]["stated"] for entry in entries]
        assert all(row[1].startswith(entry["title"]) for row, entry in zip(rows, entries, strict=True))
        assert [row[2] for row in rows] == [entry["status"] or "not stated" for entry in entries]
        assert [row[3] for row in rows] == [entry["attributed_to"] or "the article" for entry in entries]
        assert all(f"/v1/sheets/{entry['subject']}" in page.targets for entry in entries)


@pytest.fixture
def hostile_archive() -> Iterator[Archive]:
    """An archive of a sheet whose titles and amounts hold markup."""
    raw = json.loads(FRIGATE.read_text(encoding="utf-8"))
    raw["title"] = raw["contracts"][0]["title"] = MARKUP
    archive = Archive.build([parse_sheet("hostile.json", raw)])
    yield archive
    archive.close()


def test_markup_is_shown_as_text(hostile_archive: Archive) -> None:
    """What a sheet holds is text on the page, whatever it looks like."""
    html = render_home(hostile_archive)
    page = PageParser(html)
    assert "<script" not in html
    assert "script" not in page.elements
    assert page.headings[-1] == MARKUP
    assert MARKUP in [row[0] for row in page.tables[0]]


def test_a_page_without_sheets_is_a_page() -> None:
    """An archive without sheets has a page too, with the example queries."""
    archive = Archive.build(())
    page = PageParser(render_home(archive))
    archive.close()
    assert (page.open, page.tables, len(page.headings)) == ([], [], 1)
