"""Cursors: the position of a page in a sorted collection, as opaque text."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from facts.archive.query import CursorError, Query
from facts.model.receipt import sha256_hex

MAX_LENGTH = 2048
SURROGATE = re.compile("[\ud800-\udfff]")
"""What JSON can hold in a text, and UTF-8 cannot."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The sort values of an item, and whether the page comes `after` it or before it."""

    after: bool
    values: tuple[Any, ...]

    def encode(self, signature: str) -> str:
        """Return the cursor as text that is valid only for the query with this signature."""
        content = json.dumps([self.after, self.values, signature], separators=(",", ":"), ensure_ascii=False)
        return urlsafe_b64encode(content.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str, signature: str, types: Sequence[type]) -> "Cursor":
        """Return the cursor in `text`, with values of `types`; raise CursorError if it is not of this query."""
        error = CursorError(
            "cursor", "unknown cursor: it was not issued for this query", "the cursor of a page's `next` link"
        )
        if len(text) > MAX_LENGTH:
            raise error
        try:
            after, values, _ = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            cursor = cls(after is True, tuple(values))
        except (ValueError, TypeError, RecursionError):
            raise error from None
        if len(cursor.values) != len(types) or not all(map(is_valid_value, cursor.values, types)):
            raise error
        if cursor.encode(signature) != text:
            raise error
        return cursor


def query_signature(generation: str, collection: str, query: Query) -> str:
    """Return the digest of all that decides which items match a query, and in which order."""
    filters = [] if query.filters is None else sorted((name, str(value)) for name, value in query.filters.active())
    parts = [generation, collection, filters, query.sheet, query.q, list(query.sort), query.match, query.derived]
    return sha256_hex(json.dumps(parts))[:16]


def is_valid_value(value: object, value_type: type) -> bool:
    """Return whether a database could have returned `value` for a column of a type."""
    if value_type is str:
        return isinstance(value, str) and not SURROGATE.search(value)
    return type(value) is int and abs(value) < 2**63
