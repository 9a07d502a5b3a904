"""Postings: the items that have terms, as the database has them: a bitmap for each term and sheet."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from facts.archive import bitmaps
from facts.archive.search.fetch import fetch_all
from facts.archive.search.segment_cache import SegmentCache
from facts.archive.search.segments import Bitmaps, between_sheets
from facts.archive.search.sheet_select import SheetSelect
from facts.archive.tables import blocks

Terms = tuple[int, ...]

COLUMNS = select(blocks.c.sheet, blocks.c.bitmap)
IN_TERMS = COLUMNS.where(blocks.c.term.in_(bindparam("terms", expanding=True)))
IN_SHEETS = SheetSelect(IN_TERMS, blocks.c.sheet)
IN_SEGMENTS = IN_TERMS.where(between_sheets(blocks.c.sheet))
OF_TERM_IN_SEGMENTS = COLUMNS.where(blocks.c.term == bindparam("term"), between_sheets(blocks.c.sheet))


def read_postings(connection: Connection, terms: Terms) -> Bitmaps:
    """Return all items that have one of some terms."""
    return unite(fetch_all(connection, IN_TERMS, {"terms": terms}))


def read_postings_in_sheets(connection: Connection, terms: Terms, sheets: Sequence[int]) -> Bitmaps:
    """Return the items in some sheets, which are in order, that have one of some terms; perhaps others too."""
    return unite(IN_SHEETS.execute(connection, sheets, terms=terms))


def read_postings_in_segment(connection: Connection, cache: SegmentCache, terms: Terms, number: int) -> int:
    """Return the items in a segment that have one of some terms."""
    bitmap = cache.get_bitmap(terms, number)
    if bitmap is None:
        group = load(connection, cache, terms, cache.group_of(number))
        cache.put_bitmaps(terms, group)
        bitmap = group[number]
    return bitmap


def load(connection: Connection, cache: SegmentCache, terms: Terms, numbers: range) -> dict[int, int]:
    """Return the items in some segments that have one of some terms."""
    sheets = cache.segments.sheet_range(numbers)
    if len(terms) == 1:
        stored: dict[int, bytes] = dict(fetch_all(connection, OF_TERM_IN_SEGMENTS, {"term": terms[0], **sheets}))
        return {number: cache.segments[number].join_blocks(stored) for number in numbers}
    union = unite(fetch_all(connection, IN_SEGMENTS, {"terms": terms, **sheets}))
    return {number: cache.segments[number].join(union) for number in numbers}


def unite(rows: Iterable[Any]) -> Bitmaps:
    """Return the items of blocks by their sheets."""
    union: Bitmaps = {}
    for sheet, block in rows:
        bitmap = bitmaps.decode(block)
        union[sheet] = union[sheet] | bitmap if sheet in union else bitmap
    return union
