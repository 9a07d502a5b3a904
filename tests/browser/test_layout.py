"""The pages fit every screen, can be read by everyone, and are not empty."""

from collections.abc import Callable
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe

from facts.archive import Archive
from facts.sheets.loader import parse_sheet, read_json
from tests.browser.conftest import Tab, serve
from tests.browser.pages import ERRORS, LISTS, PAGES, RECORDS, SHEET
from tests.conftest import S400

OpenTab = Callable[..., Tab]
WIDTHS = (320, 390, 1280, 1600)
"""Pixels: the narrowest that WCAG asks for (1.4.10), a telephone, a laptop and a desktop."""
LONG_WORD = "Donaudampfschiffahrtselektrizit\u00e4tenhauptbetriebswerk" * 3
AXE = Axe()
OPTIONS: dict[str, Any] = {"resultTypes": ["violations"]}
RULES: dict[Literal["light", "dark"], dict[str, Any]] = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}
"""Only the contrast depends on the colour scheme."""
READ = ["/", *LISTS[1:3], LISTS[-1], *RECORDS[:1], *RECORDS[6:8], ERRORS[1]]
"""The pages that axe reads: one of every template but that of a sheet, which takes it seconds."""


def describe_violations(results: dict[str, Any]) -> list[str]:
    """Return the rule and the first element of each violation."""
    return [f"{entry['id']}: {entry['nodes'][0]['html'][:200]}" for entry in results["violations"]]


def test_no_page_scrolls_sideways(site: str, open_tab: OpenTab) -> None:
    """No page is wider than the window, whatever the width of that."""
    tab = open_tab()
    for path in PAGES:
        tab.open(site + path)
        for width in WIDTHS:
            tab.page.set_viewport_size({"width": width, "height": 800})
            assert tab.page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
    assert tab.errors == []


def test_long_words_are_broken(open_tab: OpenTab) -> None:
    """No page is wider than the window because of a long word, in a title, a name or a search, in any script."""
    raw = read_json(S400)
    raw["title"] = LONG_WORD
    for kind, name in (("contracts", "title"), ("events", "title"), ("statements", "summary"), ("media", "caption")):
        for record in raw[kind]:
            record[name] = LONG_WORD
    archive = Archive.build([parse_sheet("long.json", raw)])
    with serve(archive) as site:
        tab = open_tab()
        for path in [*PAGES, f"/v1/contracts?buyer=IR&q={'w' * 190}", f"/v1/sheets/{'x' * 200}"]:
            tab.page.goto(site + path)
            for width in (320, 1280):
                tab.page.set_viewport_size({"width": width, "height": 800})
                assert tab.page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
    archive.close()


def test_axe_has_no_objection(site: str, open_tab: OpenTab) -> None:
    """The accessibility checker axe finds no violation, in either colour scheme."""
    tab = open_tab(390)
    for path in READ:
        tab.page.goto(site + path)
        for scheme, rules in RULES.items():
            tab.page.emulate_media(color_scheme=scheme)
            results = AXE.run(tab.page, options=OPTIONS | rules).response
            assert describe_violations(results) == [], (path, scheme)


def test_no_page_is_empty(site: str, open_tab: OpenTab) -> None:
    """A picture of a page has far more in it than one of an empty page, on screen, in the dark and on paper."""
    tab = open_tab()
    empty = len(tab.page.screenshot())
    for path in ("/", SHEET, *LISTS, RECORDS[0]):
        tab.open(site + path)
        assert len(tab.page.screenshot()) > 4 * empty, path
    tab.page.emulate_media(color_scheme="dark")
    for path in ("/", SHEET):
        tab.open(site + path)
        assert len(tab.page.screenshot()) > 4 * empty, path
    tab.page.emulate_media(media="print")
    for path in ("/", SHEET):
        tab.open(site + path)
        assert len(tab.page.screenshot()) > 4 * empty, path
