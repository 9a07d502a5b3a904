"""Counters of requests for the metrics, as plain numbers, because each request updates them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from time import perf_counter

from api.http.access_log import AccessLogger, AccessRecord
from api.paths import (
    API_CATALOG_PATH,
    ASSETS_PATH,
    DOCS_PATH,
    FEED_PATH,
    HEALTH_PATH,
    HOME_PATH,
    LLMS_TXT_PATH,
    METRICS_PATH,
    OPENAPI_PATH,
    SHEET_SCHEMA_PATH,
)
from facts.formats import FORMATS
from facts.kinds import KINDS
from facts.urls import API_PREFIX
from facts.views import COLLECTIONS, SHEETS

BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the classes of durations, in seconds; one more class has no bound."""
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})
SERVICE_PATHS = (
    *(HOME_PATH, "/index.html", API_PREFIX, HEALTH_PATH, METRICS_PATH, OPENAPI_PATH, DOCS_PATH, f"{DOCS_PATH}.html"),
    *(LLMS_TXT_PATH, FEED_PATH, SHEET_SCHEMA_PATH, API_CATALOG_PATH),
)
EXTENSIONS = (*(format_.extension for format_ in FORMATS.values()), "html")
SUFFIX = rf"(?:\.(?:{'|'.join(map(re.escape, EXTENSIONS))}))?"
LISTS = "|".join(name for name in COLLECTIONS if name != SHEETS.name)
ROUTE = re.compile(
    rf"(?P<service>{'|'.join(map(re.escape, SERVICE_PATHS))}|{ASSETS_PATH}/[^/]+)"
    rf"|{API_PREFIX}/(?P<list>{SHEETS.name}{SUFFIX}|(?:{SHEETS.name}/[^/.]+/)?(?:{LISTS}){SUFFIX})"
    rf"|{API_PREFIX}/{SHEETS.name}/(?P<sheet>[^/.]+{SUFFIX})"
    rf"|{API_PREFIX}/{SHEETS.name}/[^/.]+/(?P<record>(?:{'|'.join(KINDS)})/[^/.]+{SUFFIX})"
    r"|/(?P<mcp>mcp)"
)
"""The paths that lead somewhere, and the name of what each leads to."""
Durations = list[float]
"""The number of durations in each class, and their sum in seconds at the end."""


class RequestCounts:
    """Number of requests by duration, method, status and route, since they were last taken."""

    def __init__(self) -> None:
        self.total = 0
        """The number of all requests that were ever taken."""
        self.durations: dict[tuple[str, int, str], Durations] = defaultdict(new_durations)

    def add(self, record: AccessRecord) -> None:
        """Count a completed request."""
        seconds = perf_counter() - record.started
        scope = record.scope
        durations = self.durations[scope["method"], record.status, route_of(scope["raw_path"])]
        durations[bisect_left(BUCKETS, seconds)] += 1
        durations[-1] += seconds

    def take(self) -> Mapping[tuple[str, int, str], Durations]:
        """Return the counts, with few names of methods, and begin anew."""
        taken: dict[tuple[str, int, str], Durations] = defaultdict(new_durations)
        for (method, status, route), durations in self.durations.items():
            key = (method if method in METHODS else "other", status, route)
            taken[key] = [left + right for left, right in zip(taken[key], durations, strict=True)]
            self.total += int(sum(durations[:-1]))
        self.durations = defaultdict(new_durations)
        return taken


def new_durations() -> Durations:
    """Return no durations."""
    return [0.0] * (len(BUCKETS) + 2)


@lru_cache(maxsize=1024)
def route_of(path: bytes) -> str:
    """Return what a path leads to: list, record, sheet, mcp, service; other for one that leads nowhere."""
    match = ROUTE.fullmatch(path.decode("latin-1"))
    return str(match.lastgroup) if match else "other"


REQUESTS = RequestCounts()
"""The counts of this process."""


def count_request(record: AccessRecord) -> None:
    """Count a completed request of this process: an access logger, which workers can import by its name."""
    REQUESTS.add(record)


def count_and_log(logger: AccessLogger, record: AccessRecord) -> None:
    """Count a completed request of this process, and log it."""
    REQUESTS.add(record)
    logger(record)
