"""Random queries of an archive, whose values are those that it has."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from pydantic import ValidationError

from facts.archive import Archive, Query
from facts.archive.fulltext import search_words
from facts.model.collection import AnyOf, Collection, During, Includes, InPassage, Lookup, Within
from facts.views import COLLECTIONS

DATES = (
    *("2018", "2019-05", "2018-10-05", "201X", "2019-23", "../2018", "2020/..", "XXXX-09", "2016~", "1950"),
    *("2015-03/2016-07", "[1999,2004-02]", "19XX"),
)
AMOUNTS = ("0", "1", "2500000", "45000000.5", "999999999999")
PASSAGES = ("1", "2", "3")
FEW_LETTERS = (1, 2, 3, 4, 30)


class QueryGenerator:
    """Draws queries of the collections of an archive."""

    def __init__(self, archive: Archive, random: Random) -> None:
        self.random = random
        self.sheets = (*archive.sheets, "no-such-sheet")
        self.values = {name: read_values(archive, name) for name in COLLECTIONS}
        self.words = search_words(" ".join(item["title"] for item in archive.find("facts", Query(limit=100)).items))

    def draw(self) -> tuple[str, Query]:
        """Return the name of a collection and a query of it."""
        random, name = self.random, self.random.choice(list(COLLECTIONS))
        collection = COLLECTIONS[name]
        filters = self.draw_filters(name)
        has_range = any(isinstance(collection.filters.lookups()[key], Within) for key in filters)
        facets = self.draw_names(collection.facets, 2)
        return name, Query(
            filters=self.validate(collection, filters),
            sheet=random.choice(self.sheets) if random.random() < 0.15 else None,
            q=self.draw_words() if random.random() < 0.3 else None,
            sort=tuple(random.choice(("", "-")) + key for key in self.draw_names(tuple(collection.sorts), 2)),
            limit=random.choice((1, 3, 10, 50, 100)),
            facets=facets,
            sum=random.choice((None, *collection.sums)) if facets else None,
            match=random.choice((None, "definite", "possible")) if has_range else None,
            derived=random.random() < 0.8,
        )

    def draw_filters(self, name: str) -> dict[str, Any]:
        """Return up to three filters with their values, by name."""
        lookups = COLLECTIONS[name].filters.lookups()
        names = self.draw_names(tuple(lookups), 3)
        return {key: value for key in names if (value := self.draw_value(lookups[key], self.values[name].get(key)))}

    def draw_value(self, lookup: Lookup, values: Sequence[str] | None) -> Any:
        """Return a value of a filter; None if the archive has none."""
        if isinstance(lookup, Includes):
            return True
        if isinstance(lookup, AnyOf):
            return self.random.sample(values, min(len(values), self.random.randint(1, 3))) if values else None
        return self.random.choice(DATES if isinstance(lookup, During) else AMOUNTS)

    def draw_words(self) -> str:
        """Return one word or two, or the first letters of them."""
        words = self.random.choices(self.words, k=self.random.randint(1, 2))
        return " ".join(word[: self.random.choice(FEW_LETTERS)] for word in words)

    def draw_names(self, names: Sequence[str], most: int) -> tuple[str, ...]:
        """Return some of the names, often none."""
        return tuple(self.random.sample(names, min(len(names), self.random.randint(0, most))))

    def validate(self, collection: Collection, filters: Mapping[str, Any]) -> Any:
        """Return filters; none if one of the values, which is quoted from an article, is too long for a filter."""
        try:
            return collection.filters(**filters)
        except ValidationError:
            return None


def read_values(archive: Archive, name: str) -> dict[str, list[str]]:
    """Return the most frequent values of each filter by a value in a collection."""
    collection = COLLECTIONS[name]
    counts = archive.find(name, Query(facets=collection.facets)).facets or {}
    values = {facet: [row["value"] for row in rows if row["value"] is not None] for facet, rows in counts.items()}
    lookups = collection.filters.lookups().items()
    return values | {key: list(PASSAGES) for key, lookup in lookups if isinstance(lookup, InPassage)}
