"""The output of commands: problems as lines or as JSON, and colour on a terminal."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from facts.sheets.problems import Issue


def print_problems(problems: Sequence[Issue], options: Namespace) -> int:
    """Print problems, as JSON with `--json`; return the exit status: 1 if there are any, else 0."""
    if options.json:
        print(json.dumps({"problems": [as_json(problem) for problem in problems]}))
        return bool(problems)
    for problem in problems:
        print(f"{status_word(False)} {problem}", file=sys.stderr)
    return bool(problems)


def as_json(problem: Issue) -> dict[str, str]:
    """Return a problem as a JSON object."""
    return {name: getattr(problem, name) for name in Issue.__slots__}


def status_word(ok: bool) -> str:
    """Return the first word of a line of output, coloured on a terminal unless NO_COLOR is set."""
    word, colour = ("ok", 32) if ok else ("wrong", 31)
    stream = sys.stdout if ok else sys.stderr
    return f"\033[{colour}m{word}\033[0m" if stream.isatty() and "NO_COLOR" not in os.environ else word
