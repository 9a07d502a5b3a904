"""Measurements: every question of every archive, in rounds."""

import math
import sys
import time
from collections import Counter
from collections.abc import Sequence
from itertools import cycle, islice

from sqlalchemy.exc import SQLAlchemyError

from facts.archive import Query
from tests.benchmark.archive.engines import LoadedArchive
from tests.benchmark.archive.questions import Question
from tests.benchmark.archive.sampler import Sampler

LEAST_QUERIES = 24
"""The queries of a question at least."""
DEEP_PAGES = 1000
PAGING_SECONDS = 120
"""How long an archive may take to get to a page that is far in; after it, the page that it has got to counts."""
WARM_UP_QUERIES = 3
BUDGET = 10.0
"""Seconds after which no more queries of a question are measured in an archive."""

Timings = dict[tuple[Question, tuple[str, int]], list[float]]
"""The milliseconds of each query by question and archive."""


class Measurement:
    """The questions with their queries, and how long each took in each archive."""

    def __init__(self, archives: Sequence[LoadedArchive], questions: Sequence[Question], queries: int) -> None:
        self.archives = archives
        self.timings: Timings = {}
        self.failures: dict[str, str] = {}
        """The messages of questions that an archive could not answer, by the question and the archive."""
        sampler = Sampler(archives[0].archive)
        sizes = Counter(question.group for question in questions)
        self.queries: dict[Question, list[Query]] = {}
        for question in questions:
            count = max(LEAST_QUERIES, math.ceil(queries / sizes[question.group]))
            if different := sampler.queries(question, count):
                self.queries[question] = list(islice(cycle(different), count))

    def run(self, rounds: int) -> None:
        """Ask everything: first a few queries of each question to warm up, then a part of its queries each round.

        The archives take turns in each question.
        """
        deep = {
            (question, target.key): self.go_deep(target, question, queries)
            for question, queries in self.queries.items()
            if question.is_deep
            for target in self.archives
        }
        for number in range(rounds + 1):
            for position, (question, queries) in enumerate(self.queries.items()):
                show(f"round {number} of {rounds}, question {position + 1} of {len(self.queries)}")
                for target in self.archives:
                    turn = deep.get((question, target.key), queries)
                    if number:
                        self.measure(target, question, turn[number - 1 :: rounds])
                    else:
                        self.ask(target, question, turn[:WARM_UP_QUERIES])
        show("")

    def measure(self, target: LoadedArchive, question: Question, queries: Sequence[Query]) -> None:
        """Ask queries, and keep how long each took."""
        timings = self.timings.setdefault((question, target.key), [])
        if sum(timings) < BUDGET * 1000:
            timings += self.ask(target, question, queries)

    def ask(self, target: LoadedArchive, question: Question, queries: Sequence[Query]) -> list[float]:
        """Return the milliseconds that each query took; none if the archive cannot answer the question."""
        name = f"{question.name}, {target.engine.name}, {target.facts:,} facts"
        timings: list[float] = []
        if name in self.failures:
            return timings
        try:
            for query in queries:
                started = time.perf_counter()
                target.archive.find(question.collection, query)
                timings.append((time.perf_counter() - started) * 1000)
        except SQLAlchemyError as error:
            self.failures[name] = str(error).splitlines()[0]
        return timings

    def go_deep(self, target: LoadedArchive, question: Question, queries: Sequence[Query]) -> list[Query]:
        """Return a query for each of the last pages before the thousandth, or before the end."""
        query, pages = queries[0], [queries[0]]
        started = time.monotonic()
        while len(pages) < DEEP_PAGES and time.monotonic() - started < PAGING_SECONDS:
            show(f"{question.name}: page {len(pages)}")
            page = target.archive.find(question.collection, pages[-1])
            if page.next is None:
                break
            pages.append(query.model_copy(update={"cursor": page.next}))
        return pages[-len(queries) :]


def show(text: str) -> None:
    """Show the progress on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
