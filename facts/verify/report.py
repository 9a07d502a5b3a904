"""The result of a verification."""

from dataclasses import dataclass

from facts.sheets.problems import Issue
from facts.verify.uncovered import Uncovered


@dataclass(frozen=True)
class Report:
    """The problems of a sheet and how much of its article it covers."""

    problems: tuple[Issue, ...]
    warnings: tuple[Issue, ...]
    """What may be wrong, where language leaves it open."""
    passages: int
    covered: int
    """Number of passages that are cited by a receipt."""
    factless: int
    """Number of passages that are declared to hold no fact."""
    spans: int
    coverage: tuple[tuple[int, tuple[str, ...]], ...]
    """Each passage with the records that cite it; none for a passage without facts."""
    uncovered: tuple[Uncovered, ...]
    """The figures, dates and quotations of the article that no span touches."""
