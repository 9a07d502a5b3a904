"""Models of the results of the tools."""

from pydantic import Field

from facts.archive.query import MAX_TOTAL
from facts.model.item import ResponseModel, TotalRelation, UriReference
from facts.views import Fact, GapEntry, RecordCounts

TOTAL = f"number of items that match, counted up to {MAX_TOTAL}"
TOTAL_RELATION = "`eq`: that many items match; `gte`: that many, or more"
HINT = "why there are no items, if an argument can match nothing"
CURSOR = "cursor to continue after these items; null = these are the last"


class SheetItem(ResponseModel):
    """A sheet, with what is needed to search in it."""

    id: str = Field(description="id of the sheet")
    url: UriReference = Field(description="permanent URL")
    title: str = Field(description="what its article is about")
    counts: RecordCounts = Field(description="number of records of each kind")


class SheetResults(ResponseModel):
    """Sheets that match a search."""

    items: tuple[SheetItem, ...] = Field(description="the sheets")
    total: int = Field(description=TOTAL)
    total_relation: TotalRelation = Field(description=TOTAL_RELATION)
    cursor: str | None = Field(description=CURSOR)
    hint: str | None = Field(description=HINT)


class FactResults(ResponseModel):
    """Facts that match a search."""

    items: tuple[Fact, ...] = Field(description="the facts")
    total: int = Field(description=TOTAL)
    total_relation: TotalRelation = Field(description=TOTAL_RELATION)
    cursor: str | None = Field(description=CURSOR)
    hint: str | None = Field(description=HINT)


class GapResults(ResponseModel):
    """Gaps that match a search."""

    items: tuple[GapEntry, ...] = Field(description="the gaps")
    total: int = Field(description=TOTAL)
    total_relation: TotalRelation = Field(description=TOTAL_RELATION)
    cursor: str | None = Field(description=CURSOR)
    hint: str | None = Field(description=HINT)
