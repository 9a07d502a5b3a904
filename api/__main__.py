"""`python -m api`: serve fact sheets over HTTP."""

import signal
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from api.server.config import application, config, loaded
from api.server.reloader import Reloader
from api.server.settings import Settings
from api.server.workers import WorkerSupervisor, several
from facts.sheets.problems import SheetError


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped; return the exit status: 0 in the end, 1 for sheets or an address that cannot be used."""
    options = Settings.from_command_line(arguments)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})  # until there is something to reload
    shared = nullcontext("") if options.workers == 1 else TemporaryDirectory(prefix="fact-sheet-")
    with shared as name:
        folder = Path(name)
        try:
            settings = alone(options) if options.workers == 1 else several(options, folder)
            listening = settings.bind_socket()
        except SheetError as error:
            print(error, file=sys.stderr)
            return 1
        except SystemExit:
            print("Choose another address with --host or --port.", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, end)
        if options.workers == 1:
            uvicorn.Server(settings).run([listening])
        else:
            WorkerSupervisor(options, folder, settings, listening).run()
    return 0


def end(*_: object) -> None:
    """End the process; uvicorn raises a signal again when all that was asked is answered."""
    sys.exit(0)


def alone(options: Settings) -> uvicorn.Config:
    """Return what uvicorn needs to serve in this process; raise SheetError for sheets that do not load."""
    read = partial(loaded, options)
    return config(options, Reloader(application(options, read()), read).heed)


if __name__ == "__main__":
    sys.exit(main())
