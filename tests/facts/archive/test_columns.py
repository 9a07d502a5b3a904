"""Columns of segments are read as they were written, merged as if written at once, and select what they should."""

from array import array
from bisect import bisect_left, bisect_right
from decimal import Decimal
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from facts.archive import facet_column, ordered_column, ranks
from facts.archive.facet_column import FacetColumn, count_terms, list_places
from facts.archive.indexes import OPEN_END, OPEN_START, term_range
from facts.archive.ordered_column import Entry, OrderedColumn
from facts.archive.range_column import RangeColumn, ValueRange
from facts.model.decimals import DECIMAL_PLACES, lower_key, upper_key
from tests.tables import each_row

INDEX = 7
FIRST_TERM, _ = term_range(INDEX)
items = st.integers(0, 40)
keys = st.sampled_from(("", "a", "ab", "b", "ä", "z"))
entries = st.dictionaries(items, keys, min_size=1).map(lambda keyed: [(key, item) for item, key in keyed.items()])
days = st.sampled_from(("", "2018-01-01", "2018-01-02", "2019-05-31", "2020-12-31", "~"))
ends = st.sampled_from((None, "2018-01-01", "2018-06-15", "2019-05-31", "2021-01-01"))
value_ranges = st.lists(
    st.builds(
        lambda item, days, operator: ValueRange(item, min(days), max(days), operator, None),
        items,
        st.lists(days, min_size=2, max_size=2),
        st.sampled_from((None, "~", ">")),
    ),
    unique=True,
)


@given(entries, keys, st.booleans(), st.sets(items), st.none() | st.tuples(keys, items))
def test_items_are_read_in_the_order_of_their_keys(
    entries: list[Entry], key: str, descending: bool, wanted: set[int], start: Entry | None
) -> None:
    """A column yields those of some items that have a key, in order or in its reverse, beyond a place or all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordered_column, "STEP", 3)
        patch.setattr(ordered_column, "STRIDE", 2)
        column = OrderedColumn.decode(OrderedColumn.build(entries).encode())
        ordered = sorted(entries)
        keyed = [key for key, _ in ordered]
        assert column.before(key) == BitMap([item for _, item in ordered[: bisect_left(keyed, key)]])
        assert column.before(key, inclusive=True) == BitMap([item for _, item in ordered[: bisect_right(keyed, key)]])
        for most in (0, 4096):
            patch.setattr(ordered_column, "MAX_COPIED", most)
            assert column.between(key, None) == BitMap([item for other, item in ordered if key <= other])
            assert column.between("1", key) == BitMap([item for other, item in ordered if "1" <= other <= key])
        beyond = [entry for entry in ordered if entry[1] in wanted]
        if start is not None:
            beyond = [entry for entry in beyond if (entry < start if descending else entry > start)]
        for most in (0, 100):
            patch.setattr(ordered_column, "MAX_SORTED", most)
            ordered_entries = list(column.iterate(BitMap(wanted), descending, start))
            assert ordered_entries == (beyond[::-1] if descending else beyond)
    by_item = {item: key for key, item in entries}
    for cost, max_bitsets in ((0, -1), (100, -1), (0, 0)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ordered_column, "SEARCH_COST", cost)
            patch.setattr(ranks, "MAX_BITSETS", max_bitsets)
            keys = dict(column.keys_by_item(BitMap(wanted)))
        assert keys == {item: key for item, key in by_item.items() if item in wanted}


@given(value_ranges, st.lists(st.tuples(ends, ends), min_size=1, max_size=2))
def test_dates_are_selected(dates: list[ValueRange], ranges: list[tuple[str | None, str | None]]) -> None:
    """An item is selected by any of its dates, one that is wholly in a range by a date that is no estimate."""
    overlapping, contained = BitMap(), BitMap()
    for item, first, last, operator, _ in dates:
        for start, end in ranges:
            if (end is None or first <= end) and (start is None or last >= start):
                overlapping.add(item)
            if (start is None or first >= start) and (end is None or last <= end) and operator != "~":
                contained.add(item)
    column = RangeColumn.decode(RangeColumn.build(dates).encode())
    assert column.select(ranges, contained=False) == overlapping
    assert column.select(ranges, contained=True) == contained
    assert sorted(map(str, column.ranges(None))) == sorted(map(str, dates))
    few = BitMap(range(20))
    assert column.select_from(few, ranges, contained=False) == overlapping & few
    assert column.select_from(few, ranges, contained=True) == contained & few
    assert sorted(map(str, column.ranges(few))) == sorted(
        str(value_range) for value_range in dates if value_range.item in few
    )


def test_amounts_are_numbers_of_steps() -> None:
    """What an amount excludes is a step from its key; what is open is 0 at its start and infinite at its end."""
    keys = [lower_key(Decimal(2), is_strict=True), upper_key(Decimal(3), is_strict=True), lower_key(Decimal("0.5"))]
    rows = [
        ValueRange(1, keys[0], OPEN_END, ">", "USD"),
        ValueRange(4, OPEN_START, keys[1], "<", "EUR"),
        ValueRange(9, keys[2], keys[2], "=", "USD"),
    ]
    (layer,) = RangeColumn.decode(RangeColumn.build(rows).encode()).layers
    one = 10**DECIMAL_PLACES
    assert layer.least_steps == [2 * one, 0, one // 2]
    assert layer.greatest_steps == [inf, 3 * one, one // 2]


@given(
    st.lists(st.dictionaries(st.integers(0, 25), st.integers(0, 3), max_size=20), min_size=1, max_size=3),
    st.sampled_from((2, 4, 1 << 14)),
    st.sampled_from((0, 1000)),
)
def test_facet_columns_are_merged(segments: list[dict[int, int]], block_size: int, min_repeated: int) -> None:
    """Each item has its terms, in a column of its segment and in the merged one, with gaps before segments or not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facet_column, "BLOCK_SIZE", block_size)
        patch.setattr(facet_column, "EMPTY_BLOCK", array("B", bytes(block_size)))
        columns = []
        expected: dict[int, tuple[int, ...]] = {}
        for number, codes_by_item in enumerate(segments):
            codes = array("I", [codes_by_item.get(item, 0) for item in range(26)])
            terms = [(), *((FIRST_TERM + number + code, FIRST_TERM + 9) for code in range(3))]
            column = FacetColumn.decode(INDEX, FacetColumn.build(terms, codes).encode())
            columns.append((30 * number, column))
            expected |= {30 * number + item: terms[code] for item, code in codes_by_item.items()}
        merged = FacetColumn.decode(INDEX, FacetColumn.merge(columns).encode())
        places = list_places(BitMap([100 + item for item in expected]), first_item=100)
        codes_at = merged.codes_at(places)
        assert {item: merged.terms[code] for item, code in zip(sorted(expected), codes_at, strict=True)} == expected
        patch.setattr(facet_column, "MIN_REPEATED", min_repeated)
        counts = count_terms(merged.terms, codes_at)
    assert counts == {term: sum(term in terms for terms in expected.values()) for term in counts}


@each_row("count", [255, 256, 257, 65_537])
def test_a_facet_column_of_many_combinations(count: int) -> None:
    """A column of more combinations of terms than one or two bytes have values keeps them apart."""
    terms = [(), *((FIRST_TERM + number,) for number in range(1, count))]
    column = FacetColumn.decode(INDEX, FacetColumn.build(terms, array("I", range(count))).encode())
    places = list_places(BitMap(range(count)), first_item=0)
    assert [column.terms[code] for code in column.codes_at(places)] == terms
