"""Files of commands: read articles and sheets, and write files atomically."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from facts.model.article import Article
from facts.model.files import read_regular_file
from facts.sheets.problems import Issue, SheetError

TEMPORARY = ".tmp"
"""How the names of temporary files end; they begin with a dot and the name of the file that they replace."""


def read_article(path: Path) -> Article:
    """Return the article in the file `path`, line endings unchanged; raise SheetError if it cannot be read."""
    try:
        return Article(read_regular_file(path).decode("utf-8"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        issue = Issue(str(path), "", "", f"cannot be read ({reason})", "Name the text file of the article")
        raise SheetError([issue]) from None


def write_file(path: Path, text: str) -> None:
    """Write or replace a file atomically; raise SheetError if that fails."""
    try:
        before = read_regular_file(path).decode("utf-8")
    except FileNotFoundError:
        create_file(path, text)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8, so no file of this tool"
        raise SheetError([unwritable(path, reason)]) from None
    else:
        replace_file(path, before, text)


def create_file(path: Path, text: str) -> None:
    """Create a file atomically; raise SheetError if that fails, or the file exists."""
    try:
        remove_leftovers(path)
        with temporary_file(path) as (copy, name):
            with open(copy, "w", encoding="utf-8", closefd=False) as output:
                output.write(text)
            mask = os.umask(0)
            os.umask(mask)
            os.fchmod(copy, 0o666 & ~mask)
            os.fsync(copy)
            os.link(name, path)
        sync_directory(path.parent)
    except OSError as error:
        raise SheetError([unwritable(path, error.strerror or str(error))]) from None


def unwritable(path: Path, reason: str) -> Issue:
    """Return the problem that a file cannot be written."""
    hint = "Nothing was changed; correct it and run again"
    return Issue(path.name, "", "", f"cannot be written ({reason})", hint)


def replace_file(path: Path, before: str, after: str) -> None:
    """Replace the content of the file `path` from `before` to `after`, in one step or not at all.

    Owner and mode stay, and a symbolic link to the file stays a link. Temporary files of earlier runs that were
    killed are removed. Raises SheetError if the file cannot be written, or has been changed by another program.
    """
    try:
        if path.is_symlink() and path.lstat().st_uid not in {0, os.geteuid()}:
            raise OSError(0, "it is a link of another user")
        target = path.resolve(strict=True)
        remove_leftovers(target)
        if before != after:
            write_beside(target, before.encode(), after.encode())
    except OSError as error:
        raise SheetError([unwritable(path, error.strerror or str(error))]) from None


def write_beside(target: Path, before: bytes, after: bytes) -> None:
    """Write a temporary file beside `target`, and put it in its place; raise OSError if that fails."""
    descriptor = os.open(target, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file, temporary_file(target) as (copy, name):
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "it is not a regular file")
        with open(copy, "wb", closefd=False) as output:
            output.write(after)
        created = os.fstat(copy)
        if (status.st_uid, status.st_gid) != (created.st_uid, created.st_gid):
            os.fchown(copy, status.st_uid, status.st_gid)
        os.fchmod(copy, stat.S_IMODE(status.st_mode))
        os.fsync(copy)
        if file.read() != before or os.stat(target, follow_symlinks=False).st_ino != status.st_ino:
            raise OSError(0, "another program has changed it")
        os.replace(name, target)
        sync_directory(target.parent)


@contextmanager
def temporary_file(target: Path) -> Iterator[tuple[int, str]]:
    """Yield a new, locked file beside `target`, open for writing, and its name; remove what still has the name."""
    copy, name = mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=TEMPORARY)
    try:
        fcntl.flock(copy, fcntl.LOCK_EX)
        yield copy, name
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)
        os.close(copy)


def remove_leftovers(target: Path) -> None:
    """Remove the temporary files beside `target` that no running program holds a lock on."""
    prefix = f".{target.name}."
    for entry in os.scandir(target.parent):
        is_temporary = entry.name.startswith(prefix) and entry.name.endswith(TEMPORARY)
        if not is_temporary or not entry.is_file(follow_symlinks=False):
            continue
        with suppress(OSError):
            descriptor = os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(entry.path)
            finally:
                os.close(descriptor)


def sync_directory(path: Path) -> None:
    """Make a renaming in a directory last."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
