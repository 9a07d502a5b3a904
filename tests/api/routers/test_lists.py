"""Lists of every collection, in all sheets and in each sheet: pages, fields, sort orders, filters and facets."""

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from facts.archive import Archive
from facts.sheets.sheet import Sheet
from facts.views import COLLECTIONS
from tests.api.helpers import (
    FEW_LISTS,
    KINDS,
    SOME_LISTS,
    VIEWS,
    Body,
    assert_list,
    assert_problem,
    fetch_items,
    get_value,
    list_terms,
    open_client,
    parse_links,
)
from tests.tables import each_row

EACH = pytest.mark.parametrize("path", FEW_LISTS)


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    """A client for thousands of requests."""
    with open_client(archive) as client:
        yield client


def identify(items: Iterable[Body]) -> list[tuple[str, str]]:
    """Return the URL and the property of items, in their order."""
    return [(item["url"], item.get("property", "")) for item in items]


@each_row("path", SOME_LISTS)
def test_a_list_has_each_item_once(client: TestClient, sheets: tuple[Sheet, ...], path: str) -> None:
    """A list has all its items, each once and in the order of the sheets; in a sheet, those of that sheet."""
    items = fetch_items(client, path)
    assert items
    assert len(set(identify(items))) == len(items)
    *scope, name = path.removeprefix("/v1/").split("/")
    owners = [sheet for sheet in sheets if sheet.id in scope or not scope]
    assert {item.get("sheet", item.get("id")) for item in items} == {sheet.id for sheet in owners}
    in_all_sheets = fetch_items(client, f"/v1/{name}")
    assert items == tuple(item for item in in_all_sheets if not scope or item["sheet"] == scope[-1])
    if name in KINDS:
        expected = [f"/v1/sheets/{sheet.id}/{name}/{record.id}" for sheet in owners for record in sheet.records[name]]
        assert [item["url"] for item in items] == expected


@each_row("name", [*KINDS, *VIEWS])
def test_an_unknown_sheet_has_no_lists(client: TestClient, name: str) -> None:
    """A list in an unknown sheet is not found, rather than empty."""
    body = assert_problem(client.get(f"/v1/sheets/nothing/{name}"), 404)
    assert "/v1/sheets" in body["detail"]


@EACH
def test_pages_lead_on_and_back(client: TestClient, path: str) -> None:
    """`next` leads through all pages to the last, Link's `prev` back to the first, `total` the same on each."""
    items = fetch_items(client, path)
    limit = min(max(1, len(items) // 3), 100)
    assert_walk(client, f"{path}?limit={limit}", items, limit)


@each_row(
    ("target", "limit"),
    [
        ("/v1/contracts?sort=-value,signed&facets=buyer", 2),
        ("/v1/contracts?sort=delivered&fields=id", 1),
        ("/v1/countries?q=r&sort=-name", 2),
        ("/v1/events?country=TR&sort=-date&derived=false", 3),
        ("/v1/statements?sort=speaker,-date", 13),
        ("/v1/facts?date=2018/2020&sort=-date,-subject", 7),
        ("/v1/facts?attributed_to=sergei-ermakov&sort=property", 20),
        ("/v1/gaps?status=not_stated&sort=-property", 80),
        ("/v1/timeline?sort=-date", 50),
        ("/v1/sheets/s400-turkey/timeline?date=../2019&match=possible", 4),
    ],
)
def test_pages_keep_the_query(client: TestClient, target: str, limit: int) -> None:
    """Paging works with every sort order, filter and search, and each link repeats them."""
    assert_walk(client, f"{target}&limit={limit}", fetch_items(client, target), limit)


def assert_walk(client: TestClient, first: str, items: tuple[Body, ...], limit: int) -> None:
    """Assert that the pages from `first` on are `items`, and the same backwards."""
    responses = [client.get(first)]
    while next_url := assert_list(responses[-1])["next"]:
        responses.append(client.get(next_url))
    pages = [assert_list(response) for response in responses]
    assert [item for page in pages for item in page["items"]] == list(items)
    assert {page["total"] for page in pages} == {len(items)}
    assert [len(page["items"]) for page in pages[:-1]] == [limit] * (len(pages) - 1)
    assert "prev" not in parse_links(responses[0])
    response = responses[-1]
    for page in pages[-2::-1]:
        response = client.get(parse_links(response)["prev"])
        assert assert_list(response)["items"] == page["items"]
        assert response.json()["total"] == len(items)
    assert "prev" not in parse_links(response)
    assert client.get(parse_links(response)["first"]).json()["items"] == pages[0]["items"]
    assert client.get(parse_links(responses[-1])["self"]).json() == pages[-1]


@each_row("limit", [1, 49, 50, 100])
def test_a_page_has_the_requested_size(client: TestClient, limit: int) -> None:
    """`limit` is the number of items of a page: from 1 to 100, 50 by default."""
    items = fetch_items(client, "/v1/facts")
    assert assert_list(client.get(f"/v1/facts?limit={limit}"))["items"] == list(items[:limit])
    assert assert_list(client.get("/v1/facts"))["items"] == list(items[:50])


@EACH
def test_only_the_requested_fields(client: TestClient, path: str) -> None:
    """`fields` selects fields of items, in their own order; those that identify an item are always there."""
    items = fetch_items(client, path)[:50]
    identifying = COLLECTIONS[path.rpartition("/")[2]].identifying
    fields = [name for name in items[0] if name not in {*identifying, "match"}][::-2]
    partial = assert_list(client.get(f"{path}?fields={','.join(fields)}"))["items"]
    names = {*fields, *identifying}
    assert partial == [{name: value for name, value in item.items() if name in names} for item in items]
    for part, item in zip(partial, items, strict=True):
        assert list(part) == [name for name in item if name in part]


def test_fields_inside_of_others(client: TestClient) -> None:
    """A dotted path selects a part of a field, and a receipt of `evidence`; the rest is left out."""
    page = assert_list(client.get("/v1/contracts?fields=title,value.amount,evidence.value&buyer=TR&limit=1"))
    [item] = page["items"]
    assert item.keys() == {"id", "sheet", "url", "title", "value", "evidence"}
    assert item["value"] == {"amount": "2500000000"}
    assert item["evidence"].keys() == {"value"}
    facts = assert_list(client.get("/v1/facts?fields=value.currency,spans.passage&property=value&limit=1"))["items"]
    assert facts[0]["value"] == {"currency": "USD"}
    assert all(span.keys() == {"passage"} for span in facts[0]["spans"])
    table = client.get("/v1/contracts.html?fields=value.amount,delivery.when.edtf")
    assert "2500000000" in table.text
    assert "2019-23" in table.text


def test_a_match_is_with_the_requested_fields(client: TestClient) -> None:
    """`match` is in every item; with `fields` only if a date was requested, as it is null otherwise."""
    url = "/v1/contracts?fields=title"
    assert [item["match"] for item in fetch_items(client, "/v1/contracts")] == [None] * 7
    assert all(item.keys() == {"id", "sheet", "url", "title"} for item in fetch_items(client, url))
    dated = fetch_items(client, f"{url}&signed=2017")
    assert [(*item, item["match"]) for item in dated] == [("id", "sheet", "url", "title", "match", "definite")]


@EACH
def test_without_derived_values(client: TestClient, path: str) -> None:
    """`derived=false` omits the derived values of records and the derived facts, and nothing else."""
    items = [dict(item) for item in fetch_items(client, path)]
    for item in items:
        item.pop("derived", None)
        if isinstance(item.get("evidence"), dict):
            receipts = item["evidence"].items()
            item["evidence"] = {path: receipt for path, receipt in receipts if receipt["basis"] != "derived"}
    if path.endswith("/facts"):
        assert any(item["basis"] == "derived" for item in items)
        items = [item for item in items if item["basis"] != "derived"]
    assert fetch_items(client, f"{path}?derived=false") == tuple(items)


def rank(item: Body, name: str, sort: str) -> tuple[Any, Any]:
    """Return the values that an item is sorted by: a text, an amount, or the first and the last day of a date."""
    match get_value(item, name, sort):
        case {"amount": amount}:
            return float(amount), None
        case {"earliest": earliest, "latest": latest}:
            return earliest or latest, latest or "~"
        case str(text):
            return text.lower(), None
        case [*texts] if texts:
            return " ".join(texts).lower(), None
    return None, None


def sort_items(items: Iterable[Body], name: str, sort: str, descending: bool) -> list[Body]:
    """Return items in order: those without a value last, equal ones in their own order, reversed if descending."""
    result = list(items)[:: -1 if descending else 1]
    for index in (1, 0):
        ranked = [(rank(item, name, sort)[index], item) for item in result]
        with_value = sorted((pair for pair in ranked if pair[0] is not None), key=itemgetter(0), reverse=descending)
        result = [item for _, item in with_value] + [item for value, item in ranked if value is None]
    return result


@EACH
def test_lists_sort_both_ways(client: TestClient, path: str) -> None:
    """Each sort key works both ways: items without a value come last, equal ones as in the sheet, or reversed."""
    name = path.rpartition("/")[2]
    for sort in COLLECTIONS[name].sorts:
        for sign in ("", "-"):
            items = fetch_items(client, f"{path}?sort={sign}{sort}")
            expected = sort_items(fetch_items(client, path), name, sort, sign == "-")
            assert [rank(item, name, sort) for item in items] == [rank(item, name, sort) for item in expected]
            assert name == "timeline" or identify(items) == identify(expected)


def test_the_timeline_runs_in_order_of_time(client: TestClient) -> None:
    """The timeline is sorted by date by default: by the first day, then the last, the undated, if any, at the end."""
    items = fetch_items(client, "/v1/timeline?undated=true")
    assert items == fetch_items(client, "/v1/timeline?sort=date&undated=true")
    assert fetch_items(client, "/v1/timeline") == tuple(item for item in items if item["when"])
    assert fetch_items(client, "/v1/timeline?undated=false") == fetch_items(client, "/v1/timeline")
    dated = [item["when"] is not None for item in items]
    assert dated == sorted(dated, reverse=True)
    assert all((item["when"] is None) == (item["gap"] is not None) for item in items)


@EACH
def test_filters_keep_what_has_the_value(client: TestClient, path: str) -> None:
    """Each filter by a value keeps the items that have it and no others, in all sheets and in one."""
    name = path.rpartition("/")[2]
    items = fetch_items(client, path)
    for param in COLLECTIONS[name].facets:
        in_all_sheets = fetch_items(client, f"/v1/{name}")
        terms = list(dict.fromkeys(term for item in in_all_sheets for term in list_terms(client, name, param, item)))
        assert terms
        for term in terms[:: max(1, len(terms) // 3)]:
            expected = [item for item in items if term in list_terms(client, name, param, item)]
            assert fetch_items(client, f"{path}?{urlencode({param: term})}") == tuple(expected), term


@EACH
def test_facets_add_up(client: TestClient, path: str) -> None:
    """A facet counts how many items have each value and how many have none, the most frequent first.

    The counts of a filter whose items have one value at most add up to the total.
    """
    name = path.rpartition("/")[2]
    facets = COLLECTIONS[name].facets
    if not facets:
        return
    page = assert_list(client.get(f"{path}?limit=1&facets={','.join(facets)}"))
    assert list(page["facets"]) == list(facets)
    for facet in facets:
        terms = [list_terms(client, name, facet, item) for item in fetch_items(client, path)]
        counts = Counter(term for item_terms in terms for term in item_terms)
        frequent: list[tuple[str | None, int]] = [*sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:100]]
        frequent += [(None, missing)] if (missing := terms.count([])) else []
        expected = sorted(frequent, key=lambda pair: -pair[1])
        assert page["facets"][facet] == [{"value": value, "count": count, "sums": None} for value, count in expected]
        if all(len(item_terms) < 2 for item_terms in terms) and len(counts) <= 100:
            assert sum(count for _, count in expected) == page["total"]


def test_facets_count_what_matches(client: TestClient) -> None:
    """A facet counts the items that match the filters and the search; without a request, facets are null."""
    page = assert_list(client.get("/v1/contracts?buyer=TR&facets=delivery_status,system"))
    assert page["facets"]["system"] == [{"value": "s-400", "count": 2, "sums": None}]
    assert assert_list(client.get("/v1/media?agency=nothing&facets=agency"))["facets"] == {"agency": []}
    assert assert_list(client.get("/v1/contracts"))["facets"] is None


DATED = ("events", "statements", "facts", "timeline")
DATES: dict[str, list[tuple[str, str]]] = {
    "2018": [("2018-01-01", "2018-12-31")],
    "2018-10": [("2018-10-01", "2018-10-31")],
    "2018-10-05": [("2018-10-05", "2018-10-05")],
    "2019-23": [("2019-09-01", "2019-11-30")],
    "200X": [("2000-01-01", "2009-12-31")],
    "2018/2020": [("2018-01-01", "2020-12-31")],
    "2019-09-15/2019-09-30": [("2019-09-15", "2019-09-30")],
    "../2018": [("0000", "2018-12-31")],
    "2021/..": [("2021-01-01", "9999-99")],
    "[2017,2022]": [("2017-01-01", "2017-12-31"), ("2022-01-01", "2022-12-31")],
    "XXXX-09": [(f"{year}-09-01", f"{year}-09-30") for year in range(1990, 2050)],
}


def match_date(date: Body | None, ranges: list[tuple[str, str]]) -> str | None:
    """Return how a date matches ranges of days: `definite` if it is not qualified, `possible`, or None."""
    if date is None:
        return None
    first, last = date["earliest"] or "0000", date["latest"] or "9999-99"
    if not {*"?~%"} & {*date["edtf"]} and any(start <= first and last <= end for start, end in ranges):
        return "definite"
    return "possible" if any(first <= end and start <= last for start, end in ranges) else None


@pytest.mark.parametrize("filtered", ["contracts?signed", "contracts?delivered", *(f"{name}?date" for name in DATED)])
def test_a_date_keeps_what_may_lie_in_it(client: TestClient, filtered: str) -> None:
    """A date keeps what may lie in it, and each item says how it matches; `match` keeps one or the other."""
    name, _, param = filtered.partition("?")
    items = fetch_items(client, f"/v1/{name}")
    for expression, ranges in DATES.items():
        matches = ((item, match_date(get_value(item, name, param), ranges)) for item in items)
        expected = [item | {"match": match} for item, match in matches if match]
        url = f"/v1/{filtered}={expression}"
        assert fetch_items(client, url) == tuple(expected), expression
        for match in ("definite", "possible"):
            results = fetch_items(client, f"{url}&match={match}")
            assert results == tuple(item for item in expected if item["match"] == match), (expression, match)


KNOWN_RESULTS = {
    "contracts?buyer=TR&signed=2017": "turkey-2017",
    "contracts?buyer=FR": "",
    "contracts?supplier=JP": "india-2018 norway-umibue",
    "contracts?supplier=kurohama-electric": "norway-umibue",
    "contracts?signed=2018&match=definite": "india-2018 india-2018",
    "contracts?min_value=2500000000": "turkey-2017 india-2018",
    "contracts?min_value=2500000000.01": "india-2018",
    "contracts?min_value=0": "turkey-2017 brazil-nordlys india-2018 norway-umibue",
    "contracts?max_value=2500000000": "turkey-2017 brazil-nordlys norway-umibue",
    "contracts?min_value=1&max_value=2500000000&currency=USD": "turkey-2017",
    "contracts?q=TURKISH": "turkey-2017 turkey-2020",
    "countries?role=lender": "RU NO",
    "countries?role=maker": "RU US IR NO JP",
    "countries?role=speaker": "TR US NO BR IN",
    "events?participant=Western+governments": "western-refusal",
    "people?organization=nato": "jens-stoltenberg",
    "sheets/s400-turkey/statements?country=TR&passage=54": "erdogan-bases",
    "statements?country=US": "cooper-prevention cooper-influence-on-india washington-incompatibility "
    "washington-fighter-data washington-planned-delivery",
    "systems?q=modernized": "patriot",
    "events?country=SA": "balmasov-commentary american-systems-in-saudi-arabia",
    "people?q=joao": "joao-meireles",
    "people?q=JO%C3%83O": "joao-meireles",
    "people?q=joa%CC%83o": "joao-meireles",
    "people?q=meir": "joao-meireles",
    "people?q=eireles": "",
    "people?q=erm+SERGEI": "sergei-ermakov",
    "people?q=sergei+cooper": "",
    "systems?q=s-400": "s-400",
    "systems?q=S-4": "s-400",
    "systems?q=s+400": "s-400",
    "systems?q=400": "s-400",
}


@each_row("target", KNOWN_RESULTS)
def test_queries_with_known_results(client: TestClient, target: str) -> None:
    """All filters must match; words are found by their beginnings, whatever their case and accents."""
    items = assert_list(client.get(f"/v1/{target}"))["items"]
    assert [item["id"] for item in items] == KNOWN_RESULTS[target].split()
