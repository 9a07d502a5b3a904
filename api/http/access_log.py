"""The access log: a record for each request, in the shape of all records."""

from collections.abc import Callable, Mapping
from time import perf_counter, time
from typing import Any

from api.http.logs import LOG_OUTPUT, format_json, format_text, format_time, log_exception

__all__ = ["ACCESS_LOGGERS", "AccessLogger", "AccessRecord", "log_exception"]

MAX_TARGET = 512
AccessLogger = Callable[["AccessRecord"], None]
"""Writes the record of a request once the response is complete."""


class AccessRecord:
    """A request in progress: who requests what since when, and the response so far."""

    __slots__ = ("bytes", "client", "method", "request_id", "started", "status", "target")

    def __init__(self, scope: Any, request_id: str) -> None:
        self.started = perf_counter()
        self.request_id = request_id
        self.client = (scope.get("client") or ("",))[0][:64]
        self.method = scope["method"]
        query_string = scope["query_string"]
        self.target = (scope["raw_path"] + (b"?" + query_string if query_string else b"")).decode("latin-1")[
            :MAX_TARGET
        ]
        self.status = self.bytes = 0

    def as_dict(self) -> dict[str, Any]:
        """Return the fields of the record."""
        return {
            "time": format_time(time()),
            "level": "info",
            "event": "request",
            "message": "Request completed",
            "request_id": self.request_id,
            "client": self.client,
            "method": self.method[:16],
            "target": self.target,
            "status": self.status,
            "bytes": self.bytes,
            "ms": round((perf_counter() - self.started) * 1000, 3),
        }


def log_json(record: AccessRecord) -> None:
    """Write a record as JSON, past `logging`, which would take twice the time."""
    LOG_OUTPUT.write_line(format_json(record.as_dict()))


def log_text(record: AccessRecord) -> None:
    """Write a record as text."""
    LOG_OUTPUT.write_line(format_text(record.as_dict()))


ACCESS_LOGGERS: Mapping[str, AccessLogger] = {"json": log_json, "text": log_text}
