"""Request heads: valid ones are accepted, ambiguous ones rejected: none is smuggled (RFC 9112, section 11.2)."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from tests.api.server.sockets import GET, LIMITS, SECOND, RawServer, parse_responses, run_server, statuses
from tests.tables import each_row

OPEN, CLOSED = [200, 200], [200]
"""Statuses of a valid request and of the one after it."""

POST = b"POST /first HTTP/1.1\r\nHost: a\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
SMUGGLED = b"5\r\nGET /\r\n0\r\n\r\n"
REQUESTS: dict[str, tuple[bytes, list[int]]] = {
    # valid requests, also unusual ones
    "plain": (GET + b"\r\n", OPEN),
    "no second response after a close": (GET + b"Connection: close\r\n\r\n", CLOSED),
    "HTTP/1.0": (b"GET /first HTTP/1.0\r\n\r\n", CLOSED),
    "HTTP/1.0 with a host": (b"GET /first HTTP/1.0\r\nHost: a\r\n\r\n", CLOSED),
    "HTTP/1.0 with keep-alive": (b"GET /first HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", CLOSED),
    "a leading blank line": (b"\r\n" + GET + b"\r\n", OPEN),
    "leading blank lines": (b"\r\n\r\n\r\n" + GET + b"\r\n", OPEN),
    "an absolute target": (b"GET http://A:80/first HTTP/1.1\r\nHost: a:80\r\n\r\n", OPEN),
    "OPTIONS *": (b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", OPEN),
    "two slashes": (b"GET //evil/first HTTP/1.1\r\nHost: a\r\n\r\n", OPEN),
    "host with a port": (b"GET /first HTTP/1.1\r\nHost: a.example:8000\r\n\r\n", OPEN),
    "host that is an address": (b"GET /first HTTP/1.1\r\nhOST:\t[::1]:8000 \r\n\r\n", OPEN),
    "a length of nothing": (POST + b"Content-Length: 0 \r\n\r\n", OPEN),
    "a length of many zeros": (POST + b"Content-Length: " + b"0" * 900 + b"\r\n\r\n", OPEN),
    "a value that is not ASCII": (GET + b"X: \xc3\xa9\r\n\r\n", OPEN),
    "websocket": (GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n", OPEN),
    "h2c": (GET + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n\r\n", OPEN),
    "CONNECT with a path": (b"CONNECT /first HTTP/1.1\r\nHost: a\r\n\r\n", OPEN),
    # request lines
    "HTTP/0.9": (b"GET /first\r\n", [400]),
    "HTTP/0.9 with a version": (b"GET /first HTTP/0.9\r\nHost: a\r\n\r\n", [400]),
    "HTTP/1.2": (b"GET /first HTTP/1.2\r\nHost: a\r\n\r\n", [400]),
    "HTTP/1.10": (b"GET /first HTTP/1.10\r\nHost: a\r\n\r\n", [400]),
    "HTTP/2": (b"GET /first HTTP/2.0\r\nHost: a\r\n\r\n", [400]),
    "the HTTP/2 preface": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]),
    "another protocol": (b"GET /first RTSP/1.0\r\nHost: a\r\n\r\n", [400]),
    "the protocol in lower case": (b"GET /first http/1.1\r\nHost: a\r\n\r\n", [400]),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", [400]),
    "a leading line feed": (b"\n" + GET + b"\r\n", [400]),
    "a leading space": (b" " + GET + b"\r\n", [400]),
    "two spaces": (b"GET  /first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "two spaces after": (b"GET /first  HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a space at the end": (b"GET /first HTTP/1.1 \r\nHost: a\r\n\r\n", [400]),
    "a tab": (b"GET\t/first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a space in the target": (b"GET /fi rst HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a request in the target": (b"GET /first HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "an unknown method": (b"BREW /first HTTP/1.1\r\nHost: a\r\n\r\n", [405]),
    "a method in lower case": (b"get /first HTTP/1.1\r\nHost: a\r\n\r\n", [405]),
    # targets
    "another host": (b"GET http://evil/first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "another port": (b"GET http://a:81/first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a user": (b"GET http://a@evil/first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "another scheme": (b"GET ftp://a/first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "an authority": (b"GET a:80 HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a tunnel": (b"CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n", [400]),
    "no slash": (b"GET first HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a star": (b"GET * HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a fragment": (b"GET /first#part HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a NUL": (b"GET /first\0 HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    "a target that is not ASCII": (b"GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    # hosts
    "no host": (b"GET /first HTTP/1.1\r\n\r\n", [400]),
    "two hosts": (GET + b"Host: b\r\n\r\n", [400]),
    "the same host twice": (GET + b"Host: a\r\n\r\n", [400]),
    "two hosts in HTTP/1.0": (b"GET /first HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", [400]),
    "an empty host": (b"GET /first HTTP/1.1\r\nHost:\r\n\r\n", [400]),
    "a list of hosts": (b"GET /first HTTP/1.1\r\nHost: a, b\r\n\r\n", [400]),
    "a host with a path": (b"GET /first HTTP/1.1\r\nHost: a/b\r\n\r\n", [400]),
    "a host with a user": (b"GET /first HTTP/1.1\r\nHost: a@b\r\n\r\n", [400]),
    "a host with a bad port": (b"GET /first HTTP/1.1\r\nHost: a:b\r\n\r\n", [400]),
    # lines
    "line feeds only": (b"GET /first HTTP/1.1\nHost: a\n\n", [400]),
    "a line feed after the request line": (b"GET /first HTTP/1.1\nHost: a\r\n\r\n", [400]),
    "a line feed after a header": (GET + b"X: a\nY: b\r\n\r\n", [400]),
    "a line feed at the end": (GET + b"\n", [400]),
    "a length after a line feed": (GET + b"X: a\nContent-Length: 52\r\n\r\n", [400]),
    "a carriage return in a value": (GET + b"X: a\rContent-Length: 52\r\n\r\n", [400]),
    "two carriage returns": (GET + b"X: a\r\r\n\r\n", [400]),
    "a carriage return for a line": (b"GET /first HTTP/1.1\rHost: a\r\n\r\n", [400]),
    "a folded header": (GET + b"X: a\r\n b\r\n\r\n", [400]),
    "a folded length": (POST + b"Content-Length:\r\n 52\r\n\r\n", [400]),
    "a folded coding": (POST + b"Transfer-Encoding:\r\n\tchunked\r\n\r\n" + SMUGGLED, [400]),
    "a folded first line": (b"GET /first HTTP/1.1\r\n Host: a\r\n\r\n", [400]),
    "a space before the colon": (POST + b"Content-Length : 52\r\n\r\n", [400]),
    "a tab before the colon": (POST + b"Transfer-Encoding\t: chunked\r\n\r\n" + SMUGGLED, [400]),
    "no colon": (GET + b"X\r\n\r\n", [400]),
    "no name": (GET + b": a\r\n\r\n", [400]),
    "a NUL in a name": (GET + b"X\0: a\r\n\r\n", [400]),
    "a NUL in a value": (GET + b"X: \0\r\n\r\n", [400]),
    "a control character": (GET + b"X: \x01\r\n\r\n", [400]),
    # bodies: never read, and nothing after them is taken for a request
    "a body": (GET + b"Content-Length: 52\r\n\r\n", [413]),
    "a body of POST": (POST + b"Content-Length: 52\r\n\r\n", [405]),
    "a body that is announced": (GET + b"Content-Length: 52\r\nExpect: 100-continue\r\n\r\n", [413]),
    "a length with leading zeros": (GET + b"Content-Length: " + b"0" * 20 + b"52\r\n\r\n", [413]),
    "a length of POST with leading zeros": (POST + b"Content-Length: " + b"0" * 900 + b"52\r\n\r\n", [405]),
    "a large body": (GET + b"Content-Length: " + b"9" * 200 + b"\r\n\r\n", [413]),
    "chunks": (GET + CHUNKED + SMUGGLED, [413]),
    "no chunks": (GET + CHUNKED + b"0\r\n\r\n", [413]),
    "a chunk of bad size": (GET + CHUNKED + b"zz\r\n", [413]),
    "a chunk of negative size": (GET + CHUNKED + b"-1\r\n", [413]),
    "a chunk of huge size": (GET + CHUNKED + b"f" * 17 + b"\r\n", [413]),
    "a chunk with a line feed": (GET + CHUNKED + b"0\n\n", [413]),
    "length and coding": (POST + b"Content-Length: 52\r\n" + CHUNKED + SMUGGLED, [400]),
    "coding and length": (POST + b"Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n" + SMUGGLED, [400]),
    "two lengths": (POST + b"Content-Length: 0\r\nContent-Length: 52\r\n\r\n", [400]),
    "the same length twice": (POST + b"Content-Length: 0\r\ncontent-length: 0\r\n\r\n", [400]),
    "a list of lengths": (POST + b"Content-Length: 0, 52\r\n\r\n", [400]),
    "a positive length": (POST + b"Content-Length: +52\r\n\r\n", [400]),
    "a negative length": (POST + b"Content-Length: -1\r\n\r\n", [400]),
    "an empty length": (POST + b"Content-Length:\r\n\r\n", [400]),
    "a length in hexadecimal": (POST + b"Content-Length: 0x0\r\n\r\n", [400]),
    "a length after a vertical tab": (POST + b"Content-Length: \x0b0\r\n\r\n", [400]),
    "two codings": (POST + b"Transfer-Encoding: identity\r\n" + CHUNKED + SMUGGLED, [400]),
    "a list of codings": (POST + b"Transfer-Encoding: chunked, identity\r\n\r\n" + SMUGGLED, [400]),
    "an unknown coding": (POST + b"Transfer-Encoding: xchunked\r\n\r\n" + SMUGGLED, [400]),
    "a coding after a vertical tab": (POST + b"Transfer-Encoding: \x0bchunked\r\n\r\n" + SMUGGLED, [400]),
    "a coding in HTTP/1.0": (b"POST /first HTTP/1.0\r\n" + CHUNKED + SMUGGLED, [400]),
    # sizes
    "the longest target": (b"GET /" + b"z" * 99 + b" HTTP/1.1\r\nHost: a\r\n\r\n", OPEN),
    "a longer target": (b"GET /" + b"z" * 100 + b" HTTP/1.1\r\nHost: a\r\n\r\n", [414]),
    "the most headers": (GET + b"X: a\r\n" * 7 + b"\r\n", OPEN),
    "more headers": (GET + b"X: a\r\n" * 8 + b"\r\n", [431]),
    "endless headers": (GET + b"X: a\r\n" * 100, [431]),
    "the largest head": (GET + b"X: " + b"z" * 984 + b"\r\n\r\n", OPEN),
    "a larger head": (GET + b"X: " + b"z" * 985 + b"\r\n\r\n", [431]),
    "an endless head": (GET + b"X: " + b"z" * 2000, [431]),
}

MAX_BODY = 40
BODY = b"z" * MAX_BODY
BODIES: dict[str, tuple[bytes, bytes, list[int]]] = {
    "none": (b"", b"", OPEN),
    "the largest": (b"Content-Length: 40\r\n", BODY, OPEN),
    "with leading zeros": (b"Content-Length: 0040\r\n", BODY, OPEN),
    "with as many leading zeros as a size has digits": (b"Content-Length: " + b"0" * 20 + b"40\r\n", BODY, OPEN),
    "with many leading zeros": (b"Content-Length: " + b"0" * 900 + b"40\r\n", BODY, OPEN),
    "of no bytes": (b"Content-Length: " + b"0" * 900 + b"\r\n", b"", OPEN),
    "with spaces around": (b"content-length: \t 40 \t\r\n", BODY, OPEN),
    "a larger one": (b"Content-Length: 41\r\n", BODY + b"z", [413]),
    "a larger one with leading zeros": (b"Content-Length: " + b"0" * 20 + b"41\r\n", BODY + b"z", [413]),
    "a larger one with many leading zeros": (b"Content-Length: " + b"0" * 900 + b"41\r\n", BODY + b"z", [413]),
    "one that overflows": (b"Content-Length: 18446744073709551656\r\n", BODY, [413]),
    "one of many digits": (b"Content-Length: " + b"0" * 20 + b"9" * 800 + b"\r\n", BODY, [413]),
    "chunks": (CHUNKED[:-2], b"28\r\n" + BODY + b"\r\n0\r\n\r\n", [411]),
    "with a plus sign": (b"Content-Length: +40\r\n", BODY, [400]),
    "with an underscore": (b"Content-Length: 4_0\r\n", BODY, [400]),
    "with a space within": (b"Content-Length: 4 0\r\n", BODY, [400]),
    "with a point": (b"Content-Length: 40.0\r\n", BODY, [400]),
    "with digits that are not ASCII": ("Content-Length: ٤٠\r\n".encode(), BODY, [400]),
    "a list of equal ones": (b"Content-Length: 40, 40\r\n", BODY, [400]),
    "two equal ones": (b"Content-Length: 40\r\ncontent-length: 40\r\n", BODY, [400]),
    "two equal ones, of which one has zeros": (b"Content-Length: 40\r\nContent-Length: 040\r\n", BODY, [400]),
    "chunks and a length": (b"Content-Length: 40\r\n" + CHUNKED[:-2], BODY, [400]),
}
"""The framing headers of a POST to a path that takes a body, that body, and the expected statuses."""

EXPECTED = {name: expected for name, (_, expected) in REQUESTS.items()}


def test_a_request_is_answered_once_or_rejected(raw_server: RawServer) -> None:
    """A valid request is answered, and so is the next one; any other is rejected, and nothing after it is read."""
    assert {name: statuses(raw_server.send(raw + SECOND)) for name, (raw, _) in REQUESTS.items()} == EXPECTED


async def echo_size(scope: Scope, receive: Receive, send: Send) -> None:
    """Respond with the size of the request's body."""
    await Response(str(len(await Request(scope, receive).body())))(scope, receive, send)


def test_a_body_is_read_as_a_whole_or_rejected() -> None:
    """A body within the limit is read, and the next request is answered; of any other nothing is buffered or read."""
    with run_server(replace(LIMITS, max_body_bytes=MAX_BODY), app=echo_size, body_path=b"/first") as server:
        responses = {
            name: server.send(POST + head + b"\r\n" + body + SECOND) for name, (head, body, _) in BODIES.items()
        }
    assert {name: statuses(received) for name, received in responses.items()} == {
        name: expected for name, (_, _, expected) in BODIES.items()
    }
    sizes = {name: parse_responses(received)[0][2] for name, received in responses.items() if BODIES[name][2] == OPEN}
    assert sizes == {name: b"%d" % len(BODIES[name][1]) for name in sizes}


def test_it_does_not_matter_how_bytes_arrive(raw_server: RawServer) -> None:
    """The responses are the same when each byte is sent by itself."""
    sent = {name: raw + SECOND * (expected != CLOSED) for name, (raw, expected) in REQUESTS.items()}
    responses = {name: raw_server.send(*(bytes([byte]) for byte in raw)) for name, raw in sent.items()}
    assert {name: statuses(received) for name, received in responses.items()} == EXPECTED


@each_row(
    ("target", "is_explained"),
    [
        ("/v1/facts?q=Łódź", True),
        ("/é", True),
        ("/a b?q=é", False),
        ("é", False),
        ("/first RTSP/1.0\r\nX: é", False),
        ("/first#é", False),
        ("/a\x01é", False),
    ],
)
def test_how_to_write_other_characters_is_said(raw_server: RawServer, target: str, is_explained: bool) -> None:
    """Whoever sends characters that are not ASCII in a path or a query reads how; others do not."""
    received = raw_server.send(f"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    assert statuses(received) == [400]
    assert (b"percent-encode" in received) == is_explained


def test_an_endless_target_is_rejected(raw_server: RawServer) -> None:
    """A request line that exceeds its limit is rejected before it is complete."""
    assert statuses(raw_server.send(b"GET /" + b"z" * 400)) == [414]


def test_a_rejection_of_head_has_no_body(raw_server: RawServer) -> None:
    """HEAD is rejected without a body, but with its Content-Length."""
    received = raw_server.send(b"HEAD /first HTTP/1.1\r\n\r\n")
    assert received.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert received.endswith(b"\r\n\r\n")
    assert received.count(b"\r\n\r\n") == 1
