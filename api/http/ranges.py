"""Range requests: a part of a representation, one range of bytes at a time (RFC 9110, section 14)."""

import re

BYTE_RANGE = re.compile(rb"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.IGNORECASE)


def select_range(header: bytes, size: int) -> range | None:
    """Return the positions that a Range header selects of `size` bytes; None if the header is to be ignored.

    Ignored are other units, more than one range and invalid ranges (section 14.2); an empty range cannot be
    satisfied (section 15.5.17).
    """
    match = BYTE_RANGE.fullmatch(header.strip())
    if match is None or match.group(1) == match.group(2) == b"":
        return None
    first, last = match.groups()
    if not first:
        return range(max(size - int(last), 0), size)
    start, stop = int(first), int(last) + 1 if last else size
    if stop <= start and last:
        return None
    return range(min(start, size), min(stop, size))


def applies(if_range: bytes | None, etag: bytes) -> bool:
    """Return whether a Range header applies: without If-Range, or if it names the entity tag (section 13.1.5).

    A date never does: two responses of one second could share it.
    """
    return if_range is None or if_range.strip() == etag
