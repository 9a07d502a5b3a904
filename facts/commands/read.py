"""`read`: show how the tool reads words."""

import json
import sys
from argparse import ArgumentParser, Namespace

from facts.commands.command import Command, add_json_argument
from facts.commands.output import status_word
from facts.verify.reader import Unread, read


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("words", metavar="WORDS", help="a phrase as an article writes it, in quotation marks")
    add_json_argument(parser)


def run(options: Namespace) -> int:
    """Print the values that words are read as; the exit status is 1 if there is none."""
    readings = read(options.words)
    unread = readings if isinstance(readings, Unread) else None
    if options.json:
        print(json.dumps([] if isinstance(readings, Unread) else [reading.as_json() for reading in readings]))
    elif isinstance(readings, Unread):
        print(f"{status_word(False)} not read: {unread}", file=sys.stderr)
    else:
        for reading in readings:
            print(f"{status_word(True)} {reading.kind}: {reading}")
    return bool(unread)


READ = Command(
    name="read",
    summary="Show how words are read as an amount, share, quantity or date",
    add_arguments=add_arguments,
    run=run,
)
