"""Commands of the API, run as modules, because the library does not import the API."""

import os
import sys
from argparse import ArgumentParser, Namespace

from facts.commands.command import Command


def delegate(name: str, module: str, summary: str) -> Command:
    """Return a command that replaces the process by `python -m MODULE` with the arguments after its name."""

    def add_arguments(parser: ArgumentParser) -> None:
        parser.add_argument("arguments", nargs="*")

    def run(options: Namespace) -> int:
        os.execv(sys.executable, [sys.executable, "-m", module, *options.arguments])  # noqa: S606 - our own module

    return Command(name=name, summary=summary, add_arguments=add_arguments, run=run, has_help=False)


SITE = delegate("site", "api.site", "Write the whole API as files, for a server of static files")
MCP = delegate("mcp", "api.mcp", "Serve agents over stdio (Model Context Protocol); needs the extra `mcp`")
