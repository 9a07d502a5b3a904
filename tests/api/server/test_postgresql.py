"""A server of an archive on PostgreSQL notices loads, says when the database is gone, and recovers by itself."""

from collections.abc import Iterator, Sequence
from http.client import HTTPConnection
from typing import NamedTuple

import pytest

from facts.archive.database import parse_url
from facts.archive.ingest.load import ArchiveLoader
from facts.archive.ingest.sheet_reader import SheetReader
from facts.sheets.sheet import Sheet
from tests.api.server.test_database import SEEN_WITHIN
from tests.api.server.test_reloader import is_true_within
from tests.api.server.test_serving import TIMEOUT, free_port, serving, sheet_ids
from tests.databases import RUN, TEMPORARY, PostgresqlServer

PASSWORD = "hunter2"  # noqa: S105 - the server asks for none


class Response(NamedTuple):
    """The status of a response, and after how many seconds to try again."""

    status: int
    retry_after: str | None


@pytest.fixture
def server() -> Iterator[PostgresqlServer]:
    """A PostgreSQL server that can be stopped."""
    server = PostgresqlServer(TEMPORARY / f"postgresql-{RUN}-stopped")
    yield server
    server.close()


def get(port: int, path: str) -> Response:
    """Return the response of the server on `port`."""
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return Response(response.status, response.getheader("Retry-After"))
    finally:
        connection.close()


def load(url: str, sheets: Sequence[Sheet]) -> None:
    """Load sheets into a database."""
    loader = ArchiveLoader(parse_url(url))
    assert list(loader.load(SheetReader(sheet).read() for sheet in sheets))
    loader.close()


def test_a_database_on_postgresql(server: PostgresqlServer, sheets: Sequence[Sheet]) -> None:
    """A load is noticed; while the database is stopped a response is 503 or cached; once it runs again none is."""
    url = server.url.set(password=PASSWORD).render_as_string(False)
    load(url, sheets[:1])
    port = free_port()
    with serving(["--port", str(port)], {"FACT_SHEET_DATABASE": url}, port):
        assert sheet_ids(port) == [sheets[0].id]
        load(url, sheets)
        assert is_true_within(SEEN_WITHIN, lambda: len(sheet_ids(port)) == 2)
        assert get(port, "/v1/facts").status == 200
        server.run("pg_ctl", "-D", str(server.directory), "-m", "immediate", "-w", "stop")
        response = get(port, "/v1/events")
        assert response.status == 503
        assert int(response.retry_after or 0) > 0
        assert get(port, "/v1/facts").status == 200
        assert get(port, "/healthz").status in {200, 503}
        server.start()
        assert get(port, "/v1/events").status == 200
        server.run("pg_ctl", "-D", str(server.directory), "-m", "immediate", "-w", "stop")
        server.start()
        assert get(port, "/v1/statements").status == 200
