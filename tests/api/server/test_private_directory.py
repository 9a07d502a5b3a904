"""The server's temporary directory is its own, and goes with it, however it ends."""

import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.server.private_directory import PREFIX, private_directory
from tests.api.server.test_reloader import is_true_within

HOLDER = """
import sys
from api.server.private_directory import private_directory
with private_directory() as path:
    (path / "file").write_text("text")
    print(path, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory in which temporary directories are made."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


@pytest.fixture
def holder(parent: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process with a private directory."""
    command = [sys.executable, "-c", HOLDER]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        assert Path(process.stdout.readline().strip()).parent == parent
        yield process
        process.kill()


def test_it_is_private_and_removed(parent: Path) -> None:
    """Nobody else can read the directory, and afterwards it is removed with all that is in it."""
    with private_directory() as path:
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
        (path / "file").write_text("text")
    assert list(parent.iterdir()) == []


def test_it_is_removed_when_its_process_is_killed(parent: Path, holder: "subprocess.Popen[str]") -> None:
    """A process that is killed leaves no directory behind."""
    assert len(list(parent.iterdir())) == 1
    holder.kill()
    assert is_true_within(10, lambda: list(parent.iterdir()) == [])


def test_an_abandoned_one_is_removed_by_the_next(parent: Path, holder: "subprocess.Popen[str]") -> None:
    """The next server removes directories that no process holds, and those only."""
    (in_use,) = parent.iterdir()
    abandoned = parent / f"{PREFIX}abandoned"
    abandoned.mkdir()
    (abandoned / "file").write_text("text")
    other = parent / "other"
    other.mkdir()
    (parent / f"{PREFIX}link").symlink_to(other)
    with private_directory() as path:
        assert set(parent.iterdir()) == {in_use, other, parent / f"{PREFIX}link", path}
    assert (in_use / "file").exists()
