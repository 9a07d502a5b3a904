"""Files that commands write: new ones, and those that are there already."""

import os
from pathlib import Path

import pytest

from facts.__main__ import main
from facts.commands.files import write_file
from facts.sheets.problems import SheetError
from tests.facts.drafts.helpers import DRAFT, TEXT


def test_a_file_is_created_or_replaced(tmp_path: Path) -> None:
    """A new file has the mode that the user's mask gives, an old one keeps its own; no temporary file is left."""
    path = tmp_path / "sheet.json"
    mask = os.umask(0o027)
    try:
        write_file(path, "é")
    finally:
        os.umask(mask)
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("é", 0o640)
    path.chmod(0o600)
    write_file(path, "new")
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("new", 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_text_file_is_not_replaced(tmp_path: Path) -> None:
    """A pipe, a link to nothing, a folder and a file that is no UTF-8 are refused, and stay as they are."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    (tmp_path / "folder").mkdir()
    (tmp_path / "image").write_bytes(b"\xff\xd8")
    names = sorted(path.name for path in tmp_path.iterdir())
    for name in names:
        with pytest.raises(SheetError, match="cannot be written"):
            write_file(tmp_path / name, "x")
    with pytest.raises(SheetError, match="cannot be written"):
        write_file(tmp_path / "nowhere" / "x", "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert (tmp_path / "image").read_bytes() == b"\xff\xd8"


def test_a_link_in_a_directory_is_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sheet that is a link is not written through when its directory is built."""
    other = tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    for name, text in (("pier.yaml", DRAFT), ("pier.txt", TEXT)):
        (drafts / name).write_text(text, encoding="utf-8")
    (drafts / "pier.json").symlink_to(other)
    assert main(["build", str(drafts)]) == 1
    assert "is a symbolic link in a directory" in capsys.readouterr().err
    assert other.read_text(encoding="utf-8") == "mine"
