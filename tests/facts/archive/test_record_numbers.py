"""The records that items come from."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from facts.archive.search.record_numbers import RecordNumbers

MOST = st.sampled_from([40, 1000, 100_000])
"""The greatest number of an item, so that distances take one, two or four bytes."""


@given(MOST.flatmap(lambda most: st.tuples(*[st.sets(st.integers(0, most), min_size=1)] * 2)))
def test_each_item_comes_from_the_last_record_before_it(numbers_of: tuple[set[int], set[int]]) -> None:
    """An item comes from the record with the greatest number that is not above its own, itself if it is one."""
    records, items = numbers_of
    items = {item for item in items if item >= min(records)}
    numbers = RecordNumbers(array("I", sorted(records)), max(records | items) + 1)
    expected = [max(record for record in records if record <= item) for item in sorted(items)]
    assert numbers.owners(sorted(items)) == expected
