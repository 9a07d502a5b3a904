"""Sheets are rewritten in place: completely or not at all, with owner and mode, and never through a planted file."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from facts.__main__ import main
from facts.commands.files import replace_file
from facts.sheets.problems import SheetError
from tests.conftest import FRIGATE, FRIGATE_ARTICLE, TESTS

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The frigate sheet without one digest, in a directory of its own."""
    path = tmp_path / "sheet.json"
    text = FRIGATE.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if '"digest"' in line and "source" not in line)
    path.write_text(text.replace(line, line.replace(line.split('"')[3], "0" * 64)), encoding="utf-8")
    path.chmod(0o640)
    return path


def test_owner_mode_and_links_stay(sheet: Path) -> None:
    """The mode and the owner stay, a link stays a link, and no other file is left."""
    link = sheet.with_name("link.json")
    link.symlink_to(sheet.name)
    before = sheet.stat()
    replace_file(link, sheet.read_text(encoding="utf-8"), "{}")
    after = sheet.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert (sheet.read_text(encoding="utf-8"), link.is_symlink()) == ("{}", True)
    assert sorted(os.listdir(sheet.parent)) == ["link.json", "sheet.json"]


def test_an_unchanged_text_is_not_written(sheet: Path) -> None:
    """The file stays as it is, with its time, if nothing changes."""
    text, before = sheet.read_text(encoding="utf-8"), sheet.stat()
    replace_file(sheet, text, text)
    assert (sheet.stat().st_ino, sheet.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_change_by_another_program_is_not_lost(sheet: Path) -> None:
    """A file that is not what was read is left alone, and so is one that cannot be written."""
    with pytest.raises(SheetError, match="another program has changed it"):
        replace_file(sheet, "{}", "{ }")
    assert os.listdir(sheet.parent) == ["sheet.json"]
    with pytest.raises(SheetError, match="No such file"):
        replace_file(sheet.with_name("gone.json"), "", "{}")


def test_a_failure_leaves_the_file(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the last step fails, the file is as before and the temporary one is gone."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    text = sheet.read_text(encoding="utf-8")
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(SheetError, match="No space left"):
        replace_file(sheet, text, "{}")
    assert (sheet.read_text(encoding="utf-8"), os.listdir(sheet.parent)) == (text, ["sheet.json"])


KILLED = """
import os, signal, sys
from pathlib import Path
from facts.commands import files
files.os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
path = Path(sys.argv[1])
files.replace_file(path, path.read_text(encoding="utf-8"), "{}")
"""


def test_the_next_run_clears_up_after_a_killed_one(sheet: Path) -> None:
    """A process that is killed while it writes leaves the sheet as it was; the next run removes what it left."""
    text = sheet.read_text(encoding="utf-8")
    command = [sys.executable, "-c", KILLED, str(sheet)]
    process = subprocess.run(command, cwd=TESTS.parent, check=False)  # noqa: S603
    assert (process.returncode, sheet.read_text(encoding="utf-8")) == (-signal.SIGKILL, text)
    assert len(os.listdir(sheet.parent)) == 2
    assert main(["anchor", str(sheet), str(FRIGATE_ARTICLE)]) == 0
    assert os.listdir(sheet.parent) == ["sheet.json"]


def test_planted_names_are_not_followed(sheet: Path, tmp_path: Path) -> None:
    """Links and pipes with the name of a temporary file are neither written to nor opened."""
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / ".sheet.json.1.tmp").symlink_to(victim)
    (tmp_path / ".sheet.json.new").symlink_to(victim)
    os.mkfifo(tmp_path / ".sheet.json.2.tmp")
    assert main(["anchor", str(sheet), str(FRIGATE_ARTICLE)]) == 0
    assert victim.read_text(encoding="utf-8") == "mine"


def test_links_in_a_directory_are_refused(sheet: Path, tmp_path: Path, capsys: Capture) -> None:
    """A link among the sheets of a directory is not written through; named by itself, it is."""
    directory = tmp_path / "sheets"
    directory.mkdir()
    (directory / "frigate-deal.json").symlink_to(sheet)
    before = sheet.read_bytes()
    for command in ("anchor", "reanchor"):
        assert main([command, str(directory), str(TESTS / "articles")]) == 1
        assert "is a symbolic link in a directory" in capsys.readouterr().err
    assert sheet.read_bytes() == before
    assert main(["anchor", str(directory / "frigate-deal.json"), str(FRIGATE_ARTICLE)]) == 0


@pytest.mark.parametrize("command", ["verify", "anchor", "reanchor"])
@pytest.mark.parametrize("special", ["pipe", "device", "directory"])
def test_only_regular_files_are_read(command: str, special: str, sheet: Path, capsys: Capture) -> None:
    """A pipe, a device or a directory in place of a sheet or an article is refused at once."""
    path = sheet.with_name("special")
    if special == "pipe":
        os.mkfifo(path)
    elif special == "directory":
        path.mkdir()
    else:
        path = Path("/dev/zero")
    assert main([command, str(path), str(FRIGATE_ARTICLE)]) == 1
    assert main([command, str(sheet), str(path)]) == 1
    assert capsys.readouterr().out == ""


def test_check_says_what_is_no_file(tmp_path: Path, capsys: Capture) -> None:
    """A pipe, a device and a link to nothing are told apart from a file that does not exist."""
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "link.json").symlink_to(tmp_path / "nothing")
    paths = [str(tmp_path / "pipe.json"), str(tmp_path / "link.json"), "/dev/null", str(tmp_path / "nothing")]
    assert main(["check", *paths]) == 1
    messages = capsys.readouterr().err.splitlines()
    for message, kind in zip(messages, ("a pipe", "a link to nothing", "a device", None), strict=True):
        assert (f"is {kind}, not a file" if kind else "does not exist") in message


def test_the_layout_of_the_author_stays(tmp_path: Path) -> None:
    """A sheet with another indentation, order, line end and byte order mark differs only in what was filled in."""
    raw = json.loads(FRIGATE.read_text(encoding="utf-8"))
    text = "\ufeff" + json.dumps(raw, indent=4).replace("\n", "\r\n")
    digest = raw["contracts"][0]["evidence"]["value"]["spans"][0]["digest"]
    sheet = tmp_path / "sheet.json"
    sheet.write_bytes(text.replace(digest, "0" * 64).encode())
    assert main(["anchor", str(sheet), str(FRIGATE_ARTICLE)]) == 0
    assert sheet.read_bytes() == text.encode()


def test_an_interrupt_ends_without_a_traceback(sheet: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Ctrl-C ends a command with status 130 and no output; a sheet that is being written stays as it was."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = sheet.read_bytes()
    monkeypatch.setattr(os, "replace", interrupt)
    assert main(["anchor", str(sheet), str(FRIGATE_ARTICLE)]) == 130
    assert capsys.readouterr() == ("", "")
    assert (sheet.read_bytes(), os.listdir(sheet.parent)) == (before, ["sheet.json"])


def test_an_interrupted_start_has_no_traceback() -> None:
    """Ctrl-C while modules are imported ends the tool with status 130, and nothing is printed."""
    code = """
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "pydantic":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
from facts.__main__ import main
sys.exit(main())
"""
    command = [sys.executable, "-c", code, "check"]
    process = subprocess.run(command, capture_output=True, check=False, timeout=30)  # noqa: S603
    assert (process.returncode, process.stdout, process.stderr) == (130, b"", b"")
