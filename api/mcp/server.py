"""The MCP server with its tools, for any transport."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp_types import ToolAnnotations
from pydantic import ValidationError

from api.mcp.errors import describe_errors
from api.mcp.tools import FactTools, suggest
from api.outages import OutageLog
from api.replacement import call_with_archive
from facts.archive import Archive, ArchiveChanged, Unavailable

UNAVAILABLE = "the archive is unavailable, or the query takes too long. Try again later, or with narrower conditions"
CHANGED = "the archive is changing. Try again in a few seconds; cursors are valid only until it has changed"

INSTRUCTIONS = """\
Facts of news articles, each with a receipt (the passage that states it) or a named gap.
Never present an attributed fact as established: name `attributed_to`. `status` tells what happened and what is only
planned, threatened or asserted. What an article does not say is listed by `list_gaps`; do not fill it in.
Check a quotation with `check_quote` before you use it."""


class FactServer(MCPServer):
    """An MCP server whose tools refuse unknown arguments, and whose errors say what to do.

    `get_archive` returns the archive that the tools read. If it changes during a call, the tool is called again once
    `wait_for_archive` has returned true: another one has taken its place.
    """

    def __init__(
        self, get_archive: Callable[[], Archive], wait_for_archive: Callable[[], Awaitable[bool]], **options: Any
    ) -> None:
        super().__init__("fact-sheet", **options)
        self.get_archive = get_archive
        self.wait_for_archive = wait_for_archive
        self.outages = OutageLog()

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """Return the result of a tool; raise ToolError for arguments that it does not accept, or if it must wait."""
        properties = {tool.name: tool.input_schema["properties"] for tool in await self.list_tools()}
        if name not in properties:
            raise ToolError(f"there is no tool {name[:40]!r}. {suggest(name, properties)}")
        accepted = properties[name]
        if unknown := [argument for argument in arguments if argument not in accepted]:
            raise ToolError(f"{name} has no argument {unknown[0][:40]!r}. {suggest(unknown[0], accepted)}")

        async def call(_: Archive) -> Any:
            return await self.call_known_tool(name, arguments, context, accepted)

        try:
            return await call_with_archive(call, self.get_archive, self.wait_for_archive)
        except ArchiveChanged:
            raise ToolError(f"{name}: {CHANGED}") from None
        except Unavailable as error:
            self.outages.log(error)
            raise ToolError(f"{name}: {UNAVAILABLE}") from None

    async def call_known_tool(
        self, name: str, arguments: dict[str, Any], context: Any, accepted: Mapping[str, Any]
    ) -> Any:
        """Return the result of a tool that has arguments with the `accepted` JSON Schemas.

        Raises ToolError for values that it does not accept, and Unavailable if the archive cannot be read.
        """
        try:
            return await super().call_tool(name, arguments, context)
        except UnexpectedToolError as error:
            if isinstance(error.__cause__, Unavailable):
                raise error.__cause__ from None
            raise
        except ToolError as error:
            cause = error.__cause__
            words = describe_errors(cause, accepted) if isinstance(cause, ValidationError) else cause or error
            raise ToolError(f"{name}: {words}") from None


async def never_changes() -> bool:
    """Return that no other archive takes the place of the one that is read."""
    return False


def create_mcp_server(
    get_archive: Callable[[], Archive],
    version: str,
    wait_for_archive: Callable[[], Awaitable[bool]] = never_changes,
) -> MCPServer:
    """Return the MCP server of the archive that `get_archive` returns: another one after a reload.

    `wait_for_archive` returns whether another one is there in time, once the archive has changed.
    """
    if not logging.root.handlers:
        logging.root.addHandler(logging.NullHandler())  # or the SDK configures the logging of the process
    logging.getLogger("mcp").setLevel(logging.WARNING)  # it logs every request
    server = FactServer(
        get_archive,
        wait_for_archive,
        title="Fact sheets",
        version=version,
        instructions=INSTRUCTIONS,
        subscriptions=False,
    )
    tools = FactTools(get_archive)
    annotations = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for tool in (tools.list_sheets, tools.search_facts, tools.get_record, tools.list_gaps, tools.check_quote):
        server.add_tool(tool, annotations=annotations)
    return server
