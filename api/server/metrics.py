"""Counts of requests for the metrics: plain numbers, as every request pays for them."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter

from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.access_log import AccessLogger, AccessRecord

BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the classes of durations, in seconds; one more class has no bound."""
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})
SHEET_ROUTES = {3: "list", 4: "sheet", 5: "list", 6: "record"}
"""Routes under `/v1/sheets`, by the number of slashes that precede the last part of the path, and one."""


class RequestCounts:
    """How many requests took how long, by method, status and route, since they were last taken."""

    def __init__(self) -> None:
        self.in_flight = self.total = 0
        self.durations: dict[tuple[str, str, str], list[float]] = {}
        """The number of durations in each class, and their sum at the end."""

    def add(self, record: AccessRecord) -> None:
        """Count a completed request."""
        seconds = perf_counter() - record.started
        method = record.method if record.method in METHODS else "other"
        key = (method, str(record.status), route_of(record.target))
        durations = self.durations.get(key)
        if durations is None:
            durations = self.durations[key] = [0.0] * (len(BUCKETS) + 2)
        durations[bisect_left(BUCKETS, seconds)] += 1
        durations[-1] += seconds
        self.total += 1

    def take(self) -> Mapping[tuple[str, str, str], list[float]]:
        """Return the counts, and begin anew."""
        durations, self.durations = self.durations, {}
        return durations


def route_of(target: str) -> str:
    """Return what a request target leads to: list, record, sheet, mcp, service; other for what was no request."""
    parts = target.partition("?")[0].split("/")
    if len(parts) > 2 and parts[1] == "v1":
        return SHEET_ROUTES.get(len(parts), "other") if parts[2].partition(".")[0] == "sheets" else "list"
    if parts[1:] == ["mcp"]:
        return "mcp"
    return "other" if parts[0] else "service"


REQUESTS = RequestCounts()
"""The counts of this process."""


@dataclass(frozen=True, slots=True)
class CountingLogger:
    """An access logger that counts requests, and passes them to another logger if there is one."""

    logger: AccessLogger | None

    def __call__(self, record: AccessRecord) -> None:
        """Count a completed request."""
        REQUESTS.add(record)
        if self.logger:
            self.logger(record)


class CountingApp:
    """An ASGI application that counts the requests in progress in `app`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        REQUESTS.in_flight += 1
        try:
            await self.app(scope, receive, send)
        finally:
            REQUESTS.in_flight -= 1
