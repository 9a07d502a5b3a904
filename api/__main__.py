"""`python -m api`: serve fact sheets over HTTP."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from api.app import create_app
from facts.archive import Archive
from facts.problems import SheetError
from facts.sheet import BUNDLED, Sheet, load, paths

MANY = 20
EPILOG = """\
environment: FACT_SHEET_HOST, FACT_SHEET_PORT, FACT_SHEET_WORKERS and FACT_SHEET_SHEETS (places separated as in PATH)
set what the options of the same names do; an option goes before its variable.

examples:
  python -m api                            the bundled sheet at http://127.0.0.1:8000
  python -m api --port 8080 --sheets mine  all sheets in the directory `mine`
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped; return the exit status: 0 in the end, 1 for sheets that do not load."""
    try:
        options = parser().parse_args(arguments)
        places = [str(place) for place in options.sheets]
        archive = archived(paths(options.sheets))
    except SheetError as error:
        print(error, file=sys.stderr)
        return 1
    os.environ["FACT_SHEET_SHEETS"] = os.pathsep.join(places)
    several = options.workers > 1
    if several:
        archive.close()
    uvicorn.run(
        "api.__main__:worker" if several else create_app(archive),
        factory=several,
        host=options.host,
        port=options.port,
        workers=options.workers,
        server_header=False,
    )
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, with defaults from the environment."""
    found = argparse.ArgumentParser(
        "fact-sheet-api",
        description="Serve fact sheets as a JSON API, read-only.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    environment = os.environ.get
    found.add_argument("--host", default=environment("FACT_SHEET_HOST", "127.0.0.1"), help="address to listen on")
    found.add_argument(
        "--port", type=port, default=environment("FACT_SHEET_PORT", "8000"), help="port to listen on (8000)"
    )
    found.add_argument(
        "--workers", type=count, default=environment("FACT_SHEET_WORKERS", "1"), help="number of processes (1)"
    )
    found.add_argument(
        "--sheets",
        type=Path,
        nargs="+",
        metavar="PLACE",
        default=places_of_environment(),
        help="sheet files, or directories of them, to serve instead of the bundled one",
    )
    return found


def port(text: str) -> int:
    """Return a port number; raise ArgumentTypeError for anything else."""
    return bounded(text, 65535)


def count(text: str) -> int:
    """Return a number of processes; raise ArgumentTypeError for anything else."""
    return bounded(text, 64)


def bounded(text: str, most: int) -> int:
    """Return the number in `text`, from 1 to `most`; raise ArgumentTypeError saying so."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise argparse.ArgumentTypeError(f"is no whole number from 1 to {most}: {text!r}")
    return int(text)


def places_of_environment() -> list[Path]:
    """Return the places that the environment names, or that of the bundled sheets."""
    named = os.environ.get("FACT_SHEET_SHEETS", "")
    return [Path(place) for place in named.split(os.pathsep) if place] or [BUNDLED]


def archived(files: Sequence[Path]) -> Archive:
    """Return an archive of the sheets in `files`; raise SheetError with every problem of every sheet."""
    return Archive.build(progress(load(files), len(files)))


def progress(sheets: Iterator[Sheet], total: int) -> Iterator[Sheet]:
    """Yield `sheets`, telling a person at a terminal how far they are where there are many."""
    shown = total >= MANY and sys.stderr.isatty()
    for number, sheet in enumerate(sheets, 1):
        yield sheet
        if shown:
            print(f"\rloading sheets: {number} of {total}", end="", file=sys.stderr)
    if shown:
        print(file=sys.stderr)


def worker() -> ASGIApp:
    """Return the application of one of several processes."""
    return create_app(archived(paths(places_of_environment())))


if __name__ == "__main__":
    sys.exit(main())
