"""What uvicorn serves and how: the sheets, the application, and the configuration of the server."""

import gc
from collections.abc import Callable, Iterator
from typing import Protocol

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.access_log import ACCESS_LOGGERS, AccessLogger
from api.http.limits import Limits
from api.http.logs import log_event
from api.server.protocol import protocol_factory
from api.server.reloader import Reloader
from api.server.settings import Settings
from facts.archive import Archive
from facts.drafts.loader import find_sheets_and_drafts, load_sheets_and_drafts
from facts.formats.publication import Publication
from facts.sheets.progress import track
from facts.sheets.sheet import Sheet

MCP_PATH = "/mcp"
"""The path of the MCP server, the only one to which requests may have a body."""
SHUTDOWN_TIMEOUT = 10
"""Seconds to complete requests in progress when the server stops."""


class ArchiveApp(Protocol):
    """An ASGI application that serves an archive."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""

    def set_archive(self, archive: Archive) -> None:
        """Serve another archive from now on."""


CreateApp = Callable[[Archive, Limits, AccessLogger | None, Publication], ArchiveApp]
"""Creates the application from an archive, the limits, the access log and the publication.

A function of a module other than `__main__`: workers import it by its name.
"""


def load_configured_sheets(settings: Settings) -> Iterator[Sheet]:
    """Yield the sheets, those of drafts built; at the end, raise SheetError with every problem of every sheet."""
    paths = find_sheets_and_drafts(settings.sheets)
    return track(load_sheets_and_drafts(paths), len(paths))


def access_logger(settings: Settings) -> AccessLogger | None:
    """Return the access logger; None if the access log is off."""
    return ACCESS_LOGGERS[settings.log_format] if settings.access_log else None


def prepare_app(create_app: CreateApp, settings: Settings, build: Callable[[], Archive]) -> Callable[[], ArchiveApp]:
    """Return the factory of an application that serves an archive made by `build`, and another one on SIGHUP."""
    gc.disable()
    try:
        archive = build()
        app = create_app(archive, settings.limits, access_logger(settings), settings.publication)
        gc.freeze()  # what is loaded lives as long as the process: spare the collector from scanning it
    finally:
        gc.enable()
    reloader = Reloader(build, app.set_archive)
    generation, sheets = archive.generation, len(archive.sheets)

    def start() -> ArchiveApp:
        reloader.listen()
        log_event("start", "Sheets loaded", sheets=sheets, generation=generation)
        return app

    return start


def uvicorn_config(settings: Settings, app_factory: Callable[[], ASGIApp]) -> uvicorn.Config:
    """Return uvicorn's configuration; limits and logs are ours, not uvicorn's.

    `app_factory` returns the application, and is called in the event loop that serves it.
    """
    return uvicorn.Config(
        app_factory,
        factory=True,
        http=protocol_factory(settings.limits, access_logger(settings), MCP_PATH.encode() if settings.mcp else None),
        ws="none",
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_config=None,
        log_level="info",
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.forwarded_allow_ips),
        forwarded_allow_ips=",".join(settings.forwarded_allow_ips or ()),
        timeout_keep_alive=int(settings.limits.keep_alive_timeout),
        timeout_graceful_shutdown=SHUTDOWN_TIMEOUT,
    )
