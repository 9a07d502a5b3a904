"""The command-line tool for writing and checking fact sheets."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

from facts.commands.command import Command
from facts.commands.output import print_problems
from facts.sheets.problems import SheetError

MODULES: Mapping[str, str] = {
    "draft": "draft",
    "prompt": "prompt",
    "import": "import_",
    "build": "build",
    "check": "check",
    "verify": "verify",
    "anchor": "anchor",
    "reanchor": "reanchor",
    "read": "read",
    "schema": "schema",
    "export": "export",
    "site": "delegate",
    "mcp": "delegate",
    "load": "load",
    "unload": "load",
}
"""The modules of the commands, in the order in which the help lists these."""
EPILOG = """\
From an article to a served sheet:
  draft it       python -m facts draft article.txt -o draft.yaml  reads what it can; edit the file
                 python -m facts prompt article.txt               for a language model, which writes a draft
  build it       python -m facts build draft.yaml article.txt     a sheet, or every problem with its line
  serve it       python -m api --sheets draft.json

A sheet that is written by hand, as JSON (`python -m facts schema` prints its JSON Schema):
  anchor it      python -m facts anchor sheet.json article.txt    adds positions and digests
  check it       python -m facts check sheet.json                 validates the sheet
  read words     python -m facts read "up to $2.5 billion"        shows how `verify` reads an amount or a date
  verify it      python -m facts verify sheet.json article.txt    compares the sheet with the article
  follow edits   python -m facts reanchor sheet.json article.txt  moves the spans after the article was edited

A sheet can be a directory of sheets: the article of each `sheet.json` is `sheet.txt` beside it, or in a directory.

exit status: 0 on success, 1 if a sheet has problems, 2 if the command line is invalid, 130 if interrupted
"""


def run_command(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    commands = import_commands(arguments[0] if arguments else "")
    options = build_parser(commands).parse_args(protect_words(commands, arguments))
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except SheetError as error:
        return print_problems(error.problems, options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def import_commands(name: str) -> Sequence[Command]:
    """Return the named command, or all commands. Importing all of them is slow."""
    names = [name] if name in MODULES else MODULES
    return [getattr(import_module(f"facts.commands.{MODULES[name]}"), name.upper()) for name in names]


def protect_words(commands: Sequence[Command], arguments: Sequence[str]) -> list[str]:
    """Return the arguments with those marked as words, by `--`, that may begin with a minus sign.

    These are the words of `read`, and all arguments of a command that the API runs.
    """
    name, rest = list(arguments[:1]), list(arguments[1:])
    flags: list[str] = []
    if name == ["read"]:
        flags = [argument for argument in rest if argument in ("--json", "--help", "-h")]
        rest = [argument for argument in rest if argument not in ("--", *flags)]
    elif name not in [[command.name] for command in commands if not command.has_help]:
        return name + rest
    return [*name, *flags, "--", *rest]


def build_parser(commands: Sequence[Command]) -> argparse.ArgumentParser:
    """Return the command-line parser."""
    parser = argparse.ArgumentParser(
        "fact-sheet",
        description="Draft, build, check, verify, load and export fact sheets, and write a site of them.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in commands:
        subparser = subparsers.add_parser(
            command.name, help=command.summary, description=f"{command.summary}.", add_help=command.has_help
        )
        subparser.set_defaults(run=command.run, json=False)
        command.add_arguments(subparser)
    return parser
