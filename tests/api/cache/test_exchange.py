"""Exchanges: what the front does with an application that is slow, breaks off, says much, or is replaced."""

import asyncio
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from api.cache import store
from api.cache.middleware import CacheMiddleware
from api.cache.store import ResponseCache
from api.http.encoding import THREAD_COMPRESS_SIZE
from api.http.limits import Limits
from tests.facts.factories import empty

MODIFIED = datetime(2026, 1, 1, tzinfo=UTC)
AT = "Thu, 01 Jan 2026 00:00:00 GMT"


async def told(
    front: CacheMiddleware,
    path: bytes,
    query: bytes = b"",
    method: str = "GET",
    coding: bytes = b"",
    version: str = "1.1",
) -> dict[bytes, bytes]:
    """Return the header fields of an answer, and its body under no name."""
    found: dict[bytes, bytes] = {b"": b""}

    async def send(message: Any) -> None:
        found.update(message.get("headers", ()))
        found[b""] += message.get("body", b"")

    scope: dict[str, Any] = {"type": "http", "method": method, "path": path.decode("latin-1"), "raw_path": path}
    scope |= {"headers": [(b"accept-encoding", coding)] if coding else [], "http_version": version}
    await front(scope | {"query_string": query}, None, send)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_client_that_knows_no_chunks_gets_none(version: str) -> None:
    """HTTP/1.0 has no chunks (RFC 9112, section 6.1): what else is a stream has its length told there."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for number in range(100):
            await send({"type": "http.response.body", "body": bytes(1000), "more_body": number < 99})

    found = asyncio.run(
        told(CacheMiddleware(app, empty(MODIFIED), ResponseCache(8000), Limits()), b"/", version=version)
    )
    assert len(found[b""]) == 100_000
    assert found.get(b"content-length") == (b"100000" if version == "1.0" else None)


def test_what_was_answered_before_is_forgotten() -> None:
    """Another archive answers from then on, with its own time; what the one before answers too late is not kept."""
    free = asyncio.Event()
    old, new = empty(MODIFIED), empty(MODIFIED + timedelta(days=1))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        body = b"old" if scope["archive"] is old else b"new"
        if scope["path"] == "/slow" and body == b"old":
            await free.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})

    async def story() -> list[dict[bytes, bytes]]:
        front = CacheMiddleware(app, old, ResponseCache(10**6), Limits())
        found = [await told(front, b"/quick")]
        slow = asyncio.create_task(told(front, b"/slow"))
        await asyncio.sleep(0)
        front.set_archive(new)
        found += [await told(front, b"/quick"), await told(front, b"/slow")]
        free.set()
        return [*found, await slow, await told(front, b"/slow"), await told(front, b"/quick")]

    quick, again, other, slow, after, last = asyncio.run(story())
    assert (quick[b""], quick[b"last-modified"]) == (b"old", AT.encode())
    assert [found[b""] for found in (again, other, after, last)] == [b"new"] * 4
    assert {found[b"last-modified"][5:16] for found in (again, other, after, last)} == {b"02 Jan 2026"}
    assert (slow[b""], slow[b"last-modified"]) in ((b"old", AT.encode()), (b"new", other[b"last-modified"]))


def test_others_are_answered_while_much_is_compressed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes long to compress holds nobody up, and is compressed once it is."""
    begun, free = Event(), Event()

    def slow(body: bytes) -> bytes:
        begun.set()
        assert free.wait(5)
        return body[:3]

    monkeypatch.setattr(store, "ENCODERS", {"gzip": slow})

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        body = b"large" * THREAD_COMPRESS_SIZE if scope["path"] == "/large" else b"small"
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})

    async def story() -> list[bytes]:
        front = CacheMiddleware(app, empty(MODIFIED), ResponseCache(10**8), Limits())
        large = asyncio.create_task(told(front, b"/large", coding=b"gzip"))
        await asyncio.to_thread(begun.wait, 5)
        small = await told(front, b"/small", coding=b"gzip")
        free.set()
        return [small[b""], (await large)[b""], (await told(front, b"/large", coding=b"gzip"))[b""]]

    assert asyncio.run(story()) == [b"small", b"lar", b"lar"]


def test_what_breaks_off_is_not_kept() -> None:
    """An answer that its application did not end, as when a client left, is nobody's answer the next time."""
    ends = iter([False, True])

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"one ", "more_body": True})
        if next(ends):
            await send({"type": "http.response.body", "body": b"two"})

    async def story() -> list[bytes]:
        front = CacheMiddleware(app, empty(MODIFIED), ResponseCache(10**6), Limits())
        return [(await told(front, b"/"))[b""] for _ in range(3)]

    assert asyncio.run(story()) == [b"", b"one two", b"one two"]
