"""Validation of request heads: unambiguous, and within the limits (RFC 9112).

The parser, llhttp, rejects malformed headers itself: folded ones, control characters, bare CR and LF, a space before
the colon. This module rejects what the parser accepts: HTTP/0.9 and HTTP/2, other protocols, spaces and fragments in
the target, targets that are not paths, a Host that is missing, repeated or contradicted, and every excessive size.
"""

import re

from api.http.limits import Limits
from api.http.rejections import (
    ALLOWED_METHODS,
    BAD_FRAMING,
    BAD_HEADERS,
    BAD_HOST,
    BAD_REQUEST_LINE,
    BODY_NOT_ACCEPTED,
    LENGTH_REQUIRED,
    METHOD_NOT_ALLOWED,
    RAW_TARGET,
    Rejection,
    body_too_large,
    headers_too_large,
    target_too_long,
)

METHODS = frozenset(ALLOWED_METHODS.encode().split(b", "))
REQUEST_LINE = re.compile(
    rb"(?P<method>[A-Za-z-]{1,32}) "
    rb"(?:(?P<path>/[!\"$-~]*+)|(?P<absolute>(?i:https?)://(?P<authority>[\w.:\[\]-]++)/[!\"$-~]*+)|(?<=OPTIONS )\*)"
    rb" HTTP/1\.(?P<minor>[01])\r\n"
)
PARTIAL_REQUEST_LINE = re.compile(rb"\r|[A-Za-z-]{0,32}(?: [!\"$-~]*+(?: [HTP/1.0]{0,8}\r?)?)?")
"""The beginning of a request line."""
RAW_REQUEST_LINE = re.compile(rb"[A-Za-z-]{1,32} /[!\"$-~]*+[\x80-\xff]")
"""The beginning of one whose target has characters that are not ASCII."""
MAX_DIGITS = 20
"""Digits of a size that are read, from the first that is no zero: more make it too large whatever they are."""
REQUEST_LINE_OVERHEAD = 64
"""More than the bytes of a request line besides its target."""
CONTENT_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]+)", re.IGNORECASE)
FRAMING_HEADERS = re.compile(rb"\r\n(host|content-length|transfer-encoding):([^\r]*)")
HOST = re.compile(rb"(?:[\w.-]++|\[[0-9a-f:.]++\])(?::[0-9]{0,5})?")


def validate_head(head: bytes, limits: Limits, body_path: bytes | None = None) -> Rejection | None:
    """Return why a complete request head is rejected; None if it may go to the parser, which rejects the rest.

    Only a POST to `body_path` may have a body.
    """
    match = REQUEST_LINE.match(head)
    if match is None:
        return reject_request_line(head)
    if rejection := check_limits(match, head, limits):
        return rejection
    headers = [(name, value.strip(b" \t")) for name, value in FRAMING_HEADERS.findall(head.lower())]
    hosts = [value for name, value in headers if name == b"host"]
    if not is_valid_host(match, hosts):
        return BAD_HOST
    framing = [header for header in headers if header[0] != b"host"]
    if not framing:
        return None
    may_have_body = match["method"] == b"POST" and match["path"] == body_path
    return validate_framing(match, framing, limits.max_body_bytes if may_have_body else 0)


def reject_request_line(part: bytes) -> Rejection:
    """Return why the line that a request begins with is rejected."""
    return RAW_TARGET if RAW_REQUEST_LINE.match(part) else BAD_REQUEST_LINE


def is_valid_host(match: re.Match[bytes], hosts: list[bytes]) -> bool:
    """Return whether there is one well-formed Host, none only in HTTP/1.0, and the target names no other."""
    if len(hosts) != 1:
        return not hosts and match["minor"] == b"0" and not match["authority"]
    authority = (match["authority"] or hosts[0]).lower()
    return bool(HOST.fullmatch(hosts[0])) and authority == hosts[0]


def validate_framing(
    match: re.Match[bytes], framing: list[tuple[bytes, bytes]], max_body_bytes: int
) -> Rejection | None:
    """Return why a request with `framing` headers is rejected; None if its body is within the limit."""
    if len(framing) > 1:
        return BAD_FRAMING
    name, value = framing[0]
    if name == b"content-length":
        if not value.isdigit():
            return BAD_FRAMING
        if parse_length(value) <= max_body_bytes:
            return None
    elif value != b"chunked" or match["minor"] == b"0":
        return BAD_FRAMING
    if max_body_bytes:
        return body_too_large(max_body_bytes) if name == b"content-length" else LENGTH_REQUIRED
    return BODY_NOT_ACCEPTED if match["method"] in METHODS else METHOD_NOT_ALLOWED


def body_size(head: bytes) -> int:
    """Return the size of the body that a valid request head announces; it can be sent by POST only."""
    match = CONTENT_LENGTH.search(head) if head.startswith(b"POST ") else None
    return parse_length(match[1]) if match else 0


def parse_length(digits: bytes) -> int:
    """Return the size that the digits of a Content-Length say, which may begin with any number of zeros.

    Of one with too many digits, only the first are read: it exceeds every limit all the same.
    """
    return int(digits.lstrip(b"0")[:MAX_DIGITS] or b"0")


def validate_partial(part: bytes, limits: Limits) -> Rejection | None:
    """Return why the beginning of a request head is rejected; None if it may be continued."""
    if part.count(b"\n") != part.count(b"\r\n"):
        return BAD_HEADERS
    if b"\n" in part:
        match = REQUEST_LINE.match(part)
        return check_limits(match, part, limits) if match else reject_request_line(part)
    if not PARTIAL_REQUEST_LINE.fullmatch(part):
        return reject_request_line(part)
    return target_too_long(limits) if len(part) > limits.max_target_bytes + REQUEST_LINE_OVERHEAD else None


def check_limits(match: re.Match[bytes], part: bytes, limits: Limits) -> Rejection | None:
    """Return which limit a request head exceeds, as far as it has arrived; None if it exceeds none."""
    if len(match["path"] or match["absolute"] or b"") > limits.max_target_bytes:
        return target_too_long(limits)
    if part.count(b"\r\n") > limits.max_headers + 2 or len(part) - match.end() > limits.max_header_bytes:
        return headers_too_large(limits)
    return None
