"""`schema`: print the JSON Schema of a sheet, or of a draft."""

import json
from argparse import ArgumentParser, Namespace

from facts.commands.command import Command
from facts.drafts.schema import draft_json_schema
from facts.sheets.json_schema import sheet_json_schema


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--draft", action="store_true", help="print the JSON Schema of a draft")


def run(options: Namespace) -> int:
    """Print the JSON Schema of a sheet, or of a draft."""
    print(json.dumps(draft_json_schema() if options.draft else sheet_json_schema(), indent=2, ensure_ascii=False))
    return 0


SCHEMA = Command(
    name="schema",
    summary="Print the JSON Schema of a sheet, or of a draft",
    add_arguments=add_arguments,
    run=run,
)
