"""`python -m tests.chaos`: kill processes at random moments under load, and report what goes wrong."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.chaos.database import DatabaseRound
from tests.chaos.postgres import FragilePostgres
from tests.chaos.rounds import Outcome, Plan, run_round

VICTIMS = ("server", "loader", "database")
Round = Callable[[int, Path], Outcome]
"""Runs the round with a number in a directory."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rounds; return the exit status: 0, or 1 if anything went wrong."""
    parser = argparse.ArgumentParser("python -m tests.chaos", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50, help="servers to start and hit (default: 50)")
    parser.add_argument("--seed", type=int, default=10, help="of the random numbers (default: 10)")
    victim_help = """what is killed: a server's processes, those that load into its SQLite file, or those of
    PostgreSQL (default: server)"""
    parser.add_argument("--victim", choices=VICTIMS, default=VICTIMS[0], help=victim_help)
    args = parser.parse_args(arguments)
    failures = 0
    with open_rounds(args.victim, Random(args.seed)) as run:  # noqa: S311 - no secret
        for number in range(1, args.rounds + 1):
            with TemporaryDirectory() as directory:
                outcome = run(number, Path(directory))
            failures += bool(outcome.problems)
            responses = " ".join(f"{name}:{count}" for name, count in sorted(outcome.responses.items()))
            print(f"{number}/{args.rounds} {'FAILED' if outcome.problems else 'ok'} {responses}", flush=True)
            print(*(f"  {problem}\n" for problem in outcome.problems), sep="", end="", flush=True)
    print(f"{args.rounds - failures} of {args.rounds} rounds without a problem.")
    return 1 if failures else 0


@contextmanager
def open_rounds(victim: str, random: Random) -> Iterator[Round]:
    """Yield what runs the rounds of a victim."""
    match victim:
        case "server":
            yield lambda _, directory: run_round(Plan.draw(random), directory)
        case "loader":
            yield lambda _, directory: DatabaseRound(f"sqlite:///{directory}/facts.db", directory, random).run()
        case _:
            with TemporaryDirectory() as name:
                postgres = FragilePostgres(Path(name) / "postgres")
                try:
                    yield lambda number, directory: DatabaseRound(
                        postgres.create_database(f"round_{number}"), directory, random, postgres.restart
                    ).run()
                finally:
                    postgres.close()


if __name__ == "__main__":
    sys.exit(main())
