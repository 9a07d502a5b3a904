"""Conditional requests: whether the client's copy is current (RFC 9110, section 13)."""

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
    if if_modified_since is None or if_modified_since.count(b",") > 1:
        return False
    try:
        client_date = parsedate_to_datetime(if_modified_since.decode("latin-1"))
    except (ValueError, OverflowError):
        return False
    if client_date.tzinfo is None:
        client_date = client_date.replace(tzinfo=UTC)
    return last_modified.replace(microsecond=0) <= client_date
