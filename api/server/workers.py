"""Worker processes that serve the same archive, and their supervisor."""

import logging
import multiprocessing
import os
import signal
import socket
import time
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread

import uvicorn
from uvicorn.supervisors import Multiprocess

from api.http.logs import configure_logging, log_event
from api.server.archives import ArchiveSource
from api.server.config import ArchiveApp, CreateApp, StartError, prepare_app
from api.server.reloader import log_failure
from api.server.settings import Settings
from facts.archive import Archive, ArchiveError, Unavailable

STARTUP_SIGNALS = {signal.SIGINT, signal.SIGHUP}
"""Signals that a terminal sends to all its processes, blocked while a worker starts."""
ORPHAN_TIMEOUT = 1.0
"""Seconds that a worker has to complete requests in progress after its parent has ended."""
RETRY_INTERVAL = 1.0
"""Seconds between two attempts of a worker to open an archive."""


class WorkerSupervisor(Multiprocess):
    """uvicorn's supervisor of worker processes, which open the latest of `archives`.

    On SIGHUP the workers reload: uvicorn would replace them, and drop their requests. `directory` has their metrics,
    if they have any.
    """

    def __init__(
        self,
        archives: ArchiveSource,
        directory: Path | None,
        config: uvicorn.Config,
        sock: socket.socket,
    ) -> None:
        super().__init__(config, [sock])
        self.archives = archives
        self.directory = directory
        self.reload_requested = Event()

    def run(self) -> None:
        """Serve until stopped; raise StartError if processes or threads cannot be started.

        Signals that are blocked here are blocked in the workers, which inherit the mask, but not in the thread that
        reloads, which receives them for this process. multiprocessing's tracker would unblock SIGINT when it starts.
        """
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STARTUP_SIGNALS)
        try:
            Thread(target=self.reload_loop, daemon=True).start()
        except RuntimeError as error:
            raise StartError(f"Cannot start a thread: {error}") from None
        signal.pthread_sigmask(signal.SIG_BLOCK, STARTUP_SIGNALS)
        super().run()

    def init_processes(self) -> None:
        """Start the workers; if one cannot be started, stop the others and raise StartError."""
        try:
            super().init_processes()
        except OSError as error:
            self.terminate_all()
            self.join_all()
            raise StartError(f"Cannot start {self.processes_num} worker processes: {error}") from None

    def keep_subprocess_alive(self) -> None:
        """Replace workers that have ended; if that is impossible, log why, and try again later."""
        previous = {process.pid for process in self.processes}
        try:
            super().keep_subprocess_alive()
        except OSError as error:
            log_event("worker_failed", f"Cannot start a worker process: {error}", level=logging.ERROR)
        if self.directory and (ended := previous - {process.pid for process in self.processes}):
            from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 - the library is an extra

            for pid in ended:
                mark_process_dead(pid, str(self.directory))  # type: ignore[no-untyped-call]

    def handle_hup(self) -> None:
        """Request a reload; requests made before it starts are coalesced."""
        self.reload_requested.set()

    def reload_loop(self) -> None:
        """Reload whenever requested: build a new archive of the sheets, and have the workers open it."""
        while self.reload_requested.wait():
            self.reload_requested.clear()
            try:
                self.archives.build()
            except Exception as error:
                log_failure(error)
                continue
            for process in list(self.processes):
                if process.pid is not None and process.exitcode is None:
                    os.kill(process.pid, signal.SIGHUP)


def worker_app(
    create_app: CreateApp, settings: Settings, archives: ArchiveSource, directory: Path | None
) -> ArchiveApp:
    """Return the application of a worker process, in the event loop that serves it; `directory` has its metrics."""
    configure_logging(settings.log_format)
    if (parent := multiprocessing.parent_process()) is not None:
        Thread(target=end_with, args=(parent,), name="parent", daemon=True).start()
    return prepare_app(create_app, settings, archives, open_archive(archives), archives.reopen, directory)()


def end_with(parent: BaseProcess) -> None:
    """Wait for the parent to end; then end this process, as the parent no longer can."""
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(ORPHAN_TIMEOUT)
    os._exit(1)


def open_archive(archives: ArchiveSource) -> Archive:
    """Return the archive; while its database is unavailable, log that once, and wait.

    Meanwhile there are no requests to complete, and SIGTERM ends the process immediately.
    """
    handler = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    has_failed = False
    while True:
        try:
            archive = archives.open()
        except (ArchiveError, Unavailable) as error:
            if not has_failed:
                log_failure(error)
            has_failed = True
            time.sleep(RETRY_INTERVAL)
        else:
            signal.signal(signal.SIGTERM, handler)
            return archive
