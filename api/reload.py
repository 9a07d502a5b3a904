"""Reloads: the sheets are read again on SIGHUP, while what was asked before is still answered."""

import asyncio
import gc
import signal
import sys

from api.app import inner
from api.front import Front
from api.options import Options
from api.server import GRACE, loaded
from facts.archive import Archive
from facts.problems import SheetError


class Reload:
    """Reads the sheets again for an application that is served."""

    def __init__(self, options: Options, front: Front) -> None:
        self.options = options
        self.front = front
        self.last: asyncio.Task[None] | None = None

    def heed(self) -> Front:
        """Heed SIGHUP in the running event loop; return the application."""
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self.begin)
        return self.front

    def begin(self) -> None:
        """Begin to reload; once more after the one that is under way."""
        self.last = asyncio.get_running_loop().create_task(self.reload(self.last))

    async def reload(self, before: asyncio.Task[None] | None) -> None:
        """Serve the sheets as they are now; if they do not load, tell why and serve those from before."""
        if before:
            await asyncio.wait([before])
        try:
            archive = await asyncio.to_thread(Archive.build, loaded(self.options))
        except SheetError as error:
            refuse(error)
            return
        self.front.replace(inner(archive, self.front.kept, self.options.origin), archive.modified)
        asyncio.get_running_loop().call_later(GRACE, gc.collect)
        print(f"reloaded: {len(archive.sheets)} sheets, generation {archive.generation}", file=sys.stderr)


def refuse(error: SheetError) -> None:
    """Tell why sheets are not served."""
    print(error, "The sheets from before are served.", sep="\n", file=sys.stderr)
