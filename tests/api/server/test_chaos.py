"""The server survives chaos; `python -m tests.chaos` runs more of it."""

from pathlib import Path
from random import Random

import pytest

from tests.chaos.database import DatabaseRound
from tests.chaos.rounds import Plan, run_round

PLANS = [
    Plan("parent", workers=2, delay=0.5, is_started=True, reloads=True),
    Plan("workers", workers=2, delay=0.1, is_started=True, reloads=False),
    Plan("everything", workers=1, delay=0.5, is_started=False, reloads=False),
]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.victim)
def test_nothing_is_lost_wrong_or_left(plan: Plan, tmp_path: Path) -> None:
    """Whatever is killed under load, no response is wrong, and no process, file or port is left of the server."""
    outcome = run_round(plan, tmp_path)
    assert outcome.problems == []
    assert not plan.is_started or outcome.responses["200"] > 0


def test_loaders_that_are_killed_leave_an_archive_that_is_served(tmp_path: Path) -> None:
    """While sheets are loaded, and loaders killed, each response is that of one state; what was loaded is served."""
    outcome = DatabaseRound(f"sqlite:///{tmp_path}/facts.db", tmp_path, Random(10)).run(hits=1)  # noqa: S311 - no secret
    assert outcome.problems == []
    assert outcome.responses["200"] > 0
