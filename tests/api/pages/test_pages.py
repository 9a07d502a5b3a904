"""Every page of both sheets: well-formed, self-contained, small, and in the words of people."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from facts.archive import Archive, Query
from facts.kinds import KINDS
from facts.sheets.loader import parse_sheet
from facts.sheets.sheet import Sheet
from tests.api.helpers import LISTS, SHEETS, document_type_of, open_client
from tests.api.pages.page import BROWSER, Page
from tests.conftest import S400

SHEET = "/v1/sheets/s400-turkey"
PAGES = ["/", *LISTS, *(f"/v1/sheets/{sheet}" for sheet in SHEETS)]
RECORDS = [f"/v1/sheets/{sheet}/{kind}" for sheet in SHEETS for kind in KINDS]
PROGRAM = {"Accept": "application/json, */*;q=0.5"}
MAX_BYTES = 60_000
MAX_SHEET_BYTES = 150_000
ALLOWED_LINKS = ("/v1", "/docs", "/openapi.json", "/healthz", "/schemas/", "/index.html", "#")


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    """A client for many requests."""
    with open_client(archive) as client:
        yield client


@pytest.fixture(scope="module")
def pages(client: TestClient, archive: Archive) -> dict[str, tuple[Page, int]]:
    """Every page of both sheets, with its size."""
    urls = [*PAGES, *(item["url"] for kind in KINDS for item in archive.iterate(kind))]
    responses = {url: client.get(url, headers=BROWSER) for url in urls}
    assert {response.status_code for response in responses.values()} == {200}
    return {url: (Page(response.text), len(response.content)) for url, response in responses.items()}


def test_every_page_is_well_formed(pages: dict[str, tuple[Page, int]]) -> None:
    """Elements are nested, ids are unique, and fragments lead to elements of the page."""
    for url, (page, _) in pages.items():
        assert page.elements[:3] == ["html", "head", "meta"], url
        assert len(set(page.ids)) == len(page.ids), url
        assert page.fragments <= set(page.ids), url


def test_every_page_is_small(pages: dict[str, tuple[Page, int]]) -> None:
    """A page has less than 60 kB before compression, that of a sheet less than 150."""
    for url, (_, size) in pages.items():
        is_sheet = url.count("/") == 3 and "/sheets/" in url
        assert size < (MAX_SHEET_BYTES if is_sheet else MAX_BYTES), url


def test_every_page_is_self_contained(pages: dict[str, tuple[Page, int]]) -> None:
    """No page has a script, an inline style or anything from elsewhere; forms lead to lists of the API."""
    for url, (page, _) in pages.items():
        assert not {"style", "img", "iframe", "object"} & set(page.elements), url
        scripts = [value for tag, name, value in page.attributes if tag == "script" and name == "type"]
        assert scripts == ["application/ld+json"] * page.elements.count("script"), url
        names = {name for _, name, _ in page.attributes}
        assert not {name for name in names if name == "style" or name.startswith("on")}, url
        sources = [value for _, name, value in page.attributes if name in {"src", "action", "href"}]
        assert all(not re.match(r"[a-z]+:|//", source) for source in sources), url
        assert all(target.startswith(ALLOWED_LINKS) or target == "/" for target, _ in page.links), url


def test_every_page_describes_itself(pages: dict[str, tuple[Page, int]]) -> None:
    """A page has a title and a description of its own, and says where it is."""
    titles = [page.title for url, (page, _) in pages.items() if url.count("/") == 5]
    assert len(set(titles)) > 0.9 * len(titles)
    for url, (page, _) in pages.items():
        assert page.title, url
        assert page.meta["description"], url
        assert page.meta["description"] == page.meta["og:description"], url
        assert page.relations["canonical"] == page.meta["og:url"] == url
        assert page.relations["icon"] == "/assets/icon.svg"
        assert page.meta["color-scheme"] == "light dark"
        assert "robots" not in page.meta


def test_every_page_has_linked_data(pages: dict[str, tuple[Page, int]], archive: Archive) -> None:
    """The JSON-LD of a page says where it is, and what it is about: a claim has no verdict."""
    types = {}
    for url, (page, _) in pages.items():
        data = json.loads(page.linked_data)
        assert data["@context"] == "https://schema.org"
        crumbs, *nodes = data["@graph"]
        assert crumbs["@type"] == "BreadcrumbList"
        types[url] = [node["@type"] for node in nodes]
    assert types["/"] == ["DataCatalog"]
    assert types[SHEET] == ["Dataset"]
    assert all(types[path] == ["ItemList"] for path in LISTS)
    assert all(types[item["url"]] == ["Claim"] for item in archive.iterate("statements"))
    assert all(types[item["url"]] == ["ProfilePage"] for item in archive.iterate("people"))


def test_headings_are_in_order(pages: dict[str, tuple[Page, int]]) -> None:
    """A page has one heading of the first level, first, and skips no level; the skip link leads to its content."""
    for url, (page, _) in pages.items():
        levels = [int(tag[1]) for tag, _ in page.headings]
        assert levels[0] == 1, url
        assert levels.count(1) == 1, url
        assert all(after <= before + 1 for before, after in pairwise(levels)), url
        assert all(text.strip() for _, text in page.headings), url
        assert page.links[0] == ("#main", "To the content"), url


def add_limit(target: str) -> str:
    """Return the target of a link; to a list with a limit of one item, for which it exists as well."""
    path = urlsplit(target).path
    is_list = path.startswith("/v1/") and document_type_of(path) == "list" and "limit=" not in target
    return f"{target}{'&' if '?' in target else '?'}limit=1" if is_list else target


def test_every_link_works(client: TestClient, pages: dict[str, tuple[Page, int]]) -> None:
    """Every link of a page leads to something: to every page and list, and to one record of a kind in each format.

    One of each collection and set of parameters leads to a page.
    """
    targets = {target for page, _ in pages.values() for target in page.targets}
    assert len(targets) > 500
    records = {
        re.sub(r"/[^/.]+(?=\.)", "", target): target for target in targets if document_type_of(target) == "record"
    }
    others = {target for target in targets - set(pages) if document_type_of(target) != "record"}
    lists = {target: urlsplit(target) for target in others}
    shapes = {
        (url.path.rpartition("/")[2], *sorted(dict(parse_qsl(url.query)))): target for target, url in lists.items()
    }
    requests = [(add_limit(target), PROGRAM) for target in (*lists, *records.values())]
    requests += [(target, BROWSER) for target in shapes.values()]
    broken = {target for target, headers in requests if client.get(target, headers=headers).status_code != 200}
    assert broken == set()


def test_every_link_to_a_passage_works(pages: dict[str, tuple[Page, int]]) -> None:
    """A link to a passage leads to an element of the page of its sheet."""
    for url, (page, _) in pages.items():
        for target, _ in page.links:
            path, mark, fragment = target.partition("#")
            if path and mark:
                assert fragment in pages[path][0].ids, (url, target)


def test_names_stand_for_ids(pages: dict[str, tuple[Page, int]], sheets: tuple[Sheet, ...]) -> None:
    """No page shows the id of a record that has a name: no slug, and no code of a country by itself."""
    ids = {record.id for sheet in sheets for _, record in sheet}
    slugs = {record_id for record_id in ids if "-" in record_id and not re.fullmatch(r"[a-z]-\d+", record_id)}
    codes = {record_id for record_id in ids if record_id.isupper()}
    slug = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(slugs)))})(?![\w-])")
    for url, (page, _) in pages.items():
        assert not slug.search(page.text), url
        assert not {text.strip() for text in page.strings} & codes, url
        assert not {text for _, text in page.links} & ids - {"s400-turkey"}, url


def test_a_record_shows_all_its_receipts(client: TestClient, archive: Archive) -> None:
    """The page of a record has a row for each receipt and each gap, with a link to each passage."""
    for kind in KINDS:
        item = archive.find(kind, Query(limit=1)).items[0]
        page = Page(client.get(item["url"], headers=BROWSER).text)
        passages = {span["passage"] for receipt in item["evidence"].values() for span in receipt["spans"]}
        sheet = f"/v1/sheets/{item['sheet']}"
        assert {f"{sheet}#p{number}" for number in passages} <= {target for target, _ in page.links}
        quotes = {span["exact"] for receipt in item["evidence"].values() for span in receipt["spans"][:1]}
        assert all(quote in page.text for quote in quotes if quote), kind
        assert all(gap["note"] in page.text for gap in item["gaps"].values()), kind


def test_a_field_names_who_says_it(client: TestClient, archive: Archive) -> None:
    """The row of a field that another voice tells than the record names it: the article's own, or who says so."""
    tellers = []
    for kind in KINDS.values():
        for item in archive.iterate(kind.name):
            receipts = [receipt for receipt in item["evidence"].values() if receipt["attributed_to"]]
            others = {receipt["attributed_to"] for receipt in receipts} - {item.get("attributed_to")}
            for teller, (_, name) in archive.titles(item["sheet"], others).items():
                text = Page(client.get(item["url"], headers=BROWSER).text).text
                assert text.count(f"{name} says so") == [r["attributed_to"] for r in receipts].count(teller)
                tellers.append(teller)
    assert len(tellers) >= 2


def test_a_contract_names_what_is_not_said(client: TestClient, archive: Archive) -> None:
    """The page of a contract says who buys from whom, what it is worth, and what is not said of it."""
    page = Page(client.get(f"{SHEET}/contracts/turkey-2020", headers=BROWSER).text)
    assert "Turkey buys from Russia : a second delivery of S-400 air defense systems · S-400 ." in page.text
    contract = archive.get("contracts", "s400-turkey", "turkey-2020")
    assert contract
    assert f"value not said {contract['gaps']['value']['note']}" in page.text
    assert "Alexander Mikheev says so; how far that reaches is left open" in page.text
    first = Page(client.get(f"{SHEET}/contracts/turkey-2017", headers=BROWSER).text)
    assert "45% in advance stated" in first.text
    assert "pledged; whether it was paid is not said" in first.text
    assert "derived: value \u00d7 loan share" in first.text


def test_a_statement_is_never_told_as_a_fact(client: TestClient) -> None:
    """The page of a statement has its speaker as heading, the form, and both sides of a dispute."""
    page = Page(client.get(f"{SHEET}/statements/balmasov-incompatibility-talk", headers=BROWSER).text)
    assert page.headings[0] == ("h1", "Sergei Balmasov")
    assert "attributes it without a verb of speech" in page.text
    assert "disputes our reading Jens Stoltenberg" in page.text
    assert re.search(r"Statement \d+ of \d+", page.text)


def test_a_sheet_is_a_map_of_its_article(client: TestClient, archive: Archive) -> None:
    """The page of a sheet has a line for each passage, which leads to what rests on it."""
    for sheet in SHEETS:
        page = Page(client.get(f"/v1/sheets/{sheet}", headers=BROWSER).text)
        item = archive.get_sheet(sheet)
        assert item
        numbers = {f"#p{number}" for number in range(1, len(item["source"]["passages"]) + 1)}
        assert numbers <= {target for target, _ in page.links}
        assert f"{archive.find('facts', Query(sheet=sheet)).total} facts" in page.text
        assert all(record["url"] in page.targets for kind in KINDS for record in item[kind] if kind != "statements")
        assert all(entry["reason"] in page.text for entry in item["source"]["factless"])


def test_a_page_of_a_large_sheet_is_bounded() -> None:
    """A sheet of thousands of passages and statements has pages that are hardly larger than those of a small one."""
    raw = json.loads(S400.read_text(encoding="utf-8"))
    raw["source"]["factless"] += [{"passage": number, "reason": "none"} for number in range(75, 2001)]
    passages = [{"start": 8036 + 10 * number, "end": 8040 + 10 * number} for number in range(2000 - 74)]
    raw["source"] |= {"passages": [*raw["source"]["passages"], *passages], "characters": 100_000}
    first = [statement for statement in raw["statements"] if not statement.get("relations")][:40]
    raw["statements"] += [
        {**statement, "id": f"{statement['id'][:50]}-{number}"} for number in range(30) for statement in first
    ]
    archive = Archive.build([parse_sheet("large.json", raw)])
    with open_client(archive) as client:
        for url in ("/", "/v1/statements", "/v1/timeline", f"{SHEET}/people/sergei-ermakov", f"{SHEET}/countries/TR"):
            assert len(client.get(url, headers=BROWSER).content) < MAX_BYTES, url
        page = client.get(SHEET, headers=BROWSER)
    archive.close()
    assert len(page.content) < MAX_SHEET_BYTES
    assert "The first 240 of 2,000 passages." in Page(page.text).text
