"""Term numbers: the number of each term, by which all other tables refer to it."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, func, select

from facts.archive.database import ArchiveError
from facts.archive.indexes import TERMS_PER_INDEX, term_range
from facts.archive.ingest.bulk import insert_rows
from facts.archive.ingest.sheet_index import TermKey
from facts.archive.tables import terms

MAX_REMEMBERED = 500_000
"""Numbers that are kept in memory."""
VALUES_PER_QUERY = 500


class TermNumbers:
    """The numbers of terms, of which many are kept in memory while sheets are written."""

    def __init__(self) -> None:
        self.numbers: dict[TermKey, int] = {}
        self.last_numbers: dict[int, int] = {}
        self.generation: str | None = None

    def start(self, generation: str) -> None:
        """Forget the numbers if the archive has changed since the last `finish`, or changes after it were undone."""
        if generation != self.generation or len(self.numbers) > MAX_REMEMBERED:
            self.numbers = {}
            self.last_numbers = {}
        self.generation = None

    def finish(self, generation: str) -> None:
        """Remember the numbers for as long as the archive has this generation."""
        self.generation = generation

    def assign(self, connection: Connection, keys: Iterable[TermKey]) -> dict[TermKey, int]:
        """Return the numbers of terms; those that are new get one, and are added to the table."""
        keys = list(keys)
        self.read(connection, keys)
        new_terms: list[tuple[int, int, str, int]] = []
        for index, values in group_by_index(key for key in keys if key not in self.numbers).items():
            numbers = range(self.last_number(connection, index) + 1, term_range(index)[1] + 1)
            if len(values) > len(numbers):
                raise ArchiveError(
                    f"More than {TERMS_PER_INDEX:,} different values of one kind", "Use several archives"
                )
            self.numbers |= {(index, value): term for value, term in zip(values, numbers, strict=False)}
            self.last_numbers[index] = numbers[len(values) - 1]
            new_terms += ((term, index, value, 0) for value, term in zip(values, numbers, strict=False))
        insert_rows(connection, terms, new_terms)
        return {key: self.numbers[key] for key in keys}

    def read(self, connection: Connection, keys: Iterable[TermKey]) -> None:
        """Read the numbers of those terms that are in the table."""
        statement = select(terms.c.value, terms.c.term).where(
            terms.c.index == bindparam("number"), terms.c.value.in_(bindparam("texts", expanding=True))
        )
        for index, values in group_by_index(key for key in keys if key not in self.numbers).items():
            for start in range(0, len(values), VALUES_PER_QUERY):
                texts = values[start : start + VALUES_PER_QUERY]
                rows = connection.execute(statement, {"number": index, "texts": texts})
                self.numbers |= {(index, value): term for value, term in rows}

    def remove_unused(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Remove those of some terms that no item has."""
        statement = delete(terms).where(
            terms.c.item_count == 0, terms.c.term.in_(bindparam("numbers", expanding=True))
        )
        for start in range(0, len(numbers), VALUES_PER_QUERY):
            batch = numbers[start : start + VALUES_PER_QUERY]
            if connection.execute(statement, {"numbers": batch}).rowcount:
                self.numbers = {}
                self.last_numbers = {}

    def last_number(self, connection: Connection, index: int) -> int:
        """Return the greatest number of a term of an index, or the one before its first if it has none."""
        if index not in self.last_numbers:
            first, last = term_range(index)
            greatest = select(func.max(terms.c.term)).where(terms.c.term.between(first, last))
            number: int | None = connection.scalar(greatest)
            self.last_numbers[index] = first - 1 if number is None else number
        return self.last_numbers[index]


def group_by_index(keys: Iterable[TermKey]) -> dict[int, list[str]]:
    """Return the values of terms by their index."""
    groups: dict[int, list[str]] = {}
    for index, value in keys:
        groups.setdefault(index, []).append(value)
    return groups
