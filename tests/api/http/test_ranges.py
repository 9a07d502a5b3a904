"""Ranges: which bytes a Range header selects (RFC 9110, section 14)."""

from hypothesis import given
from hypothesis import strategies as st

from api.http.ranges import applies, select_range
from tests.tables import each_row

SELECTED = {
    b"bytes=0-9": range(10),
    b"bytes=0-0": range(1),
    b"bytes=90-": range(90, 100),
    b"bytes=90-1000": range(90, 100),
    b"bytes=-10": range(90, 100),
    b"bytes=-1000": range(100),
    b"BYTES= 5-6 ": range(5, 7),
}
UNSATISFIABLE = [b"bytes=100-", b"bytes=100-200", b"bytes=999-", b"bytes=-0"]
IGNORED = [
    *(b"", b"bytes", b"bytes=", b"bytes=-", b"bytes=9-5", b"bytes=0-1,3-4", b"items=0-9", b"bytes=a-b"),
    *(b"bytes=0x0-9", b"bytes=+1-2", b"bytes=1 - 2", b"bytes=" + b"9" * 40 + b"-", b"bytes=1--2", b"bytes==1-2"),
]


@each_row(("header", "positions"), SELECTED.items())
def test_a_range_selects_positions(header: bytes, positions: range) -> None:
    """First and last position are included; a suffix counts from the end; what exceeds the size is cut."""
    assert select_range(header, 100) == positions


@each_row("header", UNSATISFIABLE)
def test_a_range_beyond_the_end_is_empty(header: bytes) -> None:
    """A range without a byte in the representation is empty, and not ignored."""
    positions = select_range(header, 100)
    assert positions is not None
    assert len(positions) == 0


@each_row("header", IGNORED)
def test_other_ranges_are_ignored(header: bytes) -> None:
    """Other units, several ranges and invalid ones select nothing, so the response is complete."""
    assert select_range(header, 100) is None


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 150))
def test_ranges_are_slices(first: int, last: int, size: int) -> None:
    """A valid range selects what a slice does."""
    body = bytes(index % 251 for index in range(size))
    positions = select_range(b"bytes=%d-%d" % (first, last), size)
    if last < first:
        assert positions is None
    else:
        assert positions is not None
        assert body[positions.start : positions.stop] == body[first : last + 1]


@each_row(
    ("if_range", "is_applied"), [(None, True), (b'"a"', True), (b'W/"a"', False), (b'"b"', False), (b"today", False)]
)
def test_if_range(if_range: bytes | None, is_applied: bool) -> None:
    """Only the strong entity tag of the representation makes a conditional range apply."""
    assert applies(if_range, b'"a"') is is_applied
