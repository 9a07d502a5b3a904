"""MCP over stdio: `python -m facts mcp`."""

import subprocess
import sys
from pathlib import Path

import anyio
from mcp import Client
from mcp.client.stdio import StdioServerParameters

COMMAND = [sys.executable, "-m", "facts", "mcp"]


def test_the_client_of_the_sdk_starts_the_command() -> None:
    """The SDK's client starts the command, and calls a tool of the bundled sheets."""

    async def run() -> str:
        parameters = StdioServerParameters(command=COMMAND[0], args=COMMAND[1:])
        async with Client(parameters) as client:
            return str((await client.call_tool("list_sheets", {})).content)

    assert "s400-turkey" in anyio.run(run)


def test_help_describes_the_configuration() -> None:
    """The help shows how an agent is configured."""
    process = subprocess.run([*COMMAND, "--help"], capture_output=True, text=True, check=True)  # noqa: S603
    assert "mcpServers" in process.stdout


def test_an_invalid_sheet_is_not_served(tmp_path: Path) -> None:
    """A sheet with problems ends the command with status 1 and its problems, before anything is served."""
    sheet = tmp_path / "sheet.json"
    sheet.write_text("{}", encoding="utf-8")
    process = subprocess.run([*COMMAND, "--sheets", sheet], capture_output=True, text=True, check=False)  # noqa: S603
    assert (process.returncode, process.stdout) == (1, "")
    assert "sheet.json" in process.stderr
    assert "Traceback" not in process.stderr
