"""Rounds of chaos: a server is started, loaded, hit at a random moment, and examined."""

import json
import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from facts.sheets.loader import load_sheets
from tests.api.server.test_reloader import ServerProcess, is_true_within
from tests.chaos.load import TARGETS, Expected, Load
from tests.chaos.processes import find_remains, kill, processes_of, workers_of
from tests.conftest import FRIGATE

TITLES = ("Before", "After")
"""The states of the sheet."""
VICTIMS = ("parent", "worker", "workers", "everything")
MODIFIED = 1_600_000_000
"""When the sheet was last changed."""
CLIENTS = 4
RECOVERY_TIMEOUT = 60.0
REMAINS_TIMEOUT = 15.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens in a round, and when: `delay` seconds after the start, or after the first response."""

    victim: str
    workers: int
    delay: float
    is_started: bool
    """Whether the server responds before it is hit."""
    reloads: bool
    """Whether the sheets are reloaded before, again and again."""

    @classmethod
    def draw(cls, random: Random) -> "Plan":
        """Return a random plan."""
        victim = random.choice(VICTIMS)
        workers = random.randint(2, 3) if victim.startswith("worker") else random.randint(1, 3)
        is_started = victim.startswith("worker") or random.random() < 0.75
        return cls(victim, workers, random.uniform(0, 1.5), is_started, random.random() < 0.5)


@dataclass(slots=True)
class Outcome:
    """How a round ended."""

    problems: list[str] = field(default_factory=list)
    responses: Mapping[str, int] = field(default_factory=dict)


@contextmanager
def temporary_files_in(directory: Path) -> Iterator[None]:
    """Have servers make their temporary files in `directory`."""
    previous = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(directory)
    try:
        yield
    finally:
        if previous is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = previous


class ChaosServer(ServerProcess):
    """A server whose sheet is replaced as a whole, and always of the same age, which is in responses."""

    def write_sheet(self, **values: Any) -> None:
        """Replace the sheet by one with other values."""
        write_state(self.sheet, **values)


def write_state(sheet: Path, **values: Any) -> None:
    """Replace a sheet by one with other values."""
    new = sheet.with_suffix(".new")
    new.write_text(json.dumps(json.loads(FRIGATE.read_text(encoding="utf-8")) | values), encoding="utf-8")
    os.utime(new, (MODIFIED, MODIFIED))
    new.replace(sheet)


@cache
def right_bodies() -> Expected:
    """Return the right bodies for each state of the sheet."""
    bodies: dict[str, list[bytes]] = {target: [] for target in TARGETS}
    with TemporaryDirectory() as directory:
        sheet = Path(directory) / "sheet.json"
        for title in TITLES:
            write_state(sheet, title=title)
            archive = Archive.build(load_sheets([sheet]))
            client = TestClient(create_app(archive))
            for target in TARGETS:
                bodies[target].append(client.get(target).content)
            archive.close()
    return {target: frozenset(values) for target, values in bodies.items()}


def run_round(plan: Plan, directory: Path) -> Outcome:
    """Carry out a plan; return what went wrong, and what the clients received."""
    temporary = directory / "temporary"
    temporary.mkdir(exist_ok=True)
    outcome, expected = Outcome(), right_bodies()
    with temporary_files_in(temporary):
        server = ChaosServer(directory, "--workers", str(plan.workers), "--no-access-log", "--metrics")
        try:
            with Load(server.port, CLIENTS, expected) as load:
                hit(plan, server, temporary, load, outcome)
            outcome.responses = load.outcomes
            outcome.problems += load.wrong[:5]
            if plan.victim == "everything":
                sweep(directory)
            outcome.problems += find_remains(temporary, server.port, REMAINS_TIMEOUT)
            if "Traceback" in server.errors() and plan.is_started:
                outcome.problems.append(server.errors()[-1000:])
        finally:
            kill(*processes_of(temporary))
            server.process.wait()
    return outcome


def hit(plan: Plan, server: ChaosServer, temporary: Path, load: Load, outcome: Outcome) -> None:
    """Kill the victim at its moment; have a server that only lost workers respond again, and then stop it."""
    if plan.is_started and not load.wait_for_responses(RECOVERY_TIMEOUT):
        outcome.problems.append("the server does not start")
    deadline = time.monotonic() + plan.delay
    while (rest := deadline - time.monotonic()) > 0:
        if plan.reloads and plan.is_started:
            server.write_sheet(title=TITLES[load.outcomes["200"] % len(TITLES)])
            server.process.send_signal(signal.SIGHUP)
        time.sleep(min(rest, 0.3))
    workers = workers_of(temporary)
    match plan.victim:
        case "parent":
            kill(server.process.pid)
        case "everything":
            kill(*processes_of(temporary))
        case victim:
            kill(*workers[: 1 if victim == "worker" else None])
            if not load.wait_for_responses(RECOVERY_TIMEOUT):
                outcome.problems.append("no response after workers were killed")
            if not is_true_within(RECOVERY_TIMEOUT, lambda: len(workers_of(temporary)) == plan.workers):
                outcome.problems.append("workers are not replaced")
            server.process.terminate()
    server.process.wait(RECOVERY_TIMEOUT)


def sweep(directory: Path) -> None:
    """Start and stop another server, which removes the files that the killed ones left."""
    server = ChaosServer(directory)
    is_true_within(RECOVERY_TIMEOUT, server.title)
    server.process.terminate()
    server.process.wait(RECOVERY_TIMEOUT)
