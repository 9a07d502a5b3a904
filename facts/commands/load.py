"""`load` and `unload`: add sheets to the database of an archive, and remove them."""

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from facts.archive import Archive
from facts.archive.database import ArchiveError, Unavailable, parse_url
from facts.archive.ingest.load import ArchiveLoader
from facts.archive.ingest.sheet_reader import SheetRows
from facts.commands.command import Command, add_json_argument, positive_int
from facts.commands.output import as_json, print_problems, status_word
from facts.commands.sheet_files import read_files
from facts.drafts.loader import find_sheets_and_drafts
from facts.model.plurals import count_noun
from facts.sheets.loader import same_id
from facts.sheets.problems import MAX_TOTAL_ISSUES, Issue, IssueLog, SheetError
from facts.sheets.progress import track
from facts.sheets.suggestions import format_suggestion, suggest_name

MAX_PROCESSES = 1024
DATABASE_VARIABLE = "FACT_SHEET_DATABASE"
DATABASE_HELP = f"""database, such as sqlite:///facts.db or postgresql+psycopg://user@host/name (default: that of the
environment variable {DATABASE_VARIABLE})"""


class LoadOutcome(NamedTuple):
    """What a load has done: the ids of the sheets, the number of those that the archive had, and the problems."""

    loaded: Sequence[str]
    unchanged: int
    issues: Sequence[Issue]


def add_database_argument(parser: ArgumentParser) -> None:
    """Add the option that names the database."""
    parser.add_argument("--database", default=os.environ.get(DATABASE_VARIABLE), metavar="URL", help=DATABASE_HELP)


def add_load_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `load`."""
    paths_help = "sheets, drafts beside their articles, or directories of them"
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=paths_help)
    add_database_argument(parser)
    processes_help = "processes that read sheets (default: one for each core)"
    parser.add_argument(
        "--processes", type=positive_int(MAX_PROCESSES), default=os.cpu_count() or 1, metavar="N", help=processes_help
    )
    add_json_argument(parser)


def add_unload_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `unload`."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="id of a sheet")
    add_database_argument(parser)
    add_json_argument(parser)


def run_load(options: Namespace) -> int:
    """Load those sheets that are new or changed; print what was done and return the exit status."""
    files = find_sheets_and_drafts(options.paths)
    with archive_errors(), closing(ArchiveLoader(parse_url(require_database(options)))) as loader:
        outcome = load_files(loader, files, options.processes)
    return print_outcome(outcome, options)


def load_files(loader: ArchiveLoader, files: Sequence[Path], processes: int) -> LoadOutcome:
    """Load the sheets of files that are new or changed; return what was done."""
    digests = loader.digests()
    problems = IssueLog(MAX_TOTAL_ISSUES)
    path_by_id: dict[str, Path] = {}

    def iter_rows() -> Iterator[SheetRows]:
        for file in track(read_files(files, digests, processes), len(files)):
            if file.error is not None:
                problems.extend(file.error)
            elif file.id in path_by_id:
                problems.add(same_id(file.path, path_by_id[file.id]))
            else:
                path_by_id[file.id] = file.path
                if file.rows is not None:
                    yield file.rows

    loaded = [sheet_id for batch in loader.load(iter_rows()) for sheet_id in batch]
    issues = problems.to_error().problems if problems else []
    return LoadOutcome(loaded, len(path_by_id) - len(loaded), issues)


def print_outcome(outcome: LoadOutcome, options: Namespace) -> int:
    """Print what a load has done; return the exit status."""
    loaded, unchanged, issues = outcome
    if options.json:
        summary = {"loaded": loaded, "unchanged": unchanged, "problems": [as_json(issue) for issue in issues]}
        print(json.dumps(summary))
        return bool(issues)
    if issues:
        files = len({issue.file for issue in issues})
        print(f"{count_noun(len(loaded), 'sheet')} loaded, {unchanged} unchanged, {files} with problems")
    else:
        print(f"{status_word(True)} {count_noun(len(loaded), 'sheet')} loaded, {unchanged} unchanged")
    return print_problems(issues, options)


def run_unload(options: Namespace) -> int:
    """Remove sheets; print what was done and return the exit status."""
    with archive_errors():
        url = require_database(options)
        with closing(Archive.open(url)) as archive:
            known = archive.sheets
        missing = [sheet_id for sheet_id in options.ids if sheet_id not in known]
        if missing:
            raise SheetError([Issue("", missing[0], "", "is not in the archive", suggest_sheet(missing[0], known))])
        with closing(ArchiveLoader(parse_url(url))) as loader:
            removed = loader.unload(options.ids)
    message = f"{status_word(True)} {count_noun(len(removed), 'sheet')} unloaded"
    print(json.dumps({"unloaded": removed}) if options.json else message)
    return 0


def require_database(options: Namespace) -> str:
    """Return the URL of the database; raise ArchiveError if none is named."""
    if not options.database:
        raise ArchiveError("No database is named", f"Name it with --database or {DATABASE_VARIABLE}")
    return str(options.database)


def suggest_sheet(sheet_id: str, ids: Iterable[str]) -> str:
    """Return the sheet that was meant, else how to list those that there are."""
    closest = suggest_name(sheet_id, ids)
    return format_suggestion(closest) if closest else "`/v1/sheets` of a server lists the sheets of its database"


@contextmanager
def archive_errors() -> Iterator[None]:
    """Turn an error of the database into a SheetError, which has no file."""
    try:
        yield
    except ArchiveError as error:
        raise SheetError([Issue("", "", "", error.message, error.remedy)]) from None
    except Unavailable as error:
        raise SheetError([Issue("", "", "", str(error), "Try again later")]) from None


LOAD = Command(
    name="load",
    summary="Load new and changed sheets into a database",
    add_arguments=add_load_arguments,
    run=run_load,
)
UNLOAD = Command(
    name="unload", summary="Remove sheets from a database", add_arguments=add_unload_arguments, run=run_unload
)
