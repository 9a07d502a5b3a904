"""Errors of the database: an outage is 503 and logged now and then, an error in SQL is 500 and always logged."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from api import outages
from api.app import create_app
from facts.archive import Archive, Unavailable
from facts.sheets.sheet import Sheet
from tests.api.client import AppClient
from tests.api.helpers import assert_problem

LISTS = ("/v1/contracts?sort=-title", "/v1/contracts.csv?sort=-title", "/v1/contracts.ndjson?sort=-title")


@pytest.fixture
def archive(sheets: Sequence[Sheet], tmp_path: Path) -> Iterator[Archive]:
    """An archive that no other test reads."""
    with closing(Archive.build(sheets[:1], f"sqlite:///{tmp_path}/archive.db")) as archive:
        yield archive


def fail(*_: Any, **__: Any) -> Iterator[Any]:
    """Stand in for a query, or for the first item of an export, during an outage."""
    raise Unavailable("the database cannot be read: disk I/O error")
    yield


def records_of(caplog: pytest.LogCaptureFixture, event: str) -> list[logging.LogRecord]:
    """Return the records of an event."""
    return [record for record in caplog.records if record.__dict__["event"] == event]


def test_an_error_in_sql_is_logged(archive: Archive, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A table that is missing is no outage: each request that needs it is 500, and logged with its id."""
    with create_engine(f"sqlite:///{tmp_path}/archive.db", poolclass=NullPool).begin() as connection:
        connection.execute(text("ALTER TABLE orders RENAME TO others"))
    client = AppClient(create_app(archive), raise_server_exceptions=False)
    ids = []
    for target in LISTS * 2:
        response = client.get(target)
        body = assert_problem(response, 500)
        assert "orders" not in response.text
        ids.append(body["instance"])
    records = records_of(caplog, "exception")
    assert [record.__dict__["request_id"] for record in records] == ids
    assert all(record.exc_info and "no such table: orders" in str(record.exc_info[1]) for record in records)
    assert records_of(caplog, "archive_unavailable") == []
    assert client.get("/v1/sheets").status_code == 200


def test_an_outage_is_logged_now_and_then(
    archive: Archive, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first request that meets with an outage is logged with the reason, and no other for some time."""
    client = AppClient(create_app(archive))
    monkeypatch.setattr(archive, "find", lambda *_: next(fail()))
    first, *_ = [assert_problem(client.get(target), 503) for target in LISTS * 2]
    [record] = records_of(caplog, "archive_unavailable")
    assert record.message == "The archive is unavailable: the database cannot be read: disk I/O error"
    assert (record.__dict__["request_id"], record.levelno) == (first["instance"], logging.ERROR)


def test_an_outage_during_an_export_is_logged(
    archive: Archive, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is one that an export meets with; after the interval, the next one too."""
    monkeypatch.setattr(outages, "LOG_INTERVAL", 0)
    client = AppClient(create_app(archive))
    monkeypatch.setattr(archive, "iterate", fail)
    ids = [assert_problem(client.get(target), 503)["instance"] for target in LISTS[1:] * 2]
    records = records_of(caplog, "archive_unavailable")
    assert [record.__dict__["request_id"] for record in records] == ids
    assert all(record.message.endswith("disk I/O error") for record in records)
