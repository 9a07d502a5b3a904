"""MCP over stdio: `python -m facts mcp`."""

import sys
from importlib import import_module
from pathlib import Path

import anyio
import pytest

from api.mcp.__main__ import main
from tests.api.mcp.imports import connect

COMMAND = [sys.executable, "-m", "facts", "mcp"]


def test_the_client_of_the_sdk_starts_the_command() -> None:
    """The SDK's client starts the command, and calls a tool of the bundled sheets."""

    async def run() -> str:
        parameters = import_module("mcp.client.stdio").StdioServerParameters(command=COMMAND[0], args=COMMAND[1:])
        async with connect(parameters) as client:
            return str((await client.call_tool("list_sheets", {})).content)

    assert "s400-turkey" in anyio.run(run)


def test_help_describes_the_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    """The help shows how an agent is configured."""
    with pytest.raises(SystemExit) as exit_info:
        main(["--help"])
    assert exit_info.value.code == 0
    assert "mcpServers" in capsys.readouterr().out


def test_an_invalid_sheet_is_not_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sheet with problems ends the command with status 1 and its problems, before anything is served."""
    sheet = tmp_path / "sheet.json"
    sheet.write_text("{}", encoding="utf-8")
    assert main(["--sheets", str(sheet)]) == 1
    output, errors = capsys.readouterr()
    assert output == ""
    assert "sheet.json" in errors
