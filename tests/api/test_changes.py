"""While the archive changes, each response is that of one state; caches and cursors end with their state."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from api import replacement
from api.app import FactSheetApp, create_app
from api.http.rejections import MAX_ATTEMPTS
from api.server.archives import ArchiveDatabase
from facts.archive import Archive, ArchiveChanged
from facts.sheets.sheet import Sheet
from tests.api.cache.helpers import request
from tests.api.client import AppClient
from tests.api.helpers import assert_problem
from tests.facts.archive.test_changes import change

LIST = "/v1/facts?limit=5"


@pytest.fixture
def url(sheets: Sequence[Sheet], tmp_path: Path) -> str:
    """A database with one sheet."""
    url = f"sqlite:///{tmp_path}/archive.db"
    change(url, sheets[:1])
    return url


def serve(url: str, reopens: bool = True) -> FactSheetApp:
    """Return the application of a database, which is opened again as soon as that is requested."""
    database = ArchiveDatabase(url, 5)
    app = create_app(database.open())

    def reopen() -> None:
        if archive := database.reopen(app.archive):
            asyncio.get_running_loop().call_soon(app.set_archive, archive)

    if reopens:
        app.api.state.replacement.on_wait = reopen
    return app


def test_a_query_that_meets_a_change_is_answered_from_the_new_state(url: str, sheets: Sequence[Sheet]) -> None:
    """Whoever asks after a load, before the server noticed, gets what was loaded, with its total; old cursors 404."""
    app = serve(url)
    client = AppClient(app)
    before = client.get(LIST).json()
    change(url, sheets[1:])
    after = client.get(f"{LIST}&derived=true")
    with closing(Archive.open(url)) as archive:
        assert after.json()["total"] == archive.find("facts").total > before["total"]
    assert client.get(LIST).json()["total"] == after.json()["total"]
    assert client.get(f"/v1/sheets/{sheets[1].id}").status_code == 200
    gone = assert_problem(client.get(before["next"]), 404, "cursor")
    assert gone["detail"].startswith("The archive has changed since this page was issued. Start again at the first")
    other = assert_problem(client.get(before["next"].replace("limit=5", "limit=5&voice=narrated")), 404, "cursor")
    assert other["detail"].startswith("Unknown cursor")


def test_an_archive_that_is_not_opened_again_is_503(
    url: str, sheets: Sequence[Sheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is answered from a state that is gone, except what is cached."""
    monkeypatch.setattr(replacement, "REOPEN_TIMEOUT", 0.01)
    client = AppClient(serve(url, reopens=False))
    assert client.get(LIST).status_code == 200
    change(url, sheets[1:])
    assert client.get(LIST).status_code == 200
    for target in ("/v1/gaps", "/v1/facts.ndjson", f"/v1/sheets/{sheets[0].id}"):
        assert_problem(client.get(target), 503)


def test_a_response_in_progress_is_not_cached_in_the_next_state(
    url: str, sheets: Sequence[Sheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A response that was computed before a change, and is complete after it, is that of the state before it.

    The next request gets the new one, with another entity tag and a later Last-Modified.
    """
    app = serve(url)
    first, find = app.archive, app.archive.find

    async def scenario() -> None:
        loop = asyncio.get_running_loop()

        def find_late(*arguments: Any) -> Any:
            page = find(*arguments)
            change(url, sheets[1:])
            loop.call_soon_threadsafe(app.set_archive, Archive.open(url))
            while app.archive is first:
                pass
            return page

        monkeypatch.setattr(first, "find", find_late)
        before = await request(app, b"/v1/facts")
        after = await request(app, b"/v1/facts")
        assert (before.status, after.status) == (200, 200)
        assert before.body != after.body
        assert before.headers[b"etag"] != after.headers[b"etag"]
        assert app.last_modified > first.last_modified

    asyncio.run(scenario())


def test_an_export_that_meets_a_change_is_made_again(
    url: str, sheets: Sequence[Sheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An export is that of the new state if the archive changes before it is sent; so often and no more, then 503."""
    app = serve(url)
    first, iterate = app.archive, app.archive.iterate
    calls: list[str] = []

    def change_within(name: str, *arguments: Any) -> Iterator[Any]:
        calls.append(name)
        yield from islice(iterate(name, *arguments), 10)
        if len(calls) == 1:
            change(url, sheets[1:])
        raise ArchiveChanged

    monkeypatch.setattr(first, "iterate", change_within)
    client = AppClient(app)
    export = client.get("/v1/facts.ndjson")
    assert export.status_code == 200
    assert calls == ["facts"]
    assert len(export.text.splitlines()) == app.archive.find("facts").total
    iterate = app.archive.iterate
    monkeypatch.setattr(app.archive, "iterate", change_within)
    assert_problem(client.get("/v1/gaps.ndjson"), 503)
    assert calls == ["facts"] + ["gaps"] * MAX_ATTEMPTS
