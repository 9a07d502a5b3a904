"""Measurements: every question of every archive, in rounds."""

import gc
import math
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle, islice

from facts.archive import Query
from facts.archive.query import DEFAULT_LIMIT, MAX_LIMIT
from tests.benchmark.archive.questions import Question
from tests.benchmark.archive.sampler import Sampler
from tests.benchmark.archive.target import NoAnswerError, Target

LEAST_QUERIES = 24
"""The queries of a question at least."""
DEEP_PAGES = 1000 * DEFAULT_LIMIT // MAX_LIMIT
"""The pages of the greatest length that are as long as a thousand usual ones."""
PAGING_SECONDS = 10
"""Maximum time for a target to get to a page that is far in; after it, the page that it has got to counts."""
WARM_UP_QUERIES = 3
BUDGET = 3.0
"""Seconds after which no more queries of a question are measured at a target."""

Timings = dict[tuple[Question, tuple[str, int]], list[float]]
"""The milliseconds of each query by question and archive."""


class Measurement:
    """The questions with their queries, and how long each took at each target."""

    def __init__(
        self, sampler: Sampler, targets: Sequence[Target], questions: Sequence[Question], queries: int
    ) -> None:
        self.targets = targets
        self.timings: Timings = {}
        self.failures: dict[tuple[Question, tuple[str, int]], str] = {}
        """Why questions were not answered."""
        sizes = Counter(question.group for question in questions)
        self.queries: dict[Question, list[Query]] = {}
        for question in questions:
            count = max(LEAST_QUERIES, math.ceil(queries / sizes[question.group])) + WARM_UP_QUERIES
            if different := sampler.queries(question, count):
                self.queries[question] = list(islice(repeat_queries(different), count))

    def run(self, rounds: int) -> None:
        """Ask everything: first a few queries of each question to warm up, then a part of the others each round.

        The targets take turns in each question.
        """
        gc.collect()
        gc.freeze()
        deep = {
            (question, target.key): self.go_deep(target, question, queries)
            for question, queries in self.queries.items()
            if question.is_deep
            for target in self.targets
            if target.can_answer(question)
        }
        for number in range(rounds + 1):
            gc.collect()
            gc.freeze()
            for position, (question, queries) in enumerate(self.queries.items()):
                show(f"round {number} of {rounds}, question {position + 1} of {len(self.queries)}")
                for target in self.targets:
                    turn = deep.get((question, target.key), queries)
                    if number:
                        self.measure(target, question, turn[WARM_UP_QUERIES + number - 1 :: rounds])
                    else:
                        self.ask(target, question, turn[:WARM_UP_QUERIES])
        show("")

    def measure(self, target: Target, question: Question, queries: Sequence[Query]) -> None:
        """Ask queries, and keep how long each took."""
        timings = self.timings.setdefault((question, target.key), [])
        if sum(timings) < BUDGET * 1000:
            timings += self.ask(target, question, queries)

    def ask(self, target: Target, question: Question, queries: Sequence[Query]) -> list[float]:
        """Return the milliseconds that each query took; none if the target cannot answer the question."""
        timings: list[float] = []
        if not target.can_answer(question) or (question, target.key) in self.failures:
            return timings
        try:
            for query in queries:
                started = time.perf_counter()
                target.ask(question, query)
                timings.append((time.perf_counter() - started) * 1000)
        except NoAnswerError as error:
            self.failures[question, target.key] = str(error)
        return timings

    def go_deep(self, target: Target, question: Question, queries: Sequence[Query]) -> list[Query]:
        """Return a query for each of the last pages before the thousandth, or before the end.

        It is shorter than the pages on the way to it, so that its response is in no cache.
        """
        cursors: list[str] = []
        query = queries[0].model_copy(update={"limit": MAX_LIMIT})
        deadline = time.monotonic() + PAGING_SECONDS
        while len(cursors) < DEEP_PAGES and time.monotonic() < deadline:
            show(f"{question.name}: page {len(cursors)}")
            try:
                cursor = target.ask(question, query)
            except NoAnswerError as error:
                self.failures[question, target.key] = str(error)
                break
            if cursor is None:
                break
            cursors.append(cursor)
            query = query.model_copy(update={"cursor": cursor})
        return [queries[0].model_copy(update={"cursor": cursor}) for cursor in cursors[-len(queries) :]]


def repeat_queries(queries: Sequence[Query]) -> Iterator[Query]:
    """Yield the queries again and again, each time with another limit, so that no response is in a cache."""
    yield from queries
    for limit in cycle(range(MAX_LIMIT, DEFAULT_LIMIT, -1)):
        yield from (query.model_copy(update={"limit": limit}) for query in queries)


def show(text: str) -> None:
    """Show the progress on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
