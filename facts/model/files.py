"""Regular files: read one whole, and refuse what would block or never end."""

import os
import stat
from pathlib import Path


def read_regular_file(path: Path, limit: int = -1) -> bytes:
    """Return the content of a file, up to `limit` bytes; raise OSError if it is a directory, a pipe or a device."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "it is not a regular file", str(path))
        return file.read(limit)
