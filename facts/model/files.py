"""Read regular files, and refuse pipes and devices, which could block or never end."""

import os
import stat
from pathlib import Path

KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a directory",
}


def describe_file(path: Path) -> str | None:
    """Return the type of a special file or a broken link; None for a regular file, or if there is no file."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return "a link to nothing" if path.is_symlink() else None
    return KINDS.get(stat.S_IFMT(mode))


def read_regular_file(path: Path, limit: int = -1) -> bytes:
    """Return the content of a file, up to `limit` bytes; raise OSError if it is a directory, a pipe or a device."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "it is not a regular file", str(path))
        return file.read(limit)
