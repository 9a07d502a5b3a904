"""`python -m facts mcp`: serve agents over stdio."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from api.app import VERSION
from facts.archive import Archive
from facts.drafts.loader import find_sheets_and_drafts, load_sheets_and_drafts
from facts.sheets.loader import BUNDLED
from facts.sheets.problems import SheetError

EPILOG = """\
An agent's configuration names the command, for example:
  {"mcpServers": {"facts": {"command": "fact-sheet", "args": ["mcp", "--sheets", "/path/to/sheets"]}}}

exit status: 0 when the client disconnects, 1 if a sheet has problems, 2 if the command line is invalid
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until the client disconnects; return the exit status."""
    parser = argparse.ArgumentParser(
        "fact-sheet mcp",
        description="Serve fact sheets to agents over stdio (Model Context Protocol).",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    sheets_help = "sheet files or directories (default: the bundled sheets)"
    parser.add_argument("--sheets", nargs="+", type=Path, metavar="PATH", default=[BUNDLED], help=sheets_help)
    options = parser.parse_args(arguments)
    if find_spec("mcp") is None:
        parser.error("the extra `mcp` is not installed: pip install '.[mcp]'")
    from api.mcp.server import create_mcp_server  # noqa: PLC0415 - the SDK is an extra

    try:
        archive = Archive.build(load_sheets_and_drafts(find_sheets_and_drafts(options.sheets)))
    except SheetError as error:
        print(error, file=sys.stderr)
        return 1
    with closing(archive):
        try:
            create_mcp_server(lambda: archive, VERSION).run("stdio")
        except KeyboardInterrupt:
            return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
