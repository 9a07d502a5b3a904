"""Worker threads for queries and compression, with limits on concurrency and queueing."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import TypeVar

from anyio import CancelScope, CapacityLimiter, to_thread
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

from api.http.clients import ClientCounts, ClientLimiter, client_of
from api.http.costs import RequestCosts, Shape, shape_of
from api.http.limits import Limits
from api.http.logs import log_event
from api.http.rejections import NO_THREAD, rejected
from api.http.throttle import LOG_INTERVAL, Throttle

T = TypeVar("T")
THREAD_ERROR = "can't start new thread"
"""The message of Python's RuntimeError where the system has no thread left."""


class RequestThreads:
    """Threads for queries, compression and streams, with limits for each of these.

    Slow queries, queries of unknown cost and streams have half as many threads as other queries, and one for each
    client, so that neither fast queries nor other clients wait for them.
    """

    def __init__(self, limits: Limits) -> None:
        self.max_concurrent = limits.max_concurrent_queries
        self.max_queued = limits.max_queued_queries
        self.queries = CapacityLimiter(self.max_concurrent)
        self.encoders = CapacityLimiter(self.max_concurrent)
        half = max(self.max_concurrent // 2, 1)
        self.new_queries = ClientLimiter(half)
        self.slow_queries = ClientLimiter(half)
        self.streams = ClientLimiter(half)
        self.collectors = ClientLimiter(half)
        """Streams that are collected in memory, to be cached."""
        self.costs = RequestCosts()
        self.admitted = ClientCounts(
            self.max_concurrent + self.max_queued, self.max_concurrent + max(self.max_queued // 2, 1)
        )
        """The queries that run or wait."""
        self.open_streams = ClientCounts(max(self.max_queued // 2, 1), max(self.max_queued // 4, 1))
        self.throttle = Throttle(LOG_INTERVAL)

    async def query(
        self, scope: Scope, receive: Receive | None, function: Callable[..., T], *args: object, inline: bool = False
    ) -> T:
        """Return the result of a function that queries the archive for a request.

        With `inline`, it is called in the event loop if requests like this one are fast. Raises HTTPException (503)
        if too many wait, in total or of one client, and ClientDisconnect if `receive` reports that the client of a
        waiting request has disconnected.
        """
        shape = shape_of(scope)
        if inline and self.costs.is_fast(shape):
            return self.costs.measure(shape, function, *args)
        measure, client = partial(self.costs.measure, shape, function, *args), client_of(scope)
        with self.admit(scope):
            if receive is None or self.can_run(shape):  # no need to watch for a disconnect
                return await self.run_query(client, shape, measure)
            with CancelScope() as cancel_scope:
                watcher = asyncio.create_task(cancel_if_disconnected(receive, cancel_scope))
                try:
                    return await self.run_query(client, shape, measure)
                finally:
                    watcher.cancel()
            raise ClientDisconnect

    def can_run(self, shape: Shape) -> bool:
        """Return whether a query need not wait: it is of a known cost, and as many can run as have been admitted."""
        is_usual = self.costs.is_known(shape) and not self.costs.is_slow(shape)
        return is_usual and self.admitted.counts.total() <= self.max_concurrent

    async def run_query(self, client: str, shape: Shape, function: Callable[[], T]) -> T:
        """Return the result of a function, run by a thread for queries of its expected cost."""
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
        """Return the chunks of a stream, generated as they are read.

        Raises HTTPException (503) if too many are open, in total or of one client.
        """
        client = client_of(scope)
        self.open_streams.require_room(client)
        return self.iterate(client, iter(chunks))

    async def iterate(self, client: str, chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
        """Yield the chunks of a stream."""
        with self.open_streams.count(client):
            while chunk := await self.next_chunk(client, chunks):
                yield chunk

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

    def admit(self, scope: Scope) -> AbstractContextManager[None]:
        """Count a query of a client; raise HTTPException (503) if the queue is full, or half of it the client's."""
        client = client_of(scope)
        self.admitted.require_room(client)
        return self.admitted.count(client)


async def cancel_if_disconnected(receive: Receive, cancel_scope: CancelScope) -> None:
    """Cancel the work for a client once it has disconnected."""
    while (await receive())["type"] != "http.disconnect":
        pass
    cancel_scope.cancel()
