"""`python -m tests.benchmark.serve NAME PORT FOLDER`: serve one of the others, with our settings of uvicorn."""

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
from tests.benchmark.idiomatic import create

ANSWERS, CONTRACTS, RECORDS = "answers.json", "contracts.json", "records.db"


def bare(folder: Path) -> ASGIApp:
    """Return an application that does nothing but send our answers, made before."""
    made: dict[str, Any] = json.loads((folder / ANSWERS).read_text())
    answers = {
        target.encode(): (
            {
                "type": "http.response.start",
                "status": status,
                "headers": [(name.encode(), value.encode()) for name, value in headers],
            },
            {"type": "http.response.body", "body": body.encode("latin-1")},
        )
        for target, (status, headers, body) in made.items()
    }
    first = next(iter(answers.values()))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            start, body = answers.get(scope["raw_path"], first)
            await send(start)
            await send(body)

    return app


def datasette(folder: Path) -> ASGIApp:
    """Return datasette on our records, as fast as its settings make it."""
    settings = {"suggest_facets": False, "allow_csv_stream": False}
    found = import_module("datasette.app").Datasette(immutables=[str(folder / RECORDS)], settings=settings)
    app: ASGIApp = found.app()
    return app


def main(name: str, port: str, folder: str) -> None:
    """Serve until stopped."""
    place = Path(folder)
    applications: dict[str, Callable[[Path], ASGIApp]] = {"idiomatic": create, "datasette": datasette}
    app = applications.get(name, bare)(place)
    told = uvicorn_config(Settings.from_command_line(["--port", port]), lambda: app)
    if name != "bare on our wire":
        told.http = "httptools"
    uvicorn.Server(told).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
