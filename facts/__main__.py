"""`python -m facts`: the command-line tool for writing and checking fact sheets."""

import atexit
import gc
import sys
from collections.abc import Sequence

from facts.model.garbage import gc_paused

INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it: 128 and the number of the signal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    The commands are imported here, so that Ctrl-C during the imports shows no traceback.
    """
    atexit.register(gc.freeze)  # skip the final garbage collection
    try:
        with gc_paused():
            from facts.commands.command_line import run_command  # noqa: PLC0415

        return run_command(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
