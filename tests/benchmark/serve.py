"""`python -m tests.benchmark.serve NAME PORT DIRECTORY`: run one of the other servers."""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from api.server.config import uvicorn_config
from api.server.settings import Settings
from tests.benchmark.idiomatic import create_idiomatic

RESPONSES, CONTRACTS, RECORDS = "responses.json", "contracts.json", "records.db"


def create_bare(directory: Path) -> ASGIApp:
    """Return an ASGI application that only sends prepared responses."""
    prepared: dict[str, Any] = json.loads((directory / RESPONSES).read_text())
    responses = {
        target.encode(): (
            {
                "type": "http.response.start",
                "status": status,
                "headers": [(name.encode(), value.encode()) for name, value in headers],
            },
            {"type": "http.response.body", "body": body.encode("latin-1")},
        )
        for target, (status, headers, body) in prepared.items()
    }
    first = next(iter(responses.values()))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            start, body = responses.get(scope["raw_path"], first)
            await send(start)
            await send(body)

    return app


def create_datasette(directory: Path) -> ASGIApp:
    """Return datasette on the same records, with its fastest settings."""
    settings = {"suggest_facets": False, "allow_csv_stream": False}
    datasette = import_module("datasette.app").Datasette(immutables=[str(directory / RECORDS)], settings=settings)
    app: ASGIApp = datasette.app()
    return app


def main(name: str, port: str, directory: str) -> None:
    """Serve until stopped."""
    factories: dict[str, Callable[[Path], ASGIApp]] = {
        "idiomatic FastAPI": create_idiomatic,
        "datasette": create_datasette,
    }
    app = factories.get(name, create_bare)(Path(directory))
    config = uvicorn_config(Settings.from_command_line(["--port", port]), lambda: app)
    if name != "bare ASGI, our protocol":
        config.http = "httptools"
    uvicorn.Server(config).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
