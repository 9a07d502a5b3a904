"""`anchor`: add the position and the digest of every span of a sheet."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from facts.commands.command import Command, add_json_argument, add_sheet_and_article_arguments
from facts.commands.files import read_article, replace_file
from facts.commands.notes import describe_text, print_notes
from facts.commands.output import as_json, print_problems, status_word
from facts.commands.pairs import find_pairs_to_rewrite
from facts.sheets.anchor import anchor
from facts.sheets.json_parser import parse_json
from facts.sheets.json_text import rewrite_json
from facts.sheets.loader import read_text
from facts.sheets.problems import Issue, SheetError
from facts.sheets.progress import track


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_sheet_and_article_arguments(parser)
    add_json_argument(parser)


def run(options: Namespace) -> int:
    """Anchor every span of each sheet and rewrite its file; leave the file unchanged if a span has a problem."""
    pairs = find_pairs_to_rewrite(options.sheet, options.article)
    problems: list[Issue] = []
    notes: list[str] = []
    lines = []
    for sheet, path in track(pairs, len(pairs)):
        try:
            anchor_file(sheet, path, notes)
            lines.append(f"{status_word(True)} {sheet.name}: every span is anchored")
        except SheetError as error:
            problems += error.problems
    if options.json:
        print(json.dumps({"problems": [as_json(problem) for problem in problems], "notes": notes}))
        return bool(problems)
    print(*lines, sep="\n", end="\n" if lines else "")
    print_notes(notes)
    return print_problems(problems, options)


def anchor_file(sheet: Path, path: Path, notes: list[str]) -> None:
    """Anchor the sheet in a file, and add a note on its article's text; raise SheetError for its problems."""
    text, article = read_text(sheet), read_article(path)
    notes += describe_text(path, article)
    before, raw = parse_json(sheet.name, text), parse_json(sheet.name, text)
    if problems := anchor(sheet.name, raw, article):
        raise SheetError(problems)
    replace_file(sheet, text, rewrite_json(text, before, raw))


ANCHOR = Command(
    name="anchor",
    summary="Add start, end and digest to every span, in place",
    add_arguments=add_arguments,
    run=run,
)
