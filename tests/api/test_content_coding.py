"""Content codings of the API: the client's preference, the same content in each, and nothing small compressed."""

import gzip
import zlib
from collections.abc import Callable, Iterator

import brotli
import pytest
import zstandard
from httpx2 import Response
from starlette.testclient import TestClient

from facts.archive import Archive
from tests.api.helpers import assert_problem, open_client
from tests.tables import each_row

LIST = "/v1/contracts"
DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "identity": bytes,
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": zstandard.ZstdDecompressor().decompress,
}
COMPRESSED = {"gzip", "br", "zstd"}


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    """A client for many requests."""
    with open_client(archive) as client:
        yield client


def fetch_raw(client: TestClient, target: str, accept_encoding: str) -> tuple[Response, bytes]:
    """Return a response and its content as it is sent."""
    request = client.build_request("GET", target, headers={"Accept-Encoding": accept_encoding})
    response = client.send(request, stream=True)
    return response, b"".join(response.iter_raw())


@each_row(
    ("codings", "headers"),
    [
        *(({coding}, [coding]) for coding in DECODERS),
        (
            {"identity"},
            ["", "deflate", "gzip;q=0", "br;q=0, gzip;q=0.000", "identity, gzip;q=0.5", "*;q=0, identity"],
        ),
        ({"identity"}, ["gzip;q=high", "x;q=1, y", "identity;q=0.5, br;q=0.4"]),
        ({"gzip"}, ["GZIP", "gzip;q=0.001", "gzip ; q=1.000", "gzip, br;q=0.5", "br;q=0,,gzip, ", "*;q=0, gzip"]),
        ({"gzip"}, ["identity;q=0, gzip;q=0.1", "gzip;Q=1, zstd;q=0.999"]),
        (COMPRESSED, ["*", "gzip, deflate, br, zstd", "identity;q=0, *", "*;q=0.5, identity;q=0.1"]),
        ({"gzip", "br"}, ["*, zstd;q=0"]),
        ({"gzip", "identity"}, ["x-gzip"]),
    ],
)
def test_the_coding_is_the_one_preferred(client: TestClient, codings: set[str], headers: list[str]) -> None:
    """The coding is one that the client prefers, and decodes to the same bytes."""
    plain = client.get(LIST).content
    for header in headers:
        response, content = fetch_raw(client, LIST, header)
        coding = response.headers.get("content-encoding", "identity")
        assert coding in codings, header
        assert DECODERS[coding](content) == plain
        assert response.headers["content-length"] == str(len(content))
        assert coding == "identity" or len(content) < len(plain) / 2


@each_row("header", ["*;q=0", "identity;q=0", "identity;q=0, gzip;q=0", "deflate, *;q=0"])
def test_no_acceptable_coding_is_a_problem(client: TestClient, header: str) -> None:
    """406 lists the codings if the client accepts none of them."""
    detail = assert_problem(client.get(LIST, headers={"Accept-Encoding": header}), 406)["detail"]
    assert all(coding in detail for coding in DECODERS)


def test_nothing_small_is_compressed(client: TestClient) -> None:
    """A body under a kilobyte is sent uncompressed, unless the client refuses that."""
    small = f"{LIST}?fields=id&limit=1"
    for header in ("gzip", "*", "gzip, deflate, br, zstd"):
        response, content = fetch_raw(client, small, header)
        assert "content-encoding" not in response.headers
        assert len(content) < 1024
    response, content = fetch_raw(client, small, "gzip, identity;q=0")
    assert zlib.decompress(content, 31) == client.get(small).content
