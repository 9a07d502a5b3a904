"""`check`: validate sheets and report every problem."""

import json
from argparse import ArgumentParser, Namespace

from facts.commands.command import Command, add_json_argument, add_sheets_argument
from facts.commands.output import status_word
from facts.kinds import KINDS
from facts.sheets.loader import BUNDLED, find_sheets, load_sheets
from facts.sheets.sheet import Sheet


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_sheets_argument(parser)
    add_json_argument(parser)


def run(options: Namespace) -> int:
    """Validate sheets and print their record counts; raise SheetError listing every problem."""
    sheets = list(load_sheets(find_sheets(options.sheets or [BUNDLED])))
    if options.json:
        summaries = [{"id": sheet.id} | count_records(sheet) for sheet in sheets]
        print(json.dumps({"problems": [], "sheets": summaries}))
        return 0
    for sheet in sheets:
        counts = count_records(sheet).items()
        phrases = ", ".join(KINDS[kind].count_phrase(count) for kind, count in counts if count)
        print(f"{status_word(True)} {sheet.id}: {phrases}")
    return 0


def count_records(sheet: Sheet) -> dict[str, int]:
    """Return the number of records of each kind in a sheet."""
    return {kind: len(records) for kind, records in sheet.records.items()}


CHECK = Command(
    name="check", summary="Validate sheets and report every problem", add_arguments=add_arguments, run=run
)
