"""The directory of a site: write changed files, and remove those of the last run that are obsolete."""

import json
from pathlib import Path
from types import TracebackType

MANIFEST = ".fact-sheet-site.json"
"""The file that lists the others; a directory that has it was created by this command."""


class DirectoryError(ValueError):
    """Raised for a directory that cannot be written into; the message says why, and what to do."""


class SiteDirectory:
    """The files of a site in the directory `root`; a context manager, which writes the list of them at its end.

    Raises DirectoryError for a directory with files that this command did not create.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, None] = {}
        self.written = 0
        self.removed = 0
        try:
            self.previous = self.read_manifest()
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DirectoryError(f"{root} cannot be written ({error.strerror})") from None

    def read_manifest(self) -> list[str]:
        """Return the files of the last run, none in a new or empty directory."""
        manifest = self.root / MANIFEST
        if manifest.is_file():
            try:
                files = json.loads(manifest.read_bytes())["files"]
                return [str(file) for file in files if self.is_inside(str(file))]
            except (ValueError, KeyError, TypeError, RecursionError):
                raise DirectoryError(f"{manifest} is damaged: remove it and the site, then run again") from None
        if self.root.exists() and (not self.root.is_dir() or any(self.root.iterdir())):
            raise DirectoryError(f"{self.root} is not an empty directory, nor a site made before: name another one")
        return []

    def is_inside(self, file: str) -> bool:
        """Return whether a path is inside of the directory."""
        return (self.root / file).resolve().is_relative_to(self.root.resolve())

    def __enter__(self) -> "SiteDirectory":
        """Write a list of the files that there are, so that a run that is killed can be repeated."""
        self.write_manifest(self.previous)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Remove obsolete files, unless the run failed, and write the list of files."""
        if kind is None:
            for file in [file for file in self.previous if file not in self.files]:
                self.remove(file)
            self.write_manifest(self.files)
        else:
            self.write_manifest([*self.previous, *self.files])

    def write(self, file: str, body: bytes) -> None:
        """Write a file, completely or not at all, unless it has these bytes already."""
        self.files[file] = None
        path = self.root / file
        if path.is_file() and path.read_bytes() == body:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.new")
        temporary.write_bytes(body)
        temporary.replace(path)
        self.written += 1

    def remove(self, file: str) -> None:
        """Remove a file of the last run, and directories that are empty then."""
        path = self.root / file
        path.unlink(missing_ok=True)
        self.removed += 1
        for parent in path.parents:
            if parent == self.root or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()

    def write_manifest(self, files: list[str] | dict[str, None]) -> None:
        """Write the list of files."""
        text = json.dumps({"files": sorted(set(files))}, indent=0)
        (self.root / MANIFEST).write_text(text, encoding="utf-8")
