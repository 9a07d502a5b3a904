"""Servers of an archive: this project's, and datasette on the same facts."""

import http.client
import json
import math
import os
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from facts.archive import Query
from facts.model.collection import AnyOf
from facts.views import COLLECTIONS
from tests.benchmark.archive.datasette import build_target, export_facts, has_target
from tests.benchmark.archive.engines import LoadedArchive
from tests.benchmark.archive.processes import list_tree, read_memory
from tests.benchmark.archive.questions import Question
from tests.benchmark.archive.target import NoAnswerError, Target
from tests.benchmark.serve import RECORDS
from tests.benchmark.servers import TIMEOUT, Server

RIVAL = "datasette"
WORKERS = 2
CONNECTIONS = 4
"""Connections that take turns, so that each worker gets some of the requests."""


class WebTarget(Target):
    """A server on a core of its own, asked over connections that are kept open."""

    def __init__(self, name: str, facts: int, p99_limit: float, server: Server) -> None:
        self.name = name
        self.facts = facts
        self.p99_limit = p99_limit
        self.server = server
        self.connections = cycle(
            http.client.HTTPConnection("127.0.0.1", server.port, timeout=TIMEOUT) for _ in range(CONNECTIONS)
        )

    def __enter__(self) -> Self:
        """Return the target."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Stop the server."""
        self.server.__exit__(*exception)

    def get(self, target: str) -> dict[str, Any]:
        """Return the JSON object at an address; raise NoAnswerError if there is none."""
        connection = next(self.connections)
        try:
            connection.request("GET", target)
            response = connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            raise NoAnswerError(repr(error)) from None
        if response.status != 200:
            raise NoAnswerError(f"{response.status} for {target}")
        answer: dict[str, Any] = json.loads(body)
        return answer

    def read_memory(self) -> float:
        """Return the memory of the server's processes together in megabytes."""
        return read_memory(list_tree(self.server.process.pid))


class ArchiveServer(WebTarget):
    """This project's server of an archive, with two workers."""

    def __init__(self, target: LoadedArchive, directory: Path) -> None:
        module = ["api", "--no-access-log", "--workers", str(WORKERS), "--database", target.url]
        name = f"{target.name} over HTTP"
        server = Server(name, first_core(), directory, module)
        super().__init__(name, target.facts, target.p99_limit, server)
        self.startup_memory = self.read_memory()

    def ask(self, question: Question, query: Query) -> str | None:
        """Ask the server."""
        scope = f"/v1/sheets/{query.sheet}" if query.sheet else "/v1"
        answer = self.get(f"{scope}/{question.collection}?{urlencode(dict(iter_params(question, query)))}")
        link = answer["next"]
        return parse_qs(urlsplit(link).query).get("cursor", [link])[0] if link else None


class DatasetteServer(WebTarget):
    """Datasette on the facts of an archive, in a table with indexes."""

    def __init__(self, target: LoadedArchive, directory: Path) -> None:
        files = directory / f"datasette-{target.facts}"
        files.mkdir()
        export_facts(target.archive, files / RECORDS)
        super().__init__(RIVAL, target.facts, math.inf, Server(RIVAL, first_core(), files))

    def can_answer(self, question: Question) -> bool:
        """Return whether the question is about facts, and without what datasette does not have."""
        return has_target(question)

    def ask(self, question: Question, query: Query) -> str | None:
        """Ask datasette, which has a token in place of a cursor."""
        token = self.get(build_target(query))["next"]
        return None if token is None else str(token)


def iter_params(question: Question, query: Query) -> Iterator[tuple[str, str]]:
    """Yield the parameters of a query."""
    lookups = COLLECTIONS[question.collection].filters.lookups()
    for name, value in query.filters.active() if query.filters else ():
        yield name, ",".join(value) if isinstance(lookups[name], AnyOf) else str(value)
    lists = {"sort": query.sort, "facets": query.facets}
    yield from ((name, ",".join(values)) for name, values in lists.items() if values)
    texts = {"q": query.q, "match": query.match, "sum": query.sum, "cursor": query.cursor, "limit": str(query.limit)}
    yield from ((name, text) for name, text in texts.items() if text)


def first_core() -> int:
    """Return the number of the core that servers run on."""
    return min(os.sched_getaffinity(0))
