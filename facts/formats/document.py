"""Documents: what is to be written in some format."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from facts.collection import Collection

Scope = Literal["list", "record", "sheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The items of a list, one record, or one whole sheet, as the archive answers them.

    `collection` is `sheets` for a whole sheet. `fields` are the top-level fields that were asked for, None
    for all; the items hold no others, but for what names them. `derived` tells whether they hold what is
    computed. `whole` tells whether `items` are all that there are, not a page.
    """

    collection: Collection
    scope: Scope
    items: Iterable[Mapping[str, Any]]
    fields: frozenset[str] | None = None
    derived: bool = True
    whole: bool = False
    total: int | None = None
    next: str | None = None
    facets: Mapping[str, Any] | None = None
