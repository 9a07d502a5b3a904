"""The output of commands: problems as text or JSON, and colour on a terminal."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TextIO

from facts.sheets.problems import Issue


def print_problems(problems: Sequence[Issue], options: Namespace) -> int:
    """Print problems, as JSON with `--json`; return the exit status: 1 if there are any, else 0."""
    if options.json:
        print(json.dumps({"problems": [as_json(problem) for problem in problems]}))
        return bool(problems)
    for problem in problems:
        print(f"{status_word(False)} {problem}", file=sys.stderr)
    return bool(problems)


def print_warnings(warnings: Sequence[Issue]) -> None:
    """Print what may be wrong, each on a line of the standard error."""
    for warning in warnings:
        print(f"{coloured('warning', 33, sys.stderr)} {warning}", file=sys.stderr)


def as_json(problem: Issue) -> dict[str, Any]:
    """Return a problem as a JSON object."""
    return {field.name: getattr(problem, field.name) for field in fields(problem)}


def status_word(ok: bool) -> str:
    """Return the first word of a line of output, coloured on a terminal unless NO_COLOR is set."""
    return coloured("ok", 32, sys.stdout) if ok else coloured("wrong", 31, sys.stderr)


def coloured(word: str, colour: int, stream: TextIO) -> str:
    """Return a word in one of the terminal's colours, if the stream is a terminal that shows them."""
    return f"\033[{colour}m{word}\033[0m" if stream.isatty() and "NO_COLOR" not in os.environ else word
