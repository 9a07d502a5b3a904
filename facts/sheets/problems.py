"""Problems of a sheet: what is wrong, where, and how to fix it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem of a sheet."""

    file: str
    record: str
    """`kind/id`, or the part of the file where it concerns no record."""
    field: str
    message: str
    hint: str

    def __str__(self) -> str:
        """Return the issue on one line that is safe to print: file, record, field, message, hint."""
        location = " ".join(part for part in (self.record, self.field) if part)
        prefix = ": ".join(part for part in (self.file, location) if part)
        line = f"{prefix}: {self.message}. {self.hint}."
        return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)


class SheetError(Exception):
    """Raised for sheets that do not load; `problems` lists every issue."""

    def __init__(self, problems: Iterable[Issue]) -> None:
        self.problems: Sequence[Issue] = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
