"""Facet columns: the terms that each item of a sheet has in an index, to count and to sort many items by.

A column has a code for each item of the collection: that of its combination of terms.
"""

import zlib
from array import array
from collections.abc import Mapping, Sequence
from itertools import chain

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, bindparam, select

from facts.archive.indexes import TERMS_PER_INDEX, term_range
from facts.archive.search.sheet_select import SheetSelect
from facts.archive.tables import facets

SEPARATOR = b"\n"
MAX_BYTE = 0xFF
LISTED = b"L"
DENSE = b"D"
LEVEL = 1
WINDOW = 12
"""Bits of the distance at which DEFLATE finds what repeats: columns are short (RFC 1950, section 2.2)."""
UINT_BYTES = array("I").itemsize
MIN_SPARSENESS = 8
"""Items of the sheet for each one of the collection from which on these are listed."""


class FacetColumn:
    """The terms of the items of a sheet in one index."""

    def __init__(self, terms: Sequence[Sequence[int]], codes: Sequence[int] | Mapping[int, int]) -> None:
        self.terms = terms
        """The different combinations of terms, by their codes."""
        self.codes = codes
        """The code of each item."""

    @classmethod
    def decode(cls, index: int, data: bytes) -> "FacetColumn":
        """Return the column of an index that is stored as `data`."""
        first, _ = term_range(index)
        if data[:1] == LISTED:
            head, items, codes = from_json(data[1:])
            terms = [[first + number for number in numbers] for numbers in head]
            return cls(terms, dict(zip(items, codes, strict=True)))
        head, _, codes = zlib.decompress(data[1:]).partition(SEPARATOR)
        terms = [[first + number for number in numbers] for numbers in from_json(head)]
        return cls(terms, codes if len(terms) <= MAX_BYTE else array("I", codes))

    def terms_of(self, item: int) -> Sequence[int]:
        """Return the terms of an item of the collection."""
        return self.terms[self.codes[item]]


def encode_column(items_by_terms: Mapping[tuple[int, ...], Sequence[int]]) -> bytes:
    """Return the column of some items by their terms as it is stored.

    It is a list of the items if they are few, else one of codes, compressed. Terms are numbered from the first that
    their index can have.
    """
    terms = [[term % TERMS_PER_INDEX for term in combination] for combination in items_by_terms]
    items = list(chain.from_iterable(items_by_terms.values()))
    size = max(items, default=-1) + 1
    if len(items) * MIN_SPARSENESS < size:
        codes = [code for code, numbers in enumerate(items_by_terms.values()) for _ in numbers]
        return LISTED + to_json([terms, items, codes])
    column = bytearray(size) if len(terms) <= MAX_BYTE else array("I", bytes(size * UINT_BYTES))
    for code, numbers in enumerate(items_by_terms.values()):
        for item in numbers:
            column[item] = code
    return DENSE + zlib.compress(to_json(terms) + SEPARATOR + bytes(column), LEVEL, WINDOW)


COLUMNS = SheetSelect(
    select(facets.c.sheet, facets.c.terms).where(facets.c.index == bindparam("number")), facets.c.sheet
)


def read_columns(connection: Connection, index: int, sheets: Sequence[int]) -> dict[int, FacetColumn]:
    """Return the columns of an index in some sheets, which are in order; those of others may be among them."""
    rows = COLUMNS.execute(connection, sheets, number=index)
    return {sheet: FacetColumn.decode(index, terms) for sheet, terms in rows}
