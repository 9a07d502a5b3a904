"""The server: what is loaded before the port is bound, and what uvicorn is told."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper

import uvicorn
from starlette.types import ASGIApp

from api.app import create_app
from api.cache.middleware import CacheMiddleware
from api.http.access_log import FORMATTERS, AccessLogger
from api.server.protocol import protocol_factory
from api.server.settings import Settings
from facts.archive import Archive
from facts.sheets.loader import find_sheets, load_sheets
from facts.sheets.sheet import Sheet

MANY = 20
GRACE = 10
"""Seconds for what is in flight when the server is to end."""


def loaded(options: Settings) -> Iterator[Sheet]:
    """Yield the sheets; at the end, raise SheetError with every problem of every sheet."""
    files = find_sheets(options.sheets)
    return progress(load_sheets(files), len(files))


def progress(sheets: Iterator[Sheet], total: int) -> Iterator[Sheet]:
    """Yield `sheets`, telling a person at a terminal how far they are where there are many."""
    shown = total >= MANY and sys.stderr.isatty()
    for number, sheet in enumerate(sheets, 1):
        yield sheet
        if shown:
            print(f"\rloading sheets: {number} of {total}", end="", file=sys.stderr)
    if shown:
        print(file=sys.stderr)


def log_of(options: Settings) -> AccessLogger | None:
    """Return the access log, which writes a line as soon as there is one; None if none is to be written."""
    if options.access_log and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    return FORMATTERS[options.log_format] if options.access_log else None


def application(options: Settings, sheets: Iterable[Sheet]) -> CacheMiddleware:
    """Return the application that serves `sheets`."""
    found = create_app(Archive.build(sheets), options.limits, log_of(options), options.public_url)
    gc.freeze()  # what is there now stays: the collector, which stops all else, need not look at it again
    return found


def config(options: Settings, app: Callable[[], ASGIApp]) -> uvicorn.Config:
    """Return what uvicorn needs to know; the address, the limits and the log are ours.

    `app` returns the application, and is called in the event loop that serves it.
    """
    return uvicorn.Config(
        app,
        factory=True,
        http=protocol_factory(options.limits, log_of(options)),
        ws="none",
        host=options.host,
        port=options.port,
        workers=options.workers,
        access_log=False,
        server_header=False,
        proxy_headers=bool(options.forwarded_allow_ips),
        forwarded_allow_ips=",".join(options.forwarded_allow_ips or ()),
        timeout_keep_alive=int(options.limits.keep_alive_timeout),
        timeout_graceful_shutdown=GRACE,
    )
