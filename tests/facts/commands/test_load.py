"""`load` writes what is new or changed, and says what it does not; `unload` removes sheets."""

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy
from typing import Any, NamedTuple

import pytest
from sqlalchemy import create_engine, text, update
from sqlalchemy.pool import NullPool

from facts.__main__ import main
from facts.archive import Archive, Query
from facts.archive.database import parse_url
from facts.archive.ingest.load import ArchiveLoader
from facts.archive.ingest.sheet_reader import SheetRows
from facts.archive.tables import state
from facts.commands.load import DATABASE_VARIABLE
from facts.commands.sheet_files import start_method
from tests.conftest import FRIGATE
from tests.databases import Databases
from tests.facts.archive.test_writer import rows_of, small_sheets

PASSWORD = "hunter2"  # noqa: S105 - it is nobody's
NAMES = ("alpha", "frigate-deal")


class Result(NamedTuple):
    """What a command has printed, and its exit status."""

    status: int
    output: str
    errors: str

    @property
    def json(self) -> Any:
        """The output as JSON."""
        return json.loads(self.output)


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command of the tool in this process, which never prints a password or a traceback."""

    def run_command(*arguments: object) -> Result:
        one_process = ("--processes", 1) if arguments[0] == "load" and "--processes" not in arguments else ()
        status = main(list(map(str, (*arguments, *one_process))))
        result = Result(status, *capsys.readouterr())
        assert PASSWORD not in result.output + result.errors
        assert "Traceback" not in result.errors
        return result

    return run_command


@pytest.fixture
def url(databases: Databases, engine: str) -> str:
    """A database without tables."""
    return databases.create(engine)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A directory with two sheets."""
    copy(FRIGATE, tmp_path)
    (tmp_path / "alpha.json").write_text(json.dumps({**small_sheets()[0], "id": "alpha"}), "utf-8")
    return tmp_path


def sheets_of(url: str) -> dict[str, str]:
    """Return the titles of the sheets of an archive, in order, by their ids."""
    archive = Archive.open(url)
    archive.close()
    return {sheet.id: sheet.title for sheet in archive.sheets.values()}


def change_title(path: Path, title: str) -> None:
    """Write another title into the file of a sheet."""
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "title": title}), "utf-8")


def execute(url: str, statement: Any) -> None:
    """Execute a statement in a database."""
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.execute(text(statement) if isinstance(statement, str) else statement)


def test_only_new_and_changed_sheets_are_written(run: Run, url: str, directory: Path) -> None:
    """What the archive has already is left alone; a changed sheet is written anew, after the others."""
    load = ("load", directory, "--database", url, "--json")
    assert run(*load) == (0, f'{{"loaded": {json.dumps(NAMES)}, "unchanged": 0, "problems": []}}\n', "")
    assert list(sheets_of(url)) == list(NAMES)
    generation = Archive.open(url).generation
    assert run(*load).json == {"loaded": [], "unchanged": 2, "problems": []}
    assert Archive.open(url).generation == generation
    change_title(directory / "alpha.json", "Another title")
    assert run(*load).json == {"loaded": ["alpha"], "unchanged": 1, "problems": []}
    assert list(sheets_of(url)) == [*NAMES[1:], "alpha"]
    assert sheets_of(url)["alpha"] == "Another title"
    assert run(*load[:-1]).output == "ok 0 sheets loaded, 2 unchanged\n"


def test_a_sheet_has_the_time_of_its_load(run: Run, url: str, directory: Path) -> None:
    """A sheet has the time when its version was loaded, however old its file is; one that is unchanged keeps it."""
    for path in directory.iterdir():
        os.utime(path, (0, 0))
    start = datetime.now(UTC)
    run("load", directory, "--database", url)
    before = Archive.open(url).modified
    change_title(directory / "alpha.json", "Another title")
    run("load", directory, "--database", url)
    after = Archive.open(url).modified
    assert start <= min(before.values())
    assert before["frigate-deal"] == after["frigate-deal"]
    assert before["alpha"] < after["alpha"]


def test_sheets_are_unloaded(run: Run, url: str, directory: Path) -> None:
    """A sheet that is unloaded is gone; an id that the archive does not have changes nothing."""
    run("load", directory, "--database", url)
    missing = run("unload", "alpha", "frigate-dea", "--database", url)
    assert missing == (1, "", "wrong frigate-dea: is not in the archive. Did you mean `frigate-deal`?\n")
    assert len(sheets_of(url)) == 2
    assert run("unload", "frigate-deal", "--database", url) == (0, "ok 1 sheet unloaded\n", "")
    assert run("unload", "alpha", "--database", url, "--json").json == {"unloaded": ["alpha"]}
    assert sheets_of(url) == {}
    assert run("load", directory, "--database", url, "--json").json["loaded"] == list(NAMES)


@pytest.mark.parametrize("processes", [1, 2])
def test_files_that_are_wrong_are_reported_and_others_are_loaded(
    run: Run, databases: Databases, directory: Path, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is no sheet, and one with the id of another, are problems; the exit status is 1."""
    monkeypatch.setattr("facts.commands.sheet_files.FEW_FILES", 1)
    url = databases.create("sqlite")
    (directory / "a.json").write_text("{", "utf-8")
    (directory / "b.json").write_text('{"id": "b"}', "utf-8")
    copy(FRIGATE, directory / "z.json")
    result = run("load", directory, "--database", url, "--processes", processes, "--json")
    assert result.status == 1
    assert result.json["loaded"] == list(NAMES)
    files = [Path(problem["file"]).name for problem in result.json["problems"]]
    assert list(dict.fromkeys(files)) == ["a.json", "b.json", "z.json"]
    assert result.json["problems"][-1]["message"] == f"has the same id as {directory / FRIGATE.name}"
    again = run("load", directory, "--database", url, "--processes", processes)
    assert again.output == "0 sheets loaded, 2 unchanged, 3 with problems\n"
    assert "has the same id" in again.errors


@pytest.mark.parametrize(("threads", "method"), [(1, "fork" if sys.platform == "linux" else "spawn"), (2, "spawn")])
def test_a_process_with_threads_is_not_forked(threads: int, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread of the parent may hold a lock that nobody would release in a fork."""
    monkeypatch.setattr("facts.commands.sheet_files.active_count", lambda: threads)
    assert start_method().get_start_method() == method


def test_the_environment_names_the_database(run: Run, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `--database` the environment variable counts; without both nothing is read."""
    assert "Name it with --database" in run("load", FRIGATE).errors
    monkeypatch.setenv(DATABASE_VARIABLE, url)
    assert run("load", FRIGATE).status == 0
    assert list(sheets_of(url)) == ["frigate-deal"]


def test_a_second_loader_waits_and_gives_up(run: Run, url: str) -> None:
    """While one process writes, another waits for some seconds; then it says why nothing was loaded."""
    loader = ArchiveLoader(parse_url(url))
    with loader.engine.begin() as connection:
        loader.lock(connection)
        result = run("load", FRIGATE, "--database", url)
    assert result.status == 1
    assert result.errors.endswith("another process loads sheets. Try again when it is done.\n")
    assert run("load", FRIGATE, "--database", url).status == 0
    assert list(sheets_of(url)) == ["frigate-deal"]
    loader.close()


def test_others_write_while_sheets_are_waited_for(run: Run, url: str) -> None:
    """The database is locked while sheets are written, not while they are read, and what others write is kept."""
    loader = ArchiveLoader(parse_url(url))

    def load_meanwhile() -> Iterator[SheetRows]:
        yield rows_of("alpha", 0)
        assert run("load", FRIGATE, "--database", url).status == 0

    assert list(loader.load(load_meanwhile())) == [["alpha"]]
    assert list(sheets_of(url)) == ["frigate-deal", "alpha"]
    loader.close()


def test_another_version_is_refused(run: Run, url: str) -> None:
    """An archive of another version is neither changed nor read."""
    run("load", FRIGATE, "--database", url)
    execute(url, update(state).values(version="of old"))
    for command in (("load", FRIGATE), ("unload", "frigate-deal")):
        result = run(*command, "--database", url)
        assert result.status == 1
        assert "an archive of another version" in result.errors


def test_tables_of_other_programs_are_left_alone(run: Run, url: str) -> None:
    """No archive is made in a database where a table of another program has the name of one of its tables."""
    execute(url, "CREATE TABLE records (number INTEGER)")
    result = run("load", FRIGATE, "--database", url)
    assert result.status == 1
    assert "it has a table records that is of no archive" in result.errors
    execute(url, "INSERT INTO records VALUES (1)")


def test_nothing_is_made_by_unloading(run: Run, databases: Databases, engine: str, tmp_path: Path) -> None:
    """A database that does not exist, or is empty, is no archive to unload from, and stays as it is."""
    url = databases.create("postgresql") if engine == "postgresql" else f"sqlite:///{tmp_path}/no.db"
    result = run("unload", "alpha", "--database", url)
    assert result.status == 1
    assert "`python -m facts load` makes one" in result.errors
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("", "No database is named"),
        ("facts.db", "This is not the URL of a database"),
        ("sqlite://", "not supported"),
        ("sqlite:///:memory:", "sqlite:///:memory:: not supported"),
        ("sqlite:///file:facts.db?uri=true", "not supported"),
        (f"mysql://root:{PASSWORD}@localhost/facts", "mysql://root:***@localhost/facts: not supported"),
        (f"postgresql://root:a@{PASSWORD}@localhost/facts", "Write an @ in a name or a password as %40"),
        (f"postgresql://root:{PASSWORD}@localhost:port/facts", "This is not the URL of a database"),
        (f"postgresql://root:{PASSWORD}@127.0.0.1:1/facts", "Check the URL"),
        (f"postgresql://127.0.0.1:1/facts?password={PASSWORD}&user=root", "postgresql+psycopg://127.0.0.1:1/facts?"),
        (f"postgresql://root:{PASSWORD}@127.0.0.1:1/facts?nonsense=1", 'invalid connection option "nonsense"'),
        ("sqlite:////dev/null/facts.db", "unable to open database file"),
        ("sqlite:////tmp", "unable to open database file"),
        (f"sqlite:///{Path(__file__)}", "file is not a database"),
    ],
)
def test_a_database_that_cannot_be_opened(run: Run, url: str, message: str) -> None:
    """What is wrong with a URL or the database that it names is said, without the password."""
    for command in (("load", FRIGATE), ("unload", "frigate-deal")):
        result = run(*command, "--database", url)
        assert (result.status, result.output) == (1, "")
        assert result.errors.startswith("wrong ")
        assert result.errors.count("\n") == 1
    assert message in run("load", FRIGATE, "--database", url).errors


def test_a_driver_that_is_not_installed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without psycopg the message says how to install it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    result = run("load", FRIGATE, "--database", f"postgresql://root:{PASSWORD}@localhost/facts")
    assert result.status == 1
    assert "the driver is not installed. Install the extra `postgresql`" in result.errors


def test_an_empty_file_becomes_an_archive(run: Run, tmp_path: Path) -> None:
    """An empty file is an empty SQLite database."""
    file = tmp_path / "empty.db"
    file.touch()
    assert run("load", FRIGATE, "--database", f"sqlite:///{file}").status == 0
    assert list(sheets_of(f"sqlite:///{file}")) == ["frigate-deal"]


def test_a_file_in_place_of_one_that_is_still_read(run: Run, directory: Path, databases: Databases) -> None:
    """Readers of a file that was removed keep it; what is loaded into a new one of its name is read from there."""
    url = databases.create("sqlite")
    file = Path(str(parse_url(url).database))
    run("load", FRIGATE, "--database", url)
    with closing(Archive.open(url)) as archive, archive.connection() as connection:
        items = archive.search(connection, "facts", Query()).items
        change_title(directory / "frigate-deal.json", "Another title")
        run("load", directory / "frigate-deal.json", "--database", url)
        assert Path(f"{file}-wal").stat().st_size, "the log cannot be emptied while it is read"
        file.unlink()
        assert run("load", directory, "--database", url).output == "ok 2 sheets loaded, 0 unchanged\n"
        assert archive.search(connection, "facts", Query()).items == items
    assert run("load", directory, "--database", url).output == "ok 0 sheets loaded, 2 unchanged\n"
    assert list(sheets_of(url)) == list(NAMES)


def test_a_log_that_cannot_be_removed(run: Run, tmp_path: Path) -> None:
    """Nothing is loaded into a new file beside the log of another one that stays there."""
    (tmp_path / "facts.db-shm").mkdir()
    result = run("load", FRIGATE, "--database", f"sqlite:///{tmp_path}/facts.db")
    assert (result.status, result.output) == (1, "")
    assert "facts.db-shm: Is a directory. Remove it: " in result.errors


def test_a_file_that_is_found_damaged_at_the_end(
    run: Run, directory: Path, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is said to be loaded if the database turns out to be damaged when it is closed."""

    def fail(_: object) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr("facts.archive.ingest.load.empty_log", fail)
    result = run("load", directory, "--database", databases.create("sqlite"))
    assert (result.status, result.output) == (1, "")
    assert "database disk image is malformed" in result.errors


def test_a_role_without_permission(run: Run, databases: Databases, directory: Path) -> None:
    """Whoever may not write to a database reads why."""
    url = databases.create("postgresql")
    run("load", FRIGATE, "--database", url)
    server = databases.postgresql
    server.execute("CREATE ROLE reader LOGIN")
    schema = parse_url(url).query["options"].removeprefix("-csearch_path=")  # type: ignore[union-attr]
    server.execute(f"GRANT USAGE ON SCHEMA {schema} TO reader")
    server.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader")
    reader = parse_url(url).set(username="reader", password=PASSWORD).render_as_string(False)
    assert list(sheets_of(reader)) == ["frigate-deal"]
    for command in (("load", directory), ("unload", "frigate-deal")):
        result = run(*command, "--database", reader)
        assert result.status == 1
        assert "permission denied for table" in result.errors
    assert list(sheets_of(url)) == ["frigate-deal"]


@pytest.mark.parametrize("number", ["0", "-5", "1.5", "many", "", "\u0663", "9999999"])
def test_a_number_of_processes_is_a_whole_one(
    run: Run, url: str, directory: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    """No process, fewer, or more than any machine has, are refused with what is accepted."""
    with pytest.raises(SystemExit) as stop:
        run("load", directory, "--database", url, f"--processes={number}")
    assert stop.value.code == 2
    assert f"must be a whole number from 1 to 1024, not '{number}'" in capsys.readouterr().err


def test_a_directory_without_sheets_is_told_what_it_may_have(run: Run, url: str, tmp_path: Path) -> None:
    """The message of a directory with neither sheets nor drafts, and of a path that is nothing, names both."""
    result = run("load", tmp_path, "--database", url)
    assert (result.status, "contains no *.json file, and no draft. Give" in result.errors) == (1, True)
    gone = run("load", tmp_path / "gone", "--database", url)
    for errors in (result.errors, gone.errors):
        assert "Give the path of a sheet or of a draft (*.yaml), or of a directory of them" in errors
