"""Logs: one shape for every record, as JSON or text, bounded and in printable ASCII."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from api.http.access_log import ACCESS_LOGGERS, AccessRecord
from api.http.logs import (
    FORMATTERS,
    LOGGER,
    MAX_LENGTH,
    MAX_LINES,
    configure_logging,
    log_event,
    log_exception,
    truncate,
)

COMMON_FIELDS = ["time", "level", "event", "message", "request_id"]
HOSTILE = b"/" + bytes(range(256)) * 20


@pytest.fixture
def restored_logging() -> Iterator[None]:
    """Restore the handlers and the level of the root logger."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def fail() -> Exception:
    """Return an exception that was raised, with a message of several lines."""
    try:
        raise RuntimeError("first line\nsecond \x1b[31m line")
    except RuntimeError as error:
        return error


def request_record(method: str = "GET", target: bytes = b"/v1/contracts", query: bytes = b"limit=1") -> AccessRecord:
    """Return the record of a request with a response."""
    scope = {"client": ("127.0.0.1", 1), "method": method, "raw_path": target, "query_string": query}
    record = AccessRecord(scope, "id-1")
    record.status, record.bytes = 200, 12
    return record


def test_a_request_has_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The fields of every record come first, then those of the request."""
    ACCESS_LOGGERS["json"](request_record())
    line = capsys.readouterr().out
    assert line.endswith("\n")
    fields = json.loads(line)
    assert list(fields) == [*COMMON_FIELDS, "client", "method", "target", "status", "bytes", "ms"]
    assert fields.pop("time").endswith("+00:00")
    assert 0 <= fields.pop("ms") < 1000
    assert fields == {
        "level": "info",
        "event": "request",
        "message": "Request completed",
        "request_id": "id-1",
        "client": "127.0.0.1",
        "method": "GET",
        "target": "/v1/contracts?limit=1",
        "status": 200,
        "bytes": 12,
    }


def test_a_request_has_one_line_of_text(capsys: pytest.CaptureFixture[str]) -> None:
    """The text has the same fields in the same order, the first four without their names."""
    ACCESS_LOGGERS["text"](request_record())
    _, _, rest = capsys.readouterr().out.partition(" ")
    expected = "info request Request completed request_id=id-1 client=127.0.0.1 method=GET target=/v1/contracts"
    assert rest.startswith(f"{expected}?limit=1 status=200 bytes=12 ms=")


@pytest.mark.parametrize("log_format", ACCESS_LOGGERS)
@pytest.mark.parametrize("method", ["GET", "G\nT\x00" * 20])
def test_a_line_is_bounded(capsys: pytest.CaptureFixture[str], log_format: str, method: str) -> None:
    """Whatever is requested, a request has one line of bounded length, in printable ASCII."""
    ACCESS_LOGGERS[log_format](request_record(method, HOSTILE, HOSTILE))
    line = capsys.readouterr().out
    assert line.endswith("\n")
    assert line[:-1].isascii()
    assert line[:-1].isprintable()
    assert 50 < len(line) < 4096
    assert log_format == "text" or json.loads(line)["status"] == 200


@pytest.mark.usefixtures("restored_logging")
def test_every_logger_writes_the_same_shape(capsys: pytest.CaptureFixture[str]) -> None:
    """Events, tracebacks and uvicorn's messages are JSON on standard output, with the id of their request."""
    configure_logging("json")
    log_event("reload", "Sheets loaded", sheets=2)
    log_exception(fail(), "id-1")
    logging.getLogger("uvicorn.error").info("Started server process [%d]", 7)
    output = capsys.readouterr()
    reload, exception, server = map(json.loads, output.out.splitlines())
    assert output.err == ""
    assert list(reload) == [*COMMON_FIELDS, "sheets"]
    assert (reload["level"], reload["event"], reload["request_id"], reload["sheets"]) == ("info", "reload", None, 2)
    assert list(exception) == [*COMMON_FIELDS, "traceback"]
    assert (exception["level"], exception["event"], exception["request_id"]) == ("error", "exception", "id-1")
    assert exception["traceback"].startswith("Traceback (most recent call last):\n")
    assert "RuntimeError: first line\nsecond" in exception["traceback"]
    assert list(server) == COMMON_FIELDS
    assert (server["event"], server["message"]) == ("server", "Started server process [7]")


@pytest.mark.usefixtures("restored_logging")
def test_a_traceback_is_indented_in_text(capsys: pytest.CaptureFixture[str]) -> None:
    """In text, a traceback and the items of a list follow their record as indented lines."""
    configure_logging("text")
    log_exception(fail(), "id-1")
    log_event("reload_failed", "Reload failed", errors=["a.json: is wrong", "b.json: caf\u00e9"])
    lines = capsys.readouterr().out.splitlines()
    (start, end) = (number for number, line in enumerate(lines) if not line.startswith("    "))
    assert lines[start].endswith(" error exception Unexpected RuntimeError request_id=id-1")
    assert lines[start + 1] == "    Traceback (most recent call last):"
    assert lines[end - 2 : end] == ["    RuntimeError: first line", r"    second \x1b[31m line"]
    assert lines[end].endswith(" info reload_failed Reload failed")
    assert lines[end + 1 :] == ["    a.json: is wrong", r"    b.json: caf\xe9"]


@pytest.mark.parametrize("log_format", FORMATTERS)
def test_long_messages_are_truncated(log_format: str) -> None:
    """Messages and tracebacks are bounded; of a traceback the end is kept."""
    error: Any = RuntimeError("\n".join(["x" * 5000] * 500 + ["the end"]))
    record = LOGGER.makeRecord("fact_sheet", logging.ERROR, "", 0, "y" * 5000, (), (type(error), error, None))
    text = FORMATTERS[log_format]().format(record)
    assert "y" * MAX_LENGTH in text
    assert "y" * (MAX_LENGTH + 1) not in text
    assert "x" * (MAX_LENGTH + 1) not in text
    assert "the end" in text
    assert len(text) < (MAX_LINES + 2) * (MAX_LENGTH + 100)
    assert len(truncate(["z"] * 1000)) == MAX_LINES
