"""Conditional requests: which copies are current, and which preconditions are met (RFC 9110, section 13)."""

from datetime import UTC, datetime, timedelta, timezone

from api.http.conditional import http_date, is_not_modified, is_precondition_met
from tests.tables import each_row

ETAG = b'"abc"'
LAST_MODIFIED = datetime(2026, 1, 1, microsecond=999999, tzinfo=UTC)
DATE = b"Thu, 01 Jan 2026 00:00:00 GMT"
BEFORE = b"Wed, 31 Dec 2025 23:59:59 GMT"
VALID_DATES = [
    DATE,
    b"Thu, 01 Jan 2026 00:00:01 GMT",
    b"Thursday, 01-Jan-26 00:00:00 GMT",
    b"Thu Jan  1 00:00:00 2026",
]
INVALID_DATES = [
    *(b"", b"yesterday", b"0", b"2026-01-01", DATE + b", " + DATE, b"Thu, 99 Jan 2026 00:00:00 GMT"),
    *(DATE.replace(b"2026", b"9" * 11), DATE.replace(b"GMT", b"+" + b"9" * 20), b"\xff" * 40, b"9" * 5000),
]


@each_row("tags", [ETAG, b"W/" + ETAG, b'"x", "abc"', b'"x",W/"y" , W/"abc" ,"z"', b"*", b' "abc" '])
def test_a_matching_tag_is_not_modified(tags: bytes) -> None:
    """Tags match weakly, alone or in a list, and `*` matches any."""
    assert is_not_modified(ETAG, LAST_MODIFIED, tags, None)


@each_row("tags", [b'"x"', b"", b"abc", b'"x", W/"y"', b'"abc"x', b"**"])
def test_another_tag_is_modified(tags: bytes) -> None:
    """Tags that do not match, or are invalid, are modified, whatever If-Modified-Since says."""
    assert not is_not_modified(ETAG, LAST_MODIFIED, tags, None)
    assert not is_not_modified(ETAG, LAST_MODIFIED, tags, DATE)


@each_row("date", VALID_DATES)
def test_a_later_date_is_not_modified(date: bytes) -> None:
    """A date in each of the three formats, to the second."""
    assert is_not_modified(ETAG, LAST_MODIFIED, None, date)


@each_row("date", [BEFORE, b"Thu, 01 Jan 1970 00:00:00 GMT", *INVALID_DATES])
def test_an_earlier_or_invalid_date_is_modified(date: bytes) -> None:
    """An earlier date, an invalid one, and a list of dates are modified."""
    assert not is_not_modified(ETAG, LAST_MODIFIED, None, date)


def test_without_a_condition_everything_is_modified() -> None:
    """A request without a condition is answered in full."""
    assert not is_not_modified(ETAG, LAST_MODIFIED, None, None)


def test_a_matching_tag_takes_precedence() -> None:
    """If-None-Match takes precedence over an earlier If-Modified-Since (section 13.1.3)."""
    assert is_not_modified(ETAG, LAST_MODIFIED, b"*", BEFORE)


@each_row(
    ("tags", "is_met"),
    [
        *((tags, True) for tags in (ETAG, b'"x", "abc"', b"*", b' "abc" ', b" * ")),
        *((tags, False) for tags in (b'"x"', b"", b"abc", b"W/" + ETAG, b'"x", W/"abc"', b'"abc"x', b"**")),
    ],
)
def test_a_tag_that_must_match_does_so_strongly(tags: bytes, is_met: bool) -> None:
    """If-Match names the tag, or any; a weak tag is no match. It takes precedence over If-Unmodified-Since."""
    assert is_precondition_met(ETAG, LAST_MODIFIED, tags, None) == is_met
    assert is_precondition_met(ETAG, LAST_MODIFIED, tags, BEFORE) == is_met
    assert is_precondition_met(ETAG, LAST_MODIFIED, tags, DATE) == is_met


@each_row(
    ("date", "is_met"),
    [*((date, True) for date in (*VALID_DATES, *INVALID_DATES, None)), (BEFORE, False)],
)
def test_a_response_that_was_modified_meets_no_date(date: bytes | None, is_met: bool) -> None:
    """If-Unmodified-Since is met by a response of that time or before; an invalid date is ignored."""
    assert is_precondition_met(ETAG, LAST_MODIFIED, None, date) == is_met


def test_a_date_is_written_in_gmt() -> None:
    """A time in any zone is written as an HTTP date (section 5.6.7)."""
    assert http_date(LAST_MODIFIED) == DATE
    assert http_date(LAST_MODIFIED.astimezone(timezone(timedelta(hours=5)))) == DATE
