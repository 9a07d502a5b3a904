"""`python -m api`: serve fact sheets over HTTP."""

import os
import sys
from collections.abc import Sequence

from uvicorn.supervisors import Multiprocess

from api.options import Options
from api.server import Server, archived, config
from facts.problems import SheetError


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped; return the exit status: 0 in the end, 1 for sheets or an address that cannot be used."""
    options = Options.read(arguments)
    try:
        archive = archived(options)
    except SheetError as error:
        print(error, file=sys.stderr)
        return 1
    os.environ.update(options.environment())
    several = config(options, "api.worker:app", "api.worker:Wire")
    try:
        listening = several.bind_socket()
    except SystemExit:
        print("Choose another address with --host or --port.", file=sys.stderr)
        return 1
    if options.workers == 1:
        Server(options, archive).run([listening])
    else:
        archive.close()
        Multiprocess(several, sockets=[listening]).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
