"""Conditional requests: evaluate If-None-Match and If-Modified-Since (RFC 9110, section 13)."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime


def http_date(time: datetime) -> bytes:
    """Return a time as an HTTP date (section 5.6.7)."""
    return format_datetime(time.astimezone(UTC), usegmt=True).encode()


def is_not_modified(
    etag: bytes, last_modified: datetime, if_none_match: bytes | None, if_modified_since: bytes | None
) -> bool:
    """Return whether the response to a GET is 304.

    If-None-Match takes precedence over If-Modified-Since (section 13.1.3); entity tags are compared weakly
    (section 13.1.2); an invalid date, or more than one, is ignored.
    """
    if if_none_match is not None:
        tags = (tag.strip().removeprefix(b"W/") for tag in if_none_match.split(b","))
        return if_none_match.strip() == b"*" or etag in tags
    date = parse_date(if_modified_since)
    return date is not None and last_modified.replace(microsecond=0) <= date


def is_precondition_met(
    etag: bytes, last_modified: datetime, if_match: bytes | None, if_unmodified_since: bytes | None
) -> bool:
    """Return whether a response may be sent, which is 412 otherwise.

    If-Match takes precedence over If-Unmodified-Since (section 13.1.4); entity tags are compared strongly
    (section 13.1.1); an invalid date, or more than one, is ignored.
    """
    if if_match is not None:
        return if_match.strip() == b"*" or etag in [tag.strip() for tag in if_match.split(b",")]
    date = parse_date(if_unmodified_since)
    return date is None or last_modified.replace(microsecond=0) <= date


def parse_date(header: bytes | None) -> datetime | None:
    """Return the HTTP date of a header; None without one, for an invalid one, and for more than one."""
    if header is None or header.count(b",") > 1:
        return None
    try:
        date = parsedate_to_datetime(header.decode("latin-1"))
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
