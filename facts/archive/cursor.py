"""Cursors: opaque positions in a sorted list, for keyset pagination."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from facts.archive.query import CursorError, Query, StaleCursorError
from facts.model.receipt import sha256_hex

MAX_LENGTH = 2048
MAX_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """The number of an item, and whether the page comes `after` it or before it."""

    after: bool
    item: int

    def encode(self, generation: str, digest: str) -> str:
        """Return the cursor as text that is valid only in this generation, for the query with this digest."""
        content = json.dumps([int(self.after), self.item, generation, digest], separators=(",", ":"))
        return urlsafe_b64encode(content.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str, generation: str, digest: str) -> "Cursor":
        """Return the cursor in `text`.

        Raises CursorError if it is not of this query, and StaleCursorError if it is, but of another generation.
        """
        error = CursorError(
            "cursor", "unknown cursor: it was not issued for this query", "the cursor of a page's `next` link"
        )
        if len(text) > MAX_LENGTH:
            raise error
        try:
            after, item, issued, _ = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            cursor = cls(after == 1, item)
            is_valid = type(item) is int and 0 <= item <= MAX_NUMBER and cursor.encode(issued, digest) == text
        except (ValueError, TypeError, RecursionError):
            raise error from None
        if not (is_valid and isinstance(issued, str)):
            raise error
        if issued != generation:
            message = "the archive has changed since the cursor was issued"
            raise StaleCursorError("cursor", message, "no cursor: the first page")
        return cursor


def query_digest(collection: str, query: Query) -> str:
    """Return the digest of everything that determines which items of an archive match a query, and in which order."""
    filters = [] if query.filters is None else sorted((name, str(value)) for name, value in query.filters.active())
    parts = [collection, filters, query.sheet, query.q, list(query.sort), query.match, query.derived]
    return sha256_hex(json.dumps(parts))[:16]
