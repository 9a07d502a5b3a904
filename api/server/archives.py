"""Sources of the served archive: files of sheets, or an existing database."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from sqlalchemy import URL

from facts.archive import Archive, Unavailable
from facts.drafts.loader import find_sheets_and_drafts, load_sheets_and_drafts
from facts.sheets.progress import track


class ArchiveSource(ABC):
    """Where a server's archive is from."""

    loaded_message: ClassVar[str]
    """What is logged when an archive has been opened."""
    poll_interval: ClassVar[float | None]
    """Seconds between two looks at whether the archive has changed; None if it changes on request only."""

    @abstractmethod
    def build(self) -> None:
        """Build the archive again, if servers build it; raise SheetError with every problem of every sheet."""

    @abstractmethod
    def open(self) -> Archive:
        """Return the archive; raise ArchiveError if there is none, and Unavailable if it cannot be reached."""

    @abstractmethod
    def reopen(self, current: Archive) -> Archive | None:
        """Return the archive if it has changed since `current` was opened; None if not. Raises as `open` does."""

    def rebuild(self, current: Archive) -> Archive | None:
        """Build the archive again, and return it as `reopen` does; raises as both do."""
        self.build()
        return self.reopen(current)


@dataclass(frozen=True)
class ArchiveFiles(ArchiveSource):
    """Archives that one process builds from the sheets at `paths`, each in a new file of `directory`."""

    loaded_message: ClassVar = "Sheets loaded"
    poll_interval: ClassVar = None
    paths: tuple[Path, ...]
    directory: Path
    query_timeout: float

    @property
    def link(self) -> Path:
        """The symbolic link to the latest file."""
        return self.directory / "current"

    def build(self) -> None:
        """Build an archive; raise SheetError with every problem of every sheet.

        The one before stays for those that still read it; older ones are removed.
        """
        paths = find_sheets_and_drafts(self.paths)
        previous = int(self.link.readlink().stem) if self.link.is_symlink() else 0
        path = self.directory / f"{previous + 1}.db"
        try:
            sheets = track(load_sheets_and_drafts(paths), len(paths))
            Archive.build(sheets, URL.create("sqlite", database=str(path))).close()
        except BaseException:
            self.remove(previous + 1)
            raise
        new_link = self.directory / "new"
        new_link.symlink_to(path.name)
        new_link.replace(self.link)
        self.remove(previous - 1)

    def remove(self, number: int) -> None:
        """Remove the files of an archive."""
        for path in self.directory.glob(f"{number}.*"):
            path.unlink()

    def open(self) -> Archive:
        """Return the latest archive."""
        return Archive.open(URL.create("sqlite", database=str(self.link.resolve())), self.query_timeout)

    def reopen(self, current: Archive) -> Archive | None:
        """Return the latest archive, which another process has built."""
        return self.open()


@dataclass(frozen=True)
class ArchiveDatabase(ArchiveSource):
    """An archive in a database that another program fills, and any number of servers read."""

    loaded_message: ClassVar = "Archive opened"
    poll_interval: ClassVar = 2.0
    url: str = field(repr=False)
    query_timeout: float

    def build(self) -> None:
        """Do nothing: another program fills the database."""

    def open(self) -> Archive:
        """Return the archive; raise ArchiveError if there is none, and Unavailable if it cannot be reached."""
        return Archive.open(self.url, self.query_timeout)

    def reopen(self, current: Archive) -> Archive | None:
        """Return the archive if it has changed since `current` was opened; None if not.

        Raises as `open` does, and Unavailable for a new database that no sheet has been loaded into yet, if `current`
        has sheets.
        """
        if current.current_generation() == current.generation:
            return None
        archive = self.open()
        if current.sheets and not archive.is_loaded:
            archive.close()
            raise Unavailable("no sheet has been loaded into the new database yet")
        return archive
