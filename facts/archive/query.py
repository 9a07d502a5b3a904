"""Queries of a collection, and the page that is returned for one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from facts.model.collection import Filters
from facts.model.item import Match, TotalRelation
from facts.model.values import FrozenModel

DEFAULT_LIMIT = 50
MAX_LIMIT = 100
MAX_SORT_KEYS = 4
MAX_TOTAL = 10_000
"""Items are counted up to this number."""

Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT)]
CursorText = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9_-]+$", max_length=2048)]
SearchText = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]+$", max_length=200)]


class QueryError(ValueError):
    """Raised for an invalid query, with the `parameter`, the reason, and what would be accepted."""

    def __init__(self, parameter: str, message: str, accepted: str) -> None:
        super().__init__(f"{parameter}: {message}; accepted: {accepted}")
        self.parameter = parameter
        self.message = message
        self.accepted = accepted


class CursorError(QueryError):
    """Raised for a cursor that was not issued for the query."""


class StaleCursorError(CursorError):
    """Raised for a cursor that was issued for the query before the archive changed: what it counts on is gone."""


class Query(FrozenModel):
    """A query of a collection; raises pydantic.ValidationError for values of the wrong form.

    Which filters, sort keys and facets there are depends on the collection, so their names are checked by
    `Archive.find`.
    """

    filters: Filters | None = Field(None, description="the filters of the collection, such as `ContractFilters`")
    sheet: str | None = Field(None, description="id of the sheet to search in; None = all sheets")
    q: SearchText | None = Field(None, description="words that begin words of an item, see `facts.archive.fulltext`")
    sort: tuple[str, ...] = Field((), max_length=MAX_SORT_KEYS, description="sort keys, `-` for descending")
    limit: Limit = Field(DEFAULT_LIMIT, description="number of items on a page")
    cursor: CursorText | None = Field(None, description="cursor of an earlier page")
    facets: tuple[str, ...] = Field((), description="filters by whose values to count the items")
    sum: str | None = Field(None, description="amount to add up for each value of the facets, such as `value`")
    match: Match | None = Field(None, description="keep only items that match definitely, or possibly")
    derived: bool = Field(True, description="whether derived values are included")


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of a collection: its items, the total of all pages, and the cursors of its neighbours.

    A total of more than `MAX_TOTAL` is not counted: then `total` is that, `total_relation` is `gte`, and facets count
    the first `MAX_TOTAL` items.
    """

    items: Sequence[Mapping[str, Any]]
    total: int
    total_relation: TotalRelation = "eq"
    next: str | None = None
    prev: str | None = None
    facets: Mapping[str, Sequence[dict[str, Any]]] | None = None
    reason: str | None = None
    """Why there is no item, if a part of the query can match nothing."""
    unused: str | None = None
    """The filter of whose values the reason is that none is in use."""

    @property
    def hint(self) -> str | None:
        """The reason, with the facet that lists the values in use."""
        return f"{self.reason}; `facets={self.unused}` lists the values in use" if self.unused else self.reason
