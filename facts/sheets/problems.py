"""Problems of a sheet: what is wrong, where, and what would mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is wrong with a sheet."""

    file: str
    record: str
    """`kind/id`, or what part of the file it is where it is no record."""
    field: str
    message: str
    hint: str

    def __str__(self) -> str:
        """Return the problem on one line that is safe to print: file, record, field, message, remedy."""
        field = " ".join(part for part in (self.record, self.field) if part)
        place = ": ".join(part for part in (self.file, field) if part)
        line = f"{place}: {self.message}. {self.hint}."
        return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)


class SheetError(Exception):
    """Raised for sheets that do not load; `problems` holds everything that is wrong with them."""

    def __init__(self, problems: Iterable[Issue]) -> None:
        self.problems: Sequence[Issue] = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
