"""Load drafts beside their articles, built like sheets that are read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from facts.drafts.files import DraftFile
from facts.sheets.loader import DRAFT_SUFFIXES, find_sheets, load_sheets, read_sheet
from facts.sheets.sheet import Sheet


def find_drafts(path: Path) -> list[Path]:
    """Return the files of drafts in `path`, a directory or itself such a file, in order of name."""
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix in DRAFT_SUFFIXES)
    return [path] if path.suffix in DRAFT_SUFFIXES else []


def find_sheets_and_drafts(paths: Iterable[Path]) -> list[Path]:
    """Return the files of sheets and of drafts in `paths`; a draft counts instead of the sheet of the same name.

    Raises SheetError for a path that does not exist, or a directory with neither.
    """
    files: dict[Path, None] = {}
    for path in paths:
        drafts = [file for file in find_drafts(path) if file.is_file()]
        has_sheets = not drafts or (path.is_dir() and any(path.glob("*.json")))
        stems = {file.stem for file in drafts}
        sheets = find_sheets([path], accepts_drafts=True) if has_sheets else []
        files |= dict.fromkeys(sorted([*(file for file in sheets if file.stem not in stems), *drafts]))
    return list(files)


def load_sheets_and_drafts(files: Iterable[Path]) -> Iterator[Sheet]:
    """Yield the sheet of each file, a draft's once it is built; after the last, raise SheetError for the others."""
    return load_sheets(list(files), read=read_sheet_or_draft)


def read_sheet_or_draft(path: Path) -> Sheet:
    """Return the sheet in the file `path`, or the one that the draft there is built into; raise SheetError."""
    if path.suffix not in DRAFT_SUFFIXES:
        return read_sheet(path)
    from facts.drafts.build import build_file  # noqa: PLC0415 - the server starts faster without

    file = DraftFile.beside(path)
    result = build_file(file)
    if result.sheet is None:
        raise result.to_error()
    return replace(result.sheet, modified=file.modified())
