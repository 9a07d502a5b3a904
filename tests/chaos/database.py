"""Rounds of chaos with a database: loaders, or the database's own processes, are killed while servers read."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from itertools import permutations, product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from facts.sheets.loader import find_sheets, load_sheets
from tests.api.server.test_reloader import is_true_within
from tests.api.server.test_serving import free_port, get_json
from tests.chaos.load import TARGETS, Expected, Load
from tests.chaos.processes import find_remains, kill, processes_of
from tests.chaos.rounds import (
    CLIENTS,
    MODIFIED,
    RECOVERY_TIMEOUT,
    REMAINS_TIMEOUT,
    Outcome,
    temporary_files_in,
)
from tests.conftest import FRIGATE

SHEETS = ("frigate-deal", "frigate-deal-again")
State = tuple[bool, ...]
"""Which of the sheets have been changed."""
STATES: Sequence[State] = tuple(product((False, True), repeat=len(SHEETS)))
DATABASE_TARGETS = (
    *TARGETS,
    "/v1/sheets",
    "/v1/events?limit=100&facets=kind",
    "/v1/statements.csv",
    "/v1/media",
)
HISTORY = re.compile(rb'cursor=[A-Za-z0-9_-]+|"updated":"[^"]+"')
"""What differs with the history of an archive: cursors, and when sheets were loaded."""
HITS = 3
"""Number of times that something is killed in a round."""
SEEN_WITHIN = 5.0
"""Seconds within which a server notices what was loaded."""
Hit = Callable[[], str | None]
"""Kills a process of the database and starts it again; returns what went wrong."""


class DatabaseLoad(Load):
    """Clients of a server of a database, to whom its history is nothing."""

    def check(self, target: str, status: int, body: bytes, retry_after: str | None) -> None:
        """Record a response, and what is wrong with it."""
        super().check(target, status, HISTORY.sub(b"", body), retry_after)


def write_sheets(directory: Path, state: State) -> None:
    """Write the sheets in a state: those that are changed have another title, and fewer records."""
    raw = json.loads(FRIGATE.read_text(encoding="utf-8"))
    fewer = {kind: raw[kind][:-1] for kind in ("events", "statements", "media")} | {"title": "After"}
    directory.mkdir(exist_ok=True)
    for sheet_id, is_changed in zip(SHEETS, state, strict=True):
        path = directory / f"{sheet_id}.json"
        new = path.with_suffix(".new")
        new.write_text(json.dumps(raw | {"id": sheet_id} | (fewer if is_changed else {})), encoding="utf-8")
        os.utime(new, (MODIFIED, MODIFIED))
        new.replace(path)


@cache
def right_database_bodies() -> Expected:
    """Return the right bodies for each state of the archive, and each order in which its sheets were loaded."""
    bodies: dict[str, list[bytes]] = {target: [] for target in DATABASE_TARGETS}
    for state, order in product(STATES, permutations(SHEETS)):
        with TemporaryDirectory() as name:
            write_sheets(Path(name), state)
            archive = Archive.build(load_sheets([Path(name, f"{sheet_id}.json") for sheet_id in order]))
            client = TestClient(create_app(archive))
            for target in DATABASE_TARGETS:
                bodies[target].append(HISTORY.sub(b"", client.get(target).content))
            archive.close()
    return {target: frozenset(values) for target, values in bodies.items()}


class DatabaseRound:
    """A server of the database at `url`, into which `hits` times sheets are loaded while something is killed.

    `restart` kills the database itself and starts it again; if it is None, loaders are killed.
    """

    def __init__(self, url: str, directory: Path, random: Random, restart: Hit | None = None) -> None:
        self.url = url
        self.sheets = directory / "sheets"
        self.temporary = directory / "temporary"
        self.output = directory / "output"
        self.temporary.mkdir()
        self.random = random
        self.restart = restart
        self.port = free_port()
        self.outcome = Outcome()

    def run(self, hits: int = HITS) -> Outcome:
        """Return what went wrong, and what the clients received."""
        with temporary_files_in(self.temporary), self.output.open("wb") as output:
            write_sheets(self.sheets, STATES[0])
            Archive.build(load_sheets(find_sheets([self.sheets])), self.url).close()
            command = [sys.executable, "-m", "api", "--database", self.url, "--port", str(self.port)]
            options = ["--workers", "2", "--no-access-log"]
            server = subprocess.Popen([*command, *options], stdout=output, stderr=output)  # noqa: S603 - ours
            try:
                with DatabaseLoad(self.port, CLIENTS, right_database_bodies()) as load:
                    if not load.wait_for_responses(RECOVERY_TIMEOUT):
                        self.outcome.problems.append("the server does not start")
                    for _ in range(hits):
                        self.load(self.random.choice(STATES))
                self.outcome.responses = load.outcomes
                self.outcome.problems += load.wrong[:5]
                server.terminate()
                server.wait(RECOVERY_TIMEOUT)
                self.outcome.problems += find_remains(self.temporary, self.port, REMAINS_TIMEOUT)
            finally:
                kill(*processes_of(self.temporary))
                server.wait()
        if "Traceback" in (text := self.output.read_text(encoding="utf-8")):
            self.outcome.problems.append(text[text.index("Traceback") :][:2000])
        return self.outcome

    def load(self, state: State) -> None:
        """Load the sheets in a state, first with a kill at a random moment, then completely; check what is served."""
        write_sheets(self.sheets, state)
        command = [sys.executable, "-m", "facts", "load", str(self.sheets), "--database", self.url]
        loader = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ours
        time.sleep(self.random.uniform(0, 1.5))
        if self.restart is None:
            loader.kill()
        elif problem := self.restart():
            self.outcome.problems.append(problem)
        loader.wait(RECOVERY_TIMEOUT)
        result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
        if result.returncode:
            self.outcome.problems.append(f"load: {result.stdout}{result.stderr}"[:2000])
        elif self.outcome.problems or self.output.stat().st_size == 0:
            return
        elif not is_true_within(RECOVERY_TIMEOUT if self.restart else SEEN_WITHIN, lambda: self.is_served(state)):
            self.outcome.problems.append(f"{state} was loaded and is not served")

    def is_served(self, state: State) -> bool:
        """Return whether all workers serve the sheets in a state."""
        return all(self.served_state() == state for _ in range(8))

    def served_state(self) -> State | None:
        """Return the state that one worker serves; None if there is no response."""
        try:
            sheets: list[Any] = get_json(self.port, "/v1/sheets")["items"]
        except (OSError, AssertionError):
            return None
        titles = {sheet["id"]: sheet["title"] for sheet in sheets}
        return tuple(titles.get(sheet_id) == "After" for sheet_id in SHEETS)
