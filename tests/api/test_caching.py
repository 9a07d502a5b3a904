"""Caching of the API: each response is created once, has what HTTP requires, and is dropped with its archive."""

import gc
import weakref
from copy import copy
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from api.app import create_app
from api.cache.middleware import CacheMiddleware
from api.http.conditional import http_date
from api.http.limits import Limits
from facts.archive import Archive
from facts.sheets.sheet import Sheet
from tests.api.cache.helpers import (
    BEFORE_DATE,
    BODY_HEADERS,
    ENCODINGS,
    MODIFIED,
    MODIFIED_DATE,
    CountingApp,
    client_of,
    headers_of,
)
from tests.api.client import AppClient
from tests.api.helpers import assert_problem
from tests.tables import each_row

LIST = "/v1/contracts"
RECORD = "/v1/sheets/s400-turkey/contracts/turkey-2017"
NEGOTIATED = ["/", "/v1/sheets", LIST, "/v1/facts?limit=2", "/v1/sheets/s400-turkey", RECORD]
FIXED = ["/docs", "/openapi.json", "/llms.txt", f"{LIST}.csv", f"{RECORD}.jsonld"]
NO_PARAMETERS = [
    *("/", "/v1", "/healthz", "/docs", "/openapi.json", "/llms.txt", "/assets/docs.js"),
    *("/schemas/sheet.json", "/.well-known/api-catalog"),
]
LARGE = [f"{LIST}.csv", "/v1/facts.ndjson"]


@pytest.fixture
def middleware(archive: Archive) -> CacheMiddleware:
    """The application with nothing cached, which counts the requests that the cache does not serve."""
    middleware = create_app(archive)
    middleware.app = CountingApp.around(middleware.app)
    return middleware


@pytest.fixture
def counting_app(middleware: CacheMiddleware) -> CountingApp:
    """The application behind the cache."""
    assert isinstance(middleware.app, CountingApp)
    return middleware.app


@pytest.fixture
def uncached_client(middleware: CacheMiddleware) -> TestClient:
    """A client of the application with nothing cached."""
    return client_of(middleware)


@pytest.fixture(scope="module")
def cached_client(archive: Archive) -> TestClient:
    """A client of an application that caches what any test requests."""
    return client_of(create_app(archive))


@cache
def limited(archive: Archive, app: ASGIApp | None = None, **limits: Any) -> TestClient:
    """Return a client of `archive` within limits, as if it was built at MODIFIED; `app` replaces the application."""
    dated = copy(archive)
    dated.last_modified = MODIFIED
    middleware = create_app(dated, Limits(**limits))
    middleware.app = app or middleware.app
    return client_of(middleware)


VARIANTS = [
    "?buyer=TR&q=air%20defence",
    "?q=air+defence&buyer=TR",
    "?%71=%61ir%20defence&b%75yer=%54%52",
    "?&buyer=TR&&q=air+defence&",
]


def test_variants_of_a_request_share_a_response(
    uncached_client: TestClient, middleware: CacheMiddleware, counting_app: CountingApp
) -> None:
    """However a request is written, its response is the same and is cached once."""
    client = uncached_client
    first = client.get(LIST + VARIANTS[0])
    for variant in VARIANTS * 2:
        again = client.get(LIST + variant)
        assert (again.content, headers_of(again)) == (first.content, headers_of(first))
        assert client.head(LIST + variant).headers["etag"] == first.headers["etag"]
        assert client.get(LIST + variant, headers={"If-None-Match": "*"}).status_code == 304
    assert (counting_app.calls, middleware.cache.entries) == (len(VARIANTS), 1)
    assert client.get("/v1/%63ontracts" + VARIANTS[0]).content == first.content
    for accept in ("*/*", "application/json", "APPLICATION/*;q=0.1", "image/png, application/json"):
        assert client.get(LIST + VARIANTS[0], headers={"Accept": accept}).content == first.content
    for encoding in ENCODINGS:
        assert client.get(LIST + VARIANTS[0], headers={"Accept-Encoding": encoding}).json() == first.json()
    assert middleware.cache.entries == 1


def test_head_alone_makes_a_response(uncached_client: TestClient, counting_app: CountingApp) -> None:
    """HEAD of what nobody requested before has the headers of GET, which is then served from the cache."""
    head = uncached_client.head(LIST)
    get = uncached_client.get(LIST)
    assert (head.content, headers_of(head), counting_app.calls) == (b"", headers_of(get), 1)


def test_another_request_is_another_response(uncached_client: TestClient, counting_app: CountingApp) -> None:
    """What a response depends on keeps responses apart: path, parameters, format, media type."""
    targets = [LIST, f"{LIST}?limit=1", f"{LIST}?buyer=TR", f"{LIST}?q=TR", f"{LIST}.csv", "/v1/media"]
    etags = {uncached_client.get(target).headers["etag"] for target in targets}
    etags.add(uncached_client.get(LIST, headers={"Accept": "text/markdown"}).headers["etag"])
    assert len(etags) == counting_app.calls == len(targets) + 1


@pytest.mark.parametrize("path", NO_PARAMETERS)
def test_what_has_no_parameters_rejects_any(
    uncached_client: TestClient, middleware: CacheMiddleware, path: str
) -> None:
    """A parameter where there is none is rejected, so that it adds no entry to the cache."""
    for number in range(5):
        assert_problem(uncached_client.get(f"{path}?x={number}"), 422, "x")
    assert (middleware.cache.entries, len(middleware.cache.by_raw_key)) == (0, 0)
    assert uncached_client.get(path).status_code == 200


@each_row("target", NEGOTIATED + FIXED)
@each_row("encoding", ["identity", "zstd"])
def test_not_modified_has_the_headers_of_the_response(cached_client: TestClient, target: str, encoding: str) -> None:
    """304 has every header that 200 would have, Vary and Cache-Control too, but those of the representation."""
    headers = {"Accept-Encoding": encoding}
    get, head = cached_client.get(target, headers=headers), cached_client.head(target, headers=headers)
    not_modified = cached_client.get(target, headers=headers | {"If-None-Match": get.headers["etag"]})
    assert (get.status_code, head.status_code, not_modified.status_code) == (200, 200, 304)
    assert headers_of(head) == headers_of(get)
    assert headers_of(not_modified) == headers_of(get, *BODY_HEADERS)
    assert not_modified.content == b""
    vary = "Accept, Accept-Encoding" if target in NEGOTIATED else "Accept-Encoding"
    for response in (get, head, not_modified):
        assert response.headers["vary"] == vary
        assert response.headers["cache-control"] == "public, no-cache"
        assert response.headers["last-modified"]


@pytest.mark.parametrize(("since", "status"), [(MODIFIED_DATE, 304), (BEFORE_DATE, 200)])
def test_responses_are_dated_by_their_archive(archive: Archive, since: str, status: int) -> None:
    """A response was modified when its archive was built."""
    response = limited(archive).get(LIST, headers={"If-Modified-Since": since})
    assert response.status_code == status
    assert response.headers["last-modified"] == MODIFIED_DATE


@pytest.mark.parametrize("target", [LIST, *LARGE])
def test_what_is_too_large_to_cache_has_the_same_headers(
    archive: Archive, uncached_client: TestClient, target: str
) -> None:
    """A response that is not cached for its size still tells caches what it varies by and that they may store it."""
    streamed, cached = limited(archive, cache_bytes=8000).get(target), uncached_client.get(target)
    assert streamed.content == cached.content
    assert ("etag" in streamed.headers) == (target == LIST)
    for name in ("vary", "cache-control", "content-type", "content-disposition", "link"):
        assert streamed.headers.get(name) == cached.headers.get(name)


@pytest.mark.parametrize("target", LARGE)
def test_what_is_too_large_to_cache_is_produced_no_further_than_needed(archive: Archive, target: str) -> None:
    """HEAD and conditional requests get no body, where the response is a stream too."""
    client = limited(archive, cache_bytes=8000)
    get, head = client.get(target), client.head(target)
    assert (head.status_code, head.content) == (200, b"")
    framing = ("content-length", "transfer-encoding")
    assert headers_of(head, *framing) == headers_of(get, *framing)
    for name, value in (("If-Modified-Since", MODIFIED_DATE), ("If-None-Match", "*")):
        not_modified = client.get(target, headers={name: value})
        assert (not_modified.status_code, not_modified.content) == (304, b"")
        assert not_modified.headers["last-modified"] == MODIFIED_DATE
    for name, value in (("If-Modified-Since", BEFORE_DATE), ("If-None-Match", '"none"'), ("If-None-Match", "")):
        assert client.get(target, headers={name: value}).content == get.content


@pytest.mark.parametrize(("header", "value"), [("Accept", "image/png"), ("Accept-Encoding", "identity;q=0")])
def test_not_acceptable_varies_too(uncached_client: TestClient, header: str, value: str) -> None:
    """406 says what it depends on."""
    response = uncached_client.get(LIST, headers={header: value})
    assert_problem(response, 406)
    assert header in response.headers["vary"].split(", ")


def test_each_format_has_its_own_tag(uncached_client: TestClient, sheets: tuple[Sheet, ...]) -> None:
    """A strong entity tag for each content coding and format, the same whenever the same archive is built."""
    suffixes = ("", ".csv", ".ndjson", ".md", ".ocds.json")
    requests = [(f"{LIST}{suffix}", encoding) for suffix in suffixes for encoding in ENCODINGS]

    def tags(client: TestClient) -> list[str]:
        return [client.get(target, headers={"Accept-Encoding": name}).headers["etag"] for target, name in requests]

    etags = tags(uncached_client)
    assert len(set(etags)) == len(requests)
    rebuilt = Archive.build(sheets)
    assert tags(AppClient(create_app(rebuilt))) == etags
    rebuilt.close()


ERRORS = {
    "/v1/nothing": (404, ()),
    f"{RECORD}x": (404, ()),
    f"{LIST}?limit=0": (422, ("limit",)),
    f"{LIST}?cursor=abc": (404, ("cursor",)),
}


@pytest.mark.parametrize("target", ERRORS)
def test_an_error_is_never_cached(
    uncached_client: TestClient, middleware: CacheMiddleware, counting_app: CountingApp, target: str
) -> None:
    """An error is created again each time, and no condition makes it 304."""
    status, parameters = ERRORS[target]
    for calls in range(1, 4):
        assert_problem(uncached_client.get(target, headers={"If-None-Match": "*"}), status, *parameters)
        assert (counting_app.calls, middleware.cache.entries, len(middleware.cache.by_raw_key)) == (calls, 0, 0)


def test_health_has_the_figures_of_the_cache(archive: Archive) -> None:
    """Health has how many responses are cached, in how many bytes, and how often they were of use."""
    client = client_of(create_app(archive))
    before = client.get("/healthz").json()["cache"]
    assert before == {"entries": 0, "bytes": 0, "limit": Limits().cache_bytes, "hits": 0, "misses": 1, "evictions": 0}
    for target in (LIST, LIST, f"{LIST}?", f"{LIST}?&", f"{LIST}?limit=1", "/v1/nothing"):
        client.get(target)
    after = client.get("/healthz").json()["cache"]
    assert (after["entries"], after["hits"], after["misses"], after["evictions"]) == (2, 2, 6, 0)
    assert len(client.get(LIST).content) < after["bytes"] < 10**6


def test_what_follows_a_reload_is_never_older(archive: Archive) -> None:
    """What is served after a reload is dated later than what was served before it, and never in the future."""
    middleware = create_app(archive)
    client = AppClient(middleware)
    for number in range(3):
        before = middleware.last_modified
        middleware.set_archive(archive)
        assert middleware.last_modified > before
        last_modified = client.get(f"{LIST}?limit={number + 1}").headers["last-modified"]
        assert parsedate_to_datetime(last_modified) <= datetime.now(UTC)
        headers = {"If-Modified-Since": http_date(before).decode()}
        assert client.get(LIST, headers=headers).status_code == 200


def test_an_archive_that_is_replaced_is_released(sheets: tuple[Sheet, ...]) -> None:
    """An archive that is served no more is closed: neither the application nor its responses refer to it."""
    gc.freeze()  # only what is made from here on is looked through
    archive = Archive.build(sheets)
    reference = weakref.ref(archive)
    middleware = create_app(archive)
    client = AppClient(middleware)
    for target in (*NEGOTIATED, *FIXED, "/healthz"):
        assert client.get(target).status_code == 200
    del archive
    middleware.set_archive(Archive.build(sheets))
    gc.collect()
    assert reference() is None
    assert client.get(LIST).status_code == 200
