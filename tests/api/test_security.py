"""What every response has: security headers, an allowed host, CORS headers, and a request id."""

from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from facts.archive import Archive
from tests.api.helpers import assert_problem
from tests.api.test_caching import FIXED, NEGOTIATED, limited
from tests.tables import each_row

LIST = "/v1/contracts"
RECORD = "/v1/sheets/s400-turkey/contracts/turkey-2017"
SECURITY_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "access-control-allow-origin": "*",
}
REJECTED: list[tuple[int, str, dict[str, Any]]] = [
    (413, LIST, {"content": b"{}"}),
    (413, LIST, {"content": iter([b"a", b"b"])}),
    (413, "/v1/nothing", {"content": b"a"}),
    (414, f"{LIST}?q={'a' * 4096}", {}),
    (414, f"/{'a' * 5000}", {}),
    (431, LIST, {"headers": [(f"x-{number}", "1") for number in range(65)]}),
    (431, LIST, {"headers": {"x": "a" * 17_000}}),
    (405, LIST, {"method": "POST"}),
    (405, LIST, {"method": "DELETE", "content": b"a"}),
    (404, "/v1/nothing", {}),
    (422, f"{LIST}?color=red", {}),
    (422, f"{LIST}?q=%ff", {}),
    (406, LIST, {"headers": {"Accept": "image/png"}}),
    (500, RECORD, {}),
]


@each_row(("status", "target", "options"), REJECTED)
def test_every_error_has_the_security_headers(
    archive: Archive, status: int, target: str, options: dict[str, Any]
) -> None:
    """An error, whatever its cause, is a problem with the headers of every response, and tells no secret."""

    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x-secret", b"secret")]})
        raise RuntimeError("secret")

    client = limited(archive, app=fail if status == 500 else None)
    response = client.request(**{"method": "GET", "url": target, **options})
    assert_problem(response, status, *(error["parameter"] for error in response.json().get("errors", ())))
    assert_security_headers(response)
    assert "secret" not in f"{response.text} {response.headers}"


def assert_security_headers(response: Response) -> None:
    """Assert that a response has the headers that every response has."""
    assert {name: response.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert response.headers["x-request-id"]
    assert "access-control-allow-credentials" not in response.headers
    exposed = response.headers["access-control-expose-headers"].lower().split(", ")
    assert {"etag", "link", "content-disposition", "x-request-id"} <= set(exposed)
    assert {"retry-after", "accept-ranges", "allow", "content-range"} <= set(exposed)


@each_row("target", [*NEGOTIATED, *FIXED, "/healthz"])
def test_every_success_has_the_security_headers(client: TestClient, target: str) -> None:
    """The first response, the repeat, HEAD, 304 and OPTIONS have the headers of every response."""
    for method, headers in (("GET", {}), ("GET", {}), ("HEAD", {}), ("GET", {"If-None-Match": "*"}), ("OPTIONS", {})):
        assert_security_headers(client.request(method, target, headers=headers))


HOSTS = frozenset({"facts.example", "[::1]", "127.0.0.1"})


@each_row(
    ("host", "status"),
    [
        *((host, 200) for host in ("facts.example", "facts.example:8000", "Facts.EXAMPLE", "127.0.0.1:80")),
        *((host, 200) for host in ("[::1]", "[::1]:8000")),
        *((host, 421) for host in ("other.example", "", "facts.example.org", "[::2]", "[::", "127.0.0.2")),
    ],
)  # fmt: skip
def test_only_allowed_hosts_are_served(archive: Archive, host: str, status: int) -> None:
    """With a list of hosts any other is rejected, cached responses included; port and capitals do not matter."""
    client = limited(archive, allowed_hosts=HOSTS)
    assert client.get(LIST, headers={"Host": "facts.example"}).status_code == 200
    for _ in range(2):
        response = client.get(LIST, headers={"Host": host})
        assert response.status_code == status
    assert client.options(LIST, headers={"Host": host}).status_code == (204 if status == 200 else status)
    assert limited(archive).get(LIST, headers={"Host": host}).status_code == 200


def test_a_preflight_allows_any_origin(client: TestClient) -> None:
    """A preflight request allows any origin to read, with any headers but credentials (Fetch, section 3.3.5)."""
    preflight = {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
    for target in (LIST, "/", "/v1/nothing"):
        for extra in ({}, {"Access-Control-Request-Headers": "if-none-match, content-type, traceparent"}):
            response = client.options(target, headers=preflight | extra)
            assert (response.status_code, response.content) == (204, b"")
            assert response.headers["access-control-allow-origin"] == "*"
            assert response.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
            assert response.headers["access-control-allow-headers"] == "*"
            assert int(response.headers["access-control-max-age"]) > 0
            assert_security_headers(response)


def test_plain_options_are_no_preflight(client: TestClient) -> None:
    """OPTIONS without the header of a preflight request has only the methods."""
    response = client.options(LIST)
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert not {"access-control-allow-methods", "access-control-max-age"} & set(response.headers)


@each_row("client_id", ["a", "A-z_0.9", "x" * 64, "550e8400-e29b-41d4-a716-446655440000"])
def test_a_valid_request_id_is_repeated(client: TestClient, client_id: str) -> None:
    """A valid request id of the client is in the response, an error or 304 included."""
    for target, headers in ((LIST, {}), (LIST, {"If-None-Match": "*"}), ("/v1/nothing", {}), ("/healthz", {})):
        response = client.get(target, headers={"X-Request-ID": client_id} | headers)
        assert response.headers["x-request-id"] == client_id


@each_row("client_id", ["", "x" * 65, "a b", "a,b", 'a"', "a\tb", "<a>", "\xe9", "a/b", "a;b"])
def test_an_invalid_request_id_is_replaced(client: TestClient, client_id: str) -> None:
    """An invalid or missing request id is replaced by one of the server's, each different from all others."""
    header = (b"x-request-id", client_id.encode("latin-1"))
    requests: list[list[tuple[bytes, bytes]]] = [[header], [header], [], [header, header]]
    ids = [client.get(LIST, headers=headers).headers["x-request-id"] for headers in requests]
    assert len(set(ids)) == 4
    assert all(0 < len(request_id) <= 64 and request_id != client_id for request_id in ids)
