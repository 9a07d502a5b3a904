"""Dates that words count from another one: five years later, two decades before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from facts.verify.english_numbers import parse_number
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.word_list import word_set
from facts.verify.token_stream import TokenStream, UnreadError
from facts.verify.tokens import Token, tokenize

DateRange = tuple[date, date]
"""The first and the last day of a time."""
MONTHS_OF: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_OF: Mapping[str, int] = {"day": 1, "week": 7, "fortnight": 14}
SIDES: Mapping[str, int] = dict.fromkeys(("later", "after", "afterwards", "on"), 1) | dict.fromkeys(
    ("earlier", "before", "previously", "prior"), -1
)
"""Words after a distance that say on which side of the other date it is; "ago" counts from the day of writing."""
ONES = ("a", "an", "one")
INEXACT = word_set("than about around nearly almost roughly approximately some over under least most to or half few")
"""Words before a number that make a distance too open to count with."""
MAX_NUMBER_WORDS = 3


@dataclass(frozen=True, slots=True)
class TimeDistance:
    """A distance from another date in months and days, below zero if before it."""

    months: int
    days: int

    @property
    def slack(self) -> timedelta:
        """Maximum amount by which a writer rounds such a distance."""
        if not self.months:
            return timedelta(2)
        return timedelta(31 if abs(self.months) >= MONTHS_OF["year"] else 10)

    def from_day(self, day: date) -> date | None:
        """Return the day at this distance from another one; None beyond the calendar."""
        year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        if not date.min.year <= year < date.max.year:
            return None
        first_of_next = date(year + month // 11, (month + 1) % 12 + 1, 1)
        last = (first_of_next - timedelta(1)).day
        return date(year, month + 1, min(day.day, last)) + timedelta(self.days)


def find_distances(words: str) -> Iterator[TimeDistance]:
    """Yield each exact distance from another date that words name, such as five years later."""
    tokens = tokenize(words)
    for index, token in enumerate(tokens[:-1]):
        unit, side = to_singular(token.lower), SIDES.get(tokens[index + 1].lower)
        count = count_before(tokens, index) if side and unit in MONTHS_OF.keys() | DAYS_OF.keys() else None
        if side and count:
            yield TimeDistance(side * count * MONTHS_OF.get(unit, 0), side * count * DAYS_OF.get(unit, 0))


def count_before(tokens: Sequence[Token], index: int) -> int | None:
    """Return the whole number that ends before a token; None if there is none, or words make it inexact."""
    for start in range(max(0, index - MAX_NUMBER_WORDS), index):
        stream = TokenStream(tokens, start, index)
        try:
            number = parse_number(stream)
        except UnreadError:
            number = None
        is_one = start == index - 1 and tokens[start].lower in ONES
        if is_one or (number and stream.at_end):
            is_exact = not start or tokens[start - 1].lower not in INEXACT
            value = 1 if is_one or number is None else number.value
            return int(value) if is_exact and value == int(value) else None
    return None


def is_at_distance(days: Sequence[date], distances: Sequence[TimeDistance], ranges: Iterable[DateRange]) -> bool:
    """Return whether days lie at one of some distances from one of the times."""
    times = list(ranges)
    for distance in distances:
        for first, last in times:
            least, greatest = distance.from_day(first), distance.from_day(last)
            if least and greatest and all(least - distance.slack <= day <= greatest + distance.slack for day in days):
                return True
    return False
