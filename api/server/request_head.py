"""Heads: whether the head of a request says one thing only, and no more than the limits allow (RFC 9112).

The parser, llhttp, refuses malformed fields itself: folded ones, control characters, bare CR and LF, a space before
the colon. Here is what it lets pass: HTTP/0.9 and HTTP/2, other protocols, spaces and fragments around the target,
targets that are no address here, Host missing, repeated or contradicted, and every size.
"""

import re

from api.cache.middleware import ALLOWED
from api.http.limits import Limits

METHODS = frozenset(ALLOWED.encode().split(b", "))
REQUEST = re.compile(
    rb"(?P<method>[A-Za-z-]{1,32}) "
    rb"(?:(?P<path>/[!\"$-~]*+)|(?P<absolute>(?i:https?)://(?P<authority>[\w.:\[\]-]++)/[!\"$-~]*+)|(?<=OPTIONS )\*)"
    rb" HTTP/1\.(?P<minor>[01])\r\n"
)
BEGUN = re.compile(rb"\r|[A-Za-z-]{0,32}(?: [!\"$-~]*+(?: [HTP/1.0]{0,8}\r?)?)?")
"""What may become a request line, while it is not whole."""
BEYOND = 64
"""More than the bytes of a request line that are not its target."""
TELLING = re.compile(rb"\r\n(host|content-length|transfer-encoding):([^\r]*)")
HOST = re.compile(rb"(?:[\w.-]++|\[[0-9a-f:.]++\])(?::[0-9]{0,5})?")

Rejection = tuple[int, str]
LINE = (400, "The request line is not one of HTTP/1.1 or HTTP/1.0 for an address of this server.")
FIELDS = (400, "The header fields are not well formed.")
NAMED = (400, "A request has exactly one well formed Host, and its target names no other.")
FRAMED = (400, "It is not clear where the request ends.")
BODY = (413, "A request here has no body.")
READ_ONLY = (405, "This server is read-only.")
LATE = (408, "The head of the request took too long.")


def validate_head(head: bytes, limits: Limits) -> Rejection | None:
    """Return why a whole request head is refused; None if the parser may see it, which refuses what else is wrong."""
    line = REQUEST.match(head)
    if line is None:
        return LINE
    if refusal := excess(line, head, limits):
        return refusal
    told = [(name, value.strip(b" \t")) for name, value in TELLING.findall(head.lower())]
    hosts = [value for name, value in told if name == b"host"]
    if len(hosts) != 1 and (hosts or line["minor"] == b"1"):
        return NAMED
    if hosts and not HOST.fullmatch(hosts[0]):
        return NAMED
    if line["authority"] and [line["authority"].lower()] != hosts:
        return NAMED
    return (
        validate_framing(line, [field for field in told if field[0] != b"host"]) if len(told) > len(hosts) else None
    )


def validate_framing(line: re.Match[bytes], told: list[tuple[bytes, bytes]]) -> Rejection | None:
    """Return why a request is refused of whose body something is told; None if that is that there is none."""
    if len(told) > 1:
        return FRAMED
    name, value = told[0]
    if name == b"content-length":
        if not value.isdigit():
            return FRAMED
        if not value.strip(b"0"):
            return None
    elif value != b"chunked" or line["minor"] == b"0":
        return FRAMED
    return BODY if line["method"] in METHODS else READ_ONLY


def validate_partial(part: bytes, limits: Limits) -> Rejection | None:
    """Return why the beginning of a request head is refused; None if it may become one."""
    if part.count(b"\n") != part.count(b"\r\n"):
        return FIELDS
    if b"\n" in part:
        line = REQUEST.match(part)
        return excess(line, part, limits) if line else LINE
    if not BEGUN.fullmatch(part):
        return LINE
    return long(limits) if len(part) > limits.max_target_bytes + BEYOND else None


def excess(line: re.Match[bytes], part: bytes, limits: Limits) -> Rejection | None:
    """Return which limit a request head exceeds, as far as it is there; None if it exceeds none."""
    if len(line["path"] or line["absolute"] or b"") > limits.max_target_bytes:
        return long(limits)
    if part.count(b"\r\n") > limits.max_headers + 2 or len(part) - line.end() > limits.max_header_bytes:
        return (
            431,
            f"There are more than {limits.max_headers} header fields, or {limits.max_header_bytes} bytes of them.",
        )
    return None


def long(limits: Limits) -> Rejection:
    """Return the refusal of a request target that is too long."""
    return 414, f"The request target is longer than {limits.max_target_bytes} bytes."
