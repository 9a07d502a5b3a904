"""The definition of a command: its name, its arguments and the function that it runs."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command of the tool; `run` returns the exit status, or raises SheetError."""

    name: str
    summary: str
    """One line for the help, without a full stop."""
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    has_help: bool = True
    """Whether `--help` is handled here; if not, it is an argument like others."""


def add_json_argument(parser: ArgumentParser) -> None:
    """Add the option to print the result as JSON."""
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def add_sheets_argument(parser: ArgumentParser) -> None:
    """Add the sheets that a command reads, by default the bundled ones."""
    sheets_help = "sheet files or directories (default: the bundled sheets)"
    parser.add_argument("sheets", nargs="*", type=Path, metavar="SHEET", help=sheets_help)


def add_sheet_and_article_arguments(parser: ArgumentParser) -> None:
    """Add a sheet and the article that it belongs to, or directories of them."""
    parser.add_argument("sheet", type=Path, metavar="SHEET", help="sheet file, or a directory of sheets")
    article_help = "text of the article, in UTF-8, or a directory of articles (default: beside each sheet)"
    parser.add_argument("article", type=Path, nargs="?", metavar="ARTICLE", help=article_help)


def positive_int(maximum: int) -> Callable[[str], int]:
    """Return a parser of whole numbers from 1 to `maximum`; it raises ArgumentTypeError for anything else."""

    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:20]) <= maximum):
            raise ArgumentTypeError(f"must be a whole number from 1 to {maximum}, not {text[:40]!r}")
        return int(text)

    return parse
