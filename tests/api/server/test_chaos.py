"""The server survives chaos; `python -m tests.chaos` runs more of it."""

from pathlib import Path

import pytest

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
