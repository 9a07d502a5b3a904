"""Clients that send requests without pause and check every response."""

import time
from collections import Counter
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from typing import Self

TARGETS = (
    "/v1/contracts",
    "/v1/facts?limit=100",
    "/v1/facts?q=frigate&limit=5",
    "/v1/statements?sort=-date",
    "/v1/sheets/frigate-deal/contracts.csv",
    "/v1/facts.ndjson",
    "/v1/sheets/frigate-deal",
)
TIMEOUT = 10.0
PAUSE = 0.01
"""Seconds between two requests of a client, more if the server is down."""
Expected = Mapping[str, frozenset[bytes]]
"""The right bodies by target: one for each state of the sheets."""


class Load:
    """So many clients of the server on `port`, as long as the context lasts."""

    def __init__(self, port: int, clients: int, expected: Expected) -> None:
        self.port = port
        self.expected = expected
        self.targets = list(expected)
        self.done = Event()
        self.outcomes: Counter[str] = Counter()
        self.wrong: list[str] = []
        """What was wrong with responses."""
        self.threads = [Thread(target=self.send_requests, args=(number,)) for number in range(clients)]

    def __enter__(self) -> Self:
        """Start the clients."""
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the clients."""
        self.done.set()
        for thread in self.threads:
            thread.join()

    def send_requests(self, number: int) -> None:
        """Request one target after the other, on a connection that is kept as long as it lasts."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        while not self.done.wait(PAUSE):
            target = self.targets[number % len(self.targets)]
            number += 1
            try:
                connection.request("GET", target)
                response = connection.getresponse()
                self.check(target, response.status, response.read(), response.getheader("Retry-After"))
            except (OSError, HTTPException) as error:
                self.outcomes[type(error).__name__] += 1
                connection.close()
        connection.close()

    def check(self, target: str, status: int, body: bytes, retry_after: str | None) -> None:
        """Record a response, and what is wrong with it: only a right one, or 503, may be sent."""
        self.outcomes[str(status)] += 1
        if status not in {200, 503}:
            self.wrong.append(f"{target}: status {status}")
        elif status == 503 and retry_after is None:
            self.wrong.append(f"{target}: 503 does not say when to retry")
        elif status == 200 and body not in self.expected[target]:
            self.wrong.append(f"{target}: {len(body)} bytes that no state of the sheets explains")

    def wait_for_responses(self, seconds: float) -> bool:
        """Return whether a right response arrives in time."""
        before, deadline = self.outcomes["200"], time.monotonic() + seconds
        while self.outcomes["200"] == before:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True
