"""The code is as strict as it says: ruff finds nothing, mypy finds nothing."""

import subprocess
import sys

import pytest

from tests.conftest import TESTS


@pytest.mark.parametrize("command", [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]], ids=" ".join)
def test_tools_find_nothing(command: list[str]) -> None:
    """The linter, the formatter and the type checker find nothing in the code and its tests."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", *command], cwd=TESTS.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
