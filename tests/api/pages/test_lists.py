"""Lists as pages: filters and facets are links whose counts hold, and pages follow each other."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from api.pages.words import describe_field
from tests.api.helpers import KINDS, VIEWS
from tests.api.pages.page import BROWSER, Page

NAMES = [*KINDS, *VIEWS]


def open_page(client: TestClient, url: str) -> Page:
    """Return the page at an address."""
    response = client.get(url, headers=BROWSER)
    assert response.status_code == 200, url
    return Page(response.text)


def facet_links(page: Page, path: str) -> list[tuple[str, str, int]]:
    """Return the targets of facets with their text and count."""
    links = []
    for target, text in page.links:
        words = text.rsplit(" ", 1)
        if target.startswith(f"{path}?") and len(words) == 2 and words[1].isdigit() and "sort=" not in target:
            links.append((target, words[0], int(words[1])))
    return links


@pytest.mark.parametrize("name", NAMES)
def test_facets_count_what_they_lead_to(client: TestClient, name: str) -> None:
    """Each value of a facet leads to a list of as many items as it says."""
    path = f"/v1/{name}"
    links = facet_links(open_page(client, path), path)
    assert links
    for target, _, count in links[:30]:
        assert client.get(target).json()["total"] == count, target


@pytest.mark.parametrize("name", NAMES)
def test_every_sort_link_works(client: TestClient, name: str) -> None:
    """Each order of a list is a link, and the one that it has is not."""
    page = open_page(client, f"/v1/{name}")
    targets = [target for target in page.targets if "sort=" in target]
    assert targets
    for target in targets:
        assert open_page(client, target).headings


def test_pages_follow_each_other(client: TestClient) -> None:
    """From page to page one meets every fact once, forwards and backwards."""
    url, seen = "/v1/facts?limit=100&property=name", []
    total = client.get(url).json()["total"]
    while url:
        page = open_page(client, url)
        seen.append(page)
        url = next((target for target, text in page.links if text == "next page"), "")
    assert len(seen) == -(-total // 100)
    assert any(text == "previous page" for _, text in seen[-1].links) or len(seen) == 1


def test_a_filter_is_shown_by_name_and_removed(client: TestClient) -> None:
    """A filter that is set is named in words, and removed by a link."""
    page = open_page(client, "/v1/contracts?buyer=TR&signed=2017/2018")
    assert "buyer: Turkey remove" in page.text
    assert "signed: 2017/2018 remove" in page.text
    assert "/v1/contracts?signed=2017%2F2018" in page.targets
    assert "buyer Turkey" in page.title


def test_what_may_match_is_marked(client: TestClient) -> None:
    """An item that only may lie in the requested date is marked."""
    assert "may be in it" not in open_page(client, "/v1/contracts?signed=2018").text.replace("What may be", "")
    assert "may be in it" in open_page(client, "/v1/contracts?signed=2017-06").text


def test_no_result_is_a_page_with_ways_out(client: TestClient) -> None:
    """Where nothing matches, each filter can be taken away."""
    page = open_page(client, "/v1/contracts?buyer=IR&q=nothing")
    assert "Nothing here says that" in page.text
    assert {"/v1/contracts?buyer=IR", "/v1/contracts?q=nothing", "/v1/contracts"} <= page.targets


def test_empty_fields_of_a_form_are_ignored(client: TestClient) -> None:
    """A browser sends the empty fields of a form: a page ignores them, JSON refuses them as before."""
    page = open_page(client, "/v1/contracts?q=&signed=&delivered=&buyer=TR")
    assert page.headings[0] == ("h1", "2 contracts")
    assert client.get("/v1/contracts?q=&signed=&delivered=&buyer=TR").status_code == 422


def test_the_form_keeps_the_other_filters(client: TestClient) -> None:
    """A search within a list keeps its filters as hidden fields."""
    page = open_page(client, "/v1/statements?speaker=jens-stoltenberg&q=S-400")
    fields = [(tag, name, value) for tag, name, value in page.attributes if tag == "input"]
    assert ("input", "value", "jens-stoltenberg") in fields
    assert ("input", "value", "S-400") in fields


def test_the_timeline_is_drawn(client: TestClient) -> None:
    """The timeline has a bar for each date, the words of the article beside it, and the undated apart, if wanted."""
    dated = open_page(client, "/v1/sheets/s400-turkey/timeline")
    assert "Without a date" not in dated.text
    assert "/v1/sheets/s400-turkey/timeline?undated=true" in dated.targets
    page = open_page(client, "/v1/sheets/s400-turkey/timeline?undated=true")
    assert "by the end of 2021 an upper limit" in page.text
    assert "early September a month of an unknown year" in page.text
    assert "Without a date" in page.text
    kinds = {value.split()[0] for tag, name, value in page.attributes if tag == "rect" and name == "class"}
    assert {"bar", "maybe", "past"} <= kinds


def test_a_way_out_says_how_much_it_leads_to(client: TestClient) -> None:
    """Where nothing matches, each filter has the number of items that there are without it."""
    for path in (
        "/v1/contracts?buyer=IR&q=nothing",
        "/v1/contracts?buyer=TR&signed=1990",
        "/v1/timeline?undated=true&date=1500",
    ):
        text = open_page(client, path).text
        params = dict(parse_qsl(urlsplit(path).query))
        for name in params:
            others = {key: value for key, value in params.items() if key != name}
            total = client.get(urlsplit(path).path, params=others).json()["total"]
            words = re.escape(f"without {describe_field(name)}")
            assert re.search(rf"{words} [^()]*? {total}(?![0-9])", text), (path, name)


def test_relations_are_counted_by_kind(client: TestClient) -> None:
    """The filter by relation offers the kinds of relation, not each of the statements that others relate to."""
    links = facet_links(open_page(client, "/v1/statements"), "/v1/statements")
    values = {dict(parse_qsl(urlsplit(target).query)).get("relation") for target, _, _ in links}
    assert values == {None, "disputes", "similar_view"}
