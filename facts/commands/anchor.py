"""`anchor`: add the position and the digest of every span of a sheet."""

import json
from argparse import ArgumentParser, Namespace

from facts.commands.command import Command, add_json_argument, add_sheet_and_article_arguments
from facts.commands.files import atomic_write, read_article
from facts.commands.output import print_problems, status_word
from facts.sheets.anchor import anchor
from facts.sheets.loader import read_json


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_sheet_and_article_arguments(parser)
    add_json_argument(parser)


def run(options: Namespace) -> int:
    """Anchor every span of a sheet and rewrite its file; leave the file unchanged if a span has a problem."""
    raw = read_json(options.sheet)
    if problems := anchor(options.sheet.name, raw, read_article(options.article)):
        return print_problems(problems, options)
    atomic_write(options.sheet, json.dumps(raw, indent=2, ensure_ascii=False) + "\n")
    message = f"{status_word(True)} {options.sheet.name}: every span is anchored"
    print(json.dumps({"problems": []}) if options.json else message)
    return 0


ANCHOR = Command(
    name="anchor",
    summary="Add start, end and digest to every span, in place",
    add_arguments=add_arguments,
    run=run,
)
