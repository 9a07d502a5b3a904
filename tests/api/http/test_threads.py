"""Work outside the event loop is bounded: so much runs, so much waits, and what is beyond gets 503."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from threading import Event, Thread, get_ident
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Message, Scope

from api.http.costs import FAST, shape_of
from api.http.limits import Limits
from api.http.threads import THREAD_ERROR, RequestThreads

LIMITS = Limits(max_concurrent_queries=2, max_queued_queries=4)


def scope_of(client: str = "192.0.2.1") -> Scope:
    """Return the scope of a request of a client."""
    return {"type": "http", "client": (client, 1), "query_string": b""}


async def stay() -> Message:
    """Receive nothing: the client stays."""
    await asyncio.Future[None]()
    raise AssertionError


async def leave() -> Message:
    """Receive that the client is gone."""
    return {"type": "http.disconnect"}


async def outcome_of(awaitable: Awaitable[object]) -> object:
    """Return a result, or the status or the type of an error."""
    try:
        return await awaitable
    except HTTPException as error:
        return error.status_code if error.headers == {"Retry-After": "1"} else None
    except ClientDisconnect as error:
        return type(error)


def run_busy(*requests: tuple[str, Any]) -> list[object]:
    """Return the outcomes of requests, each of a client with its `receive`, whose queries end once all are made."""

    async def scenario() -> list[object]:
        threads, event = RequestThreads(LIMITS), Event()
        tasks = []
        for client, receive in requests:
            query = threads.query(scope_of(client), receive, event.wait)
            tasks.append(asyncio.create_task(outcome_of(query)))
            await asyncio.sleep(0.01)
        event.set()
        outcomes: list[object] = await asyncio.gather(*tasks)
        assert not threads.admitted.counts
        assert await threads.query(scope_of(), stay, get_ident) != get_ident()
        return outcomes

    return asyncio.run(scenario())


def test_a_query_beyond_the_queue_gets_503() -> None:
    """As many as may run and wait are answered, later ones rejected at once."""
    assert run_busy(*[(f"192.0.2.{number}", stay) for number in range(8)]) == [True] * 6 + [503] * 2


def test_one_client_takes_half_of_the_queue() -> None:
    """What one client has too much of is rejected, while others are still let in."""
    clients = ["192.0.2.1"] * 5 + ["192.0.2.2"] * 2
    assert run_busy(*[(client, stay) for client in clients]) == [True] * 4 + [503] + [True] * 2


def test_a_client_that_is_gone_gives_its_place_back() -> None:
    """A query that waits for a thread is dropped once its client disconnects, and another may wait instead."""
    waiting = [(f"192.0.2.{number}", stay if number < 2 else leave) for number in range(6)]
    assert run_busy(*waiting, ("192.0.2.9", stay)) == [True] * 2 + [ClientDisconnect] * 4 + [True]


def test_a_query_that_does_not_wait_is_not_watched() -> None:
    """Once its cost is known, a query runs to its end, unless others have taken the threads."""

    async def scenario() -> list[object]:
        threads = RequestThreads(LIMITS)
        outcomes = [await outcome_of(threads.query(scope_of(), receive, int)) for receive in (leave, stay, leave)]
        event = Event()
        busy = [asyncio.create_task(threads.query(scope_of(), stay, event.wait)) for _ in range(2)]
        await asyncio.sleep(0.01)
        outcomes.append(await outcome_of(threads.query(scope_of(), leave, int)))
        event.set()
        return [*outcomes, *await asyncio.gather(*busy)]

    assert asyncio.run(scenario()) == [ClientDisconnect, 0, 0, ClientDisconnect, True, True]


def test_a_thread_that_cannot_be_started_is_503(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    """Where the system has no thread left, a request gets 503, which is logged once; later ones are served."""

    def fail(thread: Thread) -> None:
        raise RuntimeError(THREAD_ERROR)

    async def scenario() -> list[object]:
        threads = RequestThreads(LIMITS)
        with monkeypatch.context() as patch:
            patch.setattr(Thread, "start", fail)
            outcomes = [await outcome_of(threads.query(scope_of(), stay, int)) for _ in range(3)]
            outcomes.append(await outcome_of(threads.encode(int)))
        return [*outcomes, await outcome_of(threads.query(scope_of(), stay, int))]

    assert asyncio.run(scenario()) == [503] * 4 + [0]
    assert [record.event for record in caplog.records] == ["no_thread"]


def test_fast_queries_are_run_in_the_event_loop() -> None:
    """Where the archive allows it, no thread is needed for what takes less than a few milliseconds."""

    async def scenario() -> None:
        threads = RequestThreads(LIMITS)
        shape, loop_thread = shape_of(scope_of()), get_ident()
        assert await threads.query(scope_of(), stay, get_ident, inline=True) != loop_thread
        for _ in range(100):
            threads.costs.add(shape, 0)
        assert await threads.query(scope_of(), stay, get_ident, inline=True) == loop_thread
        assert await threads.query(scope_of(), stay, get_ident) != loop_thread
        threads.costs.add(shape, FAST)
        assert await threads.query(scope_of(), stay, get_ident, inline=True) != loop_thread

    asyncio.run(scenario())


def test_streams_are_bounded() -> None:
    """So many streams are open at once, half as many of one client; one that ends makes room for another."""

    def open_stream(threads: RequestThreads, client: str) -> AsyncIterator[bytes]:
        return threads.stream(scope_of(client), (b"a", b"b"))

    async def scenario() -> None:
        threads = RequestThreads(LIMITS)
        streams = [open_stream(threads, "192.0.2.1")]
        assert await anext(streams[0]) == b"a"
        with pytest.raises(HTTPException):
            open_stream(threads, "192.0.2.1")
        streams.append(open_stream(threads, "192.0.2.2"))
        assert await anext(streams[1]) == b"a"
        with pytest.raises(HTTPException):
            open_stream(threads, "192.0.2.3")
        assert [chunk async for chunk in streams[0]] == [b"b"]
        assert [chunk async for chunk in open_stream(threads, "192.0.2.1")] == [b"a", b"b"]

    asyncio.run(scenario())


def test_slow_queries_of_a_client_take_turns() -> None:
    """A client has one slow query at a time: its fast ones, and the slow ones of others, do not wait for the rest."""
    slow: Scope = {"route": SimpleNamespace(path="/slow")}
    fast: Scope = {"route": SimpleNamespace(path="/fast")}

    async def scenario() -> None:
        threads, event = RequestThreads(Limits()), Event()
        for _ in range(20):
            threads.costs.add(shape_of({**scope_of(), **slow}), 1)
        waiting = [asyncio.create_task(threads.query({**scope_of(), **slow}, stay, event.wait)) for _ in range(5)]
        await asyncio.sleep(0.01)
        assert threads.slow_queries.all.borrowed_tokens == 1
        assert await threads.query({**scope_of(), **fast}, stay, int) == 0
        assert await threads.query({**scope_of("192.0.2.2"), **slow}, stay, int) == 0
        event.set()
        assert await asyncio.gather(*waiting) == [True] * 5
        assert not threads.slow_queries.turns

    asyncio.run(scenario())


def test_what_may_be_slow_is_measured_first() -> None:
    """A client has one query at a time that is like none before; those that wait are run as what was measured."""
    new: Scope = {"route": SimpleNamespace(path="/new")}
    fast: Scope = {"route": SimpleNamespace(path="/fast")}

    async def scenario() -> None:
        threads, event = RequestThreads(Limits()), Event()
        threads.costs.add(shape_of({**scope_of(), **fast}), 0)
        waiting = [asyncio.create_task(threads.query({**scope_of(), **new}, stay, event.wait)) for _ in range(5)]
        await asyncio.sleep(0.01)
        assert threads.new_queries.all.borrowed_tokens == 1
        assert await threads.query({**scope_of(), **fast}, stay, int) == 0
        assert await threads.query({**scope_of("192.0.2.2"), **new}, stay, int) == 0
        event.set()
        assert await asyncio.gather(*waiting) == [True] * 5
        assert not threads.new_queries.turns

    asyncio.run(scenario())
