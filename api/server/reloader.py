"""Reloading the sheets on SIGHUP while requests are served."""

import asyncio
import logging
import signal
from collections.abc import Callable

from api.http.logs import log_event, log_exception, truncate
from facts.archive import Archive
from facts.sheets.problems import SheetError


class Reloader:
    """Builds a new archive on SIGHUP by calling `build`, and passes it to `publish`, which puts it into service."""

    def __init__(self, build: Callable[[], Archive], publish: Callable[[Archive], None]) -> None:
        self.build = build
        self.publish = publish
        self.requested = asyncio.Event()

    def listen(self) -> None:
        """Install the SIGHUP handler in the running event loop; a signal pending since startup is delivered now."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self.requested.set)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})
        self.task = loop.create_task(self.run())

    async def run(self) -> None:
        """Reload whenever requested; requests made before a reload starts are coalesced.

        If the sheets fail to load, log why and keep the current archive in service.
        """
        while await self.requested.wait():
            self.requested.clear()
            try:
                archive = await asyncio.to_thread(self.build)
            except Exception as error:
                log_failure(error)
                continue
            self.publish(archive)
            log_event("reload", "Sheets loaded", sheets=len(archive.sheets), generation=archive.generation)
            del archive  # an archive out of service must not be kept alive by this loop


def log_failure(error: Exception) -> None:
    """Log why a reload failed: the problems of the sheets, or the traceback of an unexpected error."""
    errors = truncate(str(error).splitlines()) if isinstance(error, SheetError) else []
    if not errors:
        log_exception(error)
    log_event("reload_failed", "The current sheets stay in service", level=logging.ERROR, errors=errors)
