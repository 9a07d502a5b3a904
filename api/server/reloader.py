"""Reloads: the sheets are read again on SIGHUP, while what was asked before is still answered."""

import asyncio
import signal
import sys
import traceback
from collections.abc import Callable, Iterable

from api.cache.middleware import CacheMiddleware
from facts.archive import Archive
from facts.sheets.problems import SheetError
from facts.sheets.sheet import Sheet


class Reloader:
    """Reads the sheets again for an application that is served, by calling `read`."""

    def __init__(self, front: CacheMiddleware, read: Callable[[], Iterable[Sheet]]) -> None:
        self.front = front
        self.read = read
        self.wished = asyncio.Event()

    def heed(self) -> CacheMiddleware:
        """Heed SIGHUP in the running event loop, one that waits since the start included; return the application."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self.wished.set)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})
        self.task = loop.create_task(self.reload())
        return self.front

    async def reload(self) -> None:
        """Serve the sheets as they are whenever it is wished for; one reload is enough for all wishes before it.

        If they do not load, tell why and serve those from before.
        """
        while await self.wished.wait():
            self.wished.clear()
            try:
                archive = await asyncio.to_thread(self.build)
            except Exception as error:
                refuse(error)
                continue
            self.front.replace(archive)
            print(f"reloaded: {len(archive.sheets)} sheets, generation {archive.generation}", file=sys.stderr)
            del archive

    def build(self) -> Archive:
        """Return an archive of the sheets as they are now; raise SheetError if they do not load."""
        return Archive.build(self.read())


def refuse(error: Exception) -> None:
    """Tell why sheets are not served: their problems, or for a fault of the server where it happened."""
    told = [str(error)] if isinstance(error, SheetError) else traceback.format_exception(error)
    print(*told, "The sheets from before are served.", sep="\n", file=sys.stderr)
