"""The pages fit every screen, can be read by everyone, and their links lead to pages, by click and by keyboard."""

from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe

from facts.archive import Archive
from facts.sheets.loader import parse_sheet, read_json
from tests.browser.conftest import Tab, serve
from tests.browser.pages import ERRORS, LISTS, RECORDS, SHEET, TEMPLATES
from tests.conftest import S400

OpenTab = Callable[..., Tab]
DOWNLOADS = (".csv", ".ndjson", ".md", ".jsonld", ".ocds.json", ".json")
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7 * 7 }} <a href='javascript:alert(1)'>here</a>",
)
WIDTHS = (320, 768, 992)
"""The narrowest window of each layout of the style sheet, in pixels; 320 is what WCAG asks for (1.4.10)."""
LONG_WORD = "Donaudampfschiffahrtselektrizit\u00e4tenhauptbetriebswerk" * 3
AXE = Axe()
OPTIONS: dict[str, Any] = {"resultTypes": ["violations"]}
RULES: dict[Literal["light", "dark"], dict[str, Any]] = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}
"""Only the contrast depends on the colour scheme."""
READ = ["/", LISTS[1], f"{LISTS[-1]}?limit=5", RECORDS[0], ERRORS[1]]
"""The pages that axe reads: one of every template but that of a sheet, which takes it seconds."""
DARK = READ[1::2]
"""Those that it reads in the dark too."""


def is_page(target: str) -> bool:
    """Return whether a link leads to another page, not to data or into the page."""
    return not target.startswith("#") and not urlsplit(target).path.endswith(DOWNLOADS)


def shape_of(url: str) -> tuple[int, bool, bool]:
    """Return what URLs of pages of one template have in common: the steps of the path, and what follows."""
    parts = urlsplit(url)
    return sum(map(bool, parts.path.split("/"))), bool(parts.query), bool(parts.fragment)


def test_links_are_clicked(site: str, open_tab: OpenTab) -> None:
    """A click on a link of every shape that pages have opens its page, and the console is silent."""
    tab, clicked = open_tab(), set[tuple[int, bool, bool]]()
    for path in ("/", RECORDS[0]):
        tab.open(site + path)
        others = [target for target in filter(is_page, tab.links()) if urljoin(path, target) != path]
        targets = {shape_of(urljoin(path, target)): target for target in others}
        for shape in [shape for shape in targets if shape not in clicked]:
            target = targets[shape]
            with tab.page.expect_navigation(wait_until="domcontentloaded") as navigation:
                tab.page.locator(f'a[href="{target}"]').first.dispatch_event("click")
            response = navigation.value
            assert response is None or response.ok, target
            is_html = tab.page.evaluate("document.contentType") == "text/html"
            assert bool(tab.page.title()) == is_html, target
            clicked.add(shape)
            tab.page.go_back(wait_until="domcontentloaded")
    assert len(clicked) > 6
    assert tab.errors == []


def test_every_link_is_reached_by_keyboard(site: str, open_tab: OpenTab) -> None:
    """The tab key reaches every link, each visibly, and first the link that skips to the content."""
    tab = open_tab()
    tab.open(site + RECORDS[0])
    reached = []
    links = tab.page.locator("a[href]:visible").count()
    for _ in range(links + 40):
        tab.page.keyboard.press("Tab")
        href, outline = tab.page.evaluate(
            "() => { const e = document.activeElement;"
            "return [e.getAttribute && e.getAttribute('href'), getComputedStyle(e).outlineStyle] }"
        )
        if href is not None:
            assert outline != "none", href
            reached.append(href)
    expected = [target for target in tab.links() if is_page(target)]
    assert set(expected) <= set(reached)
    assert reached[0].startswith("#")


def test_the_keyboard_follows_links(site: str, open_tab: OpenTab) -> None:
    """Enter on a link that has the focus opens it."""
    tab = open_tab()
    tab.open(site)
    tab.page.locator(f'a[href^="{SHEET}"]').first.focus()
    with tab.page.expect_navigation():
        tab.page.keyboard.press("Enter")
    assert urlsplit(tab.page.url).path.startswith(SHEET)
    assert tab.errors == []


def test_a_search_is_sent_by_the_keyboard(site: str, open_tab: OpenTab) -> None:
    """Words typed into the search of a page lead to a list of what has them."""
    tab = open_tab()
    tab.open(site)
    tab.page.locator("input[name=q]").first.fill("Ankara")
    with tab.page.expect_navigation():
        tab.page.keyboard.press("Enter")
    assert "q=Ankara" in tab.page.url
    assert tab.errors == []


def test_titles_do_not_run(open_tab: OpenTab) -> None:
    """Markup in titles and summaries is text in every template: nothing runs, and no dialog opens."""
    raw = read_json(S400)
    for number, record in enumerate(record for kind in ("contracts", "events") for record in raw[kind]):
        record["title"] = PAYLOADS[number % len(PAYLOADS)]
    for number, statement in enumerate(raw["statements"]):
        statement["summary"] = PAYLOADS[number % len(PAYLOADS)]
    archive = Archive.build([parse_sheet("payloads.json", raw)])
    with serve(archive) as site:
        tab = open_tab()
        for path in TEMPLATES:
            tab.open(site + path)
            assert tab.page.locator("script:not([type='application/ld+json'])").count() == 0
            assert tab.page.locator("[onerror], [onload], a[href^='javascript:']").count() == 0
        tab.open(f"{site}{SHEET}/contracts/turkey-2017")
        assert PAYLOADS[0] in tab.page.title() + tab.page.inner_text("h1")
        assert tab.errors == []
    archive.close()


def describe_violations(results: dict[str, Any]) -> list[str]:
    """Return the rule and the first element of each violation."""
    return [f"{entry['id']}: {entry['nodes'][0]['html'][:200]}" for entry in results["violations"]]


def test_no_page_scrolls_sideways(site: str, open_tab: OpenTab) -> None:
    """No page of any template is wider than the window, whatever the width of that."""
    tab = open_tab()
    for path in TEMPLATES:
        tab.open(site + path)
        for width in WIDTHS:
            tab.page.set_viewport_size({"width": width, "height": 800})
            assert tab.page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
    assert tab.errors == []


def test_long_words_are_broken(open_tab: OpenTab) -> None:
    """No template is wider than the window because of a long word, in a title, a name or a search, in any script."""
    raw = read_json(S400)
    raw["title"] = LONG_WORD
    for kind, name in (("contracts", "title"), ("events", "title"), ("statements", "summary"), ("media", "caption")):
        for record in raw[kind]:
            record[name] = LONG_WORD
    archive = Archive.build([parse_sheet("long.json", raw)])
    with serve(archive) as site:
        tab = open_tab(WIDTHS[0])
        for path in [*TEMPLATES, f"/v1/contracts?buyer=IR&q={'w' * 190}", f"/v1/sheets/{'x' * 200}"]:
            tab.page.goto(site + path)
            assert tab.page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[0], path
    archive.close()


def test_axe_has_no_objection(site: str, open_tab: OpenTab) -> None:
    """The accessibility checker axe finds no violation, in either colour scheme."""
    tab = open_tab(390)
    for path in READ:
        tab.page.goto(site + path)
        for scheme, rules in list(RULES.items())[: 1 + (path in DARK)]:
            tab.page.emulate_media(color_scheme=scheme)
            results = AXE.run(tab.page, options=OPTIONS | rules).response
            assert describe_violations(results) == [], (path, scheme)


def test_no_page_is_empty(site: str, open_tab: OpenTab) -> None:
    """A picture of a page has far more in it than one of an empty page, on screen, in the dark and on paper."""
    tab = open_tab()
    empty = len(tab.page.screenshot())
    for path in ("/", SHEET, RECORDS[0]):
        tab.open(site + path)
        assert len(tab.page.screenshot()) > 4 * empty, path
    tab.page.emulate_media(color_scheme="dark")
    assert len(tab.page.screenshot()) > 4 * empty, "dark"
    tab.page.emulate_media(media="print")
    assert len(tab.page.screenshot()) > 4 * empty, "print"
