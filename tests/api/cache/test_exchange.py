"""Exchanges: conditional requests, and responses that are large, broken off, or for HTTP/1.0."""

import asyncio

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from tests.api.cache.helpers import (
    BEFORE_DATE,
    BODY_HEADERS,
    LINK,
    MODIFIED,
    MODIFIED_DATE,
    CountingApp,
    cached,
    client_of,
    fixed,
    headers_of,
    request,
)
from tests.tables import each_row


@pytest.fixture(scope="module")
def client() -> TestClient:
    """A client of an application whose responses are cached."""
    return client_of(cached(CountingApp()))


@each_row(
    ("tags", "status"),
    [
        *((tags, 304) for tags in ("{}", "W/{}", '"a", {}', '"a",W/"b" , W/{} ,"c"', "*", " {} ")),
        *((tags, 200) for tags in ('"a"', "", "a", '"a", W/"b"', "{}x", "**", "nothing, at all")),
    ],
)
def test_if_none_match(client: TestClient, tags: str, status: int) -> None:
    """304 for an entity tag of the client's, whether named alone, in a list, weakly, or as anything."""
    etag = client.get("/page").headers["etag"]
    assert etag[0] == etag[-1] == '"'
    for method in ("GET", "HEAD"):
        response = client.request(method, "/page", headers={"If-None-Match": tags.format(etag)})
        assert response.status_code == status
    headers = {"If-None-Match": tags.format(etag), "Accept-Encoding": "gzip"}
    assert client.get("/page", headers=headers).status_code == (304 if tags == "*" else 200)


@each_row(
    ("headers", "status"),
    [
        ({"If-Match": "{}"}, 200),
        ({"If-Match": "*"}, 200),
        ({"If-Match": "W/{}"}, 412),
        ({"If-Match": '"other"'}, 412),
        ({"If-Match": '"other"', "If-None-Match": "{}"}, 412),
        ({"If-Match": "{}", "If-None-Match": "{}"}, 304),
        ({"If-Match": "{}", "If-Unmodified-Since": BEFORE_DATE}, 200),
        ({"If-Match": "{}", "Range": "bytes=0-1"}, 206),
        ({"If-Match": '"other"', "Range": "bytes=0-1"}, 412),
        ({"If-Unmodified-Since": BEFORE_DATE}, 412),
        ({"If-Unmodified-Since": MODIFIED_DATE}, 200),
        ({"If-Unmodified-Since": "yesterday"}, 200),
    ],
)
def test_a_precondition_that_is_not_met(client: TestClient, headers: dict[str, str], status: int) -> None:
    """412 with problem details for another tag, and for what was modified since; that is decided first."""
    etag = client.get("/page").headers["etag"]
    response = client.get("/page", headers={name: value.format(etag) for name, value in headers.items()})
    assert response.status_code == status
    assert (response.headers.get("content-type") == "application/problem+json") == (status == 412)
    assert client.head("/page", headers={"If-Match": '"other"'}).status_code == 412


@each_row(
    ("headers", "status"),
    [
        ({"If-Match": '"any"'}, 412),
        ({"If-Unmodified-Since": BEFORE_DATE}, 412),
        ({"If-Match": "*"}, 200),
        ({"If-Unmodified-Since": MODIFIED_DATE}, 200),
    ],
)
def test_a_precondition_of_a_stream(headers: dict[str, str], status: int) -> None:
    """A stream has no tag that could match; nothing of it is sent with 412."""
    client = client_of(cached(fixed(bytes(10_000), headers=[(b"content-type", b"text/csv")]), size=8000))
    for _ in range(2):
        response = client.get("/", headers=headers)
        assert (response.status_code, response.content == bytes(10_000)) == (status, status == 200)


def test_preconditions_of_other_responses_are_ignored() -> None:
    """A precondition is ignored where the response would be no success anyway (section 13.2.1)."""
    client = client_of(cached(fixed(status=404)))
    assert client.get("/", headers={"If-Match": '"any"'}).status_code == 404


UNREADABLE = [
    "",
    "yesterday",
    "0",
    "2026-01-01",
    f"{MODIFIED_DATE}, {MODIFIED_DATE}",
    "Thu, 99 Jan 2026 00:00:00 GMT",
]
UNREADABLE += [MODIFIED_DATE.replace("2026", "9" * 11), MODIFIED_DATE.replace("GMT", "+" + "9" * 20)]
UNREADABLE += ["\xff" * 40, "9" * 5000]
READABLE = ["Thu, 01 Jan 2026 00:00:01 GMT", "Thursday, 01-Jan-26 00:00:00 GMT", "Thu Jan  1 00:00:00 2026"]


@each_row(
    ("since", "match", "status"),
    [
        *((since, None, 304) for since in (MODIFIED_DATE, *READABLE)),
        *((since, None, 200) for since in (BEFORE_DATE, "Thu, 01 Jan 1970 00:00:00 GMT", *UNREADABLE)),
        (MODIFIED_DATE, '"other"', 200),
        (BEFORE_DATE, "*", 304),
    ],
)
def test_if_modified_since(client: TestClient, since: str, match: str | None, status: int) -> None:
    """304 if unmodified since then, unless the date cannot be read, or If-None-Match says otherwise."""
    headers = {"If-Modified-Since": since} | ({"If-None-Match": match} if match else {})
    encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    response = client.get("/page", headers=encoded)
    assert response.status_code == status
    assert response.headers["last-modified"] == MODIFIED_DATE


@each_row("path", ["/page", "/negotiated"])
@each_row("encoding", ["identity", "zstd"])
def test_not_modified_has_the_headers_of_the_response(client: TestClient, path: str, encoding: str) -> None:
    """304 has every header that 200 would have, Vary and Cache-Control too, but those of the representation."""
    headers = {"Accept-Encoding": encoding}
    get, head = client.get(path, headers=headers), client.head(path, headers=headers)
    not_modified = client.get(path, headers=headers | {"If-None-Match": get.headers["etag"]})
    assert (get.status_code, head.status_code, not_modified.status_code) == (200, 200, 304)
    assert headers_of(head) == headers_of(get)
    assert headers_of(not_modified) == headers_of(get, *BODY_HEADERS)
    assert not_modified.content == b""
    for response in (get, head, not_modified):
        assert response.headers["vary"] == ("Accept, Accept-Encoding" if "neg" in path else "Accept-Encoding")
        assert response.headers["cache-control"] == "public, no-cache"
        assert response.headers["last-modified"] == MODIFIED_DATE
        assert response.headers["link"] == LINK[1].decode()


def test_a_large_response_has_the_same_headers() -> None:
    """A response too large for the cache is streamed; its headers are the same but for length, tag and ranges."""
    headers = [(b"content-type", b"text/csv"), (b"vary", b"Accept"), (b"content-length", b"10000")]
    app = fixed(bytes(10_000), headers=headers)
    large, small = client_of(cached(app, size=8000)).get("/"), client_of(cached(app)).get("/")
    assert large.content == small.content
    assert headers_of(large, "transfer-encoding") == headers_of(small, "content-length", "etag", "accept-ranges")
    assert app.calls == 3


def test_a_large_response_is_collected_once() -> None:
    """A response found too large is produced anew as a stream, and later ones are streams from the start."""
    app = fixed(bytes(10_000))
    middleware = cached(app, size=8000)
    client = client_of(middleware)
    assert [(client.get("/").content, app.calls) for _ in range(3)] == [(bytes(10_000), calls) for calls in (2, 3, 4)]
    middleware.reset(MODIFIED)
    client.get("/")
    assert app.calls == 6


def test_a_body_in_one_piece_is_compressed_whatever_its_size() -> None:
    """What comes in one piece has a tag and a length, even if it is too large to cache."""
    app = fixed(bytes(999))
    middleware = cached(app, size=4000)
    responses = [client_of(middleware).get("/") for _ in range(2)]
    assert [response.headers["content-length"] for response in responses] == ["999", "999"]
    assert responses[0].headers["etag"] == responses[1].headers["etag"]
    assert (app.calls, middleware.cache.entries) == (2, 0)


def test_a_large_response_is_made_no_further_than_is_needed(caplog: pytest.LogCaptureFixture) -> None:
    """HEAD and conditional requests are answered without the body, for a stream too."""
    app = fixed(bytes(100_000), headers=[(b"content-type", b"text/csv")])
    client = client_of(cached(app, size=8000))
    get = client.get("/")
    assert (get.content, app.chunks_sent) == (bytes(100_000), 101)
    head = client.head("/")
    assert (head.status_code, head.content) == (200, b"")
    assert headers_of(head, "transfer-encoding") == headers_of(get, "transfer-encoding")
    for name, value in (("If-Modified-Since", MODIFIED_DATE), ("If-None-Match", "*")):
        not_modified = client.get("/", headers={name: value})
        assert (not_modified.status_code, not_modified.content) == (304, b"")
        assert headers_of(not_modified) == headers_of(get, "transfer-encoding", *BODY_HEADERS)
    assert app.chunks_sent < 110
    assert not caplog.records
    for name, value in (("If-Modified-Since", BEFORE_DATE), ("If-None-Match", '"none"'), ("If-None-Match", "")):
        assert client.get("/", headers={name: value}).content == get.content


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_stream_has_no_length(version: str) -> None:
    """A stream is not collected to find its length, whatever the version of HTTP."""
    middleware = cached(fixed(bytes(100_000)), size=8000)
    response = asyncio.run(request(middleware, http_version=version))
    assert len(response.body) == 100_000
    assert b"content-length" not in response.headers
    assert middleware.cache.entries == 0


def test_what_breaks_off_is_not_cached() -> None:
    """A response that its application did not end, as when a client left, is not served to the next."""
    completions = iter([False, True])

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"one ", "more_body": True})
        if next(completions):
            await send({"type": "http.response.body", "body": b"two"})

    async def scenario() -> list[bytes]:
        middleware = cached(app)
        return [(await request(middleware)).body for _ in range(3)]

    assert asyncio.run(scenario()) == [b"", b"one two", b"one two"]


def test_an_application_that_sends_nothing_gets_no_response() -> None:
    """Nothing is sent for an application that sends nothing, so that the server can tell."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        pass

    response = asyncio.run(request(cached(app)))
    assert (response.status, response.body) == (0, b"")
