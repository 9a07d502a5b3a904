"""With `--metrics`, `/metrics` has figures for Prometheus, of all processes of the server."""

import asyncio
import os
import re
import signal
from http.client import HTTPConnection
from pathlib import Path
from threading import Event

import pytest
from prometheus_client.mmap_dict import MmapedDict, mmap_key
from prometheus_client.parser import text_string_to_metric_families
from starlette.routing import Route
from starlette.testclient import TestClient

from api.__main__ import main
from api.app import build_api, create_app
from api.http.access_log import AccessRecord
from api.routers.route_index import RouteIndex
from api.server import settings
from api.server.metrics import BUCKETS, REQUESTS, RequestCounts, count_and_log, count_request, route_of
from api.server.prometheus import WorkersCollector
from facts.archive import Archive
from facts.formats.publication import Publication
from tests.api.cache.helpers import request
from tests.api.server.test_reloader import START_TIMEOUT, ServerProcess, is_true_within, run_process
from tests.conftest import TESTS
from tests.tables import each_row

Labels = frozenset[tuple[str, str]]
Samples = dict[str, dict[Labels, float]]


def fetch(server: ServerProcess, method: str, path: str) -> tuple[int, str, str]:
    """Return the status, the media type and the body of a response."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request(method, path)
        response = connection.getresponse()
        return response.status, response.headers.get("content-type", ""), response.read().decode()
    finally:
        connection.close()


def read_samples(server: ServerProcess) -> Samples:
    """Return the values of the server's metrics, by name and labels."""
    status, media_type, body = fetch(server, "GET", "/metrics")
    assert (status, media_type) == (200, "text/plain; version=0.0.4; charset=utf-8")
    samples: Samples = {}
    for family in text_string_to_metric_families(body):
        for sample in family.samples:
            samples.setdefault(sample.name, {})[frozenset(sample.labels.items())] = sample.value
    return samples


def select(samples: Samples, name: str, **labels: str) -> float:
    """Return the sum of the samples of a metric that have `labels`."""
    return sum(value for key, value in samples.get(name, {}).items() if key >= labels.items())


def pids_of(samples: Samples) -> set[int]:
    """Return the processes that the samples tell of."""
    return {int(dict(labels)["pid"]) for labels in samples["fact_sheet_process_requests"]}


def test_every_request_is_counted(tmp_path: Path) -> None:
    """Requests are counted by method, status and route, with durations; the README names every metric."""
    with run_process(tmp_path, "--metrics", "--no-access-log") as server:
        for _ in range(20):
            assert fetch(server, "GET", "/v1/contracts")[0] == 200
        assert fetch(server, "BREW", "/v1/contracts")[0] == 405
        assert fetch(server, "HEAD", "/v1/sheets/frigate-deal")[0] == 200

        def is_complete() -> bool:
            samples = read_samples(server)
            name = "fact_sheet_requests_total"
            return (
                select(samples, name, method="GET", status="200", route="list") >= 21
                and select(samples, name, method="other", status="405", route="other") == 1
                and select(samples, name, method="HEAD", status="200", route="sheet") == 1
            )

        assert is_true_within(5, is_complete)
        samples = read_samples(server)
        assert select(samples, "fact_sheet_request_duration_seconds_count", route="list") == select(
            samples, "fact_sheet_requests_total", route="list"
        )
        assert select(samples, "fact_sheet_cache_hits_total") >= 19
        assert select(samples, "fact_sheet_archive_sheets") == 1
        assert select(samples, "fact_sheet_archive_info", generation=server.generation()) == 1
        assert select(samples, "process_resident_memory_bytes") > 10_000_000
        assert select(samples, "fact_sheet_requests_in_flight") >= 1
    readme = (TESTS.parent / "README.md").read_text(encoding="utf-8")
    names = {re.sub("_(bucket|count|sum)$", "", name) for name in samples if name.startswith("fact_sheet_")}
    assert names == set(re.findall(r"`(fact_sheet_\w+)`", readme))


def test_an_ended_worker_counts_on(tmp_path: Path) -> None:
    """Requests are counted in sum, whichever worker handles them; counters keep what a killed one has counted.

    Figures of one process are those of the living.
    """
    with run_process(tmp_path, "--workers", "2", "--metrics") as server:
        assert is_true_within(START_TIMEOUT, lambda: len(pids_of(read_samples(server))) == 2)
        for _ in range(20):
            assert fetch(server, "GET", "/v1/gaps")[0] == 200
        assert is_true_within(
            5, lambda: select(read_samples(server), "fact_sheet_requests_total", route="list") >= 20
        )
        pids = pids_of(read_samples(server))
        os.kill(min(pids), signal.SIGKILL)
        assert is_true_within(START_TIMEOUT, lambda: len(server.pids()) == 3)
        assert is_true_within(START_TIMEOUT, lambda: pids_of(read_samples(server)) == {max(pids), server.pids()[-1]})
        assert select(read_samples(server), "fact_sheet_requests_total", route="list") >= 20


def test_a_file_without_content_is_passed_over(tmp_path: Path) -> None:
    """What other workers count is served, though one has only created its file, or has deleted it meanwhile."""
    values = MmapedDict(tmp_path / "counter_1.db")  # type: ignore[no-untyped-call]
    values.write_value(mmap_key("requests", "requests_total", [], [], "Requests"), 3.0, 0.0)  # type: ignore[no-untyped-call]
    values.close()  # type: ignore[no-untyped-call]
    (tmp_path / "counter_2.db").touch()
    (tmp_path / "gauge_liveall_3.db").symlink_to(tmp_path / "deleted.db")
    metrics = WorkersCollector(None, str(tmp_path)).collect()  # type: ignore[no-untyped-call]
    assert [(sample.name, sample.value) for metric in metrics for sample in metric.samples] == [
        ("requests_total", 3.0)
    ]


class SlowMetrics:
    """Stands in for the metrics of many workers, whose files take a while to read: until `event` is set."""

    media_type = "text/plain"

    def __init__(self) -> None:
        self.event = Event()
        self.is_updated = False

    def update(self) -> None:
        """Look at the tasks of the event loop, which only that loop can."""
        self.is_updated = bool(asyncio.all_tasks())

    def render(self) -> bytes:
        """Return whether the event has been set in time, after an update."""
        return str(self.is_updated and self.event.wait(5)).encode()


def test_other_requests_are_served_while_metrics_are_rendered(archive: Archive) -> None:
    """The files of all workers are read outside of the event loop, in which only this process is looked at."""
    app = create_app(archive)
    metrics = app.api.state.metrics = SlowMetrics()

    async def scenario() -> None:
        pending = asyncio.create_task(request(app, b"/metrics"))
        await asyncio.sleep(0.05)
        assert (await request(app, b"/healthz")).status == 200
        metrics.event.set()
        response = await pending
        assert (response.status, response.body) == (200, b"True")
        assert response.headers[b"cache-control"] == b"no-store"

    asyncio.run(scenario())


def test_there_are_no_metrics_without_the_option(client: TestClient) -> None:
    """Without `--metrics` the address does not exist."""
    assert client.get("/metrics").status_code == 404


def test_the_option_needs_its_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the library, `--metrics` is refused with the command that installs it."""
    monkeypatch.setattr(settings, "find_spec", lambda _: None)
    with pytest.raises(SystemExit) as exit_info:
        main(["--metrics"])
    assert exit_info.value.code == 2
    assert "--metrics needs the extra `metrics`: pip install '.[metrics]'" in capsys.readouterr().err


@each_row(
    ("path", "route"),
    [
        ("/v1/contracts", "list"),
        ("/v1/facts.csv", "list"),
        ("/v1/sheets", "list"),
        ("/v1/sheets.json", "list"),
        ("/v1/sheets/a", "sheet"),
        ("/v1/sheets/a.json", "sheet"),
        ("/v1/sheets/a/facts", "list"),
        ("/v1/sheets/a/contracts/b.html", "record"),
        ("/v1/sheets/a/b/c/d", "other"),
        ("/mcp", "mcp"),
        *((path, "service") for path in ("/", "/v1", "/healthz", "/assets/a.css")),
        *((path, "other") for path in ("/nope", "/v1/nope", "/v1/a/b/c/d", "/v1/", "/v2/contracts", "/healthz/a")),
        *((path, "other") for path in ("/v1/contracts.nope", "/v1/contracts/a", "/v1/sheets/", "/v1/sheets/a/nope")),
        *((path, "other") for path in ("/v1/sheets/a/sheets", "/v1/sheets/a/facts/b", "/v1/sheets/a/contracts/b/c")),
        *((path, "other") for path in ("-", "*", "/v1/facts\n", "/v1/%66acts", "/mcp/")),
    ],
)
def test_routes_are_few(path: str, route: str) -> None:
    """A request is counted under one of a few names, whatever its path."""
    assert route_of(path.encode()) == route


def test_each_route_has_a_name() -> None:
    """No route of the application is counted as one that leads nowhere."""
    api = build_api(Publication())
    [index] = [route for route in api.routes if isinstance(route, RouteIndex)]
    routes = [route for route in (*api.routes, *index.routes.values()) if isinstance(route, Route)]
    assert len(routes) > 100
    for route in routes:
        assert route_of(re.sub("{.*?}", "a-1", route.path_format).encode()) != "other", route.path_format


def record_of(method: str, target: str, status: int) -> AccessRecord:
    """Return the record of a completed request."""
    scope = {"method": method, "raw_path": target.encode(), "query_string": b"", "client": None}
    record = AccessRecord(scope, "id")
    record.status = status
    return record


def test_labels_are_bounded() -> None:
    """Clients that invent methods and paths add no series."""
    counts = RequestCounts()
    for number in range(100):
        counts.add(record_of(f"M{number}", f"/path{number}", 405))
    counts.add(record_of("GET", "/v1/facts", 200))
    taken = counts.take()
    assert set(taken) == {("other", 405, "other"), ("GET", 200, "list")}
    assert [sum(durations[:-1]) for durations in taken.values()] == [100, 1]
    assert all(len(durations) == len(BUCKETS) + 2 for durations in taken.values())
    assert counts.take() == {}
    assert counts.total == 101


def test_the_access_log_is_written_too() -> None:
    """Requests are counted with an access log and without."""
    logged: list[AccessRecord] = []
    REQUESTS.take()
    total = REQUESTS.total
    record = record_of("GET", "/", 200)
    count_and_log(logged.append, record)
    count_request(record)
    REQUESTS.take()
    assert logged == [record]
    assert REQUESTS.total == total + 2
