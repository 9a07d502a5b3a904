"""Metrics in the format of Prometheus, of one process or of all workers.

Import this module after `PROMETHEUS_MULTIPROC_DIR` is set: the library chooses its storage there.
"""

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.datastructures import State
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from api.server.metrics import BUCKETS, RequestCounts

REQUEST_COROUTINE = RequestResponseCycle.run_asgi.__qualname__
UPDATE_INTERVAL = 1.0
"""Seconds between two updates of the numbers that other processes see."""
PREFIX = "fact_sheet_"


class WorkersCollector(MultiProcessCollector):
    """The numbers of all workers, from the files in which they write them.

    A file is empty for a moment after a worker has created it, or for good if that worker was killed then: the
    library fails to read it.
    """

    def collect(self) -> Iterable[Metric]:
        """Return the metrics of all files that have content."""
        paths = [str(path) for path in Path(self._path).glob("*.db") if has_content(path)]
        return cast("Iterable[Metric]", self.merge(paths))  # type: ignore[no-untyped-call]


def has_content(path: Path) -> bool:
    """Whether there are bytes in a file, which may have been deleted meanwhile."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


class PrometheusExporter(Collector):
    """The metrics of a process: its requests, and the archive and the cache in the `state` of its application.

    Workers share `directory`: counters are those of all workers, with the ended ones; gauges have the label `pid`.
    What is said of the archive is said of that of the worker that responds.
    """

    media_type = CONTENT_TYPE_PLAIN_0_0_4
    """The text format of Prometheus that every version of it reads."""

    def __init__(self, requests: RequestCounts, state: State, directory: Path | None) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.requests = requests
        self.state = state
        self.registry = CollectorRegistry()
        self.exposed = self.registry if directory is None else CollectorRegistry()
        if directory is not None:
            WorkersCollector(self.exposed, str(directory))  # type: ignore[no-untyped-call]
        self.exposed.register(self)
        self.completed = self.counter("requests", "Completed requests", ("method", "status", "route"))
        self.durations = Histogram(
            PREFIX + "request_duration_seconds",
            "Time from the request to the end of the response",
            ("route",),
            registry=self.registry,
            buckets=BUCKETS,
        )
        names = {"hits": "Requests served from the cache", "misses": "Requests that were not"}
        names["evictions"] = "Responses evicted from the cache for want of space"
        self.cache_counters = {name: self.counter(f"cache_{name}", text) for name, text in names.items()}
        self.cache_counts = dict.fromkeys(names, 0)
        self.process = ProcessCollector(registry=None)
        self.gauges: dict[str, Gauge] = {}
        self.update()

    def counter(self, name: str, description: str, labels: tuple[str, ...] = ()) -> Counter:
        """Return a new counter."""
        return Counter(PREFIX + name, description, labels, registry=self.registry)

    def set_gauge(self, name: str, description: str, value: float) -> None:
        """Set a gauge, which is created on first use."""
        if name not in self.gauges:
            gauge = Gauge(name, description, registry=self.registry, multiprocess_mode="liveall")
            self.gauges[name] = gauge
        self.gauges[name].set(value)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Update the numbers again and again from now on."""
        self.update()
        loop.call_later(UPDATE_INTERVAL, self.start, loop)

    def update(self) -> None:
        """Bring the numbers of this process up to date; call this in the event loop, whose tasks it counts."""
        for (method, status, route), durations in self.requests.take().items():
            *counts, seconds = durations
            self.completed.labels(method, str(status), route).inc(sum(counts))
            add_durations(self.durations.labels(route), counts, seconds)
        cache = self.state.cache
        for name, counter in self.cache_counters.items():
            value = getattr(cache, name)
            counter.inc(value - self.cache_counts[name])
            self.cache_counts[name] = value
        self.set_gauge(PREFIX + "cache_bytes", "Approximate bytes of the cached responses", cache.bytes)
        self.set_gauge(PREFIX + "cache_entries", "Cached responses", cache.entries)
        self.set_gauge(PREFIX + "cache_limit_bytes", "Bytes that cached responses may take", cache.limit)
        self.set_gauge(PREFIX + "requests_in_flight", "Requests in progress", requests_in_flight())
        self.set_gauge(PREFIX + "process_requests", "Requests that the process has completed", self.requests.total)
        for metric in self.process.collect():
            for sample in metric.samples:
                self.set_gauge(sample.name, metric.documentation, sample.value)

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics of the archive."""
        archive = self.state.archive
        generation = {"generation": archive.generation}
        yield InfoMetricFamily(PREFIX + "archive", "The archive that is served", value=generation)
        yield GaugeMetricFamily(PREFIX + "archive_sheets", "Sheets of the archive", value=len(archive.sheets))
        built = archive.built.timestamp()
        yield GaugeMetricFamily(PREFIX + "archive_loaded_timestamp_seconds", "When it was loaded", value=built)

    def render(self) -> bytes:
        """Return all metrics as text of the type `media_type`: those of this process as they were last updated.

        With workers this reads the files of all of them, which takes a while.
        """
        return generate_latest(self.exposed)


def requests_in_flight() -> int:
    """Return the number of requests in progress in the running event loop: uvicorn has a task for each."""
    coroutines = (task.get_coro() for task in asyncio.all_tasks())
    return sum(getattr(coroutine, "__qualname__", "") == REQUEST_COROUTINE for coroutine in coroutines)


def add_durations(histogram: Histogram, counts: list[float], seconds: float) -> None:
    """Add the number of durations in each bucket, and their sum, for which the library has no function."""
    for bucket, count in zip(histogram._buckets, counts, strict=True):
        if count:
            bucket.inc(count)
    histogram._sum.inc(seconds)
