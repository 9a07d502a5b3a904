"""`python -m tests.chaos`: kill processes of servers at random moments under load, and report what goes wrong."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.chaos.rounds import Plan, run_round


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rounds; return the exit status: 0, or 1 if anything went wrong."""
    parser = argparse.ArgumentParser("python -m tests.chaos", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50, help="servers to start and hit (default: 50)")
    parser.add_argument("--seed", type=int, default=10, help="of the random numbers (default: 10)")
    args = parser.parse_args(arguments)
    random, failures = Random(args.seed), 0  # noqa: S311 - no secret
    for number in range(1, args.rounds + 1):
        plan = Plan.draw(random)
        with TemporaryDirectory() as directory:
            outcome = run_round(plan, Path(directory))
        failures += bool(outcome.problems)
        responses = " ".join(f"{name}:{count}" for name, count in sorted(outcome.responses.items()))
        print(f"{number}/{args.rounds} {'FAILED' if outcome.problems else 'ok'} {plan} {responses}", flush=True)
        print(*(f"  {problem}\n" for problem in outcome.problems), sep="", end="", flush=True)
    print(f"{args.rounds - failures} of {args.rounds} rounds without a problem.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
