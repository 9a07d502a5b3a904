"""Checks of a request before the application is called, and the response to OPTIONS."""

import re
from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import Scope

from api.http.limits import Limits
from api.http.problems import problem_response
from api.http.rejections import (
    ALLOWED_METHODS,
    BAD_PATH,
    BODY_NOT_ACCEPTED,
    HOST_NOT_ALLOWED,
    METHOD_NOT_ALLOWED,
    Rejection,
    headers_too_large,
    target_too_long,
)

CORS_PREFLIGHT_HEADERS = {
    "Access-Control-Allow-Methods": ALLOWED_METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
REQUEST_METHOD_HEADER = b"access-control-request-method"
"""The header that makes an OPTIONS request a CORS preflight."""
FORBIDDEN_ESCAPE = re.compile(rb"%(?:2f|[01][0-9a-f]|7f)", re.IGNORECASE)
"""Escapes of a slash, which would be taken for a separator, and of control characters."""
METHODS = frozenset(ALLOWED_METHODS.split(", "))


def check_request(scope: Scope, headers: Mapping[bytes, bytes], limits: Limits, has_body: bool) -> Rejection | None:
    """Return why a request is rejected; None if the application, or `preflight_response`, may handle it.

    `headers` holds at least the request's Host, under a lower-case name.
    """
    if rejection := check_size(scope, limits):
        return rejection
    if not is_allowed_host(headers, limits):
        return HOST_NOT_ALLOWED
    if scope["method"] == "OPTIONS":
        return None
    if scope["method"] not in METHODS:
        return METHOD_NOT_ALLOWED
    if FORBIDDEN_ESCAPE.search(scope["raw_path"]):
        return BAD_PATH
    return BODY_NOT_ACCEPTED if has_body else None


def check_size(scope: Scope, limits: Limits) -> Rejection | None:
    """Return which size limit a request exceeds; None if it exceeds none."""
    if len(scope["raw_path"]) + len(scope["query_string"]) > limits.max_target_bytes:
        return target_too_long(limits)
    size = sum(len(name) + len(value) for name, value in scope["headers"])
    if len(scope["headers"]) > limits.max_headers or size > limits.max_header_bytes:
        return headers_too_large(limits)
    return None


def is_allowed_host(headers: Mapping[bytes, bytes], limits: Limits) -> bool:
    """Return whether the request's Host, without its port, is one of the allowed hosts."""
    if not limits.allowed_hosts:
        return True
    host = headers.get(b"host", b"").decode("latin-1").lower()
    name = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    return name in limits.allowed_hosts


def preflight_response(headers: Mapping[bytes, bytes]) -> Response:
    """Return the response to OPTIONS: the allowed methods, and for a CORS preflight the allowed headers."""
    preflight_headers = CORS_PREFLIGHT_HEADERS if REQUEST_METHOD_HEADER in headers else {}
    return Response(status_code=204, headers={"Allow": ALLOWED_METHODS, **preflight_headers})


def rejection_response(rejection: Rejection, instance: str) -> Response:
    """Return the problem details of a rejection; `instance` is the request id."""
    return problem_response(rejection.status, rejection.detail, headers=rejection.headers, instance=instance)
