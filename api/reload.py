"""Reloads: the sheets are read again on SIGHUP, while what was asked before is still answered."""

import asyncio
import signal
import sys
import traceback

from api.front import Front
from api.options import Options
from api.server import loaded
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
        except Exception as error:
            refuse(error)
            return
        self.front.replace(archive)
        print(f"reloaded: {len(archive.sheets)} sheets, generation {archive.generation}", file=sys.stderr)


def refuse(error: Exception) -> None:
    """Tell why sheets are not served: their problems, or for a fault of the server where it happened."""
    told = [str(error)] if isinstance(error, SheetError) else traceback.format_exception(error)
    print(*told, "The sheets from before are served.", sep="\n", file=sys.stderr)
