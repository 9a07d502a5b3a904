"""Documents: the content that a format renders."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from facts.formats.publication import Publication
from facts.model.collection import Collection
from facts.model.item import TotalRelation

DocumentType = Literal["list", "record", "sheet"]

Titles = Mapping[str, tuple[str, str]]
"""The kinds and the titles of records by id."""
FindTitles = Callable[[str, Iterable[str]], Titles]
"""Returns those of the records of a sheet that have one of some ids, as far as they are known."""


def no_titles(sheet: str, ids: Iterable[str]) -> Titles:
    """Return nothing: the records of a sheet are not known."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The items of a list, one record, or one complete sheet, as the archive returns them.

    `collection` is `sheets` for a complete sheet. `fields` are the paths of the fields that were requested, None
    for all; the items hold no others but the identifying ones. `derived` tells whether they hold derived values.
    `complete` tells whether `items` are all that there are, not a page. `titles` returns the kind and the title
    of each record of a sheet with one of some ids, as far as it knows; `article_digests` are the SHA-256 of the
    articles by sheet: both for formats that name a record or an article on its own. `modified` holds when each
    sheet of a list was last changed; `publication` tells the public URL of the API, if it has one, and the license:
    both for formats that date and locate themselves. `include_references` tells whether JSON names records too,
    `bom` whether a text begins with a byte order mark.
    """

    collection: Collection
    type: DocumentType
    items: Iterable[Mapping[str, Any]]
    fields: frozenset[str] | None = None
    derived: bool = True
    complete: bool = False
    total: int | None = None
    total_relation: TotalRelation = "eq"
    next: str | None = None
    facets: Mapping[str, Any] | None = None
    hint: str | None = None
    bom: bool = False
    titles: FindTitles = no_titles
    article_digests: Mapping[str, str] = field(default_factory=dict)
    modified: Mapping[str, datetime] = field(default_factory=dict)
    publication: Publication = Publication()  # noqa: RUF009 - a publication is immutable
    include_references: bool = False


def format_utc(time: datetime) -> str:
    """Return a time in UTC (RFC 3339)."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
