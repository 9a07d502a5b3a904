"""Cursors: where a page of a sorted collection ends, as opaque text."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from facts.archive.query import CursorError, Query
from facts.model.receipt import sha256_hex

LONGEST = 2048
GREATEST = 1e24
"""What no amount exceeds."""
SURROGATE = re.compile("[\ud800-\udfff]")
"""What JSON can hold in a text, and UTF-8 cannot."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The sort values of an item, and whether the page lies `after` it or before it."""

    after: bool
    values: tuple[Any, ...]

    def text(self, asked: str) -> str:
        """Return the cursor as text that is good only for what is `asked`, a signature."""
        content = json.dumps([self.after, self.values, asked], separators=(",", ":"))
        return urlsafe_b64encode(content.encode()).decode().rstrip("=")


def signature(generation: str, collection: str, query: Query) -> str:
    """Return what marks a cursor: a digest of all that decides which items there are, and in which order."""
    filters = sorted((name, str(value)) for name, value in query.filters.items() if value is not None)
    asked = [generation, collection, filters, query.sheet, query.q, list(query.sort), query.certainty, query.derived]
    return sha256_hex(json.dumps(asked))[:16]


def read(text: str, asked: str, kinds: Sequence[type]) -> Cursor:
    """Return the cursor that `text` holds, with values of `kinds`; raise CursorError if it is for something else."""
    refusal = CursorError(
        "cursor", "is none that was given out for this query and these sheets", "the cursor of a page's `next` link"
    )
    if len(text) > LONGEST:
        raise refusal
    try:
        after, values, _ = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        cursor = Cursor(after is True, tuple(values))
    except (ValueError, TypeError, RecursionError):
        raise refusal from None
    if len(cursor.values) != len(kinds) or not all(map(plausible, cursor.values, kinds)):
        raise refusal
    if cursor.text(asked) != text:
        raise refusal
    return cursor


def plausible(value: object, kind: type) -> bool:
    """Return whether a database could have given `value` for a column of `kind`."""
    if kind is str:
        return isinstance(value, str) and not SURROGATE.search(value)
    if kind is float:
        return isinstance(value, float) and abs(value) <= GREATEST
    return type(value) is int and abs(value) < 2**63
