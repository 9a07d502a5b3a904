"""Headers of every response, request ids, and the ASGI extensions of the HTTP protocol."""

import itertools
import secrets

Headers = list[tuple[bytes, bytes]]
"""Headers as ASGI has them, names in lower case."""

EXPOSED_HEADERS = b"Accept-Ranges, Allow, Content-Disposition, Content-Range, ETag, Link, Retry-After, X-Request-ID"
"""The response headers, besides those that any script may read, that scripts of other origins may read."""
SECURITY_HEADERS: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", EXPOSED_HEADERS),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]
"""Security and CORS headers of every response that does not set its own."""

REQUEST_ID_PREFIX = secrets.token_hex(4)
"""Differs between processes."""
REQUEST_COUNTER = itertools.count(1)

SEND_COMPLETE = "fact_sheet.send_complete"
"""The extension of the ASGI scope by which the HTTP protocol takes a complete response.

Its value is a function `(status, raw_headers, request_id, body) -> bool`, all but the status as bytes, the body also
as a memoryview; False means that nothing was sent and the response must go through `send`.
"""

DEFAULT_HEADERS = "fact_sheet.default_headers"
"""The extension of the ASGI scope that holds the headers that the server adds to the response: Date, if any."""


def with_security_headers(headers: Headers) -> Headers:
    """Return `headers` with the security headers that are missing."""
    present = {name for name, _ in headers}
    return [*headers, *(header for header in SECURITY_HEADERS if header[0] not in present)]


def new_request_id() -> str:
    """Return an id that no other request to this server has."""
    return f"{REQUEST_ID_PREFIX}-{next(REQUEST_COUNTER):x}"
