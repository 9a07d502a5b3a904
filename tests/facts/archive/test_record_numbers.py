"""The records that items come from."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from facts.archive.search.record_numbers import BLOCK_BITS, RecordNumbers

BLOCK = 1 << BLOCK_BITS


@given(st.sets(st.integers(1, 5 * BLOCK)), st.sets(st.integers(0, 9 * BLOCK)))
def test_each_item_comes_from_the_last_record_before_it(records: set[int], items: set[int]) -> None:
    """An item comes from the record with the greatest number that is not above its own, itself if it is one."""
    records |= {0}
    numbers = RecordNumbers(array("I", sorted(records)), max(records | items) + 1)
    expected = [max(record for record in records if record <= item) for item in sorted(items)]
    assert numbers.owners(sorted(items)) == expected
