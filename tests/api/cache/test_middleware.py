"""The cache middleware: identical requests are served from the cache, and every response has what HTTP requires."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Event

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from zstandard import decompress

from api.cache import store
from api.cache.middleware import CacheMiddleware
from api.http.conditional import http_date
from api.http.encoding import THREAD_COMPRESS_SIZE
from api.http.headers import DEFAULT_HEADERS
from tests.api.cache.helpers import (
    ENCODINGS,
    LINK,
    MODIFIED,
    MODIFIED_DATE,
    CountingApp,
    RawResponse,
    Reply,
    assert_problem,
    cached,
    client_of,
    fixed,
    headers_of,
    request,
)
from tests.tables import each_row

QUERIES = ["?a=1&b=2", "?b=2&a=1", "?%61=1&b=2", "?&a=1&&b=2&"]


@pytest.fixture
def app() -> CountingApp:
    """An application that counts its calls."""
    return CountingApp()


@pytest.fixture
def middleware(app: CountingApp) -> CacheMiddleware:
    """The middleware around it, with nothing cached."""
    return cached(app)


@pytest.fixture
def client(middleware: CacheMiddleware) -> TestClient:
    """A client of it."""
    return client_of(middleware)


def test_a_request_enters_the_application_once(client: TestClient, app: CountingApp) -> None:
    """A repeat, HEAD and a conditional request are served from the cache, with the same headers."""
    first = client.get("/page?a=1")
    for _ in range(3):
        again = client.get("/page?a=1")
        assert (again.content, headers_of(again)) == (first.content, headers_of(first))
        assert headers_of(client.head("/page?a=1")) == headers_of(first)
        assert client.get("/page?a=1", headers={"If-None-Match": "*"}).status_code == 304
        assert client.get("/page?a=1", headers={"If-Modified-Since": MODIFIED_DATE}).status_code == 304
    assert app.calls == 1


def test_equal_responses_are_cached_once(client: TestClient, middleware: CacheMiddleware, app: CountingApp) -> None:
    """Variants of a request that have the same response share its bytes, in every content coding."""
    first = client.get(f"/page{QUERIES[0]}")
    for query in QUERIES * 2:
        for accept in ("*/*", "text/plain"):
            again = client.get(f"/page{query}", headers={"Accept": accept})
            assert (again.content, headers_of(again)) == (first.content, headers_of(first))
    assert (app.calls, middleware.cache.entries) == (2 * len(QUERIES), 1)
    for encoding in ENCODINGS:
        response = client.get("/page", headers={"Accept-Encoding": encoding})
        assert response.headers.get("content-encoding", "identity") == encoding
        content = decompress(response.content) if encoding == "zstd" else response.content
        assert content == first.content
    (shared,) = (*middleware.cache.protected.values(), *middleware.cache.probation.values())
    assert set(shared.representations) == set(ENCODINGS)
    served = {id(alias.representation) for alias in middleware.cache.by_raw_key.values()}
    assert served == {id(representation) for representation in shared.representations.values()}


DIFFERENT: dict[str, Reply] = {
    "/body": (200, [(b"content-type", b"text/plain"), LINK], b"other"),
    "/type": (200, [(b"content-type", b"text/html"), LINK], b"body"),
    "/link": (200, [(b"content-type", b"text/plain"), (b"link", b'</2>; rel="next"')], b"body"),
    "/name": (200, [(b"content-type", b"text/plain"), LINK, (b"content-disposition", b"attachment")], b"body"),
    "/vary": (200, [(b"content-type", b"text/plain"), LINK, (b"vary", b"Accept")], b"body"),
    "/": (200, [(b"content-type", b"text/plain"), LINK], b"body"),
}


def test_responses_that_differ_are_kept_apart() -> None:
    """Responses with the same body but another type, link, file name or Vary header do not share their headers."""
    middleware = cached(CountingApp(lambda scope: DIFFERENT[scope["path"]]))
    client = client_of(middleware)
    for _ in range(2):
        for path, (_, headers, body) in DIFFERENT.items():
            response = client.get(path)
            assert response.content == body
            assert response.headers["vary"] == ("Accept, Accept-Encoding" if path == "/vary" else "Accept-Encoding")
            for name in ("content-type", "link", "content-disposition"):
                value = dict(headers).get(name.encode(), b"").decode()
                assert response.headers.get(name, "") == value
    assert middleware.cache.entries == len(DIFFERENT)


def test_head_alone_makes_a_response(client: TestClient, app: CountingApp) -> None:
    """HEAD of what nobody requested before has the headers of GET, which is then served from the cache."""
    head = client.head("/page")
    get = client.get("/page")
    assert (head.content, headers_of(head), app.calls) == (b"", headers_of(get), 1)
    assert app.scopes[0]["method"] == "GET"


def test_another_request_is_another_response(client: TestClient, app: CountingApp) -> None:
    """The path, the query, Accept and Accept-Encoding keep requests apart."""
    client.get("/negotiated")
    assert client.get("/negotiated?a=1").content == client.get("/negotiated").content
    assert client.get("/negotiated/2").content != client.get("/negotiated").content
    assert client.get("/negotiated", headers={"Accept": "text/html"}).content.endswith(b"text/html")
    assert client.get("/negotiated", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert app.calls == 5


@each_row(
    ("vary", "merged"),
    [
        ([], "Accept-Encoding"),
        ([b"Accept"], "Accept, Accept-Encoding"),
        ([b"Accept, Origin"], "Accept, Origin, Accept-Encoding"),
        ([b"Accept", b"Origin"], "Accept, Origin, Accept-Encoding"),
        ([b"Accept, Accept-Encoding"], "Accept, Accept-Encoding"),
    ],
)
def test_vary_names_the_content_coding_too(vary: list[bytes], merged: str) -> None:
    """One Vary header names what the application says, and Accept-Encoding."""
    app = fixed(headers=[(b"vary", value) for value in vary])
    assert client_of(cached(app)).get("/").headers.get_list("vary") == [merged]


def test_each_representation_has_its_own_tag(client: TestClient) -> None:
    """A strong entity tag for each content coding and each body, and always the same one."""

    def tags(client: TestClient) -> list[str]:
        requests = [(path, encoding) for path in ("/page", "/other") for encoding in ENCODINGS]
        return [client.get(path, headers={"Accept-Encoding": value}).headers["etag"] for path, value in requests]

    etags = tags(client)
    assert len(set(etags)) == 2 * len(ENCODINGS)
    assert all(etag.startswith('"') and etag.endswith('"') for etag in etags)
    assert tags(client_of(cached(CountingApp()))) == etags


def test_an_unacceptable_encoding_varies_too(client: TestClient) -> None:
    """406 names the content codings, and says what it depends on."""
    response = client.get("/page", headers={"Accept-Encoding": "identity;q=0"})
    assert_problem(response, 406)
    assert response.headers["vary"] == "Accept-Encoding"
    assert all(encoding in response.json()["detail"] for encoding in ENCODINGS)


@each_row("status", [201, 204, 301, 404, 422, 500])
def test_an_error_is_never_cached(status: int) -> None:
    """What is not 200 is created again each time, and no condition makes it 304."""
    app = fixed(b"" if status == 204 else b"problem", status)
    middleware = cached(app)
    client = client_of(middleware)
    for calls in range(1, 4):
        response = client.get("/", headers={"If-None-Match": "*"}, follow_redirects=False)
        assert (response.status_code, app.calls) == (status, calls)
        assert not {"etag", "last-modified", "cache-control"} & response.headers.keys()
        assert response.headers["x-content-type-options"] == "nosniff"
    assert (middleware.cache.entries, len(middleware.cache.by_raw_key)) == (0, 0)


@each_row("value", [b"no-store", b"private, No-Store"])
@each_row(("size", "first_calls"), [(10, 1), (10_000, 2)])
def test_what_is_not_to_be_stored_is_not_cached(value: bytes, size: int, first_calls: int) -> None:
    """A response with `no-store` is sent as it is each time, whatever its size and whatever the condition."""
    app = fixed(bytes(size), headers=[(b"cache-control", value)])
    middleware = cached(app, size=8000)
    for calls in (first_calls, first_calls + 1):
        response = client_of(middleware).get("/", headers={"If-None-Match": "*"})
        assert (response.content, app.calls, middleware.cache.entries) == (bytes(size), calls, 0)
        assert response.headers.get_list("cache-control") == [value.decode()]
        assert not {"etag", "last-modified", "vary"} & response.headers.keys()


def test_a_reset_clears_the_cache() -> None:
    """After a reset responses are created again, with its time; those of requests from before it are not stored."""
    content = {"body": b"old"}
    release = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        body = content["body"]
        if scope["path"] == "/slow" and body == b"old":
            await release.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})

    async def scenario() -> list[RawResponse]:
        middleware = cached(app)
        responses = [await request(middleware, b"/quick")]
        slow = asyncio.create_task(request(middleware, b"/slow"))
        await asyncio.sleep(0)
        content["body"] = b"new"
        middleware.reset(MODIFIED + timedelta(days=1))
        responses.append(await request(middleware, b"/quick"))
        release.set()
        responses.append(await slow)
        return [*responses, await request(middleware, b"/slow"), await request(middleware, b"/quick")]

    quick, quick_again, slow, *later = asyncio.run(scenario())
    for response in (quick, slow):
        assert (response.body, response.headers[b"last-modified"]) == (b"old", MODIFIED_DATE.encode())
    for response in (quick_again, *later):
        assert (response.body, response.headers[b"last-modified"][5:16]) == (b"new", b"02 Jan 2026")


def test_a_reset_during_compression_does_not_bring_back_the_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """A response that is compressed while the cache is reset is not stored afterwards."""
    started, release = Event(), Event()

    def compress(body: bytes) -> bytes:
        started.set()
        assert release.wait(5)
        return body[:3]

    monkeypatch.setattr(store, "ENCODERS", {"gzip": compress})
    app = fixed(bytes(THREAD_COMPRESS_SIZE))
    middleware = cached(app)

    async def scenario() -> None:
        task = asyncio.create_task(request(middleware, encoding=b"gzip"))
        await asyncio.to_thread(started.wait, 5)
        middleware.reset(MODIFIED)
        release.set()
        assert (await task).body == bytes(3)

    asyncio.run(scenario())
    assert (middleware.cache.entries, middleware.cache.bytes, len(middleware.cache.by_raw_key)) == (0, 0, 0)


def test_what_follows_a_reset_is_never_older(client: TestClient, middleware: CacheMiddleware) -> None:
    """Responses after a reset are dated later than those before, and never in the future."""
    for _ in range(3):
        before = middleware.last_modified
        middleware.reset(MODIFIED)
        assert middleware.last_modified == before + timedelta(seconds=1)
    middleware.reset(datetime.now(UTC))
    before = middleware.last_modified
    middleware.reset(MODIFIED)
    response = client.get("/page")
    assert parsedate_to_datetime(response.headers["last-modified"]) <= datetime.now(UTC)
    assert client.get("/page", headers={"If-Modified-Since": http_date(before).decode()}).status_code == 200


def test_others_are_served_while_much_is_compressed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A body that takes long to compress delays no other response, and is compressed once."""
    started, release = Event(), Event()
    compressed: list[int] = []

    def compress(body: bytes) -> bytes:
        compressed.append(len(body))
        started.set()
        assert release.wait(5)
        return body[:3]

    monkeypatch.setattr(store, "ENCODERS", {"gzip": compress})
    size = 5 * THREAD_COMPRESS_SIZE
    middleware = cached(
        CountingApp(lambda scope: (200, [], b"large" * (size // 5) if scope["path"] == "/large" else b"small")),
        size=10**8,
    )

    async def scenario() -> list[bytes]:
        large = asyncio.create_task(request(middleware, b"/large", encoding=b"gzip"))
        await asyncio.to_thread(started.wait, 5)
        small = await request(middleware, b"/small", encoding=b"gzip")
        release.set()
        return [small.body, (await large).body, (await request(middleware, b"/large", encoding=b"gzip")).body]

    assert asyncio.run(scenario()) == [b"small", b"lar", b"lar"]
    assert compressed == [size]


@each_row("path", ["/page", "/stream"])
@each_row("lag", [-3600, -1, 0, 1, 2, 3600, 10**8])
def test_a_response_is_not_modified_after_its_date(path: str, lag: int) -> None:
    """Last-Modified is never later than Date, whatever the clock says, on first, cached and 304 responses alike."""
    app = CountingApp(lambda scope: (200, [], bytes(100 if scope["path"] == "/page" else 10_000)))
    middleware = cached(app, size=16_000)
    middleware.reset(datetime.now(UTC) + timedelta(seconds=lag))
    date = http_date(min(datetime.now(UTC), middleware.last_modified))
    extensions = {DEFAULT_HEADERS: [(b"date", date)]}

    async def scenario() -> list[RawResponse]:
        first = [await request(middleware, path.encode(), extensions=extensions) for _ in range(2)]
        since = [(b"if-none-match", b"*")]
        return [*first, await request(middleware, path.encode(), extensions=extensions, headers=since)]

    responses = asyncio.run(scenario())
    assert [response.status for response in responses] == [200, 200, 304]
    assert {response.headers[b"last-modified"] for response in responses} == {date}
