"""Guards: what the server rejects before the application sees it, and in which order."""

from typing import Any

from api.http.guards import check_request, is_allowed_host, preflight_response, rejection_response
from api.http.headers import SECURITY_HEADERS, new_request_id, with_security_headers
from api.http.limits import Limits
from api.http.rejections import BAD_PATH, BODY_NOT_ACCEPTED, HOST_NOT_ALLOWED, METHOD_NOT_ALLOWED
from tests.tables import each_row

LIMITS = Limits(max_target_bytes=20, max_headers=3, max_header_bytes=40, allowed_hosts=frozenset({"a.example"}))
HOST = {b"host": b"a.example"}


def scope(method: str = "GET", path: bytes = b"/", query_string: bytes = b"", headers: Any = ()) -> dict[str, Any]:
    """Return the scope of a request."""
    return {"method": method, "raw_path": path, "query_string": query_string, "headers": list(headers)}


@each_row("method", ["GET", "HEAD", "OPTIONS"])
def test_a_valid_request_passes(method: str) -> None:
    """Requests up to the limits pass."""
    headers = [(b"host", b"a.example"), (b"x", b"z" * 13), (b"y", b"z" * 12)]
    assert check_request(scope(method, b"/" + b"z" * 15, b"zzzz", headers), HOST, LIMITS, False) is None


@each_row(
    ("target", "headers", "status"),
    [
        ((b"/" + b"z" * 20, b""), (), 414),
        ((b"/" + b"z" * 15, b"zzzzz"), (), 414),
        ((b"/", b""), [(b"x", b"y")] * 4, 431),
        ((b"/", b""), [(b"x", b"y" * 40)], 431),
    ],
)
def test_a_large_request_is_rejected(target: tuple[bytes, bytes], headers: Any, status: int) -> None:
    """A target or headers above the limits are rejected before anything else, with the limit in the detail."""
    rejection = check_request(scope("POST", *target, headers), {}, LIMITS, True)
    assert rejection is not None
    assert rejection.status == status
    assert {"414": "20 bytes", "431": "3 headers or 40 bytes"}[str(status)] in rejection.detail


def test_rejections_have_an_order() -> None:
    """The host is checked before the method, the method before the path, and the path before the body."""
    path = b"/a%2Fb"
    assert check_request(scope("POST", path), {b"host": b"evil"}, LIMITS, True) is HOST_NOT_ALLOWED
    assert check_request(scope("POST", path), HOST, LIMITS, True) is METHOD_NOT_ALLOWED
    assert check_request(scope("GET", path), HOST, LIMITS, True) is BAD_PATH
    assert check_request(scope("GET"), HOST, LIMITS, True) is BODY_NOT_ACCEPTED
    assert check_request(scope("OPTIONS", path), HOST, LIMITS, True) is None


@each_row("host", [b"a.example", b"A.Example", b"a.example:8000", b"[::1]", b"[::1]:8000"])
def test_an_allowed_host_passes_with_any_port(host: bytes) -> None:
    """Hosts are compared without case and port."""
    assert is_allowed_host({b"host": host}, Limits(allowed_hosts=frozenset({"a.example", "[::1]"})))


@each_row("host", [b"", b"b.example", b"a.example.evil", b"x.a.example", b"[::2]", b"[::1"])
def test_other_hosts_are_not_allowed(host: bytes) -> None:
    """Any other host is rejected, but without a list every host is allowed."""
    assert not is_allowed_host({b"host": host}, LIMITS)
    assert not is_allowed_host({}, LIMITS)
    assert is_allowed_host({b"host": host}, Limits())


def test_options_lists_the_methods() -> None:
    """OPTIONS lists the methods; a preflight the headers, too."""
    options = preflight_response({})
    assert (options.status_code, options.body) == (204, b"")
    assert options.headers["allow"] == "GET, HEAD, OPTIONS"
    assert "access-control-allow-methods" not in options.headers
    preflight = preflight_response({b"access-control-request-method": b"GET"})
    assert preflight.status_code == 204
    assert preflight.headers["allow"] == preflight.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert preflight.headers["access-control-allow-headers"] == "*"


def test_a_rejection_is_a_problem() -> None:
    """A rejection becomes problem details with the headers that its status requires."""
    response = rejection_response(METHOD_NOT_ALLOWED, "id-1")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert response.headers["content-type"] == "application/problem+json"
    assert b'"instance":"id-1"' in bytes(response.body)


def test_security_headers_do_not_replace_others() -> None:
    """Every security header is there once; one that the response sets stays."""
    own = (b"content-security-policy", b"default-src 'self'")
    headers = with_security_headers([own])
    assert own in headers
    assert sorted(name for name, _ in headers) == sorted(name for name, _ in SECURITY_HEADERS)


def test_request_ids_are_unique() -> None:
    """No two requests have the same id, and an id is safe in a header, a URI reference and a log."""
    ids = [new_request_id() for _ in range(1000)]
    assert len(set(ids)) == len(ids)
    assert all(request_id.replace("-", "").isalnum() and len(request_id) <= 64 for request_id in ids)
