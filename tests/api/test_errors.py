"""Errors: what is rejected, with which problem, and that nothing about the server is revealed."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from tests.api.client import AppClient
from tests.api.helpers import EXPORTS, assert_list, assert_problem, split_url
from tests.tables import each_row

CONTRACTS = "/v1/contracts"
CONTRACT = "/v1/sheets/s400-turkey/contracts/turkey-2017"
ALLOWED = {"GET", "HEAD", "OPTIONS"}

LIMITS = ["0", "101", "1000", "-1", "+5", "%2B5", "05", "1_0", "1e1", "1.0", "0x10", "%D9%A3", "5%20", "9" * 20]
DATES = [
    "2021-02-29",
    "2020/2018",
    "2021-13",
    "nonsense",
    "fall%20of%202019",
    "%D9%A2%D9%A0%D9%A1%D9%A8",
    "2018," * 20,
]
INVALID = {
    "buyer": ["UK", "TUR", "tr1!", "TR,UK", "TR,", ",", "TR,,IN", "TR%20", "TR,%20IN", ",".join(["TR"] * 51)],
    "supplier": ["XX", "ZZ"],
    "system": ["-", "s_400", "s-400/", "s 400", "s-400,tr1!", "\u015f-400"],
    "signed": DATES,
    "delivered": ["2019-9", "1/2/3"],
    "delivery_status": ["foo", "planned,foo", "planned;occurred"],
    "min_value": ["1e9", "NaN", "Infinity", "-1", "1_000", "1,000", ".5", "5.", "%2B5"],
    "max_value": ["%D9%A3", "9" * 40, "0x10"],
    "currency": ["dollar", "$", "usd,xyz"],
    "q": ["a" * 201],
    "sort": ["foo", "+value", "%2Bvalue", "value,", "--value", "value;signed", "value%20", "system"],
    "facets": ["foo", "signed", "min_value", "buyer,,system"],
    "sum": ["signed", "values", "buyer"],
    "match": ["maybe", "Definite"],
    "fields": ["foo", "title,,buyer", "Title", "delivery.foo", "title.x", "value.", ".value"],
    "include": ["names", "references,references", "References"],
    "derived": ["yes", "0", "1", "True", "on"],
    "limit": LIMITS,
    "cursor": ["***", "a=", "a" * 2049],
}
BROKEN_TEXT = ["%00", "a%00b", "2018%0a", "%ff", "%ED%A0%80", "%zz", "100%", "%e"]
QUERIES = [
    *(f"{name}={value}" for name, values in INVALID.items() for value in values),
    *(f"{name}=" for name in INVALID),
    *(f"{name}={value}" for name in ("q", "buyer", "signed") for value in BROKEN_TEXT),
    *(
        "limit=1&limit=2",
        "limit=1&limit=1",
        "signed=2018&signed=2019",
        "q=a&limit=2&q=b",
        "buyer",
        "color=red",
        "_=1",
    ),
    *("format=json", "format=csv", "certainty=definite"),
]


@each_row(
    ("parameter", "names", "message"),
    [
        ("fields", "title,value.amout", "unknown field value.amout; did you mean value.amount?"),
        ("fields", "xyzzy", "unknown field xyzzy"),
        ("fields", "title,", "has an empty field name"),
        ("sort", "-valeu", "unknown sort key -valeu; did you mean value?"),
        ("sort", "+value", "has + before value; write value, which sorts in ascending order, or -value"),
        ("sort", " value", "has + before value; write value, which sorts in ascending order, or -value"),
        ("sort", "+valeu", "unknown sort key +valeu; did you mean value?"),
        ("sort", "title,,signed", "has an empty sort key"),
        ("sort", "title,title,title,title,title", "has more than 4 sort keys"),
        ("facets", "buyer,suplier", "unknown facet suplier; did you mean supplier?"),
        ("facets", "nope", "unknown facet nope"),
    ],
)
def test_an_unknown_name_is_repeated(client: TestClient, parameter: str, names: str, message: str) -> None:
    """The message says which name there is not in a list of names, and which one was meant."""
    problem = assert_problem(client.get(CONTRACTS, params={parameter: names}), 422, parameter)
    assert problem["errors"][0]["message"] == message


@each_row(("parameter", "value"), [("buyer", "UK"), ("supplier", "XX"), ("buyer", "tr,UK")])
def test_a_code_may_be_in_any_case(client: TestClient, parameter: str, value: str) -> None:
    """The message of an unknown code does not ask for capitals, which no filter needs."""
    problem = assert_problem(client.get(CONTRACTS, params={parameter: value}), 422, parameter)
    assert "capitals" not in str(problem)
    assert client.get(CONTRACTS, params={parameter: "tr"}).status_code == 200


@each_row("query", QUERIES)
def test_an_invalid_parameter_is_rejected(client: TestClient, query: str) -> None:
    """An unknown parameter, a repeated one, and an invalid value are rejected with the parameter's name."""
    parameter = query.partition("=")[0]
    assert_problem(client.get(f"{CONTRACTS}?{query}"), 422, parameter)


def test_every_parameter_is_in_the_table(client: TestClient) -> None:
    """The table above has invalid values for every parameter of a list, and for no others."""
    body = assert_problem(client.get(f"{CONTRACTS}?color=red"), 422, "color")
    assert set(body["errors"][0]["accepted"].split(", ")) == INVALID.keys()


@each_row("path", [path for path in EXPORTS if path.startswith("/v1/contracts.")])
def test_an_export_rejects_what_its_list_rejects(client: TestClient, path: str) -> None:
    """An invalid parameter, and a cursor of no page, are rejected in every format."""
    assert_problem(client.get(f"{path}?buyer=TUR&format=csv"), 422, "buyer", "format")
    assert_problem(client.get(f"{path}?cursor=abc"), 404, "cursor")


@each_row("name", ["Buyer", "%3Cscript%3E", "a.b", "buyer[]", "x" * 33, "%00", "%C3%A9"])
def test_an_unusual_name_is_not_repeated(client: TestClient, name: str) -> None:
    """A parameter whose name is not a plain one is rejected without repeating it."""
    assert_problem(client.get(f"{CONTRACTS}?{name}=1"), 422, "?")


@each_row(
    ("target", "parameter"),
    [
        ("/v1/events?status=foo", "status"),
        ("/v1/facts?basis=rumour", "basis"),
        ("/v1/facts?subject=S400!", "subject"),
        ("/v1/facts?subject=s400-turkey/contracts", "subject"),
        ("/v1/facts?property=value-", "property"),
        ("/v1/gaps?status=missing", "status"),
        ("/v1/gaps?match=definite", "match"),
        ("/v1/sheets?facets=id", "facets"),
        ("/v1/timeline?sort=property", "sort"),
        ("/v1/countries?role=Purchaser", "role"),
        ("/v1/events?participant=tr1!", "participant"),
        (f"{CONTRACT}?fields=foo", "fields"),
        (f"{CONTRACT}?derived=maybe", "derived"),
        (f"{CONTRACT}?limit=1", "limit"),
        (f"{CONTRACT}?derived=false&derived=false", "derived"),
        ("/v1/sheets/s400-turkey?limit=1", "limit"),
        ("/v1/sheets/s400-turkey?fields=photos", "fields"),
    ],
)
def test_each_resource_has_its_own_parameters(client: TestClient, target: str, parameter: str) -> None:
    """A parameter or a value of another resource is rejected."""
    assert_problem(client.get(target), 422, parameter)


def test_every_invalid_parameter_is_listed(client: TestClient) -> None:
    """Several invalid parameters are listed in one problem, each with the accepted values."""
    response = client.get(f"{CONTRACTS}?buyer=TUR&limit=0&colour=red")
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
    ids=["value", "name", "date", "unknown", "repeated"],
)
def test_a_problem_stays_short(client: TestClient, query: str) -> None:
    """A problem stays under 2 KB, however many parameters are invalid and however long they are."""
    response = client.get(f"{CONTRACTS}?{query}")
    assert_problem(response, 422, *(error["parameter"] for error in response.json()["errors"]))


def next_cursor(client: TestClient, target: str) -> str:
    """Return the cursor of the page after the first."""
    return split_url(assert_list(client.get(target))["next"])[1]["cursor"]


def replace_value(cursor: str, index: int, value: Any) -> str:
    """Return a cursor with another value at an index."""
    values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    values[index] = value
    return encode_cursor(values)


def encode_cursor(content: Any) -> str:
    """Return `content` in the encoding of a cursor."""
    return urlsafe_b64encode(json.dumps(content, separators=(",", ":")).encode()).decode().rstrip("=")


SORTED = f"{CONTRACTS}?sort=-value&limit=2"
GARBAGE = [
    "abc",
    "A",
    "AAAA",
    "-",
    "_" * 64,
    "W10",
    "bnVsbA",
    "e30",
    encode_cursor([True, [], ""]),
    encode_cursor([[]] * 400),
]


@each_row("cursor", GARBAGE)
def test_an_invalid_cursor_is_not_found(client: TestClient, cursor: str) -> None:
    """Text that is no cursor refers to a page that does not exist."""
    assert_problem(client.get(f"{SORTED}&cursor={cursor}"), 404, "cursor")


@each_row("value", [10**400, -(10**30), 2**63, 1e308, float("nan"), float("inf"), None, True, [], {}])
@each_row("index", [0, 1, 2, 3])
def test_a_changed_cursor_is_not_found(client: TestClient, index: int, value: Any) -> None:
    """A cursor with a value of another type than it was issued with is rejected, whatever the value."""
    cursor = replace_value(next_cursor(client, SORTED), index, value)
    assert_problem(client.get(f"{SORTED}&cursor={cursor}"), 404, "cursor")


@pytest.mark.parametrize("target", [f"{CONTRACTS}?sort=title&limit=2", "/v1/timeline?limit=2"])
def test_a_cursor_with_a_lone_surrogate_is_not_found(client: TestClient, target: str) -> None:
    """A cursor with half of a surrogate pair, which JSON can encode and UTF-8 cannot, is not found."""
    cursor = next_cursor(client, target)
    for index in range(4):
        assert_problem(client.get(f"{target}&cursor={replace_value(cursor, index, chr(0xD800))}"), 404, "cursor")


@each_row(
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
def test_a_cursor_of_another_query_is_not_found(client: TestClient, target: str) -> None:
    """A cursor is valid for the query that it was issued for, and no other."""
    cursor = next_cursor(client, SORTED)
    assert_list(client.get(f"{SORTED}&cursor={cursor}"))
    assert_problem(client.get(f"{target}&cursor={cursor}"), 404, "cursor")


NO_RESOURCES = [
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
RESOURCES = ["/", "/healthz", "/docs", "/openapi.json", "/v1/sheets", "/v1/facts?limit=3", CONTRACT]


@each_row("path", NO_RESOURCES)
def test_nothing_else_exists(client: TestClient, path: str) -> None:
    """Any other path is not found, one with a trailing slash included: no redirect reflects the request."""
    assert_problem(client.get(path, follow_redirects=False), 404)


@each_row("path", ["/v1/nothing", "/v1/contracts/turkey-2017", f"{CONTRACT}/value", "/nothing"])
def test_an_unknown_path_refers_to_the_index(client: TestClient, path: str) -> None:
    """The detail is the same for every unknown path, and refers to the index."""
    detail = "Not found. See / for the available resources."
    assert assert_problem(client.get(path), 404)["detail"] == detail


@each_row("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
@each_row("path", [*RESOURCES, "/v1/nothing"])
def test_nothing_can_be_written(client: TestClient, method: str, path: str) -> None:
    """Every method but GET, HEAD and OPTIONS is rejected, and Allow lists those."""
    response = client.request(method, path)
    assert_problem(response, 405)
    assert set(response.headers["allow"].split(", ")) == ALLOWED


@each_row("path", RESOURCES)
def test_options_lists_the_methods(client: TestClient, path: str) -> None:
    """OPTIONS has no content, and Allow lists the methods."""
    response = client.options(path)
    assert (response.status_code, response.content) == (204, b"")
    assert set(response.headers["allow"].split(", ")) == ALLOWED


@each_row("path", [*RESOURCES, "/v1/nothing", "/v1/contracts?limit=0", "/v1/contracts?cursor=abc"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    """HEAD has the status and the headers of GET, the length included, and no body."""
    headers = {"Accept-Encoding": "identity"}
    get, head = client.get(path, headers=headers), client.head(path, headers=headers)
    assert head.status_code == get.status_code
    names = get.headers.keys() | head.headers.keys()
    assert {name for name in names if get.headers.get(name) != head.headers.get(name)} <= {"x-request-id"}
    assert head.headers["content-length"] == str(len(get.content))
    assert head.content == b""


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("find", "/v1/contracts"),
        ("find", "/v1/sheets/s400-turkey/facts"),
        ("get", CONTRACT),
        ("get_sheet", "/v1/sheets/x"),
        ("iterate", "/v1/contracts.csv"),
    ],
)
def test_an_exception_reveals_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, method: str, path: str
) -> None:
    """An endpoint that fails returns 500 as a problem, which says nothing of the exception."""

    def fail(*arguments: object) -> None:
        raise RuntimeError("secret")

    client = AppClient(create_app(archive), raise_server_exceptions=False)
    monkeypatch.setattr(Archive, method, fail)
    response = client.get(path)
    assert_problem(response, 500)
    assert "secret" not in f"{response.text} {response.headers}"
    head = client.head(path)
    assert (head.status_code, head.content) == (500, b"")


@each_row("path", ["/v1/contracts", "/v1/contracts.csv", "/v1/sheets/s400-turkey.md", "/healthz", "/docs"])
@each_row("escape", ["%0A", "%0d%0a", "%00", "%1F", "%7f", "%2F"])
def test_control_characters_are_part_of_no_path(client: TestClient, path: str, escape: str) -> None:
    """A path with an escaped control character is not found: it would end up in the Link header."""
    assert_problem(client.get(path + escape), 404)
