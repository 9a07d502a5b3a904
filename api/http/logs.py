"""Logging: every record has the same fields in the same order, as a line of JSON or as text for people.

The fields are `time`, `level`, `event`, `message`, `request_id` (null where there is none), then those of the event.
Lines are bounded in length and consist of printable ASCII.
"""

import json
import logging
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from typing import Any

LOGGER = logging.getLogger("fact_sheet")
UNNAMED_FIELDS = frozenset({"time", "level", "event", "message"})
"""Fields that a line of text has without their names."""
MAX_LINES = 100
"""Lines of a traceback and items of a list that are logged."""
MAX_LENGTH = 1000
"""Characters of each, and of a message."""


def log_event(
    event: str, message: str, level: int = logging.INFO, request_id: str | None = None, **fields: object
) -> None:
    """Log an event of the server, or of a request, with `fields` of its own."""
    LOGGER.log(level, message, extra={"event": event, "request_id": request_id, "fields": fields})


def log_exception(error: BaseException, request_id: str | None = None) -> None:
    """Log an unexpected error with its traceback."""
    message = f"Unexpected {type(error).__name__}"
    LOGGER.error(message, exc_info=error, extra={"event": "exception", "request_id": request_id})


def truncate(lines: Sequence[str]) -> list[str]:
    """Return the first of `lines`, cut to a length that may be logged."""
    return [line[:MAX_LENGTH] for line in lines[:MAX_LINES]]


def format_time(seconds: float) -> str:
    """Return a POSIX time in ISO 8601."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def record_fields(record: logging.LogRecord) -> dict[str, Any]:
    """Return the fields of a record of the standard library's logging, such as uvicorn's."""
    fields = {
        "time": format_time(record.created),
        "level": record.levelname.lower(),
        "event": getattr(record, "event", "server"),
        "message": record.getMessage().strip()[:MAX_LENGTH],
        "request_id": getattr(record, "request_id", None),
        **getattr(record, "fields", {}),
    }
    if record.exc_info and record.exc_info[1]:
        lines = "".join(traceback.format_exception(record.exc_info[1])).splitlines()
        fields["traceback"] = "\n".join(truncate(lines[-MAX_LINES:]))
    return fields


def format_json(fields: Mapping[str, Any]) -> str:
    """Return a record as one line of JSON."""
    return json.dumps(fields)


def format_text(fields: Mapping[str, Any]) -> str:
    """Return a record as a line of text; a traceback, and the items of a list, follow as indented lines."""
    words: list[str] = []
    lines: list[str] = []
    for name, value in fields.items():
        if name in UNNAMED_FIELDS:
            words.append(value)
        elif name == "traceback":
            lines += value.split("\n")
        elif isinstance(value, list):
            lines += value
        elif value is not None:
            words.append(f"{name}={quote_value(value)}")
    return "\n    ".join(map(escape, [" ".join(words), *lines]))


def quote_value(value: object) -> object:
    """Return a value, as JSON if it is text that could be taken for several fields."""
    return json.dumps(value) if isinstance(value, str) and (" " in value or not value.isprintable()) else value


def escape(text: str) -> str:
    """Return `text` with backslash escapes for control characters and those outside ASCII."""
    return text.encode("unicode_escape").decode("ascii")


class JsonFormatter(logging.Formatter):
    """Formats records as JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        return format_json(record_fields(record))


class TextFormatter(logging.Formatter):
    """Formats records as text."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line of text, and indented lines where it has more."""
        return format_text(record_fields(record))


FORMATTERS: Mapping[str, Callable[[], logging.Formatter]] = {"json": JsonFormatter, "text": TextFormatter}


class LogOutput:
    """Standard output, where the log goes."""

    def __init__(self) -> None:
        self.has_failed = False

    def write_line(self, line: str) -> None:
        """Write a line; if that fails, report it once on standard error.

        After a broken pipe, lines go to the null device.
        """
        try:
            sys.stdout.write(line + "\n")
        except OSError as error:
            if not self.has_failed:
                self.has_failed = True
                print_error(f"Cannot write the log to standard output: {error}. The server goes on.")
            if isinstance(error, BrokenPipeError):
                with open(os.devnull, "wb") as null_device:
                    os.dup2(null_device.fileno(), sys.stdout.fileno())


LOG_OUTPUT = LogOutput()


class LogHandler(logging.Handler):
    """Writes records to standard output."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        LOG_OUTPUT.write_line(self.format(record))


def print_error(message: str) -> None:
    """Print a message to standard error if there is one that can be written to."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(message, file=sys.stderr)


def configure_logging(log_format: str) -> None:
    """Write the records of all loggers to standard output, each as soon as it is logged."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    handler = LogHandler()
    handler.setFormatter(FORMATTERS[log_format]())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
