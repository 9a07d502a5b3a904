"""The server survives chaos; `python -m tests.chaos` runs more of it."""

from pathlib import Path

from tests.chaos.rounds import Plan, run_round


def test_nothing_is_lost_wrong_or_left(tmp_path: Path) -> None:
    """If all processes are killed under load, no response is wrong, and none, no file and no port is left of them."""
    outcome = run_round(Plan("everything", workers=2, delay=0.3, is_started=True, reloads=True), tmp_path)
    assert outcome.problems == []
    assert outcome.responses["200"] > 0
