"""`python -m api`: serve fact sheets over HTTP."""

import signal
import sys
from collections.abc import Sequence
from functools import partial

import uvicorn

from api.options import Options
from api.reload import Reload
from api.server import application, config, loaded
from api.workers import Workers, worker
from facts.problems import SheetError


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped; return the exit status: 0 in the end, 1 for sheets or an address that cannot be used."""
    options = Options.read(arguments)
    try:
        settings = alone(options) if options.workers == 1 else several(options)
    except SheetError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        listening = settings.bind_socket()
    except SystemExit:
        print("Choose another address with --host or --port.", file=sys.stderr)
        return 1
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, end)
    if options.workers == 1:
        uvicorn.Server(settings).run([listening])
    else:
        Workers(options, settings, [listening]).run()
    return 0


def end(*_: object) -> None:
    """End the process; uvicorn raises a signal again when all that was asked is answered."""
    sys.exit(0)


def alone(options: Options) -> uvicorn.Config:
    """Return what uvicorn needs to serve in this process; raise SheetError for sheets that do not load."""
    reload = Reload(options, application(options, loaded(options)))
    return config(options, reload.heed)


def several(options: Options) -> uvicorn.Config:
    """Return what uvicorn needs to serve in several processes; raise SheetError for sheets that do not load."""
    return config(options, partial(worker, options, list(loaded(options))))


if __name__ == "__main__":
    sys.exit(main())
