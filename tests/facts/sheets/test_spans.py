"""Spans that no article can have are reported, whatever its text, and the wrong one is named."""

from itertools import pairwise
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.sheets.coverage import uncovered_runs
from facts.sheets.spans import RawSpan, find_contradictions, longest_ordered
from tests.facts.sheets.edits import GONE, Edits, edited_sheet, problems_of

SEVEN = "contracts/brazil-nordlys/evidence/value/spans/0/passage"
WRONG: dict[str, Edits] = {
    "contracts/brazil-nordlys value: points to passage 7, characters 514 to 529, which contradicts ": {SEVEN: 7},
    "contracts/brazil-nordlys value: points to passage 5, characters 514 to 529, which contradicts ": {SEVEN: 5},
    "contracts/brazil-nordlys value: points to passage 27, characters 514 to 529, which contradicts ": {SEVEN: 27},
    "contracts/brazil-nordlys value: points to passage 28, characters 514 to 529. The article has 27 passages": {
        SEVEN: 28
    },
    "source passages: are 2000, too many for 3268 characters": {"source/passages": 2000},
    "source passages: passage 10 has no receipt. Add a record for it": {"source/factless/0": GONE},
}


@pytest.mark.parametrize(("line", "edits"), WRONG.items())
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


CONTRADICTIONS: dict[str, tuple[list[RawSpan], list[str]]] = {
    "in order": ([span(1, 0, 5), span(1, 3, 9), span(2, 10, 12)], []),
    "the end of a passage": ([span(1, 0, 9), span(2, 9, 12)], ["events/1-0"]),
    "an overlap with two": ([span(1, 0, 11), span(2, 10, 12), span(2, 11, 13)], ["events/1-0"]),
    "one of two passages": ([span(1, 0, 11), span(1, 2, 11), span(2, 10, 12)], ["events/2-10"]),
    "one too early": ([span(3, 0, 5), span(1, 6, 7), span(1, 8, 9), span(2, 12, 13)], ["events/3-0"]),
    "one too late": ([span(1, 0, 5), span(2, 7, 8), span(3, 10, 11), span(1, 20, 21)], ["events/1-20"]),
    "other words": ([span(1, 0, 5, "abcde"), span(1, 3, 5, "xy")], ["events/1-3"]),
    "the same words": ([span(1, 0, 5, "abcde"), span(1, 3, 5, "de")], []),
    "another digest": ([span(1, 0, 5, None, "a"), span(1, 0, 5, None, "b")], ["events/1-0"]),
}


@pytest.mark.parametrize(("spans", "records"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_spans_agree_with_each_other(spans: list[RawSpan], records: list[str]) -> None:
    """Passages are in the order of their positions and do not overlap, and one place has one text."""
    assert [record for record, *_ in find_contradictions(spans)] == records


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 60), st.integers(1, 9)), max_size=12))
def test_what_is_not_reported_is_consistent(rows: list[tuple[int, int, int]]) -> None:
    """The longest part in order is in order, and spans without a contradiction are those of some article."""
    spans = sorted((span(passage, start, start + size) for passage, start, size in rows), key=lambda row: row.start)
    passages = [row.passage for row in longest_ordered(spans)]
    assert passages == sorted(passages)
    if not list(find_contradictions(spans)):
        assert all(first.end < second.start for first in spans for second in spans if first.passage < second.passage)


def test_spans_are_compared_fast() -> None:
    """A hundred thousand spans, ordered, reversed or all alike, are compared in seconds."""
    orders: list[Any] = [lambda n: (n, n), lambda n: (n, -n), lambda n: (1, 0), lambda n: (n % 7, n)]
    for order in orders:
        spans = [span(order(n)[0] + 1, order(n)[1] + 10**6, order(n)[1] + 10**6 + 50) for n in range(100_000)]
        start = perf_counter()
        assert sum(1 for _ in find_contradictions(spans)) <= 2 * len(spans)
        assert perf_counter() - start < 5


@given(st.sets(st.integers(-3, 40)), st.integers(1, 30))
def test_uncovered_runs_are_the_rest(covered: set[int], passages: int) -> None:
    """The runs are just the passages that are not covered, and no two of them touch."""
    runs = list(uncovered_runs(covered, passages))
    numbers = [number for first, last in runs for number in range(first, last + 1)]
    assert numbers == sorted(set(range(1, passages + 1)) - covered)
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(runs))
