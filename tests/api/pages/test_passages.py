"""Passages as lines: what is said goes before what the article tells, and nothing is longer than its receipts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from api.pages.context import PageContext
from api.pages.passages import PUNCTUATION, Interval, merge, subtract
from api.pages.sheet_index import MAX_SHEETS, get_index, indexes
from facts.archive import Archive
from facts.sheets.sheet import Sheet
from tests.api.helpers import SHEETS

spans = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 60)).map(lambda pair: (pair[0], sum(pair))), max_size=12
)


def characters(intervals: list[Interval]) -> set[int]:
    """Return the characters in intervals."""
    return {position for start, end in intervals for position in range(start, end)}


@given(spans)
def test_merged_intervals_are_disjoint(intervals: list[Interval]) -> None:
    """Merged intervals hold all characters, are in order, and have more than punctuation between them."""
    merged = merge(intervals)
    assert characters(intervals) <= characters(merged)
    assert all(second[0] - first[1] > PUNCTUATION for first, second in pairwise(merged))


@given(spans, spans)
def test_what_is_said_is_left_out(own: list[Interval], said: list[Interval]) -> None:
    """What remains of one voice has no character of the other, and loses no more than punctuation."""
    merged_own, merged_said = merge(own), merge(said)
    rest = list(subtract(merged_own, merged_said))
    assert not characters(rest) & characters(merged_said)
    assert characters(rest) <= characters(merged_own)
    lost = characters(merged_own) - characters(merged_said) - characters(rest)
    assert len(lost) <= PUNCTUATION * (len(merged_own) + len(merged_said))


def test_lines_are_within_the_longest(archive: Archive) -> None:
    """Each run is within its line, one line has the full width, and a passage without facts has a reason."""
    for sheet in SHEETS:
        passages = get_index(PageContext(archive), sheet).passages
        assert max(passage.width for passage in passages) == 100
        for passage in passages:
            assert all(run.x >= 0 and run.x + run.width <= passage.width + 0.2 for run in passage.runs)
            assert bool(passage.runs) == (passage.reason is None)


def test_few_indexes_are_kept(sheets: tuple[Sheet, ...]) -> None:
    """The index of a sheet is kept with its archive, for as many sheets as there is room."""
    archive = Archive.build(sheets)
    index = get_index(PageContext(archive), SHEETS[0])
    assert get_index(PageContext(archive), SHEETS[0]) is index
    assert len(indexes[archive]) <= MAX_SHEETS
    archive.close()
    count = len(indexes)
    del archive, index
    assert len(indexes) == count - 1
