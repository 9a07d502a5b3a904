"""Conditions: whether what a client has is still what it would get (RFC 9110, section 13)."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime


def http_date(time: datetime) -> bytes:
    """Return a time as an HTTP date (section 5.6.7)."""
    return format_datetime(time.astimezone(UTC), usegmt=True).encode()


def is_not_modified(etag: bytes, modified: datetime, none_match: bytes | None, since: bytes | None) -> bool:
    """Return whether a GET is to be answered with 304.

    If-None-Match goes before If-Modified-Since (section 13.1.3); entity tags are compared weakly
    (section 13.1.2); a date that cannot be read, or more than one, is as good as none.
    """
    if none_match is not None:
        tags = (tag.strip().removeprefix(b"W/") for tag in none_match.split(b","))
        return none_match.strip() == b"*" or etag in tags
    if since is None or since.count(b",") > 1:
        return False
    try:
        known = parsedate_to_datetime(since.decode("latin-1"))
    except (ValueError, OverflowError):
        return False
    if known.tzinfo is None:
        known = known.replace(tzinfo=UTC)
    return modified.replace(microsecond=0) <= known
