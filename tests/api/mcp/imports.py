"""What has to do with MCP, imported when a test runs: the SDK takes half a second in every worker."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mcp import Client


def connect(server: Any) -> "Client":
    """Return the SDK's client of a server, or of what tells how one is reached."""
    client: Client = import_module("mcp").Client(server)
    return client


def create_server(*arguments: Any) -> Any:
    """Return an MCP server of the archive that a function returns."""
    return import_module("api.mcp.server").create_mcp_server(*arguments)


def create_app(*arguments: Any) -> Any:
    """Return the application that has an MCP server beside the API."""
    return import_module("api.mcp.app").create_mcp_app(*arguments)
