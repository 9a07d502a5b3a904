"""The configuration of uvicorn: the application, its archive, and the settings of the server."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.access_log import ACCESS_LOGGERS, AccessLogger
from api.http.limits import Limits
from api.http.logs import log_event
from api.paths import MCP_PATH
from api.server.archives import ArchiveSource
from api.server.descriptors import handle_loop_error
from api.server.memory import share_memory_arena
from api.server.metrics import REQUESTS, count_and_log, count_request
from api.server.protocol import protocol_factory
from api.server.reloader import Reloader
from api.server.settings import Settings
from facts.archive import Archive
from facts.formats.publication import Publication
from facts.model.garbage import gc_paused

"""The path of the MCP server, the only one to which requests may have a body."""
SWITCH_INTERVAL = 0.0005
"""The interval in seconds after which Python switches threads: the longest delay of the event loop by a query."""
GC_THRESHOLDS = (10_000, 20, 50)
"""How seldom garbage is collected: exports hold many objects in few cycles, and a full collection stops all else."""
SHUTDOWN_TIMEOUT = 10
"""Seconds to complete requests in progress when the server stops."""

WORKER_TIMEOUT = 30
"""Seconds for a worker to answer a health check of its parent, also while it starts on a busy machine."""


class StartError(Exception):
    """Raised if the server cannot start; the message is for the command line."""


class ArchiveApp(Protocol):
    """An ASGI application that serves an archive."""

    @property
    def api(self) -> Starlette:
        """The FastAPI application in it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""

    def set_archive(self, archive: Archive) -> None:
        """Serve another archive from now on."""


CreateApp = Callable[[Archive, Limits, AccessLogger | None, Publication], ArchiveApp]
"""Creates the application from an archive, the limits, the access log and the publication.

A function of a module other than `__main__`: workers import it by its name.
"""


def access_logger(settings: Settings) -> AccessLogger | None:
    """Return what each request is passed to: the access log, and what counts requests; None if both are off."""
    logger = ACCESS_LOGGERS[settings.log_format] if settings.access_log else None
    if not settings.metrics:
        return logger
    return partial(count_and_log, logger) if logger else count_request


def prepare_app(
    create_app: CreateApp,
    settings: Settings,
    archives: ArchiveSource,
    archive: Archive,
    reopen: Callable[[Archive], Archive | None],
    directory: Path | None = None,
) -> Callable[[], ArchiveApp]:
    """Return the factory of an application that serves `archive`, and later those that `reopen` returns.

    `reopen` is called with the current archive on SIGHUP, and as often as `archives` are to be polled. Worker
    processes have their metrics in `directory`.
    """
    with gc_paused():
        app = create_app(archive, settings.limits, access_logger(settings), settings.publication)
        spare_collector()

    def start() -> ArchiveApp:
        """Start to listen for SIGHUP in the running event loop; one pending since startup is delivered now."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(handle_loop_error)
        sys.setswitchinterval(SWITCH_INTERVAL)
        share_memory_arena()
        served: Archive = app.api.state.archive  # not `archive`, which this function would keep alive after a reload

        def publish_later(archive: Archive) -> None:
            """Have the event loop put an archive into service."""
            loop.call_soon_threadsafe(publish, app, archives.loaded_message, archive)

        reloader = Reloader(served, reopen, publish_later, archives.poll_interval)
        app.api.state.replacement.on_wait = reloader.requested.set
        loop.add_signal_handler(signal.SIGHUP, reloader.requested.set)
        reloader.start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})
        log_archive("start", archives.loaded_message, served)
        if settings.metrics:
            start_metrics(app, directory)
        return app

    return start


def spare_collector() -> None:
    """Exclude what lives as long as the process from garbage collection, and collect less often."""
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


def publish(app: ArchiveApp, message: str, archive: Archive) -> None:
    """Have `app` serve another archive, and log that."""
    app.set_archive(archive)
    log_archive("reload", message, archive)


def log_archive(event: str, message: str, archive: Archive) -> None:
    """Log which archive is served."""
    log_event(event, message, sheets=len(archive.sheets), generation=archive.generation)


def start_metrics(app: ArchiveApp, directory: Path | None) -> None:
    """Serve the metrics of all processes that share `directory` at `/metrics` of `app`."""
    os.environ.pop("PROMETHEUS_MULTIPROC_DIR", None)
    if directory is not None:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(directory)
    from api.server.prometheus import PrometheusExporter  # noqa: PLC0415 - the library is an extra

    exporter = app.api.state.metrics = PrometheusExporter(REQUESTS, app.api.state, directory)
    exporter.start(asyncio.get_running_loop())


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
        timeout_worker_healthcheck=WORKER_TIMEOUT,
    )
