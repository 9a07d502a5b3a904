"""`check`: validate sheets and report every problem."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from facts.commands.command import Command, add_json_argument, add_sheets_argument
from facts.commands.output import status_word
from facts.kinds import KINDS
from facts.model.plurals import count_noun
from facts.sheets.loader import BUNDLED, find_sheets, load_sheets
from facts.sheets.problems import MAX_TOTAL_ISSUES, Issue, IssueLog
from facts.sheets.progress import track
from facts.sheets.sheet import Sheet

EXAMINE = "Fill it, or give its gap the status `not_stated`, `not_applicable` or `ambiguous`"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_sheets_argument(parser)
    add_json_argument(parser)
    parser.add_argument("--complete", action="store_true", help="refuse gaps that nobody has examined")


def run(options: Namespace) -> int:
    """Validate sheets and print their record counts; raise SheetError listing every problem."""
    files = find_sheets(options.sheets or [BUNDLED])
    sheets = list(track(load_sheets(files), len(files)))
    if options.complete:
        require_complete(files, sheets)
    if options.json:
        summaries = [
            {"id": sheet.id, **sheet.counts, "unexamined": len(list(sheet.iter_unexamined()))} for sheet in sheets
        ]
        print(json.dumps({"problems": [], "sheets": summaries}))
        return 0
    for sheet in sheets:
        print(f"{status_word(True)} {sheet.id}: {', '.join(iter_phrases(sheet))}")
    return 0


def require_complete(files: Sequence[Path], sheets: Sequence[Sheet]) -> None:
    """Raise SheetError if a sheet has gaps that nobody has examined; `files` are those of the sheets."""
    problems = IssueLog(MAX_TOTAL_ISSUES)
    for path, sheet in zip(files, sheets, strict=True):
        for record, field in sheet.iter_unexamined():
            problems.add(Issue(path.name, record, field, "is unexamined", EXAMINE))
    if problems:
        raise problems.to_error()


def iter_phrases(sheet: Sheet) -> Iterator[str]:
    """Yield how many records of each kind and how many unexamined gaps a sheet has, in words."""
    yield from (KINDS[kind].count_phrase(count) for kind, count in sheet.counts.items() if count)
    if count := len(list(sheet.iter_unexamined())):
        yield f"{count_noun(count, 'unexamined gap')} (`--complete` lists them)"


CHECK = Command(
    name="check", summary="Validate sheets and report every problem", add_arguments=add_arguments, run=run
)
