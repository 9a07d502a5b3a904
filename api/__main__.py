"""`python -m api`: serve fact sheets over HTTP."""

import atexit
import gc
import sys
from collections.abc import Sequence

from facts.model.garbage import gc_paused


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped; return the exit status: 0 on normal shutdown, 1 if the server cannot start, 130 on Ctrl-C.

    What serves is imported here, so that Ctrl-C during the imports shows no traceback.
    """
    atexit.register(gc.freeze)  # skip the final garbage collection
    try:
        with gc_paused():
            from api.serve import serve  # noqa: PLC0415
            from api.server.settings import Settings  # noqa: PLC0415

        return serve(Settings.from_command_line(arguments))
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
