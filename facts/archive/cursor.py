"""Cursors: where a page of a sorted collection ends, as opaque text."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from facts.archive.query import CursorError, Query
from facts.receipt import fingerprint

LONGEST = 2048


@dataclass(frozen=True, slots=True)
class Cursor:
    """The sort values of an item, and whether the page lies `after` it or before it."""

    after: bool
    values: tuple[Any, ...]

    def text(self, query: Query) -> str:
        """Return the cursor as text that is good for `query` alone."""
        content = json.dumps([self.after, self.values, signature(query)], separators=(",", ":"))
        return urlsafe_b64encode(content.encode()).decode().rstrip("=")


def signature(query: Query) -> str:
    """Return what marks a cursor as made for `query`: a digest of all in it that decides the order of items."""
    filters = sorted((name, str(value)) for name, value in query.filters.items() if value is not None)
    asked = [filters, query.sheet, query.q, list(query.sort), query.certainty, query.derived]
    return fingerprint(json.dumps(asked))[:16]


def read(text: str, query: Query, kinds: Sequence[type]) -> Cursor:
    """Return the cursor that `text` holds, with values of `kinds`; raise CursorError if it is none for `query`."""
    refusal = CursorError("cursor", "is none that was given out for this query", "the cursor of a page's `next` link")
    if len(text) > LONGEST:
        raise refusal
    try:
        after, values, _ = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        cursor = Cursor(after is True, tuple(values))
    except (ValueError, TypeError, RecursionError):
        raise refusal from None
    if len(cursor.values) != len(kinds) or not all(map(plausible, cursor.values, kinds)):
        raise refusal
    if cursor.text(query) != text:
        raise refusal
    return cursor


def plausible(value: object, kind: type) -> bool:
    """Return whether a database could have given `value` for a column of `kind`."""
    if kind is str:
        return isinstance(value, str)
    return isinstance(value, int | float) and type(value) in {kind, int} and abs(value) < 2**63
