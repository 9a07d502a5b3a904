"""Documents: what is to be written in some format."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from facts.model.collection import Collection

Scope = Literal["list", "record", "sheet"]


def no_kind(sheet: str, slug: str) -> str | None:
    """Return None: of which kind a record is, is not known."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The items of a list, one record, or one whole sheet, as the archive answers them.

    `collection` is `sheets` for a whole sheet. `fields` are the top-level fields that were asked for, None
    for all; the items hold no others, but for what names them. `derived` tells whether they hold what is
    computed. `whole` tells whether `items` are all that there are, not a page. `kinds` answers of which kind
    the record of a sheet and an id is, None where it does not know; `articles` holds the SHA-256 of each
    sheet's article, of those that are known: both for formats that name a record or an article on its own.
    `modified` holds when each sheet was last changed; `origin` is the public address of the API, where it has
    one, such as `https://facts.example`: both for formats that date and locate themselves.
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
    base_url: str | None = None
