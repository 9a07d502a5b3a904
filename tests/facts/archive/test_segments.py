"""Segments hold the items of their sheets, and what is read of them is kept within a number of bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.archive import bitmaps
from facts.archive.search import segment_cache, segments
from facts.archive.search.segment_cache import SegmentCache
from facts.archive.search.segments import Segment, Segments
from facts.archive.search.span_columns import SpanColumn

ITEMS = 20
"""The items of each sheet."""
SHEETS = (1, 2, 5, 9)
bitmaps_by_sheet = st.dictionaries(st.sampled_from(SHEETS), st.integers(1, (1 << ITEMS) - 1))
days = st.sampled_from(("", "2018-01-01", "2018-01-02", "2019-05-31", "2020-12-31", "~"))
ends = st.sampled_from((None, "2018-01-01", "2018-06-15", "2019-05-31", "2021-01-01"))
operators = st.sampled_from((None, "~", ">"))
spans = st.lists(
    st.tuples(
        st.sampled_from(SHEETS), st.integers(0, 5), st.lists(days, min_size=2, max_size=2).map(sorted), operators
    )
)


@given(items=bitmaps_by_sheet, size=st.sampled_from((1, 6, 100)))
def test_items_are_joined_and_split(items: dict[int, int], size: int) -> None:
    """The items of sheets are in the segments of these, and come back in the order of their sheets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "SEGMENT_BYTES", size)
        archive = Segments((sheet, ITEMS) for sheet in SHEETS)
    blocks = {sheet: bitmaps.encode(bitmap) for sheet, bitmap in items.items()}
    split: list[tuple[int, int]] = []
    reverse: list[tuple[int, int]] = []
    for segment in archive.segments:
        bitmap = segment.join(items)
        assert segment.join_blocks(blocks) == bitmap
        data = bitmap.to_bytes(segment.size, "little")
        split += segment.split(data)
        reverse = [*segment.split(data, descending=True), *reverse]
        assert all(segment.select(data, sheet) == items.get(sheet, 0) for sheet in segment.bounds)
    assert split == sorted(items.items()) == reverse[::-1]


@pytest.mark.parametrize(("sheet", "number"), [(0, 0), (1, 0), (2, 1), (3, 2), (5, 2), (9, 3), (10, 4)])
def test_sheets_have_a_segment(monkeypatch: pytest.MonkeyPatch, sheet: int, number: int) -> None:
    """The segment of a sheet that there is not is that of the next one; none follows the last."""
    monkeypatch.setattr(segments, "SEGMENT_BYTES", 1)
    archive = Segments((sheet, ITEMS) for sheet in SHEETS)
    assert archive.number_of(sheet) == number
    assert list(archive.from_sheet(sheet, descending=False)) == list(range(number, 4))
    assert list(archive.from_sheet(sheet, descending=True)) == list(range(min(number, 3), -1, -1))


def test_an_archive_without_sheets_has_no_segment() -> None:
    """Nothing is read of an empty archive, in whichever direction."""
    empty = Segments(())
    assert not empty.from_sheet(0, descending=False)
    assert not empty.from_sheet(9, descending=True)


@given(dates=spans, ranges=st.lists(st.tuples(ends, ends), min_size=1, max_size=2))
def test_dates_are_selected(
    dates: list[tuple[int, int, list[str], str | None]], ranges: list[tuple[str | None, str | None]]
) -> None:
    """An item is selected by any of its dates, one that is wholly in a range by a date that is no estimate."""
    rows = [(sheet, item, first, last, operator) for sheet, item, (first, last), operator in dates]
    segment = Segment(dict.fromkeys(SHEETS, 3))
    overlapping: dict[int, int] = {}
    contained: dict[int, int] = {}
    for sheet, item, first, last, operator in rows:
        for start, end in ranges:
            if (end is None or first <= end) and (start is None or last >= start):
                overlapping[sheet] = overlapping.get(sheet, 0) | 1 << item
            if (start is None or first >= start) and (end is None or last <= end) and operator != "~":
                contained[sheet] = contained.get(sheet, 0) | 1 << item
    column = SpanColumn(rows, segment)
    assert column.select(ranges, contained=False) == segment.join(overlapping)
    assert column.select(ranges, contained=True) == segment.join(contained)


@given(items=bitmaps_by_sheet)
def test_the_cache_returns_bitmaps(items: dict[int, int]) -> None:
    """A bitmap comes back from the cache as it was, and one that is not there is none."""
    cache = SegmentCache(Segments((sheet, ITEMS) for sheet in SHEETS))
    bitmap = cache.segments[0].join(items)
    assert cache.get_bitmap("term", 0) is None
    cache.put_bitmaps("term", {0: bitmap})
    assert cache.get_bitmap("term", 0) == bitmap


def test_the_cache_keeps_what_was_used_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was used longest ago makes room, so that the values take no more bytes than they may."""
    monkeypatch.setattr(segment_cache, "CACHE_BYTES", 1000)
    cache = SegmentCache(Segments(()))
    cache.put("first", {0: ("a", 100), 1: ("b", 100)})
    assert cache.get("first", 0) == "a"
    cache.put("second", {0: ("c", 100)})
    assert (cache.get("first", 0), cache.get("first", 1), cache.get("second")) == ("a", None, "c")
    assert cache.size <= 1000
