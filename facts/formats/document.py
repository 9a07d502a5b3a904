"""Documents: what is written in some format."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from facts.formats.publication import Publication
from facts.model.collection import Collection

Titles = Callable[[str, Iterable[str]], Mapping[str, tuple[str, str]]]
Scope = Literal["list", "record", "sheet"]

IDENTIFYING_FIELDS = frozenset({"id", "sheet", "url", "subject", "property"})
"""The fields of an item that a document holds whichever fields are requested."""


def no_titles(sheet: str, ids: object) -> dict[str, tuple[str, str]]:
    """Return nothing: the titles of records are not known."""
    return {}


def no_kind(sheet: str, record_id: str) -> str | None:
    """Return None: the kind of a record is not known."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The items of a list, one record, or one complete sheet, as the archive returns them.

    `collection` is `sheets` for a complete sheet. `fields` are the paths of the fields that were requested, None
    for all; the items hold no others but the identifying ones. `derived` tells whether they hold derived values.
    `complete` tells whether `items` are all that there are, not a page. `kind_of` returns the kind of the record
    with an id in a sheet, None if it does not know; `article_digests` are the SHA-256 of the articles by sheet:
    both for formats that name a record or an article on its own. `modified` holds when each sheet was last changed;
    `publication` tells the public URL of the API, if it has one, and the license: both for formats that date and
    locate themselves. `titles` returns the kinds and titles of the records of a sheet by their ids, for
    formats that name records; `include_references` tells whether JSON has them too.
    """

    collection: Collection
    scope: Scope
    items: Iterable[Mapping[str, Any]]
    fields: frozenset[str] | None = None
    derived: bool = True
    complete: bool = False
    total: int | None = None
    next: str | None = None
    facets: Mapping[str, Any] | None = None
    kind_of: Callable[[str, str], str | None] = no_kind
    article_digests: Mapping[str, str] = field(default_factory=dict)
    modified: Mapping[str, datetime] = field(default_factory=dict)
    publication: Publication = Publication()  # noqa: RUF009 - a publication is immutable
    titles: Titles = no_titles
    include_references: bool = False
