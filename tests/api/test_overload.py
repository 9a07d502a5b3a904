"""While queries are slow or the archive is gone, what is cached is served, and what is not gets 503."""

import asyncio
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from starlette.exceptions import HTTPException

from api.app import create_app
from api.http.limits import Limits
from facts.archive import Archive, Unavailable
from tests.api.cache.helpers import request
from tests.api.client import AppClient
from tests.api.helpers import assert_problem

LIST = "/v1/contracts"
TARGETS = [
    LIST,
    f"{LIST}.csv",
    "/v1/sheets/s400-turkey",
    "/v1/sheets/s400-turkey/contracts/turkey-2017",
    "/v1/facts.ndjson",
]


def test_cached_responses_are_served_while_queries_run(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cached response, the health and a rejection wait for no query; a query beyond the queue gets 503."""
    middleware = create_app(archive, Limits(max_concurrent_queries=1, max_queued_queries=2))
    find, event = archive.find, Event()

    def find_slowly(name: str, *arguments: Any) -> Any:
        event.wait()
        return find(name, *arguments)

    async def receive() -> Any:
        await asyncio.Future[None]()

    async def scenario() -> None:
        paths = [f"/v1/{name}".encode() for name in ("people", "facts", "gaps")]
        assert (await request(middleware, LIST.encode())).status == 200
        monkeypatch.setattr(archive, "find", find_slowly)
        slow = [asyncio.create_task(request(middleware, path, client=(path.decode(), 1))) for path in paths]
        await asyncio.sleep(0.05)
        for path, status in ((LIST, 200), ("/healthz", 200), ("/v1/nothing", 404)):
            assert (await request(middleware, path.encode())).status == status
        overloaded = await request(middleware, b"/v1/events")
        assert (overloaded.status, overloaded.headers[b"retry-after"]) == (503, b"1")
        assert not any(task.done() for task in slow)
        event.set()
        assert [(await task).status for task in slow] == [200] * 3
        assert (await request(middleware, b"/v1/events")).status == 200

    asyncio.run(scenario())


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("accept", ["application/json", "*/*"])
def test_an_unavailable_archive_is_503(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, target: str, accept: str
) -> None:
    """Where the archive cannot be read, the response says when to retry and is not cached; the next one is served."""

    def fail(*_: Any, **__: Any) -> None:
        raise Unavailable

    client = AppClient(create_app(archive))
    with monkeypatch.context() as patch:
        for name in ("find", "get", "get_sheet"):
            patch.setattr(archive, name, fail)
        for _ in range(2):
            response = client.get(target, headers={"Accept": accept})
            assert_problem(response, 503)
            assert response.headers["retry-after"] == "1"
            assert response.headers["cache-control"] == "no-store"
    assert client.get(target).status_code == 200


@pytest.mark.parametrize(("cache_bytes", "expected"), [(10**8, 503), (8000, None)], ids=["collected", "streamed"])
def test_an_archive_that_goes_away_leaves_no_export_that_looks_complete(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, cache_bytes: int, expected: int | None
) -> None:
    """An export that breaks off is 503 or, where a part of it has been sent, an error of the connection."""
    iterate = archive.iterate

    def break_off(*arguments: Any) -> Iterator[Any]:
        for number, item in enumerate(iterate(*arguments)):
            if number == 500:
                raise Unavailable
            yield item

    client = AppClient(create_app(archive, Limits(cache_bytes=cache_bytes)))
    monkeypatch.setattr(archive, "iterate", break_off)
    if expected is None:
        with pytest.raises(HTTPException):
            client.get("/v1/facts.ndjson")
    else:
        assert client.get("/v1/facts.ndjson").status_code == expected


def test_a_record_of_an_unknown_sheet_needs_no_query(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the archive knows by heart is answered without the database: that there is no such sheet, and the feed."""

    def fail(*_: Any, **__: Any) -> None:
        raise Unavailable

    client = AppClient(create_app(archive))
    for name in ("find", "get", "get_sheet"):
        monkeypatch.setattr(archive, name, fail)
    for target in (
        "/v1/sheets/none/contracts/turkey-2017",
        "/v1/sheets/none/people/none.csv",
        "/v1/sheets/none/facts",
    ):
        assert_problem(client.get(target), 404)
    assert_problem(client.get("/v1/sheets/s400-turkey/contracts/none"), 503)
    assert client.get("/feed.atom").status_code == 200


def test_a_browser_gets_a_page_about_an_unavailable_archive(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of a 503 needs no query that could fail as well, and says when to retry too."""

    def fail(*_: Any, **__: Any) -> None:
        raise Unavailable

    client = AppClient(create_app(archive))
    monkeypatch.setattr(archive, "find", fail)
    response = client.get(LIST, headers={"Accept": "text/html"})
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")
