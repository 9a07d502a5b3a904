"""The server: sheets loaded before the port is bound, and again when asked to."""

import asyncio
import gc
import signal
import socket
import sys
from collections.abc import Iterator
from io import TextIOWrapper

import uvicorn

from api.app import create_app, inner
from api.front import Front
from api.log import LOGS, Log
from api.options import Options
from api.wire import protocol
from facts.archive import Archive
from facts.problems import SheetError
from facts.sheet import Sheet, load, paths

MANY = 20
GRACE = 10
"""Seconds for what is in flight when the server is to end."""


def archived(options: Options) -> Archive:
    """Return an archive of the sheets; raise SheetError with every problem of every sheet."""
    files = paths(options.sheets)
    return Archive.build(progress(load(files), len(files)))


def progress(sheets: Iterator[Sheet], total: int) -> Iterator[Sheet]:
    """Yield `sheets`, telling a person at a terminal how far they are where there are many."""
    shown = total >= MANY and sys.stderr.isatty()
    for number, sheet in enumerate(sheets, 1):
        yield sheet
        if shown:
            print(f"\rloading sheets: {number} of {total}", end="", file=sys.stderr)
    if shown:
        print(file=sys.stderr)


def log_of(options: Options) -> Log | None:
    """Return the access log, which writes a line as soon as there is one; None if none is to be written."""
    if options.access_log and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    return LOGS[options.log_format] if options.access_log else None


def config(options: Options, app: object, http: object) -> uvicorn.Config:
    """Return what uvicorn needs to know; the address, the limits and the log are ours."""
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        factory=isinstance(app, str),
        http=http,  # type: ignore[arg-type]
        ws="none",
        host=options.host,
        port=options.port,
        workers=options.workers,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=int(options.limits.idle_seconds),
        timeout_graceful_shutdown=GRACE,
    )


def front(options: Options, archive: Archive) -> Front:
    """Return the application that serves `archive`."""
    return create_app(archive, options.limits, log_of(options), options.origin)


class Server(uvicorn.Server):
    """uvicorn's server, which reads the sheets again on SIGHUP."""

    def __init__(self, options: Options, archive: Archive) -> None:
        self.front = front(options, archive)
        super().__init__(config(options, self.front, protocol(options.limits, log_of(options))))
        self.options = options
        self.archive = archive
        self.reloading: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and to heed SIGHUP."""
        await super().startup(sockets)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self.hang_up)

    def hang_up(self) -> None:
        """Begin to reload; once more after the one that is under way."""
        before, loop = self.reloading, asyncio.get_running_loop()
        self.reloading = loop.create_task(self.reload(before))

    async def reload(self, before: asyncio.Task[None] | None) -> None:
        """Serve the sheets as they are now; if they do not load, tell why and serve those from before."""
        if before:
            await asyncio.wait([before])
        try:
            archive = await asyncio.to_thread(archived, self.options)
        except SheetError as error:
            print(error, "The sheets from before are served.", sep="\n", file=sys.stderr)
            return
        self.front.replace(inner(archive, self.front.kept, self.options.origin), archive.modified)
        asyncio.get_running_loop().call_later(GRACE, self.archive.close)
        self.archive = archive
        gc.collect()
        print(f"reloaded: {len(archive.sheets)} sheets, generation {archive.generation}", file=sys.stderr)
