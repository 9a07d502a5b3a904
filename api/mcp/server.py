"""The MCP server: the tools under their names, for any transport."""

import logging
from collections.abc import Callable
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from api.mcp.tools import FactTools
from facts.archive import Archive

INSTRUCTIONS = """\
Facts of news articles, each with a receipt (the passage that states it) or a named gap.
Never present an attributed fact as established: name `attributed_to`. `status` tells what happened and what is only
planned, threatened or asserted. What an article does not say is listed by `list_gaps`; do not fill it in.
Check a quotation with `check_quote` before you use it."""


class FactServer(MCPServer):
    """An MCP server whose tools refuse unknown arguments, which the SDK would ignore."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """Return the result of a tool; raise ToolError for an argument that it does not have."""
        tool = next((tool for tool in await self.list_tools() if tool.name == name), None)
        accepted = tool.input_schema["properties"] if tool else arguments
        if unknown := [argument for argument in arguments if argument not in accepted]:
            raise ToolError(f"{name} has no argument {unknown[0][:40]!r}. Accepted: {', '.join(accepted)}")
        return await super().call_tool(name, arguments, context)


def create_mcp_server(get_archive: Callable[[], Archive], version: str) -> MCPServer:
    """Return the MCP server of the archive that `get_archive` returns: another one after a reload."""
    if not logging.root.handlers:
        logging.root.addHandler(logging.NullHandler())  # or the SDK configures the logging of the process
    logging.getLogger("mcp").setLevel(logging.WARNING)  # it logs every request
    server = FactServer(
        "fact-sheet",
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
