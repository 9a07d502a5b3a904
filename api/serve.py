"""Serve until stopped, in this process or in worker processes."""

import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from threading import Thread

import uvicorn
from sqlalchemy.exc import DBAPIError

from api.http.access_log import AccessLogger
from api.http.limits import Limits
from api.http.logs import configure_logging, log_event, print_error
from api.server.archives import ArchiveDatabase, ArchiveFiles, ArchiveSource
from api.server.config import ArchiveApp, CreateApp, StartError, prepare_app, uvicorn_config
from api.server.private_directory import private_directory
from api.server.settings import Settings
from api.server.workers import WorkerSupervisor, worker_app
from facts.archive import Archive, ArchiveError, Unavailable
from facts.formats.publication import Publication
from facts.sheets.problems import SheetError

BACKLOG = 2048
"""Connections that wait to be accepted."""


def serve(settings: Settings) -> int:
    """Serve until stopped; return the exit status: 0 on normal shutdown, 1 if the server cannot start."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})  # until the archive can be reloaded
    with ExitStack() as stack:
        try:
            run = prepare(settings, stack)
            run()
        except (ArchiveError, SheetError, StartError, Unavailable) as error:
            print_error(str(error))
            return 1
    return 0


def prepare(settings: Settings, stack: ExitStack) -> Callable[[], None]:
    """Return what serves until stopped; `stack` closes the rest. Raises an error that says why it cannot."""
    check_process()
    run: Callable[[], None]
    sock = stack.enter_context(bind_socket(settings))
    archives = open_archives(settings, stack)
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, handle_exit)
    if settings.workers == 1:
        server = uvicorn.Server(uvicorn_config(settings, prepare_single_app(settings, archives)))
        run = partial(server.run, [sock])
    else:
        archives.open().close()
        directory = make_directory(stack) if settings.metrics else None
        create_worker_app = partial(worker_app, app_factory(settings), settings, archives, directory)
        run = WorkerSupervisor(archives, directory, uvicorn_config(settings, create_worker_app), sock).run
    listen(sock, settings)
    configure_logging(settings.log_format)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    log_event("listen", f"Listening on http://{host}:{settings.port}")
    return run


def check_process() -> None:
    """Raise StartError if the process lacks what serving takes: a log to write to, and threads."""
    if sys.stdout is None:
        raise StartError("Standard output, where the log goes, is closed: redirect it, for example to /dev/null.")
    for descriptor in (0, 2):  # or the next file to be opened would get what is written there
        try:
            os.fstat(descriptor)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_RDWR), descriptor)
    try:
        Thread(name="check").start()
    except RuntimeError as error:
        raise StartError(f"Cannot start a thread: {error}. Raise the limit on processes and threads.") from None


def bind_socket(settings: Settings) -> socket.socket:
    """Return a socket that is bound to the configured address; raise StartError if that is impossible."""
    sock = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((settings.host, settings.port))
    except OSError as error:
        sock.close()
        raise address_error(settings, error) from None
    return sock


def listen(sock: socket.socket, settings: Settings) -> None:
    """Have `sock` accept connections; raise StartError if another process has begun to listen at its address."""
    try:
        sock.listen(BACKLOG)
    except OSError as error:
        raise address_error(settings, error) from None


def address_error(settings: Settings, error: OSError) -> StartError:
    """Return the error for an address at which the server cannot listen."""
    address = f"{settings.host}:{settings.port}"
    reason = (error.strerror or str(error)).lower()
    return StartError(f"Cannot listen on {address}: {reason}; choose another address with --host or --port.")


def make_directory(stack: ExitStack) -> Path:
    """Return a temporary directory for what processes share, which `stack` removes; raise StartError on failure."""
    try:
        return stack.enter_context(private_directory())
    except OSError as error:
        hint = "set TMPDIR to a directory that can be written to"
        raise StartError(f"Cannot make a temporary directory: {error}; {hint}.") from None


def open_archives(settings: Settings, stack: ExitStack) -> ArchiveSource:
    """Return the configured database, or files of which the first has been built, and which `stack` removes."""
    if settings.database:
        return ArchiveDatabase(settings.database, settings.limits.query_timeout)
    archives = ArchiveFiles(settings.sheets, make_directory(stack), settings.limits.query_timeout)
    try:
        archives.build()
    except (OSError, DBAPIError) as error:
        reason = error.orig if isinstance(error, DBAPIError) else error
        raise StartError(f"Cannot write the archive to {archives.directory}: {reason}.") from None
    return archives


def prepare_single_app(settings: Settings, archives: ArchiveSource) -> Callable[[], ArchiveApp]:
    """Return the factory of the application for this process, which builds its archives itself."""
    return prepare_app(app_factory(settings), settings, archives, archives.open(), archives.rebuild)


def app_factory(settings: Settings) -> CreateApp:
    """Return what creates the application, with an MCP server if the settings say so."""
    return create_served_mcp_app if settings.mcp else create_served_app


def create_served_app(
    archive: Archive, limits: Limits, logger: AccessLogger | None, publication: Publication
) -> ArchiveApp:
    """Return the application; a supervisor of workers, and a server that cannot start, never import it."""
    from api.app import create_app  # noqa: PLC0415 - a third of all that is imported

    return create_app(archive, limits, logger, publication)


def create_served_mcp_app(
    archive: Archive, limits: Limits, logger: AccessLogger | None, publication: Publication
) -> ArchiveApp:
    """Return the application with an MCP server."""
    from api.mcp.app import create_mcp_app  # noqa: PLC0415 - the SDK is an extra, and takes a second to import

    return create_mcp_app(archive, limits, logger, publication)


def handle_exit(*_: object) -> None:
    """Exit the process; uvicorn raises a captured signal again after its graceful shutdown."""
    sys.exit(0)
