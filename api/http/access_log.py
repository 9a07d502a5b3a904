"""The access log: one line a request, bounded, without control characters."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

MAX_TARGET = 512
AccessLogger = Callable[["AccessRecord"], None]


class AccessRecord:
    """A request while it is answered: who asks for what since when, and what came of it."""

    __slots__ = ("began", "bytes", "client", "id", "method", "status", "target")

    def __init__(self, scope: Any, identifier: str) -> None:
        self.began = perf_counter()
        self.id = identifier
        self.client = (scope.get("client") or ("",))[0][:64]
        self.method = scope["method"]
        query = scope["query_string"]
        self.target = (scope["raw_path"] + (b"?" + query if query else b"")).decode("latin-1")[:MAX_TARGET]
        self.status = self.bytes = 0

    def fields(self) -> dict[str, Any]:
        """Return what a line of the log tells."""
        return {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "id": self.id,
            "client": self.client,
            "method": self.method[:16],
            "target": self.target,
            "status": self.status,
            "bytes": self.bytes,
            "ms": round((perf_counter() - self.began) * 1000, 3),
        }


def log_json(seen: AccessRecord) -> None:
    """Write a line of JSON, in ASCII."""
    sys.stdout.write(json.dumps(seen.fields()) + "\n")


def log_text(seen: AccessRecord) -> None:
    """Write a line for people; what is no printable ASCII is escaped."""
    told = seen.fields()
    line = "{time} {client} {method} {target} {status} {bytes} {ms}ms {id}".format(**told)
    sys.stdout.write(ascii(line)[1:-1] + "\n")


FORMATTERS: dict[str, AccessLogger] = {"json": log_json, "text": log_text}
