"""Workers: several processes that serve the same sheets."""

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

from api.cache.middleware import CacheMiddleware
from api.server.config import application, config, loaded
from api.server.reloader import Reloader, refuse
from api.server.settings import Settings
from facts.sheets.sheet import Sheet

EARLY = {signal.SIGINT, signal.SIGHUP}
"""Signals to all processes of a terminal, of which one that is only starting is not to die."""


class WorkerSupervisor(Multiprocess):
    """uvicorn's processes, given sheets that were checked before by a file in `folder`.

    On SIGHUP they reload where they are: uvicorn would replace them, and lose what they are asked.
    """

    def __init__(self, options: Settings, folder: Path, settings: uvicorn.Config, listening: socket.socket) -> None:
        super().__init__(settings, [listening])
        self.options = options
        self.folder = folder
        self.wished = Event()

    def run(self) -> None:
        """Serve until stopped.

        What is blocked here is blocked in the processes that start from here, but not in the thread that reloads,
        by which the signals reach this process. multiprocessing's tracker would unblock SIGINT when it starts.
        """
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, EARLY)
        Thread(target=self.heed, daemon=True).start()
        signal.pthread_sigmask(signal.SIG_BLOCK, EARLY)
        super().run()

    def handle_hup(self) -> None:
        """Wish for a reload; one is enough for all wishes from before it begins."""
        self.wished.set()

    def heed(self) -> None:
        """Reload whenever it is wished for, while the processes are looked after."""
        while self.wished.wait():
            self.wished.clear()
            try:
                stock(self.folder, loaded(self.options))
            except Exception as error:
                refuse(error)
                continue
            for process in list(self.processes):
                if process.pid is not None and process.exitcode is None:
                    os.kill(process.pid, signal.SIGHUP)


def several(options: Settings, folder: Path) -> uvicorn.Config:
    """Return what uvicorn needs to serve in several processes; raise SheetError for sheets that do not load."""
    stock(folder, loaded(options))
    return config(options, partial(worker, options, folder))


def stock(folder: Path, sheets: Iterable[Sheet]) -> None:
    """Write `sheets` to where workers read them, all at once."""
    written = folder / "new"
    written.write_bytes(pickle.dumps(list(sheets)))
    written.replace(folder / "sheets")


def stocked(folder: Path) -> list[Sheet]:
    """Return the sheets that were written for workers."""
    found: list[Sheet] = pickle.loads((folder / "sheets").read_bytes())  # noqa: S301 - we wrote it, and nobody else may
    return found


def worker(options: Settings, folder: Path) -> CacheMiddleware:
    """Return the application of a worker."""
    read = partial(stocked, folder)
    return Reloader(application(options, read()), read).heed()
