"""A temporary directory that is removed even if the server is killed."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from subprocess import DEVNULL, PIPE, Popen
from tempfile import gettempdir, mkdtemp

PREFIX = "fact-sheet-server-"
REMOVE_SCRIPT = 'trap "" HUP INT TERM; read -r _; [ -d "$1" ] && sleep 2 && rm -rf -- "$1"'
"""Waits for the end of the process that holds the other end of the pipe, and for its workers to end."""


@contextmanager
def private_directory() -> Iterator[Path]:
    """Yield a temporary directory that only this user can read; raise OSError if none can be created.

    It is removed afterwards; if the process is killed, by a process that waits for that; if that one is killed too,
    by the next server.
    """
    remove_abandoned(Path(gettempdir()))
    path, lock = create_locked()
    try:
        with removed_after_kill(path):
            yield path
    finally:
        rmtree(path, ignore_errors=True)
        os.close(lock)


def create_locked() -> tuple[Path, int]:
    """Return a new directory and the file descriptor that holds its lock."""
    while True:
        path = Path(mkdtemp(prefix=PREFIX))
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists():  # another server may have taken it for abandoned before it was locked
            return path, lock
        os.close(lock)


def remove_abandoned(parent: Path) -> None:
    """Remove the directories that killed servers of this user left in `parent`: those that are not locked."""
    for path in parent.glob(PREFIX + "*"):
        with suppress(OSError):
            lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                if os.fstat(lock).st_uid == os.geteuid():
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    rmtree(path, ignore_errors=True)
            finally:
                os.close(lock)


@contextmanager
def removed_after_kill(path: Path) -> Iterator[None]:
    """Have a shell wait in the background to remove `path` if this process is killed; do without where there is none.

    It is in a session of its own, which the signals of a terminal do not reach.
    """
    command = ["/bin/sh", "-c", REMOVE_SCRIPT, PREFIX, str(path)]
    try:
        shell = Popen(command, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True)  # noqa: S603
    except OSError:
        yield
        return
    try:
        yield
    finally:
        rmtree(path, ignore_errors=True)
        shell.communicate()
