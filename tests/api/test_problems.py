"""What is refused, how it is said, and that nothing else is let out."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest
from starlette.testclient import TestClient

from facts.archive import Archive
from tests.api.shape import assert_list, assert_problem, asked

CONTRACTS = "/v1/contracts"
CONTRACT = "/v1/sheets/s400-turkey/contracts/turkey-2017"
ALLOWED = {"GET", "HEAD", "OPTIONS"}

REFUSED = [
    # whole numbers in plain digits, from 1 to 100
    ("limit=0", "limit"),
    ("limit=101", "limit"),
    ("limit=1000", "limit"),
    ("limit=-1", "limit"),
    ("limit=%2B5", "limit"),
    ("limit=+5", "limit"),
    ("limit=05", "limit"),
    ("limit=1_0", "limit"),
    ("limit=1e1", "limit"),
    ("limit=1.0", "limit"),
    ("limit=0x10", "limit"),
    ("limit=%D9%A3", "limit"),
    ("limit=5%20", "limit"),
    ("limit=99999999999999999999", "limit"),
    # once each, and by their names
    ("limit=1&limit=2", "limit"),
    ("limit=1&limit=1", "limit"),
    ("buyer=TR&buyer=IN", "buyer"),
    ("color=red", "color"),
    ("Buyer=TR", "?"),
    ("%3Cscript%3E=1", "?"),
    # codes as the standards write them
    ("buyer=UK", "buyer"),
    ("buyer=tr", "buyer"),
    ("buyer=TUR", "buyer"),
    ("buyer=Turkey", "buyer"),
    ("supplier=XX", "supplier"),
    ("currency=usd", "currency"),
    ("currency=dollar", "currency"),
    ("system=S-400", "system"),
    ("system=-", "system"),
    # times in EDTF
    ("signed=2021-02-29", "signed"),
    ("signed=2020/2018", "signed"),
    ("signed=2021-13", "signed"),
    ("signed=nonsense", "signed"),
    ("signed=fall%20of%202019", "signed"),
    ("signed=%D9%A2%D9%A0%D9%A1%D9%A8", "signed"),
    ("delivered=2019-9", "delivered"),
    ("delivered=" + "2018," * 20, "delivered"),
    # amounts in plain decimals
    ("min_value=1e9", "min_value"),
    ("min_value=NaN", "min_value"),
    ("min_value=Infinity", "min_value"),
    ("min_value=-1", "min_value"),
    ("min_value=1_000", "min_value"),
    ("min_value=1,000", "min_value"),
    ("min_value=.5", "min_value"),
    ("max_value=%D9%A3", "max_value"),
    ("max_value=" + "9" * 40, "max_value"),
    # words out of a few
    ("delivery_status=foo", "delivery_status"),
    ("delivery_status=Planned", "delivery_status"),
    ("certainty=maybe", "certainty"),
    ("derived=yes", "derived"),
    ("derived=0", "derived"),
    ("derived=True", "derived"),
    # names of the collection, commas between
    ("sort=foo", "sort"),
    ("sort=+value", "sort"),
    ("sort=%2Bvalue", "sort"),
    ("sort=value,", "sort"),
    ("sort=--value", "sort"),
    ("sort=value;signed", "sort"),
    ("sort=system", "sort"),
    ("fields=foo", "fields"),
    ("fields=title,,buyer", "fields"),
    ("fields=Title", "fields"),
    ("facets=foo", "facets"),
    ("facets=signed", "facets"),
    # nothing where something must stand
    *((f"{name}=", name) for name in ("buyer", "signed", "min_value", "currency", "q", "sort", "limit")),
    *((f"{name}=", name) for name in ("fields", "facets", "certainty", "derived", "cursor")),
    ("buyer", "buyer"),
    # words to search for
    ("q=" + "a" * 201, "q"),
    ("q=%2B%2B", "q"),
    # text that is none
    ("q=%00", "q"),
    ("q=a%00b", "q"),
    ("q=%ff", "q"),
    ("q=%ED%A0%80", "q"),
    ("q=%zz", "q"),
    ("q=100%", "q"),
    ("buyer=%e", "buyer"),
    ("signed=2018%0a", "signed"),
    # no cursor by its letters
    ("cursor=***", "cursor"),
    ("cursor=" + "a" * 2049, "cursor"),
]


@pytest.mark.parametrize(("query", "parameter"), REFUSED)
def test_what_cannot_be_read_is_refused(client: TestClient, query: str, parameter: str) -> None:
    """An unknown parameter, one given twice, and a value that cannot be read are refused by their name."""
    assert_problem(client.get(f"{CONTRACTS}?{query}"), 422, parameter)
    assert_problem(client.get(f"/v1/sheets/s400-turkey/contracts?{query}"), 422, parameter)


@pytest.mark.parametrize(
    ("target", "parameter"),
    [
        ("/v1/events?status=foo", "status"),
        ("/v1/facts?basis=rumour", "basis"),
        ("/v1/facts?subject=S400", "subject"),
        ("/v1/facts?subject=s400-turkey/contracts", "subject"),
        ("/v1/facts?property=Value", "property"),
        ("/v1/gaps?status=missing", "status"),
        ("/v1/gaps?certainty=definite", "certainty"),
        ("/v1/sheets?facets=id", "facets"),
        ("/v1/timeline?sort=property", "sort"),
        ("/v1/countries?role=Buyer", "role"),
        (f"{CONTRACT}?fields=foo", "fields"),
        (f"{CONTRACT}?derived=maybe", "derived"),
        (f"{CONTRACT}?limit=1", "limit"),
        (f"{CONTRACT}?derived=false&derived=false", "derived"),
        ("/v1/sheets/s400-turkey?limit=1", "limit"),
        ("/v1/sheets/s400-turkey?fields=photos", "fields"),
    ],
)
def test_each_address_has_its_own_parameters(client: TestClient, target: str, parameter: str) -> None:
    """What one address takes, another refuses by its name, saying what it takes itself."""
    assert_problem(client.get(target), 422, parameter)


def test_every_fault_is_told_at_once(client: TestClient) -> None:
    """Several parameters that are refused are told in one problem, each with what would be accepted."""
    response = client.get(f"{CONTRACTS}?buyer=tr&limit=0&colour=red")
    body = assert_problem(response, 422, "buyer", "limit", "colour")
    assert all(name in body["detail"] for name in ("buyer", "limit", "colour"))
    assert "buyer, supplier, system" in body["errors"][2]["accepted"]


def test_a_problem_stays_short(client: TestClient) -> None:
    """However much is wrong, and however long it is, the problem stays under 2 KB and repeats no value."""
    assert len(client.get(f"{CONTRACTS}?" + "&".join(f"x{'y' * number}=1" for number in range(30))).content) < 4096
    assert "<script>" not in client.get(f"{CONTRACTS}?signed=%3Cscript%3E").text
    assert_problem(client.get(f"{CONTRACTS}?q={'z' * 5000}"), 422, "q")


def cursor_of(client: TestClient, target: str) -> str:
    """Return the cursor of the page after the first."""
    return asked(assert_list(client.get(target))["next"])[1]["cursor"]


def tampered(cursor: str, place: int, value: Any) -> str:
    """Return a cursor with `value` as its value at `place`."""
    after, values, signature = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    values[place] = value
    return encoded([after, values, signature])


def encoded(content: Any) -> str:
    """Return `content` as a cursor is written."""
    return urlsafe_b64encode(json.dumps(content, separators=(",", ":")).encode()).decode().rstrip("=")


SORTED = f"{CONTRACTS}?sort=-value&limit=2"
GARBAGE = ["abc", "A", "AAAA", "-", "_" * 64, "W10", "bnVsbA", "e30", encoded([True, [], ""]), encoded([[]] * 900)]


@pytest.mark.parametrize("cursor", GARBAGE)
def test_a_cursor_that_is_none_leads_nowhere(client: TestClient, cursor: str) -> None:
    """Text that is no cursor is a page that does not exist."""
    assert_problem(client.get(f"{SORTED}&cursor={cursor}"), 404, "cursor")


@pytest.mark.parametrize("value", [10**400, -(10**30), 2**63, 1e308, float("nan"), float("inf"), None, True, "x", [], {}])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_cursor_that_was_tampered_with_leads_nowhere(client: TestClient, place: int, value: Any) -> None:
    """A cursor with another value than it was given out with is refused, whatever the value."""
    cursor = tampered(cursor_of(client, SORTED), place, value)
    assert_problem(client.get(f"{SORTED}&cursor={cursor}"), 404, "cursor")


@pytest.mark.parametrize(
    "target",
    [
        f"{CONTRACTS}?limit=2",
        f"{CONTRACTS}?sort=value&limit=2",
        f"{SORTED}&buyer=TR",
        f"{SORTED}&q=contract",
        f"{SORTED}&derived=false",
        "/v1/sheets/s400-turkey/contracts?sort=-value&limit=2",
        "/v1/timeline?limit=2",
    ],
)
def test_a_cursor_of_another_query_leads_nowhere(client: TestClient, target: str) -> None:
    """A cursor is good for the query that it was given out for, and no other."""
    cursor = cursor_of(client, SORTED)
    assert_list(client.get(f"{SORTED}&cursor={cursor}"))
    assert_problem(client.get(f"{target}&cursor={cursor}"), 404, "cursor")


@pytest.mark.parametrize(
    "path",
    ["/v1/contracts/", "/v1/", "/v1", f"{CONTRACT}/", "/v1/sheets/", "/docs/", "/healthz/", "//v1/contracts", "/V1/contracts"]
    + ["/v1/contracts/turkey-2017", "/v2/contracts", "/v1/sheets/%2e%2e", "/v1/sheets/%00", "/v1/sheets/%ff", "/v1/%zz"]
    + ["/v1/sheets/s400-turkey/contracts/" + "a" * 3000, "/assets/", "/assets/docs.html", "/assets/..%2fapp.py"],
)
def test_nothing_else_is_there(client: TestClient, path: str) -> None:
    """Any other address is nothing, a trailing slash included: no redirection reflects what was asked."""
    assert_problem(client.get(path, follow_redirects=False), 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/v1/contracts", CONTRACT, "/openapi.json", "/docs", "/v1/nothing"])
def test_nothing_can_be_written(client: TestClient, method: str, path: str) -> None:
    """Every method but GET, HEAD and OPTIONS is refused, and Allow names those."""
    response = client.request(method, path)
    assert_problem(response, 405)
    assert set(response.headers["allow"].split(", ")) == ALLOWED


@pytest.mark.parametrize("path", ["/", "/v1/contracts", CONTRACT, "/openapi.json", "/docs"])
def test_options_tells_the_methods(client: TestClient, path: str) -> None:
    """OPTIONS answers without content which methods there are."""
    response = client.options(path)
    assert response.status_code in {200, 204}
    assert response.content == b""
    assert set(response.headers["allow"].split(", ")) == ALLOWED


@pytest.mark.parametrize(
    "path",
    ["/", "/healthz", "/docs", "/openapi.json", "/v1/sheets", "/v1/facts?limit=3", CONTRACT, "/v1/nothing"]
    + ["/v1/contracts?limit=0", "/v1/contracts?cursor=abc"],
)
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    """HEAD answers with GET's status and headers, the length included, and no body."""
    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code
    assert head.headers == got.headers
    assert head.headers["content-length"] == str(len(got.content))
    assert head.content == b""


@pytest.mark.parametrize(
    ("method", "path"),
    [("find", "/v1/contracts"), ("find", "/v1/sheets/s400-turkey/facts"), ("get", CONTRACT), ("whole", "/v1/sheets/x")],
)
def test_a_fault_of_the_server_gives_nothing_away(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, method: str, path: str
) -> None:
    """An endpoint that fails answers 500 as a problem, without a word of what happened."""

    def fail(*arguments: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(Archive, method, fail)
    response = client.get(path)
    assert_problem(response, 500)
    assert "secret" not in f"{response.text} {response.headers}"
    head = client.head(path)
    assert (head.status_code, head.content) == (500, b"")
