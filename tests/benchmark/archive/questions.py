"""The questions that the benchmark asks an archive, as data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from facts.model.collection import AnyOf, During, InPassage
from facts.views import COLLECTIONS

Choice = Literal["broad", "middle", "rare", "day", "month", "year", "decade", "amount"]
"""Which values of a filter are asked for, see `Sampler`."""
SHARES: Sequence[Choice] = ("broad", "middle", "rare")
PERIODS: Sequence[Choice] = ("day", "month", "year", "decade")


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A kind of query. Each time that it is asked, its filters, its words and its sheet have other values."""

    group: str
    collection: str
    filters: Mapping[str, str] = field(default_factory=dict)
    """How the value of each filter is chosen, those of several with commas between; or `=` and the value itself."""
    words: tuple[str, ...] = ()
    """How each search word is chosen: `common`, `middle`, `rare`, or the number of its first letters."""
    sort: tuple[str, ...] = ()
    match: Literal["definite"] | None = None
    facets: tuple[str, ...] = ()
    sum: str | None = None
    in_sheet: bool = False
    is_deep: bool = False
    """Whether the pages that are asked for are far in: up to the thousandth."""

    @property
    def name(self) -> str:
        """The question in short: `facts country broad, sort -date`."""
        parts = [self.collection, *(f"{name} {choice}" for name, choice in self.filters.items())]
        options = [
            f"words {' '.join(self.words)}" if self.words else "",
            f"sort {','.join(self.sort)}" if self.sort else "",
        ]
        options += [self.match or "", f"facets {','.join(self.facets)}" if self.facets else ""]
        options += [
            f"sum {self.sum}" if self.sum else "",
            "in a sheet" if self.in_sheet else "",
            "far in" if self.is_deep else "",
        ]
        return ", ".join([" ".join(parts), *filter(None, options)])


SORTED_BY_FILTER = {
    "contracts": "buyer",
    "countries": "role",
    "systems": "country",
    "people": "country",
    "organizations": "kind",
    "places": "country",
    "events": "country",
    "statements": "about",
    "media": "agency",
    "facts": "country",
    "gaps": "status",
    "timeline": "country",
}
"""The filter that stands beside each sort order of a collection."""


def equality_filters(collection: str) -> list[str]:
    """Return the filters of a collection that compare with a value."""
    lookups = COLLECTIONS[collection].filters.lookups()
    return [
        name for name, lookup in lookups.items() if isinstance(lookup, AnyOf) and not isinstance(lookup, InPassage)
    ]


def date_filters(collection: str) -> list[str]:
    """Return the filters of a collection by date."""
    lookups = COLLECTIONS[collection].filters.lookups()
    return [name for name, lookup in lookups.items() if isinstance(lookup, During)]


def single_filters() -> Iterator[Question]:
    """Yield a question for each filter alone, with frequent, less frequent and rare values."""
    for collection in COLLECTIONS:
        yield Question("no filter", collection)
        for name in equality_filters(collection):
            for share in SHARES:
                yield Question(f"one filter, {share}", collection, {name: share})


def filter_pairs() -> Iterator[Question]:
    """Yield a question for every two filters of a collection."""
    for collection in COLLECTIONS:
        equal, dates = equality_filters(collection), date_filters(collection)
        for first, second in combinations(equal, 2):
            yield Question("two filters, broad and broad", collection, {first: "broad", second: "broad"})
            yield Question("two filters, broad and rare", collection, {first: "broad", second: "rare"})
        for name in equal:
            for date in dates:
                yield Question("filter and date", collection, {name: "broad", date: "year"})


def sort_orders() -> Iterator[Question]:
    """Yield a question for each sort order in both directions: alone, and with a broad and a rare filter."""
    for name, collection in COLLECTIONS.items():
        for key in (sign + sort for sort in collection.sorts for sign in ("", "-")):
            yield Question("sort", name, sort=(key,))
            filter_name = SORTED_BY_FILTER.get(name)
            for share in ("broad", "rare") if filter_name else ():
                yield Question(f"filter and sort, {share}", name, {str(filter_name): share}, sort=(key,))


def date_ranges() -> Iterator[Question]:
    """Yield a question for each filter by date and each length of time, for what may lie in it and what does."""
    for collection in COLLECTIONS:
        for name in date_filters(collection):
            for period in PERIODS:
                yield Question(f"date, {period}", collection, {name: period})
                yield Question(f"date, {period}, definite", collection, {name: period}, match="definite")


SEARCHED = ("facts", "gaps", "statements", "contracts", "events")
SEARCH_WORDS: Mapping[str, Sequence[tuple[str, ...]]] = {
    "one word": (("common",), ("middle",), ("rare",)),
    "two words": (("common", "common"), ("common", "rare")),
    "three words": (("common", "common", "common"), ("common", "middle", "rare")),
    "beginning of a word": (("1",), ("2",), ("3",), ("4",), ("5",)),
}
"""The words that are searched for, by group."""


def searches() -> Iterator[Question]:
    """Yield the searches, and some of them with a filter, sorted and within dates."""
    for collection in SEARCHED:
        for group, lists in SEARCH_WORDS.items():
            for words in lists:
                yield Question(group, collection, words=words)
        name = SORTED_BY_FILTER[collection]
        for words in (("common",), ("rare",), ("2",), ("common", "common")):
            yield Question("words and filter", collection, {name: "broad"}, words)
            yield Question("words and filter", collection, {name: "rare"}, words)
    yield Question("words and date", "facts", {"date": "year"}, ("common",))
    yield Question("words and sort", "statements", words=("common",), sort=("-date",))
    yield Question("words and sort", "facts", words=("common",), sort=("date",))


def facets() -> Iterator[Question]:
    """Yield a question for the facets of each collection: of all its items, of many and of few."""
    for name, collection in COLLECTIONS.items():
        if not collection.facets:
            continue
        first = collection.facets[:3]
        yield Question("facets", name, facets=first)
        filter_name = SORTED_BY_FILTER[name]
        for share in ("broad", "rare"):
            yield Question(f"facets and filter, {share}", name, {filter_name: share}, facets=first)
    yield Question("facets and words", "facts", words=("common",), facets=("country", "status"))
    yield Question("facets and date", "timeline", {"date": "year"}, facets=("country", "kind"))


AMOUNTS = "amount"
SPECIAL = (
    Question(AMOUNTS, "contracts", {"min_value": "amount"}),
    Question(AMOUNTS, "contracts", {"max_value": "amount"}),
    Question(AMOUNTS, "contracts", {"min_value": "amount", "max_value": "=1000000000000"}),
    Question(AMOUNTS, "contracts", {"min_value": "amount"}, match="definite"),
    Question(AMOUNTS, "contracts", {"max_value": "amount"}, match="definite"),
    Question(AMOUNTS, "contracts", {"min_value": "amount", "currency": "broad"}),
    Question(AMOUNTS, "contracts", {"min_value": "amount", "currency": "rare"}),
    Question(AMOUNTS, "contracts", {"min_value": "amount", "buyer": "broad"}),
    Question(AMOUNTS, "contracts", {"min_value": "amount", "signed": "decade"}),
    Question(AMOUNTS, "contracts", {"min_value": "amount"}, sort=("-value",)),
    Question(AMOUNTS, "contracts", {"max_value": "amount"}, sort=("value",)),
    Question("filters that exclude each other", "facts", {"voice": "=narrated", "attributed_to": "broad"}),
    Question("filters that exclude each other", "facts", {"basis": "=derived", "property": "=title"}),
    Question("filters that exclude each other", "facts", {"status": "=planned", "property": "=name"}),
    Question("filters that exclude each other", "facts", {"basis": "=reference", "country": "broad", "date": "year"}),
    Question("filters that exclude each other", "timeline", {"kind": "=systems", "status": "=planned"}),
    Question("three filters", "facts", {"country": "broad", "basis": "broad", "status": "broad"}),
    Question("three filters", "facts", {"country": "broad", "property": "middle", "date": "year"}),
    Question("three filters", "statements", {"about": "broad", "status": "broad", "form": "broad"}),
    Question("several values of a filter", "facts", {"country": "broad,broad"}),
    Question("several values of a filter", "facts", {"country": "rare,rare,rare"}),
    Question("several values of a filter", "facts", {"property": "broad,rare", "country": "broad"}),
    Question("several values of a filter", "statements", {"about": "broad,rare"}, sort=("-date",)),
    Question("several values of a filter", "contracts", {"buyer": "broad,middle,rare"}, sort=("-value",)),
    Question("sums", "contracts", facets=("currency",), sum="value"),
    Question("sums", "contracts", {"buyer": "broad"}, facets=("supplier",), sum="value"),
    Question("sums", "contracts", {"signed": "decade"}, facets=("buyer",), sum="value"),
    Question("in a sheet", "facts", in_sheet=True),
    Question("in a sheet", "facts", {"country": "broad"}, in_sheet=True),
    Question("in a sheet", "facts", {"passage": "=2"}, in_sheet=True),
    Question("in a sheet", "facts", words=("common",), in_sheet=True),
    Question("in a sheet", "facts", sort=("-property",), in_sheet=True),
    Question("in a sheet", "facts", facets=("country", "basis"), in_sheet=True),
    Question("in a sheet", "gaps", {"status": "broad"}, in_sheet=True),
    Question("in a sheet", "timeline", in_sheet=True),
    Question("in a sheet", "statements", {"status": "broad"}, sort=("-date",), in_sheet=True),
    Question("in a sheet", "contracts", in_sheet=True),
    Question("page 1,000", "facts", is_deep=True),
    Question("page 1,000", "facts", {"country": "broad"}, is_deep=True),
    Question("page 1,000", "facts", {"country": "broad", "basis": "=stated"}, is_deep=True),
    Question("page 1,000", "facts", {"country": "broad"}, sort=("-date",), is_deep=True),
    Question("page 1,000", "facts", {"basis": "=inferred"}, sort=("property",), is_deep=True),
    Question("page 1,000", "facts", {"date": "decade"}, is_deep=True),
    Question("page 1,000", "facts", words=("common",), is_deep=True),
    Question("page 1,000", "facts", {"country": "broad"}, ("common",), is_deep=True),
    Question("page 1,000", "gaps", {"status": "=not_stated"}, is_deep=True),
    Question("page 1,000", "timeline", is_deep=True),
    Question("page 1,000", "timeline", {"country": "broad"}, sort=("-date",), is_deep=True),
    Question("page 1,000", "statements", {"status": "=asserted"}, sort=("-date",), is_deep=True),
    Question("page 1,000", "statements", sort=("speaker",), is_deep=True),
    Question("page 1,000", "contracts", sort=("-value",), is_deep=True),
)
"""The questions that no rule gives."""


def all_questions() -> list[Question]:
    """Return every question."""
    rules = (single_filters, filter_pairs, sort_orders, date_ranges, searches, facets)
    return [*(question for rule in rules for question in rule()), *SPECIAL]
