"""`schema`: print the JSON Schema of a sheet."""

import json
from argparse import ArgumentParser, Namespace

from facts.commands.command import Command
from facts.sheets.json_schema import sheet_json_schema


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command: there are none."""


def run(options: Namespace) -> int:
    """Print the JSON Schema of a sheet."""
    print(json.dumps(sheet_json_schema(), indent=2))
    return 0


SCHEMA = Command(name="schema", summary="Print the JSON Schema of a sheet", add_arguments=add_arguments, run=run)
