"""Problems of a draft: what is wrong at which line, and what would be accepted."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from facts.sheets.problems import Issue, SheetError


@dataclass(frozen=True, slots=True)
class DraftIssue(Issue):
    """One problem of a draft, at a line of its file."""

    line: int

    @property
    def location(self) -> str:
        """The file and the line."""
        return f"{self.file}:{self.line}"


class DraftLog:
    """Collects the problems of the draft in `file`, each of them once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.issues: dict[DraftIssue, None] = {}

    def __iter__(self) -> Iterator[DraftIssue]:
        """Yield the problems in the order of their lines."""
        yield from sorted(self.issues, key=lambda issue: issue.line)

    def __bool__(self) -> bool:
        """Return whether there are problems."""
        return bool(self.issues)

    def add(self, line: int, record: str, field: str, message: str, hint: str) -> None:
        """Add a problem."""
        self.issues[DraftIssue(self.file, record, field, message, hint, line)] = None

    def to_error(self) -> SheetError:
        """Return the error to raise for the problems."""
        return SheetError(self)


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
