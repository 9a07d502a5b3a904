"""What tests of the interface share: a server that answers raw sockets."""

from collections.abc import Iterator

import pytest

from tests.api.server.sockets import LIMITS, Service, serving


@pytest.fixture(scope="session", params=["uvloop", "asyncio"])
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    """A server on each of the event loops that uvicorn uses."""
    with serving(LIMITS, request.param) as found:
        yield found
