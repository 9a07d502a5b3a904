"""Targets: whatever the questions are asked of."""

from abc import ABC, abstractmethod

from facts.archive import Query
from tests.benchmark.archive.questions import Question


class NoAnswerError(Exception):
    """Raised for a question that a target could not answer, with the reason."""


class Target(ABC):
    """An archive in this process, or a server of one."""

    name: str
    """What is asked: `SQLite`, `SQLite over HTTP`."""
    facts: int
    """About how many facts it has."""
    p99_limit: float
    """What the slowest queries may take, in milliseconds; infinite where there is no such aim."""

    @property
    def key(self) -> tuple[str, int]:
        """The name and the number of facts."""
        return self.name, self.facts

    @abstractmethod
    def ask(self, question: Question, query: Query) -> str | None:
        """Ask a question, and return the cursor of the next page, None if there is none.

        Raises NoAnswerError if it is not answered.
        """

    def can_answer(self, question: Question) -> bool:
        """Return whether the target has what a question is about."""
        return True
