"""Bitmaps and facet columns are read as they were written, however many items they have and however far apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.archive import bitmaps
from facts.archive.facet_columns import MAX_BYTE, FacetColumn, encode_column
from facts.archive.indexes import term_range

ItemsByTerms = dict[tuple[int, ...], list[int]]
"""Items by their terms."""
FAR = 8 * bitmaps.MAX_SHORT
"""An item before which more bytes are left out than their number can say."""
items = st.sets(st.integers(0, 2000), min_size=1) | st.sets(st.integers(0, FAR + 100), min_size=1, max_size=5)


@given(items)
def test_a_bitmap_is_read_as_it_was_written(numbers: set[int]) -> None:
    """Items far apart or beyond the numbers of two bytes, and those beside each other, come back in order."""
    bitmap = bitmaps.decode(bitmaps.encode(bitmaps.from_items(numbers)))
    assert list(bitmaps.iter_items(bitmap)) == sorted(numbers)


@pytest.mark.parametrize("first", [0, bitmaps.MAX_SHORT, FAR, FAR + 80])
def test_items_at_the_limits_of_two_bytes(first: int) -> None:
    """The bytes that are left out before the first item, and the items of a list, are counted by two bytes."""
    bitmap = 1 << first | 1 << first + 99
    assert bitmaps.decode(bitmaps.encode(bitmap)) == bitmap


@given(st.lists(items.map(sorted), min_size=1, max_size=3))
def test_a_facet_column_is_read_as_it_was_written(groups: list[list[int]]) -> None:
    """Each item has the terms of its group, whether the column lists the items or has a code for each."""
    index, (first, _) = 7, term_range(7)
    items_by_terms: ItemsByTerms = {(first + code, first + code + 1): group for code, group in enumerate(groups)}
    column = FacetColumn.decode(index, encode_column(items_by_terms))
    terms_by_item = {item: terms for terms, group in items_by_terms.items() for item in group}
    assert {item: tuple(column.terms_of(item)) for item in terms_by_item} == terms_by_item


def test_a_facet_column_of_many_combinations() -> None:
    """A column of more combinations of terms than a byte has values keeps them apart."""
    first, _ = term_range(7)
    items_by_terms: ItemsByTerms = {(first + number,): [number] for number in range(MAX_BYTE + 3)}
    column = FacetColumn.decode(7, encode_column(items_by_terms))
    assert [column.terms_of(number) for number in range(MAX_BYTE + 3)] == [list(terms) for terms in items_by_terms]
