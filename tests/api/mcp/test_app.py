"""MCP over HTTP: a server at `/mcp` beside the API, within its limits."""

import json
from collections.abc import Iterator

import anyio
import pytest

from api.http.access_log import AccessRecord
from api.http.limits import Limits
from api.paths import MCP_PATH
from facts.archive import Archive
from facts.formats.publication import Publication
from facts.sheets.sheet import Sheet
from tests.api.mcp.imports import connect, create_app
from tests.api.server.sockets import RawServer, parse_responses, run_server

LIMITS = Limits(max_body_bytes=2000, header_timeout=0.5, allowed_hosts=frozenset({"127.0.0.1", "a"}))
LIST = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).encode()
TYPES = b"Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"


@pytest.fixture
def records() -> list[AccessRecord]:
    """The access log."""
    return []


@pytest.fixture
def server(archive: Archive, records: list[AccessRecord]) -> Iterator[RawServer]:
    """A server of the archive, with MCP."""
    app = create_app(archive, LIMITS, records.append, Publication())
    with run_server(LIMITS, "auto", None, app, MCP_PATH.encode(), "on") as running:
        yield running


def post(body: bytes, path: bytes = b"/mcp", host: bytes = b"a", headers: bytes = TYPES) -> bytes:
    """Return a request with a body."""
    head = b"POST %b HTTP/1.1\r\nHost: %b\r\nConnection: close\r\n%bContent-Length: %d\r\n\r\n"
    return head % (path, host, headers, len(body)) + body


def test_the_client_of_the_sdk_calls_a_tool(server: RawServer, records: list[AccessRecord]) -> None:
    """The SDK's client calls tools over HTTP, and every request is logged."""
    port = server.sock.getsockname()[1]

    async def run() -> str:
        async with connect(f"http://127.0.0.1:{port}{MCP_PATH}") as client:
            result = await client.call_tool("search_facts", {"q": "frigate", "limit": 1})
            return str(result.content)

    assert "frigate-deal" in anyio.run(run)
    assert {record.target for record in records} == {MCP_PATH}
    assert {record.status for record in records} <= {200, 202}


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (post(LIST), 200),
        (post(LIST, host=b"evil.example"), 421),
        (post(b" " * 2001), 413),
        (post(b"{"), 400),
        (b"POST /mcp HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (b"GET /mcp HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 405),
        (b"OPTIONS /mcp HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 204),
        (post(LIST, path=b"/v1/facts"), 405),
        (post(LIST, path=b"/mcp/"), 405),
        (b"GET /mcp HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 413),
        (b"GET /v1/sheets HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200),
    ],
)
def test_only_a_post_to_mcp_has_a_body(server: RawServer, request_: bytes, status: int) -> None:
    """The MCP server takes a body within the limit; every other path and method refuses it with a problem."""
    received = server.send(request_)
    if status == 204:
        assert received.startswith(b"HTTP/1.1 204 ")
        assert b"access-control-allow-methods: POST, OPTIONS" in received
        return
    [(received_status, headers, body)] = parse_responses(received)
    assert received_status == status
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-request-id"]
    if status in {405, 411, 413, 421}:
        assert headers["content-type"] == "application/problem+json"
        assert json.loads(body)["status"] == status


def test_a_body_may_arrive_in_pieces(server: RawServer) -> None:
    """A request is handled once its body is complete, however it is cut, and the next one on the connection too."""
    request_ = post(LIST).replace(b"Connection: close\r\n", b"") + post(LIST)
    received = server.send(*(request_[start : start + 100] for start in range(0, len(request_), 100)))
    assert [status for status, _, _ in parse_responses(received)] == [200, 200]


def test_a_body_that_does_not_arrive_times_out(server: RawServer) -> None:
    """A client that sends no more of a body is answered 408."""
    [(status, _, _)] = parse_responses(server.send(post(LIST)[:-5]))
    assert status == 408


def test_a_reload_changes_the_archive(sheets: tuple[Sheet, ...], archive: Archive) -> None:
    """After `set_archive` the tools read the new archive."""
    app = create_app(archive, Limits(), None, Publication())
    other = Archive.build(sheets[:1])
    app.set_archive(other)
    assert app.app.archive is other
