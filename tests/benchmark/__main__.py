"""`python -m tests.benchmark`: measure this server beside others, and print tables in Markdown."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory

from facts.archive import Archive
from facts.sheets.loader import BUNDLED, find_sheets, load_sheets
from tests.benchmark import load as wrk
from tests.benchmark.records import export
from tests.benchmark.serve import ANSWERS, CONTRACTS, RECORDS
from tests.benchmark.servers import NAMES, Server
from tests.benchmark.table import Rounds, processor, rates, spread
from tests.benchmark.workloads import DAY, NUMBER, Question, questions

STARTS = 3
OWN = frozenset({"date", "x-request-id"})
"""Header fields that are of one answer alone."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status: 0, or 2 if something is not installed."""
    asked = parser().parse_args(arguments)
    missing = [] if which("wrk") else ["wrk: apt-get install wrk"]
    missing += [] if find_spec("datasette") else ["datasette: pip install datasette"]
    if missing:
        print("To be installed first:", *missing, sep="\n  ", file=sys.stderr)
        return 2
    cores = sorted(os.sched_getaffinity(0))
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        starts = [started(cores[0], folder) for _ in range(STARTS)]
        servers = [stack.enter_context(Server(NAMES[0], cores[0], folder))]
        prepare(servers[0], folder)
        servers += [stack.enter_context(Server(other, cores[0], folder)) for other in NAMES[1:]]
        every = questions(dict(servers[0].ask("/v1/contracts").headers)["etag"])
        agree(servers, every)
        rounds = measure(servers, every, asked.rounds, asked.seconds, cores[-1], folder)
        after = servers[0].resident()
    print(rates(rounds, NAMES), processor(rounds, NAMES), sep="\n\n")
    print(f"\n{asked.rounds} rounds of {asked.seconds} s with {wrk.CONNECTIONS} connections. {spread(rounds)}")
    seconds, before = (median(found) for found in zip(*starts, strict=True))
    print(f"Start to first answer: {seconds:.2f} s, with {before:.0f} MB of memory; {after:.0f} MB in the end.")
    return 0


def started(core: int, folder: Path) -> tuple[float, float]:
    """Start our server, and return the seconds to its first answer and the megabytes that it takes then."""
    with Server(NAMES[0], core, folder) as server:
        return server.start, server.memory


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    found = argparse.ArgumentParser("python -m tests.benchmark", description=__doc__)
    found.add_argument("--seconds", type=int, default=1, help="of load for each question and server (default: 1)")
    found.add_argument("--rounds", type=int, default=5, help="over all of them; medians are printed (default: 5)")
    return found


def prepare(ours: Server, folder: Path) -> None:
    """Write what the other servers serve: our answers, and our records."""
    reply = ours.ask("/v1/contracts")
    (folder / CONTRACTS).write_text(json.dumps(json.loads(reply.body)["items"]))
    answers = {}
    for question in questions(dict(reply.headers)["etag"]):
        if not question.new:
            status, headers, body = ours.ask(question.target, question.headers)
            kept = [(name, value) for name, value in headers if name != "date"]
            answers[question.plain] = (status, kept, body.decode("latin-1"))
    (folder / ANSWERS).write_text(json.dumps(answers))
    archive = Archive.build(load_sheets(find_sheets([BUNDLED])))
    export(archive, ("contracts", "statements"), folder / RECORDS)
    archive.close()


def agree(servers: Sequence[Server], every: Sequence[Question]) -> None:
    """Hold that all servers answer alike; raise RuntimeError for one that does not."""
    for question in every:
        wanted = servers[0].ask(filled(question.target), question.headers)
        body = json.loads(servers[0].ask(filled(question.target)).body)
        for server in servers[1:]:
            target = question.asked_of(server.name)
            if target is None:
                continue
            if server.name.startswith("bare"):
                found = server.ask(target)
                same = (found.status, found.body) == (wanted.status, wanted.body)
                same = same and lasting(found.headers) == lasting(wanted.headers)
            elif server.name == "idiomatic":
                same = json.loads(server.ask(filled(target)).body) == body
            else:
                rows = json.loads(server.ask(filled(target)).body)["rows"]
                same = {row["id"] for row in rows} == {item["id"] for item in body["items"]}
            if not same:
                raise RuntimeError(f"{server.name} answers otherwise: {question.name}")


def filled(target: str) -> str:
    """Return a target with a number and a day in it."""
    return target.replace(NUMBER, "1").replace(DAY, "0999-01-01")


def lasting(headers: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the header fields that are the same in every answer."""
    return sorted((name, value) for name, value in headers if name not in OWN)


def measure(
    servers: Sequence[Server],
    every: Sequence[Question],
    rounds: int,
    seconds: int,
    core: int,
    folder: Path,
) -> Rounds:
    """Ask all servers all questions in turn, round by round."""
    found: Rounds = {}
    for number in range(rounds + 1):
        for question in every:
            for server in servers:
                rate = wrk.load(server, question, seconds if number else 1, core, folder)
                if rate and number:  # the first round only warms up
                    found.setdefault((question.name, server.name), []).append(rate)
        print(f"\rround {number} of {rounds}", end="\n" if number == rounds else "", file=sys.stderr)
    return found


if __name__ == "__main__":
    sys.exit(main())
