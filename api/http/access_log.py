"""The access log: one record for each request."""

from collections.abc import Callable, Mapping
from time import perf_counter, time
from typing import Any

from api.http.logs import LOG_OUTPUT, format_json, format_text, format_time

MAX_TARGET = 512
AccessLogger = Callable[["AccessRecord"], None]
"""Writes the record of a request once the response is complete."""


class AccessRecord:
    """A request in progress: who requests what since when, and the response so far."""

    __slots__ = ("bytes", "request_id", "scope", "started", "status")

    def __init__(self, scope: Any, request_id: str) -> None:
        self.started = perf_counter()
        self.request_id = request_id
        self.scope = scope
        self.status = self.bytes = 0

    @property
    def target(self) -> str:
        """The path and the query of the request, cut to a length that may be logged."""
        path, query = self.scope["raw_path"], self.scope["query_string"]
        target: bytes = path + b"?" + query if query else path
        return target[:MAX_TARGET].decode("latin-1")

    def as_dict(self) -> dict[str, Any]:
        """Return the fields of the record."""
        scope = self.scope
        return {
            "time": format_time(time()),
            "level": "info",
            "event": "request",
            "message": "Request completed",
            "request_id": self.request_id,
            "client": (scope.get("client") or ("",))[0][:64],
            "method": scope["method"][:16],
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
