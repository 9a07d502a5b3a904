"""The file of an archive is the one that is named, whatever characters its path has."""

import os
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL

from api.server.archives import ArchiveFiles
from facts.archive import Archive
from facts.archive.database import ArchiveError, database_path, parse_url
from facts.sheets.sheet import Sheet
from tests.conftest import S400
from tests.tables import each_row

NAMES = (
    "a b",
    "a?mode=ro&b;c#d%20e%3Ff+100%",
    "file:user@host \\ 'a' \"b\"",
    "Łódź 東京 e\u0301",
    os.fsdecode(b"\xff"),
)
"""Names of directories and files; the last is not UTF-8."""


def files_in(directory: Path) -> set[Path]:
    """Return the files in a directory and all below."""
    return {path for path in directory.rglob("*") if path.is_file()}


@each_row("name", NAMES)
def test_an_archive_is_in_the_file_that_is_named(name: str, tmp_path: Path, sheets: Sequence[Sheet]) -> None:
    """A path that is given as such, or in the text of a URL, is that of the file, and no other is made."""
    directory = tmp_path / name
    directory.mkdir()
    first, second = directory / f"{name}.1", directory / f"{name}.2"
    text = "sqlite:///" + str(second).replace("%", "%25").replace("?", "%3F")
    for file, url in ((first, URL.create("sqlite", database=str(first))), (second, text)):
        with closing(Archive.build(sheets[:1], url)) as archive:
            assert database_path(archive.engine.url) == file
            assert archive.current_generation() == archive.generation
        with closing(Archive.open(url)) as archive:
            assert list(archive.sheets) == [sheets[0].id]
    assert files_in(directory) == {first, second}
    assert len(list(tmp_path.iterdir())) == NAMES.index(name) + 1


@each_row("name", NAMES)
def test_an_archive_stays_in_its_temporary_directory(
    name: str, tmp_path: Path, sheets: Sequence[Sheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Archives of TMPDIR and of the server's private directory are in there, whatever its name, and nowhere else."""
    temporary = tmp_path / name
    private = temporary / "private"
    private.mkdir(parents=True)
    before = files_in(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with closing(Archive.build(sheets[:1])) as archive:
        assert {path.parent.parent for path in files_in(tmp_path) - before} == {temporary}
        assert archive.find("facts").total
    assert files_in(tmp_path) == before
    files = ArchiveFiles((S400,), private, 5)
    with closing(files.rebuild(archive) or archive) as archive:
        assert files_in(tmp_path) - before == {private / "1.db", private / "current"}
        assert archive.find("facts").total


@each_row(
    ("url", "path"),
    [
        ("sqlite:///facts.db", "facts.db"),
        ("sqlite:////var/lib/my facts.db", "/var/lib/my facts.db"),
        ("sqlite:////var/lib/my%20facts.db", "/var/lib/my facts.db"),
        ("sqlite:///facts%3F.db", "facts?.db"),
        ("sqlite:///facts#1.db", "facts#1.db"),
        ("sqlite:///100%.db", "100%.db"),
        ("sqlite:///Łódź.db", "Łódź.db"),
        ("sqlite:///a@b:c.db", "a@b:c.db"),
    ],
)
def test_the_path_in_a_url(url: str, path: str) -> None:
    """The path in the URL of a file is relative after three slashes, absolute after four, and may be encoded."""
    assert database_path(parse_url(url)) == Path(path)


@each_row(
    ("url", "message"),
    [
        ("sqlite:///facts?.db", "sqlite:///facts: a SQLite file has no parameters. Write a ? in its name as %3F."),
        ("sqlite:///facts.db?mode=ro", "sqlite:///facts.db: a SQLite file has no parameters."),
        (URL.create("sqlite", database="facts.db", query={"mode": "ro"}), "a SQLite file has no parameters."),
        ("sqlite://localhost/facts.db", "A SQLite file has no host. Write its path after three slashes"),
        ("sqlite://root:secret@/facts.db", "A SQLite file has no host."),
        ("sqlite:///facts%00.db", "The name of a SQLite file has no NUL."),
        (URL.create("sqlite", database=""), "sqlite:///: not supported."),
        (URL.create("sqlite", database=":memory:"), "not supported."),
    ],
)
def test_a_url_that_is_not_just_a_path(url: str | URL, message: str) -> None:
    """What a URL says besides the path of a file is refused, not ignored: another file would be written."""
    with pytest.raises(ArchiveError) as error:
        parse_url(url)
    assert message in str(error.value)
    assert "secret" not in str(error.value)
