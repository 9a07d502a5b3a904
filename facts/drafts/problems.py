"""Problems of a draft: what is wrong at which line, and what would be accepted."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from facts.sheets.problems import Issue, IssueLog


@dataclass(frozen=True, slots=True)
class DraftIssue(Issue):
    """One problem of a draft, at a line of its file."""

    line: int

    @property
    def location(self) -> str:
        """The file and the line."""
        return f"{self.file}:{self.line}"


class DraftLog(IssueLog):
    """Collects the first problems of the draft in `file`, each of them once, and counts the rest."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file
        self.seen: set[tuple[int, str, str, str]] = set()

    def __iter__(self) -> Iterator[DraftIssue]:
        """Yield the listed problems in the order of their lines."""
        issues = [issue for issue in self.issues if isinstance(issue, DraftIssue)]
        yield from sorted(issues, key=lambda issue: issue.line)

    def report(self, line: int, record: str, field: str, message: str, hint: str) -> None:
        """Add a problem, unless it is known."""
        key = (line, record, field, message)
        if key not in self.seen:
            self.seen.add(key)
            self.add(DraftIssue(self.file, record, field, message, hint, line))


class ClaimError(Exception):
    """Raised for what a draft says of a field and cannot be used: what is wrong, and what would be accepted."""

    def __init__(self, message: str, hint: str) -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


class LocationError(ClaimError):
    """Raised for a quotation without a place, or with several; `passages` are those that it may be in."""

    def __init__(self, message: str, hint: str, passages: Collection[int] = ()) -> None:
        self.passages = passages
        super().__init__(message, hint)
