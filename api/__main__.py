"""`python -m api`: serve fact sheets over HTTP."""

import os
import sys
from collections.abc import Sequence

from uvicorn.supervisors import Multiprocess

from api.options import Options
from api.server import Server, archived, config, front
from facts.problems import SheetError


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped; return the exit status: 0 in the end, 1 for sheets that do not load."""
    options = Options.read(arguments)
    try:
        archive = archived(options)
    except SheetError as error:
        print(error, file=sys.stderr)
        return 1
    if options.workers == 1:
        Server(options, front(options, archive)).run()
        return 0
    archive.close()
    os.environ.update(options.environment())
    several = config(options, "api.worker:app", "api.worker:Wire")
    Multiprocess(several, sockets=[several.bind_socket()]).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
