"""Values of the questions: frequent and rare ones, taken from an archive that all others begin with."""

from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from pydantic import ValidationError

from facts.archive import Archive, Query
from facts.model.collection import Lookup
from facts.views import COLLECTIONS, VIEWS
from tests.benchmark.archive.questions import PERIODS, Question
from tests.benchmark.corpus.values import FIRST_YEAR, LAST_YEAR, MAGNITUDES

BROAD, RARE, MOST_BROAD = 4, 3, 8
"""The first quarter of the values, and eight at most, are broad; the last third are rare."""
SEARCHED_FIELDS = {"statements": "summary", "events": "title", "contracts": "title"}
COMMON_WORDS = 40


class Sampler:
    """Chooses the values of questions; the same ones on every run.

    `archive` is the smallest one: what it has, larger ones of the same corpus have too.
    """

    def __init__(self, archive: Archive) -> None:
        self.items = {name: list(archive.iterate(name)) for name in COLLECTIONS}
        self.sheets = list(archive.sheets)
        self.ranked: dict[tuple[str, str], list[str]] = {}
        words = Counter(
            word
            for name, field in SEARCHED_FIELDS.items()
            for item in self.items[name]
            for word in str(item[field]).split()
        )
        ranked = [word for word, _ in words.most_common()]
        middle = len(ranked) // 10
        self.words = {"common": ranked[:COMMON_WORDS], "middle": ranked[middle : 4 * middle], "rare": ranked[-800:]}
        self.letters = [word for word in ranked if word.isascii() and word.isalpha() and len(word) > 5]

    def queries(self, question: Question, count: int) -> list[Query]:
        """Return up to `count` different queries, none if the archive has no values for the question."""
        random = Random(question.name)  # noqa: S311 - fixed data
        drawn = (self.draw(random, question) for _ in range(4 * count))
        queries = dict.fromkeys(query for query in drawn if query)
        return list(queries)[:count]

    def draw(self, random: Random, question: Question) -> Query | None:
        """Return a query; None if there is no value for one of the filters."""
        values: dict[str, Any] = {}
        for name, choice in question.filters.items():
            drawn = [self.draw_value(random, question.collection, name, one) for one in choice.split(",")]
            if None in drawn:
                return None
            values[name] = drawn if len(drawn) > 1 else drawn[0]
        return Query(
            filters=COLLECTIONS[question.collection].filters(**values),
            sheet=random.choice(self.sheets) if question.in_sheet else None,
            q=" ".join(self.draw_word(random, choice) for choice in question.words) or None,
            sort=question.sort,
            match=question.match,
            facets=question.facets,
            sum=question.sum,
        )

    def draw_value(self, random: Random, collection: str, name: str, choice: str) -> Any:
        """Return a value of a filter; None if there is none."""
        if choice.startswith("="):
            return choice[1:]
        if choice == "amount":
            return str(int(10 ** random.uniform(0, MAGNITUDES)))
        if choice in PERIODS:
            return draw_date(random, choice)
        values = self.values_of(collection, name, choice)
        return random.choice(values) if values else None

    def draw_word(self, random: Random, choice: str) -> str:
        """Return a search word, or the first letters of one."""
        if choice.isdigit():
            return random.choice(self.letters)[: int(choice)]
        return random.choice(self.words[choice])

    def values_of(self, collection: str, name: str, choice: str) -> list[str]:
        """Return the broad, the middle or the rare values of a filter."""
        lookup = COLLECTIONS[collection].filters.lookups()[name]
        collection = "facts" if lookup.column == "countries" else collection
        ranked = self.ranked.setdefault((collection, name), [])
        if not ranked:
            values = (value for item in self.items[collection] for value in iter_values(collection, item, lookup))
            ranked += [value for value, _ in Counter(values).most_common() if is_valid(collection, name, value)]
        broad, rare = min(MOST_BROAD, -(-len(ranked) // BROAD)), len(ranked) // RARE
        match choice:
            case "broad":
                return ranked[:broad]
            case "rare":
                return ranked[len(ranked) - rare :]
            case _:
                return ranked[broad : len(ranked) - rare]


def draw_date(random: Random, period: str) -> str:
    """Return a day, a month, a year or a decade."""
    year, month, day = random.randint(FIRST_YEAR, LAST_YEAR), random.randint(1, 12), random.randint(1, 28)
    if period == "decade":
        return f"{year // 10}X"
    return f"{year}-{month:02}-{day:02}"[: {"day": 10, "month": 7, "year": 4}[period]]


def is_valid(collection: str, name: str, value: str) -> bool:
    """Return whether a filter takes a value; one that is quoted from an article may be too long."""
    try:
        COLLECTIONS[collection].filters(**{name: value})
    except ValidationError:
        return False
    return True


def iter_values(collection: str, item: Mapping[str, Any], lookup: Lookup) -> Iterator[str]:
    """Yield the values of an item that a filter compares with."""
    if collection in VIEWS:
        kind = item["subject"].split("/")[1:2]
        row = {**item, "path": item["property"], "gap": item.get("status"), "kind": kind and kind[0]}
        yield from terms_of(row.get(lookup.column))
    elif lookup.column == "attributed_to":
        yield item["speaker"] or item["named"]
    else:
        for path in lookup.paths:
            for value in follow(item, path.split(".")):
                yield from terms_of(value)


def follow(value: Any, path: list[str]) -> Iterator[Any]:
    """Yield what is at a path, in which `*` is any item of a list."""
    if not path or value is None:
        yield value
    elif path[0] == "*":
        for item in value:
            yield from follow(item, path[1:])
    else:
        yield from follow(value.get(path[0]), path[1:])


def terms_of(value: Any) -> Iterator[str]:
    """Yield the values of a field that a filter compares with."""
    match value:
        case str():
            yield value
        case list() | tuple():
            for item in value:
                yield from terms_of(item)
        case {"currency": currency}:
            yield currency
        case {"type": kind}:
            yield kind
        case {"role": role}:
            yield role
