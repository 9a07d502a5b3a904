"""Term numbers: the number of each term, which other tables store in its place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, func, select

from facts.archive.database import ArchiveError
from facts.archive.indexes import TERMS_PER_INDEX, term_range
from facts.archive.ingest.bulk import change_counts, insert_rows
from facts.archive.tables import NO_SHEETS, terms

MAX_REMEMBERED = 500_000
"""Numbers that are cached."""
VALUES_PER_QUERY = 500
NUMBERS = select(terms.c.value, terms.c.term).where(
    terms.c.index == bindparam("number"), terms.c.value.in_(bindparam("texts", expanding=True))
)


class TermNumbers:
    """The numbers of terms, with a cache in memory while sheets are written."""

    def __init__(self) -> None:
        self.numbers: defaultdict[int, dict[str, int]] = defaultdict(dict)
        """The numbers of the values of each index."""
        self.last_numbers: dict[int, int] = {}
        self.is_complete = False
        """Whether no terms are in the table but these."""
        self.generation: str | None = None
        """The generation of the archive that has these numbers; None during a transaction."""
        self.new_terms: dict[int, tuple[int, str]] = {}
        """The index and the value of each term that is not in the table yet, by its number."""

    def start(self, generation: str) -> None:
        """Forget the numbers if the archive has changed since the last `finish`, or changes after it were undone."""
        if generation != self.generation or sum(map(len, self.numbers.values())) > MAX_REMEMBERED:
            self.forget()
        self.is_complete |= generation == NO_SHEETS
        self.generation = None
        self.new_terms = {}

    def forget(self) -> None:
        """Forget the numbers, to read them again."""
        self.is_complete = False
        self.numbers.clear()
        self.last_numbers.clear()

    def assign(self, connection: Connection, index: int, values: Iterable[str]) -> Mapping[str, int]:
        """Return the numbers of these values of an index, among others; those that are new get one."""
        numbers = self.numbers[index]
        missing = [value for value in values if value not in numbers]
        if missing and not self.is_complete:
            self.read(connection, index, missing)
            missing = [value for value in missing if value not in numbers]
        if missing:
            self.number_new(connection, index, missing)
        return numbers

    def number_new(self, connection: Connection, index: int, values: Sequence[str]) -> None:
        """Give numbers to new values of an index."""
        numbers = range(self.last_number(connection, index) + 1, term_range(index)[1] + 1)
        if len(values) > len(numbers):
            raise ArchiveError(f"More than {TERMS_PER_INDEX:,} different values of one kind", "Use several archives")
        for value, term in zip(values, numbers, strict=False):
            self.numbers[index][value] = term
            self.new_terms[term] = index, value
            self.last_numbers[index] = term

    def finish(self, connection: Connection, changes: Mapping[int, int], generation: str) -> None:
        """Write the new terms, and the change in the number of items of each term."""
        new_rows = [(term, *key, changes[term]) for term, key in self.new_terms.items() if changes[term]]
        insert_rows(connection, terms, new_rows)
        known = {term: change for term, change in sorted(changes.items()) if change and term not in self.new_terms}
        change_counts(connection, known)
        self.remove_unused(connection, [term for term, change in known.items() if change < 0])
        if len(new_rows) < len(self.new_terms):
            self.forget()
        self.generation = generation

    def read(self, connection: Connection, index: int, values: Sequence[str]) -> None:
        """Read the numbers of those of some values of an index that are in the table."""
        for start in range(0, len(values), VALUES_PER_QUERY):
            texts = values[start : start + VALUES_PER_QUERY]
            for value, term in connection.execute(NUMBERS, {"number": index, "texts": texts}):
                self.numbers[index][value] = term

    def remove_unused(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Remove those of some terms that no item has."""
        statement = delete(terms).where(
            terms.c.item_count == 0, terms.c.term.in_(bindparam("numbers", expanding=True))
        )
        for start in range(0, len(numbers), VALUES_PER_QUERY):
            batch = numbers[start : start + VALUES_PER_QUERY]
            if connection.execute(statement, {"numbers": batch}).rowcount:
                self.forget()

    def last_number(self, connection: Connection, index: int) -> int:
        """Return the greatest number of a term of an index, or the one before its first if it has none."""
        first, last = term_range(index)
        if self.is_complete:
            return self.last_numbers.get(index, first - 1)
        if index not in self.last_numbers:
            greatest = select(func.max(terms.c.term)).where(terms.c.term.between(first, last))
            number: int | None = connection.scalar(greatest)
            self.last_numbers[index] = first - 1 if number is None else number
        return self.last_numbers[index]
