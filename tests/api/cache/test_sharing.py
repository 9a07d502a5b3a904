"""Identical requests in progress share a response, which is made once."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from tests.api.cache.helpers import MODIFIED, CountingApp, RawResponse, cached, request
from tests.tables import each_row

CLIENTS = 20
Work = Callable[[CountingApp, Scope], Awaitable[tuple[int, bytes]]]


async def respond_slowly(app: CountingApp, scope: Scope) -> tuple[int, bytes]:
    """Return a body after a while."""
    await asyncio.sleep(0.01)
    return 200, b"body"


async def fail_slowly(app: CountingApp, scope: Scope) -> tuple[int, bytes]:
    """Return an error after a while."""
    await asyncio.sleep(0.01)
    return 404, b"body"


async def lose_the_first(app: CountingApp, scope: Scope) -> tuple[int, bytes]:
    """Return a body, but find the first client gone."""
    await asyncio.sleep(0.01)
    if app.calls == 1:
        raise ClientDisconnect
    return 200, b"body"


async def run_together(work: Work, reset: bool = False) -> tuple[list[RawResponse], int]:
    """Return the responses to identical requests at the same time, and how often the application was called."""

    async def send_result(scope: Scope, receive: Receive, send: Send) -> None:
        status, body = await work(app, scope)
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": body})

    app = CountingApp.around(send_result)
    middleware = cached(app)
    tasks = [asyncio.create_task(request(middleware)) for _ in range(CLIENTS)]
    if reset:
        await asyncio.sleep(0.005)
        middleware.reset(MODIFIED)
        tasks += [asyncio.create_task(request(middleware)) for _ in range(CLIENTS)]
    responses = await asyncio.gather(*tasks)
    assert not middleware.in_progress
    return responses, app.calls


@each_row(
    ("work", "statuses", "calls"),
    [
        (respond_slowly, [200] * CLIENTS, 1),
        (fail_slowly, [404] * CLIENTS, CLIENTS),
        (lose_the_first, [0] + [200] * (CLIENTS - 1), 2),
    ],
)
def test_identical_requests_share_a_response(work: Work, statuses: list[int], calls: int) -> None:
    """A response that may be cached is made once; if the client for whom it is made leaves, for the next one."""
    responses, counted = asyncio.run(run_together(work))
    assert ([response.status for response in responses], counted) == (statuses, calls)
    assert {response.body for response in responses if response.status} == {b"body"}
    request_ids = {response.headers[b"x-request-id"] for response in responses if response.status}
    assert len(request_ids) == len(list(filter(None, statuses)))


def test_a_request_after_a_reload_gets_no_response_from_before() -> None:
    """What is in progress when the content changes is not shared with later requests."""
    responses, calls = asyncio.run(run_together(respond_slowly, reset=True))
    dates = [response.headers[b"last-modified"] for response in responses]
    assert (len(set(dates[:CLIENTS])), len(set(dates[CLIENTS:])), calls) == (1, 1, 2)
    assert dates[0] != dates[-1]
