"""Lists: every collection, everywhere and within each sheet, pages, orders and counts alike."""

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
    KINDS,
    LISTS,
    SHEETS,
    VIEWS,
    Body,
    asking,
    assert_list,
    assert_problem,
    at,
    everything,
    links,
    values,
)

ALWAYS = {"id", "sheet", "url", "subject", "property", "match"}
EACH = pytest.mark.parametrize("path", LISTS)


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    """A client for thousands of questions."""
    with asking(archive) as found:
        yield found


def names(items: Iterable[Body]) -> list[tuple[str, str]]:
    """Return what tells items apart, in their order."""
    return [(item["url"], item.get("property", "")) for item in items]


@EACH
def test_a_list_holds_each_item_once(client: TestClient, sheets: tuple[Sheet, ...], path: str) -> None:
    """A list holds all its items, each once and in the order of the sheets; within a sheet, those of that sheet."""
    items = everything(client, path)
    assert items
    assert len(set(names(items))) == len(items)
    *scope, name = path.removeprefix("/v1/").split("/")
    owners = [sheet for sheet in sheets if sheet.id in scope or not scope]
    assert {item.get("sheet", item.get("id")) for item in items} == {one.id for one in owners}
    whole = everything(client, f"/v1/{name}")
    assert items == tuple(item for item in whole if not scope or item["sheet"] == scope[-1])
    if name in KINDS:
        expected = [f"/v1/sheets/{one.id}/{name}/{record.id}" for one in owners for record in one.records[name]]
        assert [item["url"] for item in items] == expected


@pytest.mark.parametrize("name", [*KINDS, *VIEWS])
def test_a_sheet_that_is_not_there_has_no_lists(client: TestClient, name: str) -> None:
    """A list within an unknown sheet is not found, rather than empty."""
    body = assert_problem(client.get(f"/v1/sheets/nothing/{name}"), 404)
    assert "/v1/sheets" in body["detail"]


@EACH
def test_pages_lead_on_and_back(client: TestClient, path: str) -> None:
    """`next` leads through all pages to the last, Link's `prev` back to the first, `total` the same on each."""
    items = everything(client, path)
    limit = min(max(1, len(items) // 3), 100)
    assert_walk(client, f"{path}?limit={limit}", items, limit)


@pytest.mark.parametrize(
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
        ("/v1/sheets/s400-turkey/timeline?date=../2019&certainty=possible", 4),
    ],
)
def test_pages_carry_what_was_asked(client: TestClient, target: str, limit: int) -> None:
    """Paging holds whatever order, filter and words are asked for, and each link carries them on."""
    assert_walk(client, f"{target}&limit={limit}", everything(client, target), limit)


def assert_walk(client: TestClient, first: str, items: tuple[Body, ...], limit: int) -> None:
    """Assert that the pages from `first` on are `items`, and the same backwards."""
    responses = [client.get(first)]
    while following := assert_list(responses[-1])["next"]:
        responses.append(client.get(following))
    pages = [assert_list(response) for response in responses]
    assert [item for page in pages for item in page["items"]] == list(items)
    assert {page["total"] for page in pages} == {len(items)}
    assert [len(page["items"]) for page in pages[:-1]] == [limit] * (len(pages) - 1)
    assert "prev" not in links(responses[0])
    here = responses[-1]
    for page in pages[-2::-1]:
        here = client.get(links(here)["prev"])
        assert assert_list(here)["items"] == page["items"]
        assert here.json()["total"] == len(items)
    assert "prev" not in links(here)
    assert client.get(links(here)["first"]).json()["items"] == pages[0]["items"]
    assert client.get(links(responses[-1])["self"]).json() == pages[-1]


@pytest.mark.parametrize("limit", [1, 49, 50, 100])
def test_a_page_is_as_long_as_asked(client: TestClient, limit: int) -> None:
    """`limit` is how many items a page holds: from 1 to 100, and 50 unless asked."""
    items = everything(client, "/v1/facts")
    assert assert_list(client.get(f"/v1/facts?limit={limit}"))["items"] == list(items[:limit])
    assert assert_list(client.get("/v1/facts"))["items"] == list(items[:50])


@EACH
def test_only_the_fields_that_are_asked_for(client: TestClient, path: str) -> None:
    """`fields` chooses among an item's fields, in the item's own order; what names it is always there."""
    items = everything(client, path)[:50]
    wanted = [name for name in items[0] if name not in ALWAYS][::-2]
    kept = assert_list(client.get(f"{path}?fields={','.join(wanted)}"))["items"]
    assert kept == [{name: value for name, value in item.items() if name in {*wanted, *ALWAYS}} for item in items]
    assert all(list(one) == [name for name in item if name in one] for one, item in zip(kept, items, strict=True))


@EACH
def test_without_what_is_derived(client: TestClient, path: str) -> None:
    """`derived=false` leaves derived values out of records, derived facts out of facts, and nothing else."""
    items = [dict(item) for item in everything(client, path)]
    for item in items:
        item.pop("derived", None)
        if isinstance(item.get("evidence"), dict):
            item["evidence"] = {at: proof for at, proof in item["evidence"].items() if proof["basis"] != "derived"}
    if path.endswith("/facts"):
        assert any(item["basis"] == "derived" for item in items)
        items = [item for item in items if item["basis"] != "derived"]
    assert everything(client, f"{path}?derived=false") == tuple(items)


def rank(item: Body, name: str, sort: str) -> tuple[Any, Any]:
    """Return by what an item is sorted: a text, an amount, or the first and the last day of a time."""
    match at(item, name, sort):
        case {"amount": amount}:
            return float(amount), None
        case {"earliest": earliest, "latest": latest}:
            return earliest or latest, latest
        case str(text):
            return text.lower(), None
    return None, None


def ordered(items: Iterable[Body], name: str, sort: str, descending: bool) -> list[Body]:
    """Return items in order: those without a value last, equal ones as they stood."""
    found = list(items)
    for place in (1, 0):
        ranked = [(rank(item, name, sort)[place], item) for item in found]
        have = sorted((pair for pair in ranked if pair[0] is not None), key=itemgetter(0), reverse=descending)
        found = [item for _, item in have] + [item for value, item in ranked if value is None]
    return found


@pytest.mark.parametrize("path", [path for path in LISTS if SHEETS[0] not in path])
def test_lists_sort_both_ways(client: TestClient, path: str) -> None:
    """Each order holds both ways: what has no value stands last, and what is equal stays in its order."""
    name = path.rpartition("/")[2]
    for sort in COLLECTIONS[name].sorts:
        for sign in ("", "-"):
            found = everything(client, f"{path}?sort={sign}{sort}")
            expected = ordered(everything(client, path), name, sort, sign == "-")
            assert [rank(item, name, sort) for item in found] == [rank(item, name, sort) for item in expected]
            assert name == "timeline" or names(found) == names(expected)


def test_the_timeline_runs_in_order_of_time(client: TestClient) -> None:
    """The timeline is in order of date without being asked: by first day, then last, the undated at the end."""
    items = everything(client, "/v1/timeline")
    assert items == everything(client, "/v1/timeline?sort=date")
    dated = [item["when"] is not None for item in items]
    assert dated == sorted(dated, reverse=True)
    assert all((item["when"] is None) == (item["gap"] is not None) for item in items)


@EACH
def test_filters_keep_what_has_the_value(client: TestClient, path: str) -> None:
    """Each filter on a value keeps the items that have it and no others, whichever sheet they are of."""
    name = path.rpartition("/")[2]
    items = everything(client, path)
    for asked in COLLECTIONS[name].facets:
        whole = everything(client, f"/v1/{name}")
        found = list(dict.fromkeys(value for item in whole for value in values(client, name, asked, item)))
        assert found
        for value in found[:: max(1, len(found) // 3)]:
            expected = [item for item in items if value in values(client, name, asked, item)]
            kept = everything(client, f"{path}?{urlencode({asked: value})}")
            assert kept == tuple(expected), value


@EACH
def test_facets_add_up(client: TestClient, path: str) -> None:
    """A facet counts how many items have each value, the most frequent first, whatever the page."""
    name = path.rpartition("/")[2]
    asked = COLLECTIONS[name].facets
    if not asked:
        return
    page = assert_list(client.get(f"{path}?limit=1&facets={','.join(asked)}"))
    assert list(page["facets"]) == list(asked)
    for facet in asked:
        counts = Counter(value for item in everything(client, path) for value in values(client, name, facet, item))
        expected = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:100]
        assert page["facets"][facet] == [{"value": value, "count": count} for value, count in expected]


def test_facets_count_what_is_kept(client: TestClient) -> None:
    """A facet counts within what filters and words keep, and is there only where it is asked for."""
    page = assert_list(client.get("/v1/contracts?buyer=TR&facets=delivery_status,system"))
    assert page["facets"]["system"] == [{"value": "s-400", "count": 2}]
    assert assert_list(client.get("/v1/media?agency=nothing&facets=agency"))["facets"] == {"agency": []}
    assert "facets" not in assert_list(client.get("/v1/contracts"))


DATED = ("events", "statements", "facts", "timeline")
TIMES: dict[str, list[tuple[str, str]]] = {
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


def matched(time: Body | None, ranges: list[tuple[str, str]]) -> str | None:
    """Return whether a time lies in ranges of days: `definite`, `possible`, or None for not at all."""
    if time is None:
        return None
    first, last = time["earliest"] or "0000", time["latest"] or "9999-99"
    if any(start <= first and last <= end for start, end in ranges):
        return "definite"
    return "possible" if any(first <= end and start <= last for start, end in ranges) else None


@pytest.mark.parametrize("expression", TIMES)
@pytest.mark.parametrize("filtered", ["contracts?signed", "contracts?delivered", *(f"{name}?date" for name in DATED)])
def test_a_time_keeps_what_may_lie_in_it(client: TestClient, filtered: str, expression: str) -> None:
    """A time keeps what may lie in it and says of each whether it does; `certainty` keeps one or the other."""
    name, _, asked = filtered.partition("?")
    times = ((item, matched(at(item, name, asked), TIMES[expression])) for item in everything(client, f"/v1/{name}"))
    expected = [item | {"match": match} for item, match in times if match]
    url = f"/v1/{filtered}={expression}"
    assert everything(client, url) == tuple(expected)
    for certainty in ("definite", "possible"):
        some = tuple(item for item in expected if item["match"] == certainty)
        assert everything(client, f"{url}&certainty={certainty}") == some


KNOWN = {
    "contracts?buyer=TR&signed=2017": "turkey-2017",
    "contracts?buyer=FR": "",
    "contracts?signed=2018&certainty=definite": "india-2018 india-2018",
    "contracts?min_value=2500000000": "turkey-2017 india-2018",
    "contracts?min_value=2500000000.01": "india-2018",
    "contracts?min_value=0": "turkey-2017 brazil-nordlys india-2018 norway-umibue",
    "contracts?max_value=2500000000": "turkey-2017 brazil-nordlys norway-umibue",
    "contracts?min_value=1&max_value=2500000000&currency=USD": "turkey-2017",
    "contracts?q=TURKISH": "turkey-2017 turkey-2020",
    "countries?role=lender": "RU NO",
    "events?country=SA": "american-systems-in-saudi-arabia",
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


@pytest.mark.parametrize("target", KNOWN)
def test_questions_with_known_answers(client: TestClient, target: str) -> None:
    """Filters hold together; words are found by their beginnings, whatever their case and accents."""
    items = assert_list(client.get(f"/v1/{target}"))["items"]
    assert [item["id"] for item in items] == KNOWN[target].split()
