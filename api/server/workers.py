"""Worker processes that serve the same sheets, and their supervisor."""

import os
import pickle
import signal
import socket
from collections.abc import Iterable
from functools import partial
from multiprocessing import resource_tracker
from pathlib import Path
from threading import Event, Thread

import uvicorn
from uvicorn.supervisors import Multiprocess

from api.http.logs import configure_logging
from api.server.config import ArchiveApp, CreateApp, load_configured_sheets, prepare_app, uvicorn_config
from api.server.reloader import log_failure
from api.server.settings import Settings
from facts.archive import Archive
from facts.sheets.sheet import Sheet

STARTUP_SIGNALS = {signal.SIGINT, signal.SIGHUP}
"""Signals that a terminal sends to all its processes, blocked while a worker starts."""


class WorkerSupervisor(Multiprocess):
    """uvicorn's supervisor of worker processes, which read validated sheets from a snapshot in `snapshot_dir`.

    On SIGHUP the workers reload: uvicorn would replace them, and drop their requests.
    """

    def __init__(self, settings: Settings, snapshot_dir: Path, config: uvicorn.Config, sock: socket.socket) -> None:
        super().__init__(config, [sock])
        self.settings = settings
        self.snapshot_dir = snapshot_dir
        self.reload_requested = Event()

    def run(self) -> None:
        """Serve until stopped.

        Signals that are blocked here are blocked in the workers, which inherit the mask, but not in the thread that
        reloads, which receives them for this process. multiprocessing's tracker would unblock SIGINT when it starts.
        """
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STARTUP_SIGNALS)
        Thread(target=self.reload_loop, daemon=True).start()
        signal.pthread_sigmask(signal.SIG_BLOCK, STARTUP_SIGNALS)
        super().run()

    def handle_hup(self) -> None:
        """Request a reload; requests made before it starts are coalesced."""
        self.reload_requested.set()

    def reload_loop(self) -> None:
        """Reload whenever requested: write a new snapshot and have the workers read it."""
        while self.reload_requested.wait():
            self.reload_requested.clear()
            try:
                write_snapshot(self.snapshot_dir, load_configured_sheets(self.settings))
            except Exception as error:
                log_failure(error)
                continue
            for process in list(self.processes):
                if process.pid is not None and process.exitcode is None:
                    os.kill(process.pid, signal.SIGHUP)


def multiprocess_config(create_app: CreateApp, settings: Settings, snapshot_dir: Path) -> uvicorn.Config:
    """Return uvicorn's configuration for worker processes; raise SheetError for sheets that do not load."""
    write_snapshot(snapshot_dir, load_configured_sheets(settings))
    return uvicorn_config(settings, partial(worker_app, create_app, settings, snapshot_dir))


def write_snapshot(snapshot_dir: Path, sheets: Iterable[Sheet]) -> None:
    """Write `sheets` for the workers, replacing the snapshot atomically."""
    temporary = snapshot_dir / "new"
    temporary.write_bytes(pickle.dumps(list(sheets)))
    temporary.replace(snapshot_dir / "sheets")


def read_snapshot(snapshot_dir: Path) -> list[Sheet]:
    """Return the sheets of the snapshot."""
    sheets: list[Sheet] = pickle.loads((snapshot_dir / "sheets").read_bytes())  # noqa: S301 - only we can write it
    return sheets


def worker_app(create_app: CreateApp, settings: Settings, snapshot_dir: Path) -> ArchiveApp:
    """Return the application of a worker process, in the event loop that serves it."""
    configure_logging(settings.log_format)
    return prepare_app(create_app, settings, lambda: Archive.build(read_snapshot(snapshot_dir)))()
