"""`read`: show the values that the tool reads in words."""

import json
import sys
from argparse import ArgumentParser, Namespace

from facts.commands.command import Command, add_json_argument
from facts.commands.output import status_word
from facts.drafts.text.phrases import find_phrases
from facts.verify.context import Excerpt
from facts.verify.reader import RULES, Unread, read

EXAMPLES = "What is read: 'up to $2.5 billion', 'a fifth of the price', 'about 300 sailors', 'by the end of 2027'"
MAX_PARTS = 3


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
        hint = f". {suggest(options.words)}" if readings.is_general else ""
        print(f"{status_word(False)} not read: {readings}{hint}", file=sys.stderr)
    else:
        for reading in readings:
            print(f"{status_word(True)} {reading.kind}: {reading}")
    return bool(unread)


def suggest(words: str) -> str:
    """Return suggestions: the parts of the words that can be read, or else examples."""
    excerpt = Excerpt(words, 0, len(words))
    parts = [
        f"'{text}' is read as {kind}, {reading}" for kind in RULES for text, reading in find_phrases(kind, excerpt)
    ]
    return f"In it {' and '.join(parts[:MAX_PARTS])}" if parts else EXAMPLES


READ = Command(
    name="read",
    summary="Show how words are read as an amount, share, quantity or date",
    add_arguments=add_arguments,
    run=run,
)
