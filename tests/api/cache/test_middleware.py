"""The front: an answer is made once, and every answer has what HTTP asks of it."""

import gc
from copy import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import create_app
from api.cache.middleware import CacheMiddleware
from api.cache.store import ResponseCache
from api.http.limits import Limits
from facts.archive import Archive
from facts.sheets.sheet import Sheet
from tests.api.helpers import assert_problem

LIST = "/v1/contracts"
RECORD = "/v1/sheets/s400-turkey/contracts/turkey-2017"
NEGOTIATED = ["/", "/v1/sheets", LIST, "/v1/facts?limit=2", "/v1/sheets/s400-turkey", RECORD]
FIXED = ["/docs", "/openapi.json", "/llms.txt", f"{LIST}?format=csv", f"{RECORD}?format=jsonld"]
CODINGS = ("identity", "gzip", "br", "zstd")
OF_BODY = {"content-length", "content-type", "content-encoding", "content-disposition"}
OWN = {"x-request-id"}
MODIFIED = datetime(2026, 1, 1, tzinfo=UTC)
AT = "Thu, 01 Jan 2026 00:00:00 GMT"
PLAIN = {"Accept-Encoding": "identity"}


class Counted:
    """An application that counts how often it is entered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.entered = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count, and answer."""
        self.entered += 1
        await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def inner(archive: Archive) -> CacheMiddleware:
    """A front whose application and archive others have, too."""
    return create_app(archive)


@pytest.fixture
def counted(inner: CacheMiddleware) -> Counted:
    """The same, with a count of its own."""
    return Counted(inner.app)


@pytest.fixture
def front(counted: Counted, archive: Archive) -> CacheMiddleware:
    """A front that keeps nothing yet."""
    return CacheMiddleware(counted, archive, ResponseCache(10**8), Limits())


@pytest.fixture
def fresh(front: CacheMiddleware) -> TestClient:
    """A client of it that asks for no coding unless told to."""
    return TestClient(front, raise_server_exceptions=False, headers=PLAIN)


def limited(inner: CacheMiddleware, kept: int = 10**8, app: ASGIApp | None = None, **limits: Any) -> TestClient:
    """Return a client of a front with limits of its own, whose archive was built at the beginning of 2026."""
    archive = copy(inner.archive)
    archive.built = MODIFIED
    front = CacheMiddleware(app or inner.app, archive, ResponseCache(kept), Limits(**limits))
    return TestClient(front, raise_server_exceptions=False, headers=PLAIN)


def named(response: Response, *without: str) -> dict[str, str]:
    """Return the header fields of an answer but for some."""
    return {name: value for name, value in response.headers.items() if name not in {*OWN, *without}}


SPELLINGS = [
    "?buyer=TR&q=air%20defence",
    "?q=air+defence&buyer=TR",
    "?%71=%61ir%20defence&b%75yer=%54%52",
    "?&buyer=TR&&q=air+defence&",
]


def test_an_answer_is_made_once(fresh: TestClient, counted: Counted) -> None:
    """Repeats, HEAD, what is unchanged, and every spelling of the same question do not enter the application."""
    first = fresh.get(LIST + SPELLINGS[0])
    for spelling in SPELLINGS * 2:
        again = fresh.get(LIST + spelling)
        assert (again.content, named(again)) == (first.content, named(first))
        assert fresh.head(LIST + spelling).headers["etag"] == first.headers["etag"]
        assert fresh.get(LIST + spelling, headers={"If-None-Match": "*"}).status_code == 304
    assert fresh.get("/v1/%63ontracts" + SPELLINGS[0]).content == first.content
    for accept in ("*/*", "application/json", "APPLICATION/*;q=0.1", "image/png, application/json"):
        assert fresh.get(LIST + SPELLINGS[0], headers={"Accept": accept}).content == first.content
    for coding in CODINGS:
        assert fresh.get(LIST + SPELLINGS[0], headers={"Accept-Encoding": coding}).json() == first.json()
    assert counted.entered == 1


def test_head_alone_makes_an_answer(fresh: TestClient, counted: Counted) -> None:
    """HEAD of what nobody asked for before has the headers of GET, which is then answered from what is kept."""
    head = fresh.head(LIST)
    got = fresh.get(LIST)
    assert (head.content, named(head), counted.entered) == (b"", named(got), 1)


def test_another_question_is_another_answer(fresh: TestClient, counted: Counted) -> None:
    """What an answer depends on keeps answers apart: address, parameters, media type."""
    targets = [LIST, f"{LIST}?limit=1", f"{LIST}?buyer=TR", f"{LIST}?q=TR", f"{LIST}?format=csv", "/v1/media"]
    tags = {fresh.get(target).headers["etag"] for target in targets}
    tags.add(fresh.get(LIST, headers={"Accept": "text/markdown"}).headers["etag"])
    assert len(tags) == counted.entered == len(targets) + 1


def test_what_takes_no_parameters_is_made_once(fresh: TestClient, counted: Counted) -> None:
    """A query that an address does not heed is refused, or makes no second answer."""
    for number in range(5):
        assert fresh.get(f"/docs?x={number}").status_code in {200, 422}
    assert counted.entered <= 1


@pytest.mark.parametrize(
    ("tags", "status"),
    [
        *((tags, 304) for tags in ("{}", "W/{}", '"a", {}', '"a",W/"b" , W/{} ,"c"', "*", " {} ")),
        *((tags, 200) for tags in ('"a"', "", "a", '"a", W/"b"', "{}x", "**", "nothing, at all")),
    ],
)
def test_if_none_match(fresh: TestClient, tags: str, status: int) -> None:
    """What the client names is unchanged: 304, whether named alone, in a list, weakly, or as anything."""
    etag = fresh.get(LIST).headers["etag"]
    assert etag[0] == etag[-1] == '"'
    for method in ("GET", "HEAD"):
        response = fresh.request(method, LIST, headers={"If-None-Match": tags.format(etag)})
        assert response.status_code == status
    assert fresh.get(LIST, headers={"If-None-Match": tags.format(etag), "Accept-Encoding": "gzip"}).status_code == (
        304 if tags == "*" else 200
    )


BEFORE = "Wed, 31 Dec 2025 23:59:59 GMT"
UNREADABLE = ["", "yesterday", "0", "2026-01-01", f"{AT}, {AT}", "Thu, 99 Jan 2026 00:00:00 GMT"]
UNREADABLE += [AT.replace("2026", "9" * 11), AT.replace("GMT", "+" + "9" * 20), "\xff" * 40, "9" * 5000]
READABLE = [AT, "Thu, 01 Jan 2026 00:00:01 GMT", "Thursday, 01-Jan-26 00:00:00 GMT", "Thu Jan  1 00:00:00 2026"]


@pytest.mark.parametrize(
    ("since", "match", "status"),
    [
        *((since, None, 304) for since in READABLE),
        *((since, None, 200) for since in (BEFORE, "Thu, 01 Jan 1970 00:00:00 GMT", *UNREADABLE)),
        (AT, '"other"', 200),
        (BEFORE, "*", 304),
    ],
)
def test_if_modified_since(inner: CacheMiddleware, since: str, match: str | None, status: int) -> None:
    """Unchanged since then: 304, unless it cannot be read, or If-None-Match says otherwise."""
    headers = {"If-Modified-Since": since} | ({"If-None-Match": match} if match else {})
    found = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    response = limited(inner).get(LIST, headers=found)
    assert response.status_code == status
    assert response.headers["last-modified"] == AT


@pytest.mark.parametrize("target", NEGOTIATED + FIXED)
@pytest.mark.parametrize("coding", ["identity", "zstd"])
def test_unchanged_has_the_headers_of_what_it_stands_for(fresh: TestClient, target: str, coding: str) -> None:
    """304 has every header that 200 would have, Vary and Cache-Control too, but those of the representation."""
    asked = {"Accept-Encoding": coding}
    got, head = fresh.get(target, headers=asked), fresh.head(target, headers=asked)
    unchanged = fresh.get(target, headers=asked | {"If-None-Match": got.headers["etag"]})
    assert (got.status_code, head.status_code, unchanged.status_code) == (200, 200, 304)
    assert named(head) == named(got)
    assert named(unchanged) == named(got, *OF_BODY)
    assert unchanged.content == b""
    varying = "Accept, Accept-Encoding" if target in NEGOTIATED else "Accept-Encoding"
    for response in (got, head, unchanged):
        assert response.headers["vary"] == varying
        assert response.headers["cache-control"] == "public, no-cache"
        assert response.headers["last-modified"]


@pytest.mark.parametrize("target", [LIST, f"{LIST}?format=csv", f"{LIST}?format=ndjson"])
def test_what_is_too_large_to_keep_says_the_same(inner: CacheMiddleware, fresh: TestClient, target: str) -> None:
    """An answer that is not kept for its size still tells caches what it varies by and that they may keep it."""
    got, kept = limited(inner, kept=8000).get(target), fresh.get(target)
    assert got.content == kept.content
    assert {name: got.headers.get(name) for name in ("vary", "cache-control", "content-type")} == {
        name: kept.headers[name] for name in ("vary", "cache-control", "content-type")
    }


@pytest.mark.parametrize("target", [f"{LIST}?format=csv", "/v1/facts?format=ndjson"])
def test_what_is_too_large_to_keep_is_made_no_further_than_is_wanted(inner: CacheMiddleware, target: str) -> None:
    """HEAD and a condition are answered without the body, for a stream too."""
    client = limited(inner, kept=8000)
    got, head = client.get(target), client.head(target)
    assert (head.status_code, head.content) == (200, b"")
    assert named(head, "content-length", "transfer-encoding") == named(got, "content-length", "transfer-encoding")
    for field, value in (("If-Modified-Since", AT), ("If-None-Match", "*")):
        same = client.get(target, headers={field: value})
        assert (same.status_code, same.content) == (304, b"")
        assert same.headers["last-modified"] == AT
    for field, value in (("If-Modified-Since", BEFORE), ("If-None-Match", '"none"'), ("If-None-Match", "")):
        assert client.get(target, headers={field: value}).content == got.content


def test_unacceptable_varies_too(fresh: TestClient) -> None:
    """406 tells what it depends on."""
    for field, value in (("Accept", "image/png"), ("Accept-Encoding", "identity;q=0")):
        response = fresh.get(LIST, headers={field: value})
        assert_problem(response, 406)
        assert field in response.headers["vary"].split(", ")


def test_each_form_has_its_own_tag(fresh: TestClient, sheets: tuple[Sheet, ...]) -> None:
    """A strong tag for each coding and format, the same whenever the same archive is built."""
    asked = [(coding, form) for coding in CODINGS for form in ("json", "csv", "ndjson", "markdown", "ocds")]

    def tags(client: TestClient) -> list[str]:
        targets = ((f"{LIST}?format={form}", {"Accept-Encoding": coding}) for coding, form in asked)
        return [client.get(target, headers=headers).headers["etag"] for target, headers in targets]

    found = tags(fresh)
    assert len(set(found)) == len(asked)
    again = Archive.build(sheets)
    assert tags(TestClient(create_app(again))) == found
    again.close()


ERRORS = {
    "/v1/nothing": (404, ()),
    f"{RECORD}x": (404, ()),
    f"{LIST}?limit=0": (422, ("limit",)),
    f"{LIST}?cursor=abc": (404, ("cursor",)),
}


@pytest.mark.parametrize("target", ERRORS)
def test_an_error_is_never_kept(fresh: TestClient, front: CacheMiddleware, counted: Counted, target: str) -> None:
    """An error is made anew each time, and no condition makes it 304."""
    status, parameters = ERRORS[target]
    for number in range(1, 4):
        assert_problem(fresh.get(target, headers={"If-None-Match": "*"}), status, *parameters)
        assert (counted.entered, front.kept.answers, len(front.kept.by_name)) == (number, 0, 0)


def test_what_is_replaced_is_let_go(sheets: tuple[Sheet, ...]) -> None:
    """An archive that is served no more is closed: neither the application nor what it answered holds it."""
    front = create_app(Archive.build(sheets))
    client = TestClient(front)
    for target in (*NEGOTIATED, *FIXED, "/healthz"):
        assert client.get(target).status_code == 200
    end = front.archive.end
    front.set_archive(Archive.build(sheets))
    gc.collect()
    assert not end.alive
    assert client.get(LIST).status_code == 200
