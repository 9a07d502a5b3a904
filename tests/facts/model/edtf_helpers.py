"""Helpers for tests of EDTF: outcomes, days and well-formed ranges."""

from datetime import date, timedelta
from itertools import pairwise

from facts.model.edtf import Edtf, EdtfError, parse

MAX_RANGES = 400


def parse_or_error(text: str, within: str | None = None) -> Edtf | EdtfError:
    """Return the result of `parse`, or the EdtfError that it raised."""
    try:
        return parse(text, within)
    except EdtfError as error:
        return error


def contains_day(parsed: Edtf, day: date) -> bool:
    """Return whether a day lies in one of the ranges."""
    iso = day.isoformat()
    return any((start or iso) <= iso <= (end or iso) for start, end in parsed.ranges)


def assert_well_formed(parsed: Edtf) -> None:
    """Assert that the ranges are sorted, not empty, not adjacent and open only at the ends."""
    assert 1 <= len(parsed.ranges) <= MAX_RANGES
    assert all(start is None or end is None or start <= end for start, end in parsed.ranges)
    for (_, end), (start, _) in pairwise(parsed.ranges):
        assert end is not None
        assert start is not None
        assert date.fromisoformat(start) - date.fromisoformat(end) > timedelta(days=1)
    assert (parsed.earliest, parsed.latest) == (parsed.ranges[0][0], parsed.ranges[-1][1])
