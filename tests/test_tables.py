"""A table of examples fails with the rows that fail."""

import pytest

from tests.tables import each_row


def test_rows_that_fail_are_named(tmp_path: object) -> None:
    """Every row is tried, those that fail are in the message, and fixtures are passed on."""
    rows = []

    @each_row("word", ["a", "b"])
    @each_row(("number", "half"), [(2, 1), (5, 2), (7, 3)])
    def check(tmp_path: object, number: int, half: int, word: str) -> None:
        rows.append((word, number, tmp_path))
        assert number == 2 * half or word == "a"

    with pytest.raises(AssertionError) as failure:
        check(tmp_path=tmp_path)
    assert len(rows) == 6
    named = [row for row in ((2, 1), (5, 2), (7, 3)) if f"{row}: AssertionError" in str(failure.value)]
    assert named == [(5, 2), (7, 3)]
    assert "('a',)" not in str(failure.value)
