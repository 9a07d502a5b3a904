"""Fixtures of the API's tests: a server for clients on raw sockets."""

from collections.abc import Iterator

import pytest

from tests.api.server.sockets import LIMITS, RawServer, run_server


@pytest.fixture(scope="session", params=["uvloop", "asyncio"])
def raw_server(request: pytest.FixtureRequest) -> Iterator[RawServer]:
    """A server on each of the event loops that uvicorn uses."""
    with run_server(LIMITS, request.param) as server:
        yield server
