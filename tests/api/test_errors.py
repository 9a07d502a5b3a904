"""What is refused, how it is said, and that nothing else is let out."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from tests.api.helpers import asked, assert_list, assert_problem

CONTRACTS = "/v1/contracts"
CONTRACT = "/v1/sheets/s400-turkey/contracts/turkey-2017"
ALLOWED = {"GET", "HEAD", "OPTIONS"}

LIMITS = ["0", "101", "1000", "-1", "+5", "%2B5", "05", "1_0", "1e1", "1.0", "0x10", "%D9%A3", "5%20", "9" * 20]
TIMES = [
    "2021-02-29",
    "2020/2018",
    "2021-13",
    "nonsense",
    "fall%20of%202019",
    "%D9%A2%D9%A0%D9%A1%D9%A8",
    "2018," * 20,
]
REFUSED = {
    "buyer": ["UK", "tr", "TUR", "Turkey", "TR,IN", "TR%20"],
    "supplier": ["XX", "ZZ"],
    "system": ["S-400", "-", "s_400", "s-400/"],
    "signed": TIMES,
    "delivered": ["2019-9", "1/2/3"],
    "delivery_status": ["foo", "Planned", "planned,occurred"],
    "min_value": ["1e9", "NaN", "Infinity", "-1", "1_000", "1,000", ".5", "5.", "%2B5"],
    "max_value": ["%D9%A3", "9" * 40, "0x10"],
    "currency": ["usd", "dollar", "$"],
    "q": ["a" * 201],
    "sort": ["foo", "+value", "%2Bvalue", "value,", "--value", "value;signed", "value%20", "system"],
    "facets": ["foo", "signed", "min_value", "buyer,,system"],
    "certainty": ["maybe", "Definite"],
    "fields": ["foo", "title,,buyer", "Title", "delivery.when"],
    "derived": ["yes", "0", "1", "True", "on"],
    "limit": LIMITS,
    "cursor": ["***", "a=", "a" * 2049],
    "format": ["foo", "JSON", "json,csv"],
}
NO_TEXT = ["%00", "a%00b", "2018%0a", "%ff", "%ED%A0%80", "%zz", "100%", "%e"]
REQUESTS = [
    *(f"{name}={value}" for name, values in REFUSED.items() for value in values),
    *(f"{name}=" for name in REFUSED),
    *(f"{name}={value}" for name in ("q", "buyer", "signed") for value in NO_TEXT),
    *("limit=1&limit=2", "limit=1&limit=1", "buyer=TR&buyer=IN", "q=a&limit=2&q=b", "buyer", "color=red", "_=1"),
]


@pytest.mark.parametrize("query", REQUESTS)
def test_what_cannot_be_read_is_refused(client: TestClient, query: str) -> None:
    """An unknown parameter, one given twice, and a value that cannot be read are refused by their name."""
    parameter = query.partition("=")[0]
    assert_problem(client.get(f"{CONTRACTS}?{query}"), 422, parameter)


def test_every_parameter_is_in_the_table(client: TestClient) -> None:
    """The table above refuses something of every parameter that a list takes."""
    body = assert_problem(client.get(f"{CONTRACTS}?color=red"), 422, "color")
    assert set(body["errors"][0]["accepted"].split(", ")) <= REFUSED.keys()


@pytest.mark.parametrize("name", ["Buyer", "%3Cscript%3E", "a.b", "buyer[]", "x" * 33, "%00", "%C3%A9"])
def test_a_name_that_is_none_is_not_repeated(client: TestClient, name: str) -> None:
    """A parameter's name that is not a plain one is refused without being repeated."""
    assert_problem(client.get(f"{CONTRACTS}?{name}=1"), 422, "?")


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


@pytest.mark.parametrize(
    "query",
    [
        f"q={'z' * 3000}",
        f"{'z' * 3000}=1",
        f"signed={'2018,' * 600}",
        "&".join(f"x{'y' * number}=1" for number in range(30)),
        "&".join(f"x{number}=1&x{number}=2" for number in range(250)),
    ],
    ids=["value", "name", "time", "unknown", "twice"],
)
def test_a_problem_stays_short(client: TestClient, query: str) -> None:
    """However much is wrong, and however long it is, the problem stays under 2 KB."""
    response = client.get(f"{CONTRACTS}?{query}")
    assert_problem(response, 422, *(fault["parameter"] for fault in response.json()["errors"]))


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
GARBAGE = ["abc", "A", "AAAA", "-", "_" * 64, "W10", "bnVsbA", "e30", encoded([True, [], ""]), encoded([[]] * 400)]


@pytest.mark.parametrize("cursor", GARBAGE)
def test_a_cursor_that_is_none_leads_nowhere(client: TestClient, cursor: str) -> None:
    """Text that is no cursor is a page that does not exist."""
    assert_problem(client.get(f"{SORTED}&cursor={cursor}"), 404, "cursor")


@pytest.mark.parametrize(
    "value", [10**400, -(10**30), 2**63, 1e308, float("nan"), float("inf"), None, True, "x", [], {}]
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_cursor_that_was_tampered_with_leads_nowhere(client: TestClient, place: int, value: Any) -> None:
    """A cursor with another value than it was given out with is refused, whatever the value."""
    cursor = tampered(cursor_of(client, SORTED), place, value)
    assert_problem(client.get(f"{SORTED}&cursor={cursor}"), 404, "cursor")


@pytest.mark.parametrize("target", [f"{CONTRACTS}?sort=title&limit=2", "/v1/timeline?limit=2"])
def test_a_cursor_holds_text_that_can_be_written(client: TestClient, target: str) -> None:
    """A cursor with half of a surrogate pair, which JSON can write and UTF-8 cannot, leads nowhere."""
    cursor = cursor_of(client, target)
    for place in range(5 if "timeline" in target else 3):
        assert_problem(client.get(f"{target}&cursor={tampered(cursor, place, chr(0xD800))}"), 404, "cursor")


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


ELSEWHERE = [
    *("/v1/", "/v1/contracts/", f"{CONTRACT}/", "/v1/sheets/", "/docs/", "/healthz/", "/V1/contracts"),
    *(
        "/v1/contracts/turkey-2017",
        "/v2/contracts",
        "/v1/sheets/%2e%2e",
        "/v1/sheets/%00",
        "/v1/sheets/%ff",
        "/v1/%zz",
    ),
    *(f"/v1/sheets/s400-turkey/contracts/{'a' * 3000}", "/assets/", "/assets/docs.html", "/assets/..%2fapp.py"),
]
ANSWERED = ["/", "/healthz", "/docs", "/openapi.json", "/v1/sheets", "/v1/facts?limit=3", CONTRACT]


@pytest.mark.parametrize("path", ELSEWHERE)
def test_nothing_else_is_there(client: TestClient, path: str) -> None:
    """Any other address is nothing, a trailing slash included: no redirection reflects what was asked."""
    assert_problem(client.get(path, follow_redirects=False), 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", [*ANSWERED, "/v1/nothing"])
def test_nothing_can_be_written(client: TestClient, method: str, path: str) -> None:
    """Every method but GET, HEAD and OPTIONS is refused, and Allow names those."""
    response = client.request(method, path)
    assert_problem(response, 405)
    assert set(response.headers["allow"].split(", ")) == ALLOWED


@pytest.mark.parametrize("path", ANSWERED)
def test_options_tells_the_methods(client: TestClient, path: str) -> None:
    """OPTIONS answers without content which methods there are."""
    response = client.options(path)
    assert response.status_code in {200, 204}
    assert response.content == b""
    assert set(response.headers["allow"].split(", ")) == ALLOWED


@pytest.mark.parametrize("path", [*ANSWERED, "/v1/nothing", "/v1/contracts?limit=0", "/v1/contracts?cursor=abc"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    """HEAD answers with GET's status and headers, the length included, and no body."""
    plain = {"Accept-Encoding": "identity"}
    got, head = client.get(path, headers=plain), client.head(path, headers=plain)
    assert head.status_code == got.status_code
    differing = {
        name for name in got.headers.keys() | head.headers.keys() if got.headers.get(name) != head.headers.get(name)
    }
    assert differing <= {"x-request-id"}
    assert head.headers["content-length"] == str(len(got.content))
    assert head.content == b""


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("find", "/v1/contracts"),
        ("find", "/v1/sheets/s400-turkey/facts"),
        ("get", CONTRACT),
        ("whole", "/v1/sheets/x"),
    ],
)
def test_a_fault_of_the_server_gives_nothing_away(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, method: str, path: str
) -> None:
    """An endpoint that fails answers 500 as a problem, without a word of what happened."""

    def fail(*arguments: object) -> None:
        raise RuntimeError("secret")

    client = TestClient(create_app(archive), raise_server_exceptions=False)
    monkeypatch.setattr(Archive, method, fail)
    response = client.get(path)
    assert_problem(response, 500)
    assert "secret" not in f"{response.text} {response.headers}"
    head = client.head(path)
    assert (head.status_code, head.content) == (500, b"")
