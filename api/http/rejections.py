"""Error responses that depend on no resource, shared by the cache middleware and the HTTP protocol."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException

from api.http.limits import Limits

ALLOWED_METHODS = "GET, HEAD, OPTIONS"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A status, the detail of its problem document, and the headers that the status requires."""

    status: int
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)


BAD_REQUEST_LINE = Rejection(400, "The request line is not HTTP/1.1 or HTTP/1.0 for a path of this server.")
RAW_TARGET = Rejection(
    400, "The request target has characters that are not ASCII: percent-encode their UTF-8, as in %C3%A9."
)
BAD_HEADERS = Rejection(400, "Malformed request headers.")
BAD_HOST = Rejection(
    400, "A request needs exactly one well-formed Host header, and its target may name no other host."
)
BAD_FRAMING = Rejection(400, "Ambiguous request framing.")
BAD_PATH = Rejection(404, "Not found. No path of this API contains an escaped slash or control character.")
METHOD_NOT_ALLOWED = Rejection(
    405, f"Method not allowed. This API is read-only: {ALLOWED_METHODS}.", {"Allow": ALLOWED_METHODS}
)
HEADER_TIMEOUT = Rejection(408, "The request headers did not arrive in time.")
LENGTH_REQUIRED = Rejection(411, "A request with a body needs a Content-Length header.")
BODY_NOT_ACCEPTED = Rejection(413, "Request bodies are not accepted.")
HOST_NOT_ALLOWED = Rejection(421, "Host not allowed.")
RETRY_AFTER = {"Retry-After": "1"}
"""Seconds after which a request that met with 503 may be made again (RFC 9110, section 10.2.3)."""
OVERLOADED = Rejection(503, "Too many requests are waiting to be handled. Retry later.", RETRY_AFTER)
NO_THREAD = Rejection(503, "The server cannot start a thread for the request. Retry later.", RETRY_AFTER)
ARCHIVE_UNAVAILABLE = Rejection(
    503, "The archive is unavailable, or the query takes too long. Retry later.", RETRY_AFTER
)


def body_too_large(max_bytes: int) -> Rejection:
    """Return the rejection of a request body larger than the limit (RFC 9110, section 15.5.14)."""
    return Rejection(413, f"The request body exceeds {max_bytes} bytes.")


def target_too_long(limits: Limits) -> Rejection:
    """Return the rejection of a request target longer than the limit (RFC 9110, section 15.5.15)."""
    return Rejection(414, f"The request target exceeds {limits.max_target_bytes} bytes.")


def headers_too_large(limits: Limits) -> Rejection:
    """Return the rejection of too many or too large request headers (RFC 6585, section 5)."""
    return Rejection(
        431, f"The request has more than {limits.max_headers} headers or {limits.max_header_bytes} bytes of them."
    )


def rejected(rejection: Rejection) -> HTTPException:
    """Return a rejection as the error of an endpoint."""
    return HTTPException(rejection.status, rejection.detail, headers=dict(rejection.headers))


MAX_ATTEMPTS = 3
"""Maximum number of times that a request is handled while the content changes."""


class ContentChanged(HTTPException):
    """Raised if the content changes while a response is rendered; the request is then repeated."""

    def __init__(self) -> None:
        super().__init__(ARCHIVE_UNAVAILABLE.status, ARCHIVE_UNAVAILABLE.detail, RETRY_AFTER)
