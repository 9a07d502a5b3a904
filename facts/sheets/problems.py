"""Problems of a sheet: what is wrong, where, and how to fix it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MAX_ISSUES = 100
"""Problems of one sheet that are listed; the rest is counted."""
MAX_TOTAL_ISSUES = 1000
"""Problems of all sheets that are listed."""
MAX_TEXT = 600
"""Characters of a part of a problem that are shown."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem of a sheet; each of its texts is cut to a length that can be read."""

    file: str
    record: str
    """`kind/id`, or the part of the file where it concerns no record."""
    field: str
    message: str
    hint: str

    def __post_init__(self) -> None:
        """Truncate values that are too long."""
        for name in ("record", "field", "message", "hint"):
            object.__setattr__(self, name, truncate_text(getattr(self, name)))

    @property
    def location(self) -> str:
        """Where the issue is: its file, to which that of a draft adds the line."""
        return self.file

    def __str__(self) -> str:
        """Return the issue on one line that is safe to print: file, record, field, message, hint."""
        subject = " ".join(part for part in (self.record, self.field) if part)
        prefix = ": ".join(part for part in (self.location, subject) if part)
        start = f"{prefix}: " if prefix else ""
        line = f"{start}{self.message}. {self.hint}{'' if self.hint.endswith('?') else '.'}"
        return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)


def truncate_text(text: str) -> str:
    """Return `text`, cut if it is too long to be shown."""
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 3]}..."


class IssueLog:
    """Collects the first `limit` problems and counts the rest."""

    def __init__(self, limit: int = MAX_ISSUES) -> None:
        self.limit = limit
        self.issues: list[Issue] = []
        self.omitted = 0

    @property
    def is_full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self.issues) >= self.limit

    def __bool__(self) -> bool:
        """Return whether there are problems."""
        return bool(self.issues)

    def __iter__(self) -> Iterator[Issue]:
        """Yield the listed problems, those of one record together, in the order of the records' first ones."""
        ranks: dict[tuple[str, str], int] = {}
        for issue in self.issues:
            ranks.setdefault((issue.file, issue.record), len(ranks))
        yield from sorted(self.issues, key=lambda issue: ranks[issue.file, issue.record])

    def add(self, issue: Issue) -> None:
        """List a problem, or count it."""
        if self.is_full:
            self.omitted += 1
        else:
            self.issues.append(issue)

    def extend(self, error: "SheetError") -> None:
        """Add the problems of an error and the number of those that it omits."""
        for issue in error.listed:
            self.add(issue)
        self.omitted += error.omitted

    def to_error(self) -> "SheetError":
        """Return the error to raise for the problems."""
        return SheetError(self, self.omitted)


class SheetError(Exception):
    """Raised for sheets that do not load.

    `problems` are the issues; the last one counts those that are `omitted`, if any.
    """

    def __init__(self, problems: Iterable[Issue], omitted: int = 0) -> None:
        self.listed: Sequence[Issue] = tuple(problems)
        self.omitted = omitted
        self.problems: Sequence[Issue] = self.listed
        if omitted:
            message = f"{omitted:,} more {'problem is' if omitted == 1 else 'problems are'} not listed"
            self.problems = (*self.listed, Issue("", "", "", message, "Correct these, then check again"))
        super().__init__("\n".join(map(str, self.problems)))
