"""Reload the archive on SIGHUP, or when its database changes, without interrupting requests."""

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

from api.http.logs import log_event, log_exception, truncate
from facts.archive import Archive, ArchiveError, Unavailable
from facts.sheets.problems import SheetError


class Reloader:
    """Calls `reopen` with the current archive on request, and every `interval` seconds if that is not None.

    The archive that it returns, if any, is passed to `publish`, which puts it into service. This takes place in a
    thread of its own, as a database may let us wait; as a daemon it does not delay the end of the process.
    """

    def __init__(
        self,
        archive: Archive,
        reopen: Callable[[Archive], Archive | None],
        publish: Callable[[Archive], None],
        interval: float | None = None,
    ) -> None:
        self.archive = archive
        self.reopen = reopen
        self.publish = publish
        self.interval = interval
        self.requested = Event()
        self.has_failed = False

    def start(self) -> None:
        """Start the thread; raise RuntimeError if that is impossible."""
        Thread(target=self.run, name="reloader", daemon=True).start()

    def run(self) -> None:
        """Reload on each request, without end; requests before a reload starts are coalesced."""
        while True:
            self.requested.wait(self.interval)
            self.requested.clear()
            self.reload()

    def reload(self) -> None:
        """Reload once; if that fails, log why, and keep the current archive in service.

        An unavailable database is logged once, and once more when it is available again.
        """
        try:
            archive = self.reopen(self.archive)
        except Exception as error:
            if not (self.has_failed and self.interval):
                log_failure(error)
            self.has_failed = True
            return
        if self.has_failed and self.interval:
            log_event("database_recovered", "The database is available again")
        self.has_failed = False
        if archive is not None:
            self.archive = archive
            with suppress(RuntimeError):  # the event loop has ended
                self.publish(archive)


def log_failure(error: Exception) -> None:
    """Log why a reload failed: the problems of sheets or of a database, or the traceback of an unexpected error."""
    if isinstance(error, ArchiveError | Unavailable):
        log_event("database_failed", str(error), level=logging.ERROR)
        return
    errors = truncate(str(error).splitlines()) if isinstance(error, SheetError) else []
    if not errors:
        log_exception(error)
    log_event("reload_failed", "The current sheets stay in service", level=logging.ERROR, errors=errors)
