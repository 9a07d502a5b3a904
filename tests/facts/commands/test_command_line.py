"""The command line imports a command when it is run."""

import subprocess
import sys

import pytest

from facts.commands.command_line import MODULES, import_commands
from tests.conftest import TESTS


@pytest.mark.parametrize("name", MODULES)
def test_a_command_is_imported_by_its_name(name: str) -> None:
    """Only the command that is run is imported; without a known one all are, in the order of the help."""
    assert [command.name for command in import_commands(name)] == [name]
    assert [command.name for command in import_commands(f"no-{name}")] == list(MODULES)


def test_loading_imports_no_verification() -> None:
    """`load` starts without the modules of other commands, which take longer to import than a sheet to load."""
    code = "import sys; from facts.__main__ import main; main(['unload', 'id']); print(*sys.modules)"
    process = subprocess.run([sys.executable, "-c", code], cwd=TESTS.parent, capture_output=True, check=True)  # noqa: S603
    assert b"facts.commands.load" in process.stdout
    assert b"facts.verify" not in process.stdout
    assert b"facts.drafts.build" not in process.stdout
