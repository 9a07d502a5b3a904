"""What the middleware does before and around the application: guards, request ids, errors, the access log."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from api.http.access_log import AccessRecord
from api.http.headers import SEND_COMPLETE
from tests.api.cache.helpers import CountingApp, assert_problem, cached, client_of, fixed, request
from tests.tables import each_row

ALLOWED = {"GET", "HEAD", "OPTIONS"}


def test_guards_stand_before_the_cache() -> None:
    """A cached response is not served to another host, to a request with a body, or by another method."""
    app = CountingApp()
    client = client_of(cached(app, allowed_hosts=frozenset({"testserver"})))
    assert client.get("/page").status_code == 200
    assert client.get("/page", headers={"Host": "TestServer:80"}).status_code == 200
    assert_problem(client.get("/page", headers={"Host": "other"}), 421)
    assert_problem(client.request("GET", "/page", content=b"body"), 413)
    response = client.post("/page")
    assert_problem(response, 405)
    assert set(response.headers["allow"].split(", ")) == ALLOWED
    assert app.calls == 1


def test_what_is_rejected_does_not_enter_the_application() -> None:
    """Requests over the limits and escaped slashes are rejected with their own status."""
    app = CountingApp()
    client = client_of(cached(app, max_target_bytes=100, max_headers=20, max_header_bytes=2000))
    assert_problem(client.get("/" + "a" * 100), 414)
    assert_problem(client.get("/?" + "a" * 100), 414)
    assert_problem(client.get("/", headers=[(b"a", b"b")] * 21), 431)
    assert_problem(client.get("/", headers={"a": "b" * 2000}), 431)
    assert_problem(client.get("/a%2Fb"), 404)
    assert app.calls == 0


def test_options_is_answered_without_the_application() -> None:
    """OPTIONS names the methods; a preflight (with its header) also what cross-origin requests may send."""
    app = CountingApp()
    client = client_of(cached(app))
    options = client.options("/page")
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    preflight = client.options("/page", headers=headers)
    for response in (options, preflight):
        assert (response.status_code, response.content) == (204, b"")
        assert set(response.headers["allow"].split(", ")) == ALLOWED
        assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-methods" not in options.headers
    assert set(preflight.headers["access-control-allow-methods"].split(", ")) == ALLOWED
    assert app.calls == 0


@each_row(
    ("client_id", "is_kept"),
    [("abc-1.2_3", True), ("a" * 64, True), ("a" * 65, False), ("", False), ("a b", False), ("a\xe9", False)],
)
def test_a_request_has_an_id(client_id: str, is_kept: bool) -> None:
    """The id is the client's if it is short and plain; the application gets it in its state, beside what is there."""
    app = CountingApp()
    client = client_of(cached(app))
    for path in ("/page", "/page", "/%2F"):
        response = client.get(path, headers=[(b"X-Request-ID", client_id.encode("latin-1"))])
        assert (response.headers["x-request-id"] == client_id) is is_kept
        assert response.headers["x-request-id"]
    state = {"pool": 1}
    request_id = asyncio.run(request(cached(app), state=state)).headers[b"x-request-id"].decode()
    assert app.scopes[-1]["state"] == {"pool": 1, "request_id": request_id}
    assert state == {"pool": 1}


def test_ids_differ() -> None:
    """Every request has an id of its own, whether its response is cached or not."""
    client = client_of(cached(CountingApp()))
    ids = [client.get(path).headers["x-request-id"] for path in ("/page", "/page", "/%2F", "/page")]
    assert len(set(ids)) == 4


def test_an_exception_is_a_problem_and_a_traceback(caplog: pytest.LogCaptureFixture) -> None:
    """An exception in the application becomes a 500 that tells nothing of it; the log has it with the request id."""

    def fail(scope: Scope) -> Any:
        raise RuntimeError("the reason")

    middleware = cached(CountingApp(fail))
    response = client_of(middleware).get("/")
    assert_problem(response, 500)
    assert "reason" not in response.text
    assert "RuntimeError: the reason" in caplog.text
    (record,) = (record for record in caplog.records if record.exc_info)
    assert vars(record)["request_id"] == response.headers["x-request-id"]
    assert middleware.cache.entries == 0


def test_an_exception_amid_a_stream_breaks_it_off(caplog: pytest.LogCaptureFixture) -> None:
    """Once a response has started an exception cannot become another response: the server is to close."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": bytes(10_000), "more_body": True})
        raise RuntimeError("the reason")

    with pytest.raises(RuntimeError, match="the reason"):
        asyncio.run(request(cached(app, size=8000)))
    assert "RuntimeError: the reason" in caplog.text


def test_other_scopes_are_passed_on() -> None:
    """What is not HTTP, such as the lifespan, goes to the application as it is."""
    scopes: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scopes.append(scope)

    scope = {"type": "lifespan"}
    asyncio.run(cached(app)(scope, None, None))  # type: ignore[arg-type]
    assert scopes == [scope]


def test_every_request_is_logged_once() -> None:
    """A record has the status that was sent and the bytes of the body, whatever served the request."""
    records: list[AccessRecord] = []
    client = client_of(cached(fixed(b"body"), logger=records.append))
    client.get("/")
    client.get("/")
    client.head("/")
    client.get("/", headers={"If-None-Match": "*"})
    client.options("/")
    rejected = client.get("/%2F")
    assert [record.status for record in records] == [200, 200, 200, 304, 204, 404]
    assert [record.bytes for record in records] == [4, 4, 0, 0, 0, len(rejected.content)]


@pytest.mark.parametrize("is_taken", [True, False])
def test_a_cached_response_is_sent_in_one_piece(is_taken: bool) -> None:
    """A server with the extension takes cached responses complete; where it declines they are sent as messages."""
    pieces: list[tuple[int, bytes, bytes, bytes]] = []
    records: list[AccessRecord] = []

    def send_complete(*piece: Any) -> bool:
        pieces.append(piece)
        return is_taken

    middleware = cached(fixed(b"body", headers=[(b"content-type", b"text/plain")]), logger=records.append)
    plain = asyncio.run(request(middleware))
    conditional = [(b"if-none-match", plain.headers[b"etag"])]
    cases: list[tuple[str, Sequence[tuple[bytes, bytes]], int, bytes]] = [
        ("GET", (), 200, b"body"),
        ("HEAD", (), 200, b""),
        ("GET", conditional, 304, b""),
    ]
    for method, headers, status, body in cases:
        extensions = {SEND_COMPLETE: send_complete}
        response = asyncio.run(request(middleware, method=method, headers=headers, extensions=extensions))
        sent_status, raw_headers, request_id, sent_body = pieces[-1]
        assert (sent_status, sent_body) == (status, body)
        lines = dict(line.split(b": ", 1) for line in raw_headers.splitlines())
        assert lines[b"etag"] == plain.headers[b"etag"]
        assert (b"content-type" in lines) is (status == 200)
        assert (records[-1].status, records[-1].bytes) == (status, len(body))
        expected = (0, {}, b"") if is_taken else (status, lines | {b"x-request-id": request_id}, body)
        assert (response.status, response.headers, response.body) == expected
