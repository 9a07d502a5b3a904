"""Spans that no article can have are reported, whatever its text, and the wrong one is named."""

from itertools import pairwise
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.model.source import PassageRange, Source
from facts.sheets.coverage import find_outside, uncovered_runs
from facts.sheets.spans import RawSpan, find_differences
from tests.facts.sheets.edits import GONE, Edits, edited_sheet, problems_of
from tests.tables import each_row

SEVEN = "contracts/brazil-nordlys/evidence/value/spans/0/passage"
POINTS = "contracts/brazil-nordlys value: points to passage"
PLACE = "but source.passages has that passage at"
RANGES = [{"start": 0, "end": 5}, {"start": 7, "end": 9}]
WRONG: dict[str, Edits] = {
    f"{POINTS} 7, characters 514 to 529, {PLACE} 693 to 758. Correct `passage`": {SEVEN: 7},
    f"{POINTS} 5, characters 514 to 529, {PLACE} 283 to 466. Correct `passage`": {SEVEN: 5},
    f"{POINTS} 28, characters 514 to 529. The article has 27 passages. Correct `passage`": {SEVEN: 28},
    "source passages: end at character 3267, but the article has 3000 characters. Run `anchor`": {
        "source/characters": 3000
    },
    "sheet source.passages: has passage 2 at 5, but the one before it ends at 5. Run `anchor`": {
        "source/passages": [RANGES[0], {"start": 5, "end": 9}]
    },
    "sheet source.passages: has passage 2 from 7 to 7, which is empty. Run `anchor`": {
        "source/passages": [RANGES[0], {"start": 7, "end": 7}]
    },
    "sheet source.passages: input should be a valid array. Run `anchor`": {"source/passages": 27},
    "sheet source.passages: tuple should have at least 1 item after validation, not 0. Run": {"source/passages": []},
    "sheet source.passages: field required. Run `anchor`": {"source/passages": GONE},
    "source passages: passage 10 has no receipt. Add a record for it": {"source/factless/0": GONE},
}


@each_row(("line", "edits"), WRONG.items())
def test_a_wrong_span_is_named(line: str, edits: Edits) -> None:
    """A span in the wrong passage or outside the article is one problem, at that span."""
    assert [text[: len(line)] for text in problems_of(edits)][:1] == [line]


def test_a_span_is_once_in_a_receipt() -> None:
    """A receipt that has a span twice is reported, with the words of the span or without them."""
    raw = edited_sheet({})
    (record,) = (row for row in raw["contracts"] if row["id"] == "india-2018")
    spans = record["evidence"]["value"]["spans"]
    for again in (dict(spans[0]), {key: value for key, value in spans[0].items() if key != "exact"}):
        (line,) = problems_of({"contracts/india-2018/evidence/value/spans": [*spans, again]})
        assert line.startswith("contracts/india-2018 evidence.value: has the span of characters ")
        assert line.endswith(" twice. Correct it.")


def span(passage: int, start: int, end: int, exact: str | None = None, digest: str | None = None) -> RawSpan:
    """Return a span of a record named for its position."""
    return RawSpan(f"events/{passage}-{start}", "title", passage, start, end, exact, digest)


DIFFERENCES: dict[str, tuple[list[RawSpan], list[str]]] = {
    "other words": ([span(1, 0, 5, "abcde"), span(1, 3, 5, "xy")], ["events/1-3"]),
    "the same words": ([span(1, 0, 5, "abcde"), span(1, 3, 5, "de")], []),
    "in no order": ([span(1, 3, 5, "xy"), span(1, 0, 5, "abcde")], ["events/1-3"]),
    "another digest": ([span(1, 0, 5, None, "a"), span(1, 0, 5, None, "b")], ["events/1-0"]),
}


@pytest.mark.parametrize(("spans", "records"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_spans_agree_with_each_other(spans: list[RawSpan], records: list[str]) -> None:
    """One place of an article has one text and one digest."""
    assert [record for record, *_ in find_differences(spans)] == records


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), min_size=1, max_size=9), st.data())
def test_spans_are_in_their_passages(sizes: list[tuple[int, int]], data: st.DataObject) -> None:
    """Just the spans that leave the passage that they name, or name none, are reported."""
    passages, end = [], -1
    for gap, size in sizes:
        passages.append(PassageRange(start=end + 1 + gap, end=end + 1 + gap + size))
        end = passages[-1].end
    source = Source(digest="0" * 64, characters=end, passages=tuple(passages), language="en")
    number, start = data.draw(st.integers(1, len(passages) + 1)), data.draw(st.integers(0, end + 2))
    stop = data.draw(st.integers(start + 1, end + 4))
    inside = [(first.start <= start, stop <= first.end) for first in passages[number - 1 : number]]
    assert len(list(find_outside(source, [span(number, start, stop)]))) == (inside != [(True, True)])


def test_spans_are_compared_fast() -> None:
    """Thirty thousand spans, in order, reversed or all alike, are compared in seconds."""
    orders: list[Any] = [lambda n: n, lambda n: -n, lambda n: 0, lambda n: n % 7]
    for order in orders:
        spans = [span(1, order(n) + 10**6, order(n) + 10**6 + 50, "a" * 50) for n in range(30_000)]
        start = process_time()
        assert list(find_differences(spans)) == []
        assert process_time() - start < 5


@given(st.sets(st.integers(-3, 40)), st.integers(1, 30))
def test_uncovered_runs_are_the_rest(covered: set[int], passages: int) -> None:
    """The runs are just the passages that are not covered, and no two of them touch."""
    runs = list(uncovered_runs(covered, passages))
    numbers = [number for first, last in runs for number in range(first, last + 1)]
    assert numbers == sorted(set(range(1, passages + 1)) - covered)
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(runs))
