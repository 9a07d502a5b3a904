"""Limit the share of each client in a bounded resource."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from anyio import CapacityLimiter
from starlette.types import Scope

from api.http.rejections import OVERLOADED, rejected


class ClientCounts:
    """Counts what clients have concurrently: at most `total` in total, and `of_client` each."""

    def __init__(self, total: int, of_client: int) -> None:
        self.total = total
        self.of_client = of_client
        self.counts: Counter[str] = Counter()

    def require_room(self, client: str) -> None:
        """Raise HTTPException (503) if there is no room for one more of a client."""
        if self.counts.total() >= self.total or self.counts[client] >= self.of_client:
            raise rejected(OVERLOADED)

    @contextmanager
    def count(self, client: str) -> Iterator[None]:
        """Count one more of a client."""
        self.counts[client] += 1
        try:
            yield
        finally:
            self.counts[client] -= 1
            if not self.counts[client]:
                del self.counts[client]


class ClientLimiter:
    """Places that clients take turns in: each has one at a time, and all together as many as `all` has."""

    def __init__(self, total: int) -> None:
        self.all = CapacityLimiter(total)
        self.turns: dict[str, CapacityLimiter] = {}

    @asynccontextmanager
    async def turn_of(self, client: str) -> AsyncIterator[None]:
        """Wait for the turn of a client, which another task may end."""
        turn = self.turns.setdefault(client, CapacityLimiter(1))
        try:
            async with borrow(turn):
                yield
        finally:
            statistics = turn.statistics()
            if not statistics.borrowed_tokens and not statistics.tasks_waiting and self.turns.get(client) is turn:
                del self.turns[client]

    @asynccontextmanager
    async def place_of(self, client: str) -> AsyncIterator[None]:
        """Wait for the turn of a client, and for a token; another task may release them."""
        async with self.turn_of(client), borrow(self.all):
            yield


@asynccontextmanager
async def borrow(limiter: CapacityLimiter) -> AsyncIterator[None]:
    """Wait for a token of a limiter, which another task may release."""
    borrower = object()
    await limiter.acquire_on_behalf_of(borrower)
    try:
        yield
    finally:
        limiter.release_on_behalf_of(borrower)


def client_of(scope: Scope) -> str:
    """Return the address of the client of a request."""
    return str((scope.get("client") or ("",))[0])
