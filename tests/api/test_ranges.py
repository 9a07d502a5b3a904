"""Ranges of responses: what readers of columns and downloads that resume request."""

import pytest
from starlette.testclient import TestClient

from tests.api.helpers import assert_problem
from tests.tables import each_row

CSV = "/v1/facts.csv"
IDENTITY = {"Accept-Encoding": "identity"}


def test_ranges_join_to_the_complete_body(client: TestClient) -> None:
    """The parts of a response, requested one after the other with its entity tag, are the response."""
    complete = client.get(CSV, headers=IDENTITY)
    assert complete.headers["accept-ranges"] == "bytes"
    size, step, parts = len(complete.content), 40_000, []
    for start in range(0, size, step):
        headers = {"Range": f"bytes={start}-{start + step - 1}", "If-Range": complete.headers["etag"], **IDENTITY}
        part = client.get(CSV, headers=headers)
        assert (part.status_code, part.headers["etag"]) == (206, complete.headers["etag"])
        stop = start + len(part.content)
        assert part.headers["content-range"] == f"bytes {start}-{stop - 1}/{size}"
        assert part.headers["content-type"] == complete.headers["content-type"]
        parts.append(part.content)
    assert b"".join(parts) == complete.content


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br", "zstd"])
def test_a_range_is_of_the_encoded_body(client: TestClient, encoding: str) -> None:
    """Positions count the bytes that are sent, in whichever content coding."""
    headers = {"Accept-Encoding": encoding}
    with client.stream("GET", CSV, headers=headers) as response:
        complete = b"".join(response.iter_raw())
    with client.stream("GET", CSV, headers={**headers, "Range": "bytes=-7"}) as response:
        assert response.status_code == 206
        assert b"".join(response.iter_raw()) == complete[-7:]


def test_a_range_beyond_the_end_is_a_problem(client: TestClient) -> None:
    """416 tells how long the response is."""
    size = len(client.get(CSV, headers=IDENTITY).content)
    response = client.get(CSV, headers={"Range": f"bytes={size}-", **IDENTITY})
    assert_problem(response, 416)
    assert response.headers["content-range"] == f"bytes */{size}"


@each_row(
    ("method", "headers"),
    [
        ("GET", {"Range": "bytes=0-1,4-5"}),
        ("GET", {"Range": "lines=0-1"}),
        ("GET", {"Range": "bytes=0-1", "If-Range": '"other"'}),
        ("HEAD", {"Range": "bytes=0-1"}),
    ],
)
def test_other_ranges_get_the_complete_response(client: TestClient, method: str, headers: dict[str, str]) -> None:
    """Several ranges, other units, another entity tag and HEAD get 200."""
    assert client.request(method, CSV, headers=headers).status_code == 200


def test_a_condition_comes_before_a_range(client: TestClient) -> None:
    """What the client has is not sent again, not even in part (RFC 9110, section 13.2.2)."""
    etag = client.get(CSV, headers=IDENTITY).headers["etag"]
    headers = {"If-None-Match": etag, "Range": "bytes=0-1", **IDENTITY}
    assert client.get(CSV, headers=headers).status_code == 304
