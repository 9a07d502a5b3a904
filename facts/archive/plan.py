"""Questions: a query as the shape that decides its SQL, and the values that are bound in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from facts.archive.fulltext import words
from facts.archive.period import Period
from facts.archive.query import Query, QueryError, checked
from facts.model.collection import Collection
from facts.views import View

MOST_WORDS = 60
"""Different words of a question: each is a part of the SQL."""
LONG = 10
"""Words, ranges of days, orders and facets of a question, an order for two: each is a part of the SQL."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What questions have in common that differ in nothing but their values: they have the same SQL.

    `filters` are those that are asked for, a time with the names of its days; `words` tells how many there are.
    """

    collection: Collection
    filters: tuple[tuple[str, Period | None], ...]
    sheet: bool
    words: int | None
    sort: tuple[str, ...]
    facets: tuple[str, ...]
    certainty: Literal["definite", "possible"] | None
    derived: bool

    @property
    def view(self) -> bool:
        """Whether it is asked of rows of the facts table, not of records."""
        return isinstance(self.collection, View)

    @property
    def long(self) -> bool:
        """Whether the SQL has too many parts to be remembered: it would take up to a megabyte."""
        ranges = sum(len(period.ranges) for _, period in self.filters if period)
        return (self.words or 0) + ranges + 2 * len(self.sort) + len(self.facets) > LONG


@dataclass(frozen=True, slots=True)
class Question:
    """A query that was read: its shape, and its values by their names in the SQL."""

    shape: Shape
    values: Mapping[str, Any]

    @classmethod
    def read(cls, collection: Collection, query: Query, extent: str) -> "Question":
        """Return what is asked of `collection`, an unknown year being one of `extent`; raise QueryError."""
        values: dict[str, Any] = {"of_sheet": query.sheet}
        filters: list[tuple[str, Period | None]] = []
        for name, value in checked(collection, query).items():
            match collection.filters[name].test:
                case "during":
                    period = Period.read(name, value, extent)
                    filters.append((name, period.named(name)))
                    values |= period.days(name)
                case "at_least" | "at_most":
                    filters.append((name, None))
                    values[name] = float(Decimal(value))
                case _:
                    filters.append((name, None))
                    values[name] = value
        found = None if query.q is None else beginnings(query.q)
        values |= {f"word_{number}": word for number, word in enumerate(found or ())}
        shape = Shape(
            collection,
            tuple(filters),
            sheet=query.sheet is not None,
            words=None if found is None else len(found),
            sort=folded(query.sort),
            facets=tuple(dict.fromkeys(query.facets)),
            certainty=query.certainty,
            derived=query.derived,
        )
        return cls(shape, values)


def folded(sort: Sequence[str]) -> tuple[str, ...]:
    """Return the orders without those that stand there before, in whichever direction: they order nothing."""
    found: dict[str, str] = {}
    for name in sort:
        found.setdefault(name.removeprefix("-"), name)
    return tuple(found.values())


def beginnings(text: str) -> list[str]:
    """Return for each different word of `text` a LIKE pattern, escaped with `/`, of what has a word that begins so.

    Raises QueryError for too many words.
    """
    found = dict.fromkeys(words(text))
    if len(found) > MOST_WORDS:
        raise QueryError("q", "has too many words", f"at most {MOST_WORDS}")
    return [f"% {word.replace('_', '/_')}%" for word in found]
