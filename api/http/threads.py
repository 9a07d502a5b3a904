"""Threads: whatever takes some milliseconds runs outside the event loop, so much of it at once, and so much waits."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import TypeVar

from anyio import CancelScope, CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

from api.http.costs import RequestCosts, Shape, shape_of
from api.http.limits import Limits
from api.http.logs import log_event
from api.http.rejections import NO_THREAD, OVERLOADED, Rejection
from api.http.throttle import Throttle

T = TypeVar("T")
LOG_INTERVAL = 60.0
"""Seconds between two records of the same trouble."""
THREAD_ERROR = "can't start new thread"
"""What Python says where the system has no thread left."""


class RequestThreads:
    """Threads for queries and for all that makes or compresses a body; each method has threads of its own.

    Slow queries, those of which it is not known how slow they are, and streams have half as many as other queries,
    and one for each client: so they keep neither fast queries nor other clients waiting, and few threads compete with
    those that are to be fast.
    """

    def __init__(self, limits: Limits) -> None:
        self.max_concurrent = limits.max_concurrent_queries
        self.max_queued = limits.max_queued_queries
        self.queries = CapacityLimiter(self.max_concurrent)
        self.encoders = CapacityLimiter(self.max_concurrent)
        self.max_collected = max(self.max_concurrent // 2, 1)
        self.new_queries = ClientLimiter(self.max_collected)
        self.slow_queries = ClientLimiter(self.max_collected)
        self.streams = ClientLimiter(self.max_collected)
        self.costs = RequestCosts()
        self.clients: Counter[str] = Counter()
        """The number of queries that run or wait, by the address of the client."""
        self.open_streams = 0
        self.throttle = Throttle(LOG_INTERVAL)

    async def query(
        self, scope: Scope, receive: Receive | None, function: Callable[..., T], *args: object, inline: bool = False
    ) -> T:
        """Return the result of a function that queries the archive for a request.

        With `inline`, it is called in the event loop if requests like this one are fast. Raises HTTPException (503)
        if too many wait, all together or of one client, and ClientDisconnect if the client of a request that waits is
        gone; `receive` tells that.
        """
        shape = shape_of(scope)
        if inline and self.costs.is_fast(shape):
            return self.costs.measure(shape, function, *args)
        measure = partial(self.costs.measure, shape, function, *args)
        with self.admit(scope):
            if receive is None:
                return await self.run_query(scope, shape, measure)
            with CancelScope() as cancel_scope:
                watcher = asyncio.create_task(cancel_if_disconnected(receive, cancel_scope))
                try:
                    return await self.run_query(scope, shape, measure)
                finally:
                    watcher.cancel()
            raise ClientDisconnect

    async def run_query(self, scope: Scope, shape: Shape, function: Callable[[], T]) -> T:
        """Return the result of a function, run by a thread for queries that take as long as it probably takes."""
        client = client_of(scope)
        if not self.costs.is_known(shape):
            async with self.new_queries.turn_of(client):
                if not self.costs.is_known(shape):  # none like it has been run while this one waited
                    return await self.run(self.new_queries.all, function)
        if not self.costs.is_slow(shape):
            return await self.run(self.queries, function)
        async with self.slow_queries.turn_of(client):
            return await self.run(self.slow_queries.all, function)

    async def encode(self, function: Callable[..., T], *args: object) -> T:
        """Return the result of a function that compresses a body."""
        return await self.run(self.encoders, function, *args)

    def stream(self, scope: Scope, chunks: Iterable[bytes]) -> AsyncIterator[bytes]:
        """Return the chunks of a stream, made as they are read; raise HTTPException (503) if too many are open."""
        if self.open_streams >= max(self.max_queued // 2, 1):
            raise rejected(OVERLOADED)
        return self.iterate(client_of(scope), iter(chunks))

    async def iterate(self, client: str, chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
        """Yield the chunks of a stream."""
        self.open_streams += 1
        try:
            while chunk := await self.next_chunk(client, chunks):
                yield chunk
        finally:
            self.open_streams -= 1

    async def next_chunk(self, client: str, chunks: Iterator[bytes]) -> bytes:
        """Return the next chunk of a client's stream, empty at the end."""
        async with self.streams.turn_of(client):
            return await self.run(self.streams.all, next, chunks, b"")

    async def run(self, limiter: CapacityLimiter, function: Callable[..., T], *args: object) -> T:
        """Return the result of a function, run in a thread; raise HTTPException (503) if none can be started."""
        try:
            return await to_thread.run_sync(function, *args, limiter=limiter)
        except RuntimeError as error:
            if str(error) != THREAD_ERROR:
                raise
            if self.throttle.allows():
                log_event("no_thread", "No thread can be started", level=logging.ERROR)
            raise rejected(NO_THREAD) from None

    @contextmanager
    def admit(self, scope: Scope) -> Iterator[None]:
        """Count a query of a client; raise HTTPException (503) if the queue is full, or half of it the client's."""
        client = client_of(scope)
        is_full = self.clients.total() >= self.max_concurrent + self.max_queued
        if is_full or self.clients[client] >= self.max_concurrent + max(self.max_queued // 2, 1):
            raise rejected(OVERLOADED)
        self.clients[client] += 1
        try:
            yield
        finally:
            self.clients[client] -= 1
            if not self.clients[client]:
                del self.clients[client]


class ClientLimiter:
    """Threads that clients take turns in: each has one at a time, and all together as many as `all` has."""

    def __init__(self, total: int) -> None:
        self.all = CapacityLimiter(total)
        self.turns: dict[str, CapacityLimiter] = {}

    @asynccontextmanager
    async def turn_of(self, client: str) -> AsyncIterator[None]:
        """Wait for the turn of a client."""
        turn = self.turns.setdefault(client, CapacityLimiter(1))
        try:
            async with turn:
                yield
        finally:
            statistics = turn.statistics()
            if not statistics.borrowed_tokens and not statistics.tasks_waiting and self.turns.get(client) is turn:
                del self.turns[client]


def client_of(scope: Scope) -> str:
    """Return the address of the client of a request."""
    return str((scope.get("client") or ("",))[0])


async def cancel_if_disconnected(receive: Receive, cancel_scope: CancelScope) -> None:
    """Cancel what is done for a client once it is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    cancel_scope.cancel()


def rejected(rejection: Rejection) -> HTTPException:
    """Return a rejection as the error of an endpoint."""
    return HTTPException(rejection.status, rejection.detail, headers=dict(rejection.headers))
