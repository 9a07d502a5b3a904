"""`python -m tests.benchmark`: measure this server and others, and print tables in Markdown."""

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
from tests.benchmark.archive.command import add_parser
from tests.benchmark.load import CONNECTIONS, measure_rate
from tests.benchmark.records import export_records
from tests.benchmark.serve import CONTRACTS, RECORDS, RESPONSES
from tests.benchmark.servers import NAMES, Server
from tests.benchmark.table import Rounds, cpu_table, describe_spread, rates_table
from tests.benchmark.workloads import DAY, NUMBER, Workload, build_workloads

STARTS = 3
"""Number of times that the start of this server is measured."""
VOLATILE_HEADERS = frozenset({"date", "x-request-id"})
"""Headers that differ between responses to the same request."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, and return the exit status: 0, or 2 if a program or package is missing."""
    args = build_parser().parse_args(arguments)
    status: int = args.run(args)
    return status


def compare_servers(args: argparse.Namespace) -> int:
    """Measure this server and others, and print; return the exit status as `main` does."""
    missing = [] if which("wrk") else ["wrk: apt-get install wrk"]
    missing += [] if find_spec("datasette") else ["datasette: pip install datasette"]
    if missing:
        print("Not installed:", *missing, sep="\n  ", file=sys.stderr)
        return 2
    cores = sorted(os.sched_getaffinity(0))
    with TemporaryDirectory() as tempdir, ExitStack() as stack:
        directory = Path(tempdir)
        starts = [measure_start(cores[0], directory) for _ in range(STARTS)]
        servers = [stack.enter_context(Server(NAMES[0], cores[0], directory))]
        prepare(servers[0], directory)
        servers += [stack.enter_context(Server(name, cores[0], directory)) for name in NAMES[1:]]
        workloads = build_workloads(dict(servers[0].get("/v1/contracts").headers)["etag"])
        check_responses(servers, workloads)
        rounds = measure(servers, workloads, args.rounds, args.seconds, cores[-1], directory)
        final_memory = servers[0].read_memory()
    print(rates_table(rounds, NAMES), cpu_table(rounds, NAMES), sep="\n\n")
    print(f"\n{args.rounds} rounds of {args.seconds} s with {CONNECTIONS} connections. {describe_spread(rounds)}")
    seconds, memory = (median(values) for values in zip(*starts, strict=True))
    print(f"Start to first response: {seconds:.2f} s, {memory:.0f} MB of memory; {final_memory:.0f} MB at the end.")
    return 0


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser("python -m tests.benchmark", description=__doc__)
    parser.add_argument("--seconds", type=int, default=1, help="duration of each measurement (default: 1)")
    parser.add_argument("--rounds", type=int, default=5, help="measurements to take the median of (default: 5)")
    parser.set_defaults(run=compare_servers)
    add_parser(parser.add_subparsers(metavar="archive"))
    return parser


def measure_start(core: int, directory: Path) -> tuple[float, float]:
    """Start this server, and return the seconds to its first response and its memory then, in megabytes."""
    with Server(NAMES[0], core, directory) as server:
        return server.startup_seconds, server.startup_memory


def prepare(server: Server, directory: Path) -> None:
    """Write the responses and records of `server`, this project's, for the other servers."""
    contracts = server.get("/v1/contracts")
    (directory / CONTRACTS).write_text(json.dumps(json.loads(contracts.body)["items"]))
    responses = {}
    for workload in build_workloads(dict(contracts.headers)["etag"]):
        if not workload.is_unique:
            status, headers, body = server.get(workload.target, workload.headers)
            headers = [(name, value) for name, value in headers if name != "date"]
            responses[workload.bare_target] = (status, headers, body.decode("latin-1"))
    (directory / RESPONSES).write_text(json.dumps(responses))
    archive = Archive.build(load_sheets(find_sheets([BUNDLED])))
    export_records(archive, ("contracts", "statements"), directory / RECORDS)
    archive.close()


def check_responses(servers: Sequence[Server], workloads: Sequence[Workload]) -> None:
    """Check that all servers send equal responses; raise RuntimeError for one that does not."""
    for workload in workloads:
        expected = servers[0].get(fill_placeholders(workload.target), workload.headers)
        body = json.loads(servers[0].get(fill_placeholders(workload.target)).body)
        for server in servers[1:]:
            target = workload.target_for(server.name)
            if target is None:
                continue
            response = server.get(fill_placeholders(target))
            if server.name.startswith("bare ASGI"):
                is_equal = (response.status, response.body) == (expected.status, expected.body)
                is_equal = is_equal and stable_headers(response.headers) == stable_headers(expected.headers)
            elif server.name == "idiomatic FastAPI":
                is_equal = json.loads(response.body) == body
            else:
                rows = json.loads(response.body)["rows"]
                is_equal = {row["id"] for row in rows} == {item["id"] for item in body["items"]}
            if not is_equal:
                raise RuntimeError(f"{server.name} sends another response: {workload.name}")


def fill_placeholders(target: str) -> str:
    """Return a target with a number and a day for its placeholders."""
    return target.replace(NUMBER, "1").replace(DAY, "0999-01-01")


def stable_headers(headers: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the headers that are the same in every response."""
    return sorted((name, value) for name, value in headers if name not in VOLATILE_HEADERS)


def measure(
    servers: Sequence[Server],
    workloads: Sequence[Workload],
    rounds: int,
    seconds: int,
    core: int,
    directory: Path,
) -> Rounds:
    """Return the rates of all workloads on all servers, after one round of warm-up."""
    rates: Rounds = {}
    for number in range(rounds + 1):
        for workload in workloads:
            for server in servers:
                rate = measure_rate(server, workload, seconds if number else 1, core, directory)
                if rate and number:
                    rates.setdefault((workload.name, server.name), []).append(rate)
        print(f"\rround {number} of {rounds}", end="\n" if number == rounds else "", file=sys.stderr)
    return rates


if __name__ == "__main__":
    sys.exit(main())
