"""Facet columns: the terms that each item of a sheet has in an index, to count and to sort many items by.

A column has a code for each item: that of its terms, 0 for an item that is not of the collection.
"""

import zlib
from array import array
from collections.abc import Mapping, Sequence

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, bindparam, select

from facts.archive.search.sheet_select import SheetSelect
from facts.archive.tables import facets

SEPARATOR = b"\n"
MAX_BYTE = 0xFF
NO_TERMS: tuple[int, ...] = ()


class FacetColumn:
    """The terms of the items of a sheet in one index."""

    def __init__(self, terms: Sequence[Sequence[int]], codes: Sequence[int]) -> None:
        self.terms = terms
        """The different combinations of terms, by their codes."""
        self.codes = codes
        """The code of each item."""

    @classmethod
    def of_items(cls, terms_by_item: Mapping[int, Sequence[int]]) -> "FacetColumn":
        """Return the column of the terms of some items."""
        codes_by_terms: dict[tuple[int, ...], int] = {NO_TERMS: 0}
        codes = [0] * (max(terms_by_item, default=-1) + 1)
        for item, terms in terms_by_item.items():
            codes[item] = codes_by_terms.setdefault(tuple(terms), len(codes_by_terms))
        return cls(list(codes_by_terms), codes)

    @classmethod
    def decode(cls, data: bytes) -> "FacetColumn":
        """Return the column that is stored as `data`."""
        terms, _, codes = zlib.decompress(data).partition(SEPARATOR)
        combinations = from_json(terms)
        return cls(combinations, codes if len(combinations) <= MAX_BYTE else array("I", codes))

    def encode(self) -> bytes:
        """Return the column as it is stored: compressed, codes in a byte if that is enough for them, else in four."""
        codes = bytes(self.codes) if len(self.terms) <= MAX_BYTE else array("I", self.codes).tobytes()
        return zlib.compress(to_json(self.terms) + SEPARATOR + codes)

    def terms_of(self, item: int) -> Sequence[int]:
        """Return the terms of an item."""
        return self.terms[self.codes[item]]


COLUMNS = SheetSelect(
    select(facets.c.sheet, facets.c.terms).where(facets.c.index == bindparam("number")), facets.c.sheet
)


def read_columns(connection: Connection, index: int, sheets: Sequence[int]) -> dict[int, FacetColumn]:
    """Return the columns of an index in some sheets, which are in order; those of others may be among them."""
    rows = COLUMNS.execute(connection, sheets, number=index)
    return {sheet: FacetColumn.decode(terms) for sheet, terms in rows}
